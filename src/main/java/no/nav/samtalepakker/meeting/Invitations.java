package no.nav.samtalepakker.meeting;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.RetentionPeriods;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What participants and leader get in the mail about a meeting: the material with an
 * invitation, and every later change. One e-mail per address, so that nobody sees who
 * else was asked.
 */
@Component
@Transactional
class Invitations {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb-NO");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d. MMMM yyyy", NORWEGIAN);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm", NORWEGIAN);

	private static final int MINUTES_OF_HOUR = 60;

	private final JdbcClient jdbc;

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final MailSettings mail;

	private final RetentionPeriods periods;

	Invitations(JdbcClient jdbc, Notifications notifications, Conversations conversations, Units units,
			NorwegianCalendar calendar, MailSettings mail, RetentionPeriods periods) {
		this.jdbc = jdbc;
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
		this.calendar = calendar;
		this.mail = mail;
		this.periods = periods;
	}

	/** Sends the package's material and asks people to come. */
	void sendMaterial(Meeting meeting, List<String> participants) {
		tell(meeting, meeting, participants);
	}

	/**
	 * Brings people's calendars in line with the meeting: whoever is to come and has no
	 * invitation gets one, whoever has one and is not to come any more gets a
	 * cancellation, and the others are told if the meeting itself is another. This is the
	 * only place that asks somebody to come.
	 * @param former the meeting as the calendars know it
	 * @param meeting as it now stands, with a number of its own
	 * @param participants who is to come besides those who lead
	 * @return whether there was anything to tell
	 */
	boolean tell(Meeting former, Meeting meeting, List<String> participants) {
		Occasion occasion = occasion(meeting);
		// a cancellation tells of the day people know
		Occasion before = new Occasion(former.withSequence(meeting.invitationSequence()), occasion.unit(),
				occasion.pack());
		Map<String, Invited> wanted = wanted(occasion.unit(), participants);
		Map<String, Invited> invited = byAddress(holders(meeting.conversationId()));
		boolean changed = !former.withSequence(meeting.invitationSequence()).equals(meeting);
		List<Notification> mails = new ArrayList<>();
		wanted.forEach((address, person) -> {
			if (!invited.containsKey(address)) {
				mails.add(mail(occasion, MailType.MATERIAL, person).with("participants", participants.size()));
			}
			else if (changed) {
				mails.add(mail(occasion, MailType.MEETING_MOVED, person).with("newDay",
						!former.meetingDate().equals(meeting.meetingDate())));
			}
		});
		invited.forEach((address, person) -> {
			if (!wanted.containsKey(address)) {
				mails.add(mail(before, MailType.MEETING_LEFT, person));
			}
		});
		this.notifications.queue(mails);
		store(meeting.conversationId(), wanted.values());
		return !mails.isEmpty();
	}

	/**
	 * Tells those who have the invitation that the meeting will not be on that day.
	 * @param meeting with the day it would have been
	 * @param reason a sentence of ours
	 */
	void cancel(Meeting meeting, String reason) {
		Occasion occasion = occasion(meeting);
		this.notifications.queue(holders(meeting.conversationId()).stream()
			.map((person) -> mail(occasion, MailType.MEETING_CANCELLED, person).with("reason", reason))
			.toList());
		store(meeting.conversationId(), List.of());
	}

	/** How many have the invitation. */
	int invited(String conversationId) {
		return holders(conversationId).size();
	}

	private Map<String, Invited> wanted(Unit unit, List<String> participants) {
		return byAddress(Stream
			.concat(this.units.leading(unit.id())
				.stream()
				.filter((person) -> person.email() != null)
				.map((person) -> new Invited(person.email(), person.userId())),
					participants.stream().map((email) -> new Invited(email, null)))
			.toList());
	}

	/** One of each address, the leader's first. */
	private static Map<String, Invited> byAddress(List<Invited> people) {
		return people.stream()
			.collect(Collectors.toMap((person) -> person.email().toLowerCase(Locale.ROOT), (person) -> person,
					(first, second) -> first, LinkedHashMap::new));
	}

	private List<Invited> holders(String conversationId) {
		return this.jdbc.sql("select email, user_id from meeting_invited where conversation_id = ? order by email")
			.param(conversationId)
			.query(Rows.of(Invited.class))
			.list();
	}

	private void store(String conversationId, Collection<Invited> people) {
		this.jdbc.sql("delete from meeting_invited where conversation_id = ?").param(conversationId).update();
		for (Invited person : people) {
			this.jdbc.sql("insert into meeting_invited (conversation_id, email, user_id) values (?, ?, ?)")
				.params(conversationId, person.email(), person.userId())
				.update();
		}
	}

	private Notification mail(Occasion occasion, MailType type, Invited person) {
		Meeting meeting = occasion.meeting();
		// one per address and version of the invitation; a digest, so that the address is
		// erased with the e-mail
		String name = String.join(":", type.name(), meeting.conversationId(),
				String.valueOf(meeting.invitationSequence()),
				UUID.nameUUIDFromBytes(person.email().getBytes(StandardCharsets.UTF_8)).toString());
		Invitation invitation = invitation(occasion, person.email());
		return Notification.to(person.userId(), person.email(), type, name)
			.aboutConversation(meeting.conversationId())
			.with("leader", person.userId() != null)
			.with("unit", occasion.unit().name())
			.with("package", occasion.pack().name())
			.with("material", occasion.pack().material())
			.with("link", link(occasion.pack()))
			.with("day", day(meeting.meetingDate()))
			.with("when", when(meeting))
			.with("groups", inGroups(meeting))
			.with("length", length(meeting))
			.with("form", form(meeting))
			.with("addressesPeriod", this.periods.addressesInWords())
			.withCalendar(type.cancels() ? invitation.cancellation() : invitation.request())
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
			case "PHYSICAL" -> "I samme rom";
			case "HYBRID" -> "Noen på skjerm";
			case "DIGITAL" -> "Alle på skjerm";
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

	/**
	 * Somebody who is asked to come.
	 *
	 * @param email the address
	 * @param userId null for a participant
	 */
	private record Invited(String email, String userId) {
	}

}
