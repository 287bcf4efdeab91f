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
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Counted;
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

	/** So many tasks are enough to think of beforehand. */
	private static final int TASKS = 2;

	private static final String LED_BY = "Leder møtet: ";

	private static final String TOGETHER_WITH = ", sammen med ";

	/** What people wrote in the plan, in e-mails and entries. */
	private static final Pattern WRITTEN = Pattern
		.compile("(?m)^(– Sted: |(?:– )?" + LED_BY + ".*?" + TOGETHER_WITH + ").*$");

	private static final Set<MailType> INVITATIONS = Set.of(MailType.MATERIAL, MailType.MEETING_MOVED,
			MailType.MEETING_CANCELLED, MailType.MEETING_LEFT, MailType.JOINT_MEETING);

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

	/**
	 * Tells leaders and deputies of the units a meeting is held together with. What they
	 * have not had yet is overtaken: whoever has not heard of the meeting hears of it as
	 * new, and not at all that it is off.
	 */
	void tellJoint(Meeting meeting, Collection<String> unitIds, JointNews news) {
		Occasion occasion = occasion(meeting);
		Conversation conversation = this.conversations.get(meeting.conversationId());
		this.notifications.queue(unitIds.stream().flatMap((unitId) -> {
			Set<String> expecting = expecting(meeting.conversationId(), unitId);
			this.notifications.withdraw(MailType.JOINT_MEETING, meeting.conversationId(), unitId);
			// whoever is stopped has no conversation left either
			String own = (news != JointNews.STOPPED) ? ownOf(unitId, conversation) : null;
			return this.units.people(unitId)
				.stream()
				.filter((person) -> !news.isOff() || expecting.contains(person.userId()))
				.map((person) -> {
					JointNews told = news.isOff() ? JointNews.OFF
							: expecting.contains(person.userId()) ? JointNews.CHANGED : JointNews.PLANNED;
					return facts(Notification
						.to(person.userId(), person.email(), MailType.JOINT_MEETING,
								String.join(":", MailType.JOINT_MEETING.name(), told.name(),
										UUID.randomUUID().toString()))
						.aboutConversation(meeting.conversationId())
						.about(unitId), occasion).with("joint", this.units.get(unitId).name())
						.with("news", told.name())
						.with("own", own);
				});
		}).toList());
	}

	/** The users of a joint unit who by what they have heard expect the meeting. */
	private Set<String> expecting(String conversationId, String unitId) {
		return this.notifications.latest(MailType.JOINT_MEETING, conversationId, unitId)
			.entrySet()
			.stream()
			.filter((latest) -> !latest.getValue().startsWith(MailType.JOINT_MEETING + ":" + JointNews.OFF + ":"))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * The unit's own conversation of the same rollout and package, while it has no plan.
	 */
	private String ownOf(String unitId, Conversation conversation) {
		return this.conversations.of(List.of(unitId))
			.stream()
			.filter((own) -> own.rolloutId().equals(conversation.rolloutId())
					&& own.packageKey().equals(conversation.packageKey()) && own.state() == ConversationState.PLANNING)
			.map(Conversation::id)
			.findFirst()
			.orElse(null);
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
		return facts(Notification.to(person.userId(), person.email(), type, name)
			.aboutConversation(meeting.conversationId()), occasion).with("leader", person.userId() != null)
			.with("material", occasion.pack().material())
			.with("link", link(occasion.pack()))
			.with("groups", inGroups(meeting))
			.with("questions", questions(occasion.pack()))
			.with("reflection", reflection(occasion.pack()))
			.with("addressesPeriod", this.periods.addressesInWords())
			.withCalendar(type.cancels() ? invitation.cancellation() : invitation.request())
			// nobody wants to hear of a meeting that is over
			.expiresAt(meeting.finalDay().plusDays(1).atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime());
	}

	/** What everybody reads about a meeting. */
	private static Notification facts(Notification mail, Occasion occasion) {
		Meeting meeting = occasion.meeting();
		return mail.with("unit", occasion.unit().name())
			.with("package", occasion.pack().name())
			.with("day", day(meeting.meetingDate()))
			.with("when", when(meeting))
			.with("length", length(meeting))
			.with("form", form(meeting))
			.with("place", meeting.place())
			.with("ledBy", ledBy(occasion));
	}

	private Occasion occasion(Meeting meeting) {
		return new Occasion(meeting, this.units.get(this.conversations.get(meeting.conversationId()).unitId()),
				this.conversations.packageOf(meeting.conversationId()));
	}

	private Invitation invitation(Occasion occasion, String attendee) {
		Meeting meeting = occasion.meeting();
		return new Invitation(
				new CalendarEntry(meeting.conversationId(), meeting.invitationSequence(), this.calendar.now(),
						meeting.meetingDate(), meeting.meetingTime(), meeting.durationMinutes(), meeting.finalDay(),
						occasion.pack().name() + " – " + occasion.unit().name(), description(occasion)),
				meeting.place(), this.mail.from(), attendee);
	}

	private static String description(Occasion occasion) {
		ConversationPackage pack = occasion.pack();
		return pack.material() + "\n\n" + LED_BY + ledBy(occasion)
				+ ((link(pack) != null) ? "\nMaterialet ligger her: " + link(pack) : "");
	}

	/** The role of whoever leads, of which unit, and the function of who helps. */
	private static String ledBy(Occasion occasion) {
		String role = occasion.pack().roles().leader();
		String coLead = Place.onOneLine(occasion.meeting().coLead());
		return role.substring(0, 1).toUpperCase(NORWEGIAN) + role.substring(1) + ", " + occasion.unit().name()
				+ ((coLead != null) ? TOGETHER_WITH + coLead : "");
	}

	private static List<String> questions(ConversationPackage pack) {
		// a short title says what it asks in its help
		return pack.questions(Use.CONVERSATION)
			.stream()
			.map((question) -> (question.text().endsWith("?") || question.help() == null) ? question.text()
					: question.text() + ": " + question.help())
			.toList();
	}

	private static List<String> reflection(ConversationPackage pack) {
		return pack.reflection().stream().limit(TASKS).map((task) -> task.title() + ": " + task.text()).toList();
	}

	/**
	 * Takes what people wrote in the plan out of every invitation, also those that wait.
	 * @param instead what stands there instead
	 */
	void forget(String conversationId, String instead) {
		UnaryOperator<String> lines = (text) -> WRITTEN.matcher(text)
			.replaceAll((line) -> Matcher.quoteReplacement(line.group(1) + instead));
		this.notifications.rewrite(conversationId, INVITATIONS, lines, (entry) -> Invitation.without(entry, lines));
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
		String inHours = Counted.of(hours, "1 time", "%d timer");
		String inMinutes = Counted.of(minutes, "1 minutt", "%d minutter");
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

	/** What has happened to a joint meeting. */
	enum JointNews {

		PLANNED, CHANGED, OFF, STOPPED;

		boolean isOff() {
			return this == OFF || this == STOPPED;
		}

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
