package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import no.nav.samtalepakker.obstacle.OpenObstacle;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.TargetGroup;

/**
 * What a task's form shows of its case (design §6). Parts that do not concern the task
 * are left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskContext(LocalDate today, TaskPart task, UnitPart unit, RolloutPart rollout,
		@JsonProperty("package") PackagePart conversationPackage, MeetingPart meeting, ReportPart report,
		List<ActionPointPart> actionPoints, ObstaclePart obstacle, List<ObstaclePart> openObstacles,
		List<Choice> recipients, List<CommentPart> comments, OverduePart overdue, Choice county, List<Choice> units,
		List<Choice> wishes, DecisionPart decision, SummaryPart summary, PagesPart pages) {

	record TaskPart(String id, String name, LocalDate due) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record UnitPart(String id, String name, String type, String county) {
	}

	record RolloutPart(String id, String name, LocalDate closesOn, LocalDate cutOffOn) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PackagePart(String key, int version, String name, TargetGroup targetGroup, ConversationPackage.Roles roles,
			String timeEstimate, List<String> purpose, String wantedResult, String localAdaptation, String reportText,
			String link, List<ConversationPackage.Question> questions, List<ConversationPackage.Reflection> reflection,
			List<ConversationPackage.ChecklistItem> checklist, List<String> advice, ConversationPackage.Forms forms) {

		static PackagePart of(ConversationPackage version) {
			return new PackagePart(version.key(), version.version(), version.name(), version.targetGroup(),
					version.roles(), version.timeEstimate(), version.purpose(), version.wantedResult(),
					version.localAdaptation(), version.reportText(), version.link(), version.questions(),
					version.reflection(), version.checklist(), version.advice(), version.forms());
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record MeetingPart(LocalDate meetingDate, @JsonFormat(pattern = "HH:mm") LocalTime meetingTime,
			Integer durationMinutes, String form, String formReason, String arena, Integer participantCount,
			List<String> participantEmails, Integer groupCount, LocalDate lastMeetingDate, String sizeReason,
			List<String> jointWith, String coLead, String medicalAdviser, InvitedPart invited, String localAdaptation,
			Map<String, Boolean> checklist, LocalDate heldOn, LocalDate materialSentOn, int calendars,
			List<String> undelivered, PreparationPart preparation) {
	}

	/** What the leader has told about preparing; nothing before that. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PreparationPart(boolean done, String preparationMeeting, LocalDate date, String roles, Boolean caseReady) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record InvitedPart(Boolean unionReps, Boolean safetyReps, Boolean userReps) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ReportPart(String outcome, int round, String authorParty, Map<String, String> answers, String positive,
			Boolean positiveQuoteConsent, List<PointPart> points, List<ReportedObstaclePart> obstacles,
			List<ActionPointPart> actionPoints, LocalDate followUpOn, List<String> newTexts, int goneTexts) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PointPart(String kind, String topic, String text, String assistance, String involved, boolean quoteConsent) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ReportedObstaclePart(String text, String solvableLocally, boolean structural, String category,
			String subcategory, String level, String assistance, String involved, RegulationPart regulation,
			boolean quoteConsent, boolean contactOk, String joinsId) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RegulationPart(String which, String how, String consequence) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ActionPointPart(String id, String text, String responsible, LocalDate dueOn, String status, String note) {
	}

	/** Of another obstacle that may be answered or merged only its id and text. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ObstaclePart(String id, String text, String category, String subcategory, String categoryName,
			String subcategoryName, Integer round, String question, String assistance, String involved,
			RegulationPart regulation, List<RoutingPart> routing, List<AnswerPart> answers, NextPart next,
			Integer sharedBy) {

		static ObstaclePart of(OpenObstacle obstacle) {
			return new ObstaclePart(obstacle.id(), obstacle.text(), null, null, null, null, null, null, null, null,
					null, null, null, null, null);
		}

	}

	/** What happens next, for the unit that reads its answers. */
	record NextPart(String kind, String sentence) {
	}

	/** What has become of the question: the code, and the words people read. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RoutingPart(String recipient, String name, String reason, LocalDate askedOn, LocalDate dueOn, String state,
			String words) {
	}

	/** The kind of answer: its code, and the words people read. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record AnswerPart(String id, String recipient, String name, String answer, String words, String text,
			String responsible, String coveredBy, String link, LocalDate nextUpdateOn, LocalDate givenOn,
			Integer round) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Choice(String id, String code, String name) {

		static Choice unit(String id, String name) {
			return new Choice(id, null, name);
		}

		static Choice recipient(String code, String name) {
			return new Choice(null, code, name);
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record CommentPart(String text, Integer round) {
	}

	record OverduePart(String recipient, String name, LocalDate dueOn, int extensions) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record DecisionPart(String participation, List<String> reasons, String comment, LocalDate reconsiderOn,
			LocalDate decidedOn) {
	}

	/** The unit's own pages about the case, by address. */
	record PagesPart(String answers, String nextMeeting) {

		static PagesPart of(String conversationId) {
			return new PagesPart("/samtaler/" + conversationId + "/svar",
					"/samtaler/" + conversationId + "/neste-mote");
		}

	}

	record SummaryPart(int version, LocalDate cutOffOn, String url, Map<String, Object> counts) {
	}

}
