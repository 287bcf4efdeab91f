package no.nav.samtalepakker.privacy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What the system knows about one user.
 *
 * @param userId the user
 * @param name as the engine's user table has it, or null
 * @param email as the engine's user table has it, or null
 * @param groups the groups that give access
 * @param roles parts in units, also former ones
 * @param openTasks tasks the user has now
 * @param written how much the user has written or decided, by kind and rollout
 * @param messages e-mails to the user, the newest first
 * @param acts what the audit says the user has done, the newest first
 * @param opened who has opened the cases of the user's units, the newest day first
 */
record OwnData(String userId, String name, String email, List<String> groups, List<Role> roles, long openTasks,
		List<Written> written, List<Message> messages, List<Done> acts, List<Opened> opened) {

	record Role(String unitId, String unit, String role, String email, LocalDate validFrom, LocalDate validTo) {
	}

	/**
	 * Rows that name the user.
	 *
	 * @param what kind, in Norwegian
	 * @param number how many
	 * @param rollout name, or null
	 * @param erasedAfter the last day they are kept, or null if unknown
	 */
	record Written(String what, int number, String rollout, LocalDate erasedAfter) {
	}

	record Message(LocalDate on, String email, String subject) {
	}

	/**
	 * An act in the audit.
	 *
	 * @param act code
	 * @param words what happened, in Norwegian
	 * @param unitId only for the unit's own people and the secretariat, else null
	 */
	record Done(OffsetDateTime at, String act, String words, String subjectType, String subjectId, String unitId) {
	}

	/**
	 * Somebody has opened cases of a unit. Together for a day, so that no number of times
	 * hides another person.
	 *
	 * @param who name and user id
	 * @param groups what gave access, such as the secretariat
	 * @param words what was opened, in Norwegian
	 * @param times how often
	 */
	record Opened(LocalDate day, String who, List<String> groups, String unit, String words, int times) {
	}

}
