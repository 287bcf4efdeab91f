package no.nav.samtalepakker.organisation;

import java.time.LocalDate;

import no.nav.samtalepakker.platform.GroupKind;

/**
 * Where an obstacle can be sent.
 *
 * @param code upper case, as the decision table names it
 * @param name as the unit reads it
 * @param type what kind of recipient it is
 * @param department the department it belongs to, or null
 * @param deprecatedFrom from when it is asked no more, or null
 * @param successor code of the one that is asked then, or null
 */
public record Recipient(String code, String name, RecipientType type, String department, LocalDate deprecatedFrom,
		String successor) {

	private static final int ANSWER_DAYS = 21;

	private static final int ANSWER_DAYS_EXTERNAL = 60;

	/** How long it has to answer what a person puts to it. */
	public int answerDays() {
		return (this.type == RecipientType.EXTERNAL) ? ANSWER_DAYS_EXTERNAL : ANSWER_DAYS;
	}

	/** Whether somebody answers for it. */
	public boolean answers() {
		return switch (this.type) {
			case DEPARTMENT, ONGOING_PROCESS, REFORM_MEASURE, EXPERIMENT, EXTERNAL -> true;
			case LOCAL, NONE, SECRETARIAT -> false;
		};
	}

	/** Whether another is asked in its place. */
	boolean isDeprecatedOn(LocalDate day) {
		return this.deprecatedFrom != null && !this.deprecatedFrom.isAfter(day);
	}

	/** The group that may answer for it. */
	public String group() {
		return GroupKind.RECIPIENT.of(new RecipientCode(this.code).inEngine());
	}

	/** What that group is called. */
	String groupName() {
		return groupName(this.name);
	}

	static String groupName(String name) {
		return "Mottaker: " + name;
	}

}
