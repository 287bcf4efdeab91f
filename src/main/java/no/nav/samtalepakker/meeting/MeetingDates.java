package no.nav.samtalepakker.meeting;

import java.time.LocalDate;

import no.nav.samtalepakker.platform.InvalidInput;

/** The rules every form has in common for when a meeting is, or was (design §6). */
public final class MeetingDates {

	private static final int FIRST_YEAR = 2000;

	private static final int LAST_YEAR = 2100;

	private MeetingDates() {
	}

	/**
	 * The day a conversation was held: not in the future, and perhaps before the plan.
	 * @param heldOn what the leader wrote, or null
	 * @param usual the day to take when nothing was written
	 */
	public static LocalDate heldOn(LocalDate heldOn, LocalDate usual, LocalDate today) {
		LocalDate date = (heldOn != null) ? heldOn : usual;
		past("heldOn", "Datoen samtalen ble holdt", date, today);
		return date;
	}

	/** Refuses a date that is over. */
	public static void upcoming(String field, String name, LocalDate date, LocalDate today) {
		sensible(field, name, date);
		if (date.isBefore(today)) {
			throw new InvalidInput(field, name + " må være i dag eller senere");
		}
	}

	/** Refuses a date that is still to come; nothing written is fine. */
	static void past(String field, String name, LocalDate date, LocalDate today) {
		if (date != null) {
			sensible(field, name, date);
			if (date.isAfter(today)) {
				throw new InvalidInput(field, name + " kan ikke være fram i tid");
			}
		}
	}

	/**
	 * Refuses a slip of the pen, and a year the databases cannot hold; nothing written is
	 * fine.
	 */
	static void sensible(String field, String name, LocalDate date) {
		if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
			throw new InvalidInput(field, name + " har et årstall som ikke kan stemme");
		}
	}

}
