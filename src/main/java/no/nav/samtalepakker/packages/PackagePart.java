package no.nav.samtalepakker.packages;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A package as a form shows it: all but the material, which is sent with the invitation.
 *
 * @param ways how people may talk, the same for every package
 * @param page address of all there is to read about it
 * @param sheet address of the sheet for the meeting
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackagePart(String key, int version, String name, TargetGroup targetGroup,
		ConversationPackage.Roles roles, String timeEstimate, List<String> purpose, String wantedResult,
		String localAdaptation, String reportText, String link, List<ConversationPackage.Question> questions,
		List<ConversationPackage.Reflection> reflection, List<ConversationPackage.ChecklistItem> checklist,
		List<String> advice, ConversationPackage.Forms forms, List<WayToTalk.Part> ways, String page, String sheet) {

	public static PackagePart of(ConversationPackage version) {
		return new PackagePart(version.key(), version.version(), version.name(), version.targetGroup(), version.roles(),
				version.timeEstimate(), version.purpose(), version.wantedResult(), version.localAdaptation(),
				version.reportText(), version.link(), version.questions(), version.reflection(), version.checklist(),
				version.advice(), version.forms(), WayToTalk.parts(), address(version, ""), address(version, "/ark"));
	}

	/** Of this version, so that a running conversation reads what it began with. */
	private static String address(ConversationPackage version, String below) {
		return "/pakker/" + version.key() + below + "?versjon=" + version.version();
	}

}
