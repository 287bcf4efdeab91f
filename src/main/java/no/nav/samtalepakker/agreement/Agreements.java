package no.nav.samtalepakker.agreement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.RetentionPeriods;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.reporting.Report;
import no.nav.samtalepakker.reporting.ReportPoint;
import no.nav.samtalepakker.reporting.Reports;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends «Dette ble vi enige om» to those who were asked to come, when one who leads the
 * conversation wants them to have it: as long as their addresses are there, whatever has
 * become of the rollout, and again when there is something new to say.
 */
@Component
@Transactional
public class Agreements {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb-NO");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy", NORWEGIAN);

	private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d. MMMM yyyy", NORWEGIAN);

	/** The page, for the audit. */
	private static final String PAGE = "enige";

	private final JdbcClient jdbc;

	private final Conversations conversations;

	private final Reports reports;

	private final ActionPoints actionPoints;

	private final FollowUps followUps;

	private final Meetings meetings;

	private final Units units;

	private final Notifications notifications;

	private final MailSettings mail;

	private final RetentionPeriods periods;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	Agreements(JdbcClient jdbc, Conversations conversations, Reports reports, ActionPoints actionPoints,
			FollowUps followUps, Meetings meetings, Units units, Notifications notifications, MailSettings mail,
			RetentionPeriods periods, NorwegianCalendar calendar, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.conversations = conversations;
		this.reports = reports;
		this.actionPoints = actionPoints;
		this.followUps = followUps;
		this.meetings = meetings;
		this.units = units;
		this.notifications = notifications;
		this.mail = mail;
		this.periods = periods;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
	}

	/**
	 * Whether the reader has a page about it: there is something, or something was sent.
	 */
	public boolean isOffered(Conversation conversation) {
		return isLeading(conversation)
				&& (!agreement(conversation.id()).isEmpty() || !sent(conversation.id()).isEmpty());
	}

	/**
	 * All there is to send, and what has been sent.
	 * @param chosen ids of what is ticked, or null for all of it
	 */
	AgreementOffer offer(String conversationId, Set<String> chosen) {
		Conversation conversation = own(conversationId);
		Agreement all = agreement(conversationId);
		List<Sent> sent = sent(conversationId);
		if (all.isEmpty() && sent.isEmpty()) {
			throw new NotFound("Dere har ikke meldt noe dere ble enige om.");
		}
		// each tick asks for the e-mail anew
		if (!this.audit.seenToday(Act.REPORT_SEEN, PAGE).contains(conversationId)) {
			this.audit.record(Act.REPORT_SEEN, conversationId, conversation.unitId(), PAGE);
		}
		Set<String> ticked = (chosen != null) ? chosen
				: all.items().stream().map(Agreement.Item::id).collect(Collectors.toSet());
		LocalDate erased = erasedOn(conversation);
		return new AgreementOffer(conversationId, this.units.get(conversation.unitId()).name(),
				this.conversations.packageOf(conversationId).name(), all, ticked,
				this.notifications.preview(letter(conversation, all.only(ticked), !sent.isEmpty())),
				participants(conversation), leading(conversation).stream().map(Person::email).toList(),
				(erased != null) ? erased.minusDays(1) : null, isOver(conversation),
				sent.stream()
					.map((sending) -> new AgreementOffer.Sending(this.calendar.dateOf(sending.sentAt()),
							sending.recipients(), this.notifications.deliveries(sending.id())))
					.toList());
	}

	/**
	 * Sends what is ticked to participants and to those who lead. Whoever has exactly
	 * that already gets nothing; what waits is overtaken by what is sent now.
	 * @return how many get it
	 */
	int send(String conversationId, Set<String> chosen) {
		Conversation conversation = own(conversationId);
		Agreement ticked = agreement(conversationId).only(chosen);
		if (ticked.isEmpty()) {
			throw new InvalidInput("punkt", "Velg minst ett punkt å sende");
		}
		List<String> participants = participants(conversation);
		if (participants.isEmpty()) {
			throw new Conflict("Det er ingen adresser å sende til.");
		}
		List<Sent> sent = sent(conversationId);
		Notification letter = letter(conversation, ticked, !sent.isEmpty());
		Map<String, Reader> readers = readers(conversation, participants);
		Set<String> having = this.notifications.having(letter);
		readers.keySet().removeAll(having);
		if (readers.isEmpty()) {
			throw new Conflict("Alle har fått akkurat dette allerede.");
		}
		this.notifications.checkParticipants("punkt", conversationId,
				readers.values().stream().filter((reader) -> reader.userId() == null).map(Reader::email).toList());
		if (having.isEmpty()) {
			this.notifications.withdraw(MailType.AGREED, conversationId);
		}
		String id = store(conversationId, sent.size() + 1, ticked, readers.size());
		OffsetDateTime notBefore = sent.isEmpty() ? null : this.calendar.now().plus(this.mail.changePause());
		this.notifications.queue(readers.values()
			.stream()
			.map((reader) -> addressed(letter, id, reader).notBefore(notBefore).expiresAt(expiry(conversation)))
			.toList());
		this.audit.record(Act.AGREEMENT_SENT, conversationId, conversation.unitId(), String.valueOf(sent.size() + 1));
		return readers.size();
	}

	/** When it was sent and to how many, the newest first. */
	List<Sent> sent(String conversationId) {
		return this.jdbc.sql("""
				select id, sent_at, recipients from agreement where conversation_id = ? order by sending desc
				""").param(conversationId).query(Rows.of(Sent.class)).list();
	}

	/**
	 * A text that is gone leaves every e-mail it stood in, also those that wait. An
	 * obstacle the unit solves itself stands there as an action point.
	 */
	@EventListener
	public void on(TextGone gone) {
		List<String> items = List.of(gone.id());
		if (gone.kind().equals(FreeText.OBSTACLE.code()) && (gone.column() == null || gone.column().equals("text"))) {
			items = this.actionPoints.from(gone.id());
		}
		else if (!gone.kind().equals(FreeText.REPORT_POINT.code())
				&& !gone.kind().equals(FreeText.ACTION_POINT.code())) {
			return;
		}
		if (items.isEmpty()) {
			return;
		}
		List<String> ids = this.jdbc.sql("select distinct agreement_id from agreement_item where item_id in (:items)")
			.param("items", items)
			.query(String.class)
			.list();
		this.jdbc.sql("delete from agreement_item where item_id in (:items)").param("items", items).update();
		ids.forEach(this::writeAgain);
	}

	private void writeAgain(String agreementId) {
		Conversation conversation = this.conversations
			.get(this.jdbc.sql("select conversation_id from agreement where id = ?")
				.param(agreementId)
				.query(String.class)
				.single());
		Agreement left = agreement(conversation.id())
			.only(this.jdbc.sql("select item_id from agreement_item where agreement_id = ?")
				.param(agreementId)
				.query(String.class)
				.set());
		this.notifications.writeAgain(agreementId, letter(conversation, left, false));
		if (left.isEmpty()) {
			this.notifications.withdraw(MailType.AGREED, conversation.id());
		}
	}

	private String store(String conversationId, int sending, Agreement ticked, int recipients) {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into agreement (id, conversation_id, sending, sent_at, recipients) values (?, ?, ?, ?, ?)
				""").params(id, conversationId, sending, this.calendar.now(), recipients).update();
		ticked.items()
			.forEach((item) -> this.jdbc.sql("insert into agreement_item (agreement_id, item_id) values (?, ?)")
				.params(id, item.id())
				.update());
		return id;
	}

	private Agreement agreement(String conversationId) {
		Optional<Report> report = this.reports.find(conversationId)
			.filter((found) -> found.state() == Report.State.SENT);
		if (report.isEmpty()) {
			return new Agreement(List.of(), List.of(), List.of(), null);
		}
		List<ReportPoint> points = this.reports.points(report.get().id());
		return new Agreement(points(points, ReportPoint.Kind.SHARED_UNDERSTANDING),
				points(points, ReportPoint.Kind.MEASURE),
				this.actionPoints.of(conversationId)
					.stream()
					.filter((point) -> point.status() != ActionPoint.Status.DROPPED && !Redactions.isGone(point.text()))
					.map((point) -> new Agreement.Item(point.id(), line(point)))
					.toList(),
				this.followUps.find(conversationId).map(FollowUp::followUpOn).orElse(null));
	}

	private static List<Agreement.Item> points(List<ReportPoint> points, ReportPoint.Kind kind) {
		return points.stream()
			.filter((point) -> point.kind() == kind && !Redactions.isGone(point.text()))
			.map((point) -> new Agreement.Item(point.id(), onOneLine(point.text())))
			.toList();
	}

	private static String line(ActionPoint point) {
		List<String> facts = new ArrayList<>();
		facts.add(onOneLine(point.text()).replaceFirst("\\.$", ""));
		if (point.responsible() != null && !Redactions.isGone(point.responsible())) {
			facts.add("Ansvarlig: " + onOneLine(point.responsible()).replaceFirst("\\.$", ""));
		}
		if (point.dueOn() != null) {
			facts.add("Frist: " + DAY.format(point.dueOn()));
		}
		return String.join(". ", facts) + ((facts.size() > 1) ? "." : "");
	}

	/** Lines of a list have no breaks. */
	private static String onOneLine(String text) {
		return text.strip().replaceAll("\\s+", " ");
	}

	private Notification letter(Conversation conversation, Agreement agreement, boolean again) {
		ConversationPackage pack = this.conversations.packageOf(conversation.id());
		String unit = this.units.get(conversation.unitId()).name();
		String role = pack.roles().leader();
		return Notification.to(null, null, MailType.AGREED, "")
			.aboutConversation(conversation.id())
			.with("again", again)
			.with("nothing", agreement.isEmpty())
			.with("package", pack.name())
			.with("unit", unit)
			.with("day", DAY.format(conversation.heldOn()))
			.with("understanding", lines(agreement.understanding()))
			.with("measures", lines(agreement.measures()))
			.with("actions", lines(agreement.actions()))
			.with("followUp", (agreement.followUpOn() != null) ? WEEKDAY.format(agreement.followUpOn()) : null)
			.with("ledBy", role.substring(0, 1).toUpperCase(NORWEGIAN) + role.substring(1) + ", " + unit)
			.with("addressesPeriod", this.periods.addressesInWords());
	}

	private static List<String> lines(List<Agreement.Item> items) {
		return items.stream().map(Agreement.Item::line).toList();
	}

	private static Notification addressed(Notification letter, String agreementId, Reader reader) {
		return letter
			.sentTo(reader.userId(), reader.email(),
					String.join(":", letter.type().name(), agreementId, UUID.randomUUID().toString()))
			.about(agreementId);
	}

	/** One of each address, that of whoever leads first. */
	private Map<String, Reader> readers(Conversation conversation, List<String> participants) {
		return Stream
			.concat(leading(conversation).stream().map((person) -> new Reader(person.email(), person.userId())),
					participants.stream().map((email) -> new Reader(email, null)))
			.collect(Collectors.toMap((reader) -> reader.email().toLowerCase(Locale.ROOT), (reader) -> reader,
					(first, second) -> first, LinkedHashMap::new));
	}

	private List<Person> leading(Conversation conversation) {
		return this.units.leading(conversation.unitId()).stream().filter((person) -> person.email() != null).toList();
	}

	/** The night the participants' addresses go. */
	private LocalDate erasedOn(Conversation conversation) {
		return (conversation.heldOn() != null) ? conversation.heldOn().plus(this.periods.addresses()) : null;
	}

	private boolean isOver(Conversation conversation) {
		LocalDate erased = erasedOn(conversation);
		return erased != null && !this.calendar.today().isBefore(erased);
	}

	/** Nobody from that day on, also where the night is still to come. */
	private List<String> participants(Conversation conversation) {
		return isOver(conversation) ? List.of() : this.meetings.participants(conversation.id());
	}

	private OffsetDateTime expiry(Conversation conversation) {
		return erasedOn(conversation).atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime();
	}

	private Conversation own(String conversationId) {
		return this.conversations.find(conversationId)
			.filter(this::isLeading)
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
	}

	/** Leader, deputies and both parties, as for every task of the unit. */
	private boolean isLeading(Conversation conversation) {
		return this.user.id() != null && this.units.isMember(conversation.unitId(), this.user.id());
	}

	/**
	 * One time it was sent.
	 *
	 * @param id of this time
	 * @param sentAt when
	 * @param recipients to how many
	 */
	record Sent(String id, OffsetDateTime sentAt, int recipients) {
	}

	/**
	 * Somebody who gets it.
	 *
	 * @param email the address
	 * @param userId null for a participant
	 */
	private record Reader(String email, String userId) {
	}

}
