package no.nav.samtalepakker.meeting;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.privacy.RetentionPeriods;

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

	private static final int MINUTES_OF_HOUR = 60;

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final MailSettings mail;

	private final RetentionPeriods periods;

	Invitations(Notifications notifications, Conversations conversations, Units units, NorwegianCalendar calendar,
			MailSettings mail, RetentionPeriods periods) {
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
		this.calendar = calendar;
		this.mail = mail;
		this.periods = periods;
	}

	/** Sends the package's material and asks people to come. */
	void sendMaterial(Meeting meeting, List<String> participants) {
		sendToAll(occasion(meeting), MailType.MATERIAL, participants, null);
	}

	/** Tells those who have the invitation that the meeting has another day. */
	void announceNewDate(Meeting meeting, List<String> participants) {
		sendToAll(occasion(meeting), MailType.MEETING_MOVED, participants, null);
	}

	/**
	 * Tells those who have the invitation that the meeting will not be on that day.
	 * @param meeting with the day it would have been
	 * @param reason a sentence of ours
	 */
	void cancel(Meeting meeting, List<String> participants, String reason) {
		sendToAll(occasion(meeting), MailType.MEETING_CANCELLED, participants, reason);
	}

	private void sendToAll(Occasion occasion, MailType type, List<String> participants, String reason) {
		List<Person> leading = this.units.leading(occasion.unit().id())
			.stream()
			.filter((person) -> person.email() != null)
			.toList();
		Set<String> written = leading.stream()
			.map((person) -> person.email().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		List<Notification> mails = new ArrayList<>();
		leading.forEach((person) -> mails.add(mail(occasion, type, person.userId(), person.email(), reason)
			.with("participants", participants.size())));
		participants.stream()
			.filter((email) -> !written.contains(email.toLowerCase(Locale.ROOT)))
			.forEach((email) -> mails.add(mail(occasion, type, null, email, reason)));
		this.notifications.queue(mails);
	}

	private Notification mail(Occasion occasion, MailType type, String userId, String email, String reason) {
		Meeting meeting = occasion.meeting();
		// one per address and version of the invitation; a digest, so that the address is
		// erased with the e-mail
		String name = String.join(":", type.name(), meeting.conversationId(),
				String.valueOf(meeting.invitationSequence()),
				UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString());
		Invitation invitation = invitation(occasion, email);
		return Notification.to(userId, email, type, name)
			.aboutConversation(meeting.conversationId())
			.with("leader", userId != null)
			.with("unit", occasion.unit().name())
			.with("package", occasion.pack().name())
			.with("material", occasion.pack().material())
			.with("link", link(occasion.pack()))
			.with("day", day(meeting.meetingDate()))
			.with("when", when(meeting))
			.with("groups", inGroups(meeting))
			.with("length", length(meeting))
			.with("form", form(meeting))
			.with("reason", reason)
			.with("addressesPeriod", this.periods.addressesInWords())
			.withCalendar((type == MailType.MEETING_CANCELLED) ? invitation.cancellation() : invitation.request())
			// nobody wants to hear of a meeting that is over
			.expiresAt(meeting.finalDay().plusDays(1).atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime());
	}

	private Occasion occasion(Meeting meeting) {
		return new Occasion(meeting, this.units.get(this.conversations.get(meeting.conversationId()).unitId()),
				this.conversations.packageOf(meeting.conversationId()));
	}

	private Invitation invitation(Occasion occasion, String attendee) {
		Meeting meeting = occasion.meeting();
		return new Invitation(meeting.conversationId(), meeting.invitationSequence(), this.calendar.now(),
				meeting.meetingDate(), meeting.meetingTime(), meeting.durationMinutes(), meeting.finalDay(),
				occasion.pack().name() + " – " + occasion.unit().name(), description(occasion.pack()), this.mail.from(),
				attendee);
	}

	private static String description(ConversationPackage pack) {
		return (link(pack) != null) ? pack.material() + "\n\nMaterialet ligger her: " + link(pack) : pack.material();
	}

	private static String link(ConversationPackage pack) {
		return (pack.link() != null && !pack.link().isBlank()) ? pack.link() : null;
	}

	private static String when(Meeting meeting) {
		if (inGroups(meeting)) {
			return day(meeting.meetingDate()) + " til " + day(meeting.finalDay());
		}
		// the clock skips an hour in spring, so ask it as the calendar does
		return (meeting.meetingTime() != null)
				? day(meeting.meetingDate()) + " kl. "
						+ TIME.format(meeting.meetingDate().atTime(meeting.meetingTime()).atZone(ApplicationClock.OSLO))
				: day(meeting.meetingDate());
	}

	/** They meet on several days. */
	private static boolean inGroups(Meeting meeting) {
		return meeting.finalDay().isAfter(meeting.meetingDate());
	}

	private static String length(Meeting meeting) {
		if (meeting.meetingTime() == null || meeting.durationMinutes() == null || inGroups(meeting)) {
			return null;
		}
		int hours = meeting.durationMinutes() / MINUTES_OF_HOUR;
		int minutes = meeting.durationMinutes() % MINUTES_OF_HOUR;
		String inHours = (hours == 1) ? "1 time" : hours + " timer";
		String inMinutes = minutes + " minutter";
		return (hours == 0) ? inMinutes : (minutes == 0) ? inHours : inHours + " og " + inMinutes;
	}

	private static String form(Meeting meeting) {
		return switch ((meeting.form() != null) ? meeting.form() : "") {
			case "PHYSICAL" -> "Fysisk møte";
			case "HYBRID" -> "Noen er i rommet, andre er med på skjerm";
			case "DIGITAL" -> "Digitalt møte";
			default -> null;
		};
	}

	private static String day(LocalDate date) {
		return DAY.format(date);
	}

	/**
	 * What the e-mails are about.
	 *
	 * @param meeting the meeting
	 * @param unit whose it is
	 * @param pack the package
	 */
	private record Occasion(Meeting meeting, Unit unit, ConversationPackage pack) {
	}

}
