package no.nav.samtalepakker.packages;

import java.util.List;

/**
 * One version of a conversation package (seed-requirements §4).
 *
 * @param key stable name of the package
 * @param version starts at 1
 * @param name title on screen
 * @param targetGroup whom it is for
 * @param decidedByCounty whether the county decides for its offices
 * @param roles what the leader and the participants are called
 * @param timeEstimate what it costs the leader
 * @param purpose why the conversation is held
 * @param wantedResult what should come out of it
 * @param localAdaptation what the unit may change
 * @param reportText what may be reported
 * @param material text sent with the invitation
 * @param link where the material lies open; may be empty
 * @param questions to discuss and to report on
 * @param reflection reflection tasks
 * @param checklist for the preparation
 * @param advice short advice to the leader
 * @param forms what its forms offer beyond what all do; may be left out in a file
 */
public record ConversationPackage(String key, int version, String name, TargetGroup targetGroup,
		boolean decidedByCounty, Roles roles, String timeEstimate, List<String> purpose, String wantedResult,
		String localAdaptation, String reportText, String material, String link, List<Question> questions,
		List<Reflection> reflection, List<ChecklistItem> checklist, List<String> advice, Forms forms) {

	/** The questions to use this way. */
	public List<Question> questions(Use use) {
		return this.questions.stream().filter((question) -> question.use() == use).toList();
	}

	/** The same version, with what its forms offer. */
	ConversationPackage offering(Forms offered) {
		return new ConversationPackage(this.key, this.version, this.name, this.targetGroup, this.decidedByCounty,
				this.roles, this.timeEstimate, this.purpose, this.wantedResult, this.localAdaptation, this.reportText,
				this.material, this.link, this.questions, this.reflection, this.checklist, this.advice, offered);
	}

	/** What a question is for. */
	public enum Use {

		/** Discussed in the meeting. */
		CONVERSATION,
		/** Answered in the report. */
		REPORT

	}

	/**
	 * Role words of the package type.
	 *
	 * @param leader who leads
	 * @param participants who takes part
	 */
	public record Roles(String leader, String participants) {
	}

	/**
	 * A question.
	 *
	 * @param key unique in the package
	 * @param use what it is for
	 * @param text as asked
	 * @param help longer explanation, or null
	 */
	public record Question(String key, Use use, String text, String help) {
	}

	/**
	 * A reflection task.
	 *
	 * @param key unique in the package
	 * @param title short
	 * @param text the task
	 * @param ours true when the sources have none and we wrote it
	 */
	public record Reflection(String key, String title, String text, boolean ours) {
	}

	/**
	 * Something to do before the meeting.
	 *
	 * @param key unique in the package
	 * @param text what to do
	 */
	public record ChecklistItem(String key, String text) {
	}

	/**
	 * What the forms of this package offer beyond what all do.
	 *
	 * @param usualKind the kind a point in the report begins with, or null
	 * @param medicalAdviser whether the plan asks for a medical adviser
	 */
	public record Forms(String usualKind, boolean medicalAdviser) {

		static final Forms NOTHING_MORE = new Forms(null, false);

	}

}
