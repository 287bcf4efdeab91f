package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.EmailAddress;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one address gets about one meeting: a change waits a little, and whatever follows
 * it meanwhile takes its place, so that a leader who changes her mind three times writes
 * to nobody three times. Nobody can be flooded: there is a bound for a day.
 */
class Calendars {

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final MailSettings settings;

	Calendars(JdbcClient jdbc, NorwegianCalendar calendar, MailSettings settings) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.settings = settings;
	}

	/**
	 * The same e-mails, as far as they are still needed; those without a calendar as they
	 * are.
	 */
	List<Notification> settle(List<Notification> mails) {
		List<Notification> settled = new ArrayList<>();
		mails.stream()
			.filter((mail) -> mail.calendar() != null)
			.map(Notification::conversationId)
			.distinct()
			.forEach((conversationId) -> {
				Map<String, List<Former>> former = former(conversationId, " and calendar is not null").stream()
					.collect(Collectors.groupingBy((mail) -> mail.email().toLowerCase(Locale.ROOT)));
				mails.stream()
					.filter((mail) -> mail.calendar() != null && mail.conversationId().equals(conversationId))
					.forEach((mail) -> settle(mail,
							former.getOrDefault(mail.email().toLowerCase(Locale.ROOT), List.of()), settled));
			});
		mails.stream().filter((mail) -> mail.calendar() == null).forEach(settled::add);
		return settled;
	}

	private void settle(Notification mail, List<Former> former, List<Notification> settled) {
		List<Former> unsent = former.stream().filter(Former::waits).toList();
		boolean hasEntry = former.stream()
			.filter(Former::mayHaveCome)
			.reduce((first, second) -> second)
			.map((last) -> !last.type().cancels())
			.orElse(false);
		boolean neverAsked = !hasEntry && unsent.stream().anyMatch((waiting) -> !waiting.type().cancels());
		unsent.forEach(
				(waiting) -> this.jdbc.sql("update notification set state = 'MERGED' where id = ? and state = 'QUEUED'")
					.param(waiting.id())
					.update());
		if (neverAsked && mail.type().cancels()) {
			// nobody need hear that what they have not heard of is off
			return;
		}
		Notification needed = (neverAsked && mail.type() == MailType.MEETING_MOVED) ? mail.as(MailType.MATERIAL) : mail;
		settled
			.add(former.isEmpty() ? needed : needed.notBefore(this.calendar.now().plus(this.settings.changePause())));
	}

	/**
	 * Refuses what would write too often to somebody, or to too many, whatever the
	 * e-mails about the meeting say.
	 * @param field of the form, for the message
	 */
	void checkRoom(String field, String conversationId, List<String> participants) {
		OffsetDateTime yesterday = this.calendar.now().minusDays(1);
		List<Former> today = former(conversationId, "").stream()
			.filter((mail) -> mail.userId() == null && mail.mayHaveCome() && mail.createdAt().isAfter(yesterday))
			.toList();
		Map<String, Long> each = today.stream()
			.collect(Collectors.groupingBy((mail) -> EmailAddress.personOf(mail.email()), Collectors.counting()));
		boolean tooOften = participants.stream()
			.anyMatch((email) -> each.getOrDefault(EmailAddress.personOf(email), 0L) >= this.settings.mostADayEach());
		if (tooOften || (!today.isEmpty() && today.size() + participants.size() > this.settings.mostADay())) {
			throw new InvalidInput(field,
					"Deltakerne har fått så mange e-poster om dette møtet det siste døgnet at vi ikke sender flere nå. Vent til i morgen, eller si fra til dem selv");
		}
	}

	private List<Former> former(String conversationId, String which) {
		return this.jdbc.sql("""
				select id, type, user_id, email, state, attempts, created_at from notification
				where conversation_id = ?""" + which + " order by created_at, id")
			.param(conversationId)
			.query(Rows.of(Former.class))
			.list();
	}

	/**
	 * An e-mail about the conversation that has been written before.
	 */
	private record Former(String id, MailType type, String userId, String email, String state, int attempts,
			OffsetDateTime createdAt) {

		private boolean waits() {
			return this.state.equals("QUEUED");
		}

		/** Sent, or perhaps on its way at this moment. */
		private boolean mayHaveCome() {
			return this.state.equals("SENT") || this.state.equals("PAST") || (waits() && this.attempts > 0);
		}

	}

}
