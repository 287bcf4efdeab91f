package no.nav.samtalepakker.meeting;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;

/**
 * What participants and leader get in the mail about a meeting: the material with an
 * invitation, and every later change. One e-mail per address, so that nobody sees who
 * else was asked.
 */
@Component
class Invitations {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb-NO");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d. MMMM yyyy", NORWEGIAN);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm", NORWEGIAN);

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	private final Leaders leaders;

	private final NorwegianCalendar calendar;

	private final MailSettings mail;

	Invitations(Notifications notifications, Conversations conversations, Units units, Leaders leaders,
			NorwegianCalendar calendar, MailSettings mail) {
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
		this.leaders = leaders;
		this.calendar = calendar;
		this.mail = mail;
	}

	/** Sends the package's material and asks people to come. */
	void sendMaterial(Meeting meeting, List<String> participants) {
		Letter letter = letter(meeting);
		String subject = "Invitasjon: " + letter.pack().name() + ", " + day(meeting.meetingDate());
		String body = """
				Hei!

				%s skal ha samtalen «%s» %s.

				%s
				%s
				Kalenderinvitasjonen følger med. Du trenger ikke å svare på den. Lurer du på noe, spør den som leder møtet.

				Hilsen sekretariatet for tillitsreformen
				"""
			.formatted(letter.unit().name(), letter.pack().name(), when(meeting), letter.pack().material(),
					link(letter.pack()));
		String first = participants.isEmpty()
				? "Du har ikke lagt inn noen e-postadresser. Send gjerne dette videre til dem som skal være med.\n\n"
				: "Dette har vi sendt til deltakerne du har lagt inn (" + participants.size() + ").\n\n";
		sendToAll(letter, "MATERIAL", participants, subject, body, first,
				(attendee) -> invitation(letter, attendee).request());
	}

	/** Tells those who have the invitation that the meeting has another day. */
	void announceNewDate(Meeting meeting, List<String> participants) {
		Letter letter = letter(meeting);
		String body = """
				Hei!

				Samtalen «%s» i %s har fått ny dato: %s.

				Kalenderen din blir oppdatert når du åpner vedlegget. Materialet du har fått, gjelder fortsatt.

				Hilsen sekretariatet for tillitsreformen
				""".formatted(letter.pack().name(), letter.unit().name(), when(meeting));
		sendToAll(letter, "MEETING_MOVED", participants,
				"Ny dato: " + letter.pack().name() + ", " + day(meeting.meetingDate()), body, "",
				(attendee) -> invitation(letter, attendee).request());
	}

	/**
	 * Tells those who have the invitation that the meeting will not be on that day.
	 * @param meeting with the day it would have been
	 * @param reason a sentence of ours
	 */
	void cancel(Meeting meeting, List<String> participants, String reason) {
		Letter letter = letter(meeting);
		String body = """
				Hei!

				Samtalen «%s» i %s, som var satt opp %s, blir ikke holdt da. %s

				Avtalen går ut av kalenderen din når du åpner vedlegget.

				Hilsen sekretariatet for tillitsreformen
				""".formatted(letter.pack().name(), letter.unit().name(), when(meeting), reason);
		sendToAll(letter, "MEETING_CANCELLED", participants,
				"Avlyst: " + letter.pack().name() + ", " + day(meeting.meetingDate()), body, "",
				(attendee) -> invitation(letter, attendee).cancellation());
	}

	private void sendToAll(Letter letter, String type, List<String> participants, String subject, String body,
			String firstToLeader, UnaryOperator<String> calendarFor) {
		List<Person> leading = this.leaders.of(letter.unit())
			.stream()
			.filter((person) -> person.email() != null)
			.toList();
		for (Person person : leading) {
			queue(letter, type, person.userId(), person.email(), subject, firstToLeader + body, calendarFor);
		}
		Set<String> written = leading.stream()
			.map((person) -> person.email().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		participants.stream()
			.filter((email) -> !written.contains(email.toLowerCase(Locale.ROOT)))
			.forEach((email) -> queue(letter, type, null, email, subject, body, calendarFor));
	}

	private void queue(Letter letter, String type, String userId, String email, String subject, String body,
			UnaryOperator<String> calendarFor) {
		Meeting meeting = letter.meeting();
		// one per address and version of the invitation; a digest, so that the address is
		// erased with the e-mail
		String occasion = String.join(":", type, meeting.conversationId(), String.valueOf(meeting.invitationSequence()),
				UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString());
		this.notifications.queue(Notification.to(userId, email, type, occasion, subject, body)
			.aboutConversation(meeting.conversationId())
			.withCalendar(calendarFor.apply(email)));
	}

	private Letter letter(Meeting meeting) {
		return new Letter(meeting, this.units.get(this.conversations.get(meeting.conversationId()).unitId()),
				this.conversations.packageOf(meeting.conversationId()));
	}

	private Invitation invitation(Letter letter, String attendee) {
		Meeting meeting = letter.meeting();
		return new Invitation(meeting.conversationId(), meeting.invitationSequence(), this.calendar.now(),
				meeting.meetingDate(), meeting.meetingTime(), meeting.durationMinutes(), meeting.finalDay(),
				letter.pack().name() + " – " + letter.unit().name(),
				(letter.pack().material() + "\n" + link(letter.pack())).strip(), this.mail.from(), attendee);
	}

	private static String link(ConversationPackage pack) {
		return (pack.link() != null && !pack.link().isBlank()) ? "\nMaterialet ligger her: " + pack.link() + "\n" : "";
	}

	private static String when(Meeting meeting) {
		String when = day(meeting.meetingDate());
		if (meeting.finalDay().isAfter(meeting.meetingDate())) {
			return "i grupper fra " + when + " til " + day(meeting.finalDay())
					+ ". Den som leder møtet, sier fra hvilken dag som gjelder deg";
		}
		return (meeting.meetingTime() != null) ? when + " kl. " + TIME.format(meeting.meetingTime()) : when;
	}

	private static String day(LocalDate date) {
		return DAY.format(date);
	}

	/**
	 * What an e-mail is about.
	 *
	 * @param meeting the meeting
	 * @param unit whose it is
	 * @param pack the package
	 */
	private record Letter(Meeting meeting, Unit unit, ConversationPackage pack) {
	}

}
