package no.nav.samtalepakker.followup;

import java.time.LocalDate;

/**
 * Something the group agreed to do.
 *
 * @param id the form refers to it by this
 * @param conversationId where it was agreed
 * @param reportId the report it was written in, or null
 * @param obstacleId the local obstacle it came from, or null
 * @param text what to do
 * @param responsible a function, not a name; or null
 * @param dueOn or null
 * @param status where it stands
 * @param note said about it when it was followed up, or null
 */
public record ActionPoint(String id, String conversationId, String reportId, String obstacleId, String text,
		String responsible, LocalDate dueOn, Status status, String note) {

	/** Where an action point stands. */
	public enum Status {

		OPEN("Ikke ferdig"), DONE("Ferdig"), DROPPED("Ikke aktuelt lenger");

		private final String words;

		Status(String words) {
			this.words = words;
		}

		/** What the unit reads. */
		public String words() {
			return this.words;
		}

	}

}
