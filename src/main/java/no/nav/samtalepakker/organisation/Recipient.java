package no.nav.samtalepakker.organisation;

import no.nav.samtalepakker.platform.GroupKind;

/**
 * Where an obstacle can be sent.
 *
 * @param code upper case, as the decision table names it
 * @param name as the unit reads it
 * @param type what kind of recipient it is
 * @param department the department it belongs to, or null
 */
public record Recipient(String code, String name, RecipientType type, String department) {

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

	/** The group that may answer for it. */
	public String group() {
		return GroupKind.RECIPIENT.of(new RecipientCode(this.code).inEngine());
	}

}
