package no.nav.samtalepakker.notification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.TestCalendar;
import no.nav.samtalepakker.testing.ConversationRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The outbox, a database and a mail server, without Spring and engine. */
abstract class MailDeliveryTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 9, 7);

	private static final String KARI = "kari@example.invalid";

	private static final String OLA = "ola@example.invalid";

	private final TestCalendar clock = TestCalendar.on(TODAY);

	private final NorwegianCalendar calendar = this.clock.get();

	private final DataSource database = database();

	private final JdbcClient jdbc = JdbcClient.create(this.database);

	private final MailServer server = new MailServer();

	private final Letters letters = new Letters(TestOutbox.SETTINGS);

	private final Notifications notifications = new Notifications(this.jdbc, new JdbcTemplate(this.database),
			this.calendar, this.letters, TestOutbox.SETTINGS, this.server.post());

	private final Outbox outbox = new Outbox(this.jdbc, this.calendar);

	private final Conversations conversations = mock();

	private final Units units = mock();

	private final OpenQuestions questions = mock();

	private final Identities identities = mock();

	/** What the rows of a conversation refer to. */
	private final Conversation stored = ConversationRows.insert(this.jdbc, "tillit-enhet", TODAY);

	private final MailDelivery delivery = delivery(this.server.post());

	/** An empty database with our tables. */
	protected abstract DataSource database();

	@BeforeEach
	void aConversation() {
		this.jdbc.sql("delete from notification").update();
		conversation(ConversationState.PLANNING, false);
		given(this.units.isMember(any(), any())).willReturn(true);
		given(this.questions.asks(MailType.ANSWER_ASKED)).willReturn(true);
		given(this.questions.asks(MailType.ANSWER_REMINDER)).willReturn(true);
		given(this.questions.isOpen(any())).willReturn(true);
	}

	@AfterEach
	void closeTheMailServer() {
		this.server.stop();
	}

	@Test
	void sendsWhatIsQueuedOnceHoweverOftenItRuns() throws Exception {
		queue("a", KARI);
		this.delivery.deliver();
		this.delivery.deliver();
		assertThat(this.server.received()).singleElement().satisfies((message) -> {
			assertThat(message.getMessageID()).isEqualTo("<" + idOf("a") + "@example.invalid>");
			assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
			assertThat(message.getHeader("Content-Language")).containsExactly("nb");
			assertThat(message.getFrom()).singleElement().hasToString("Samtalepakker <samtalepakker@example.invalid>");
			assertThat(message.getSentDate()).isEqualTo(java.util.Date.from(this.calendar.now().toInstant()));
		});
		assertThat(state("a")).isEqualTo("SENT");
		assertThat(this.jdbc.sql("select sent_at from notification").query(OffsetDateTime.class).single())
			.isEqualTo(this.calendar.now());
	}

	@Test
	void sendsOneOfEachWhenSeveralNodesRunAtOnce() throws Exception {
		IntStream.range(0, 60).forEach((i) -> queue("mail-" + i, "person-" + i + "@example.invalid"));
		int nodes = 4;
		CountDownLatch start = new CountDownLatch(nodes);
		ExecutorService threads = Executors.newFixedThreadPool(nodes);
		List<Future<?>> runs = new ArrayList<>();
		for (int i = 0; i < nodes; i++) {
			MailDelivery node = delivery(this.server.post());
			runs.add(threads.submit(() -> {
				start.countDown();
				start.await();
				node.deliver();
				return null;
			}));
		}
		for (Future<?> run : runs) {
			run.get();
		}
		threads.shutdown();
		assertThat(this.server.received()).hasSize(60);
		assertThat(this.server.received()).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
		assertThat(states()).containsOnly("SENT");
	}

	@Test
	void sendsNothingThatWasRolledBack() {
		new TransactionTemplate(new JdbcTransactionManager(this.database)).executeWithoutResult((status) -> {
			queue("a", KARI);
			assertThat(this.notifications.status()).isNotNull();
			status.setRollbackOnly();
		});
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
		assertThat(states()).isEmpty();
	}

	@Test
	void seesNothingThatIsNotCommittedYet() throws Exception {
		ExecutorService other = Executors.newSingleThreadExecutor();
		new TransactionTemplate(new JdbcTransactionManager(this.database)).executeWithoutResult((status) -> {
			queue("a", KARI);
			try {
				other.submit(this.delivery::deliver).get();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			assertThat(this.server.received()).isEmpty();
		});
		other.shutdown();
		this.delivery.deliver();
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void queuesAnOccasionOnce() {
		assertThat(queue("a", KARI)).isTrue();
		assertThat(queue("a", OLA)).isFalse();
		assertThat(queue("b", null)).as("nobody knows where to").isFalse();
		assertThat(this.notifications.queue(List.of(mail("c", KARI), mail("c", KARI), mail("a", KARI)))).isEqualTo(1);
	}

	@Test
	void triesAgainLaterEachTimeWhileTheServerIsAway() {
		MailDelivery nowhere = delivery(unreachable());
		queue("a", KARI);
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			nowhere.deliver();
			nowhere.deliver();
			Duration pause = Duration.between(this.calendar.now(), nextAttempt("a"));
			pauses.add(pause);
			this.clock.pass(pause.minusSeconds(1));
			nowhere.deliver();
			this.clock.pass(Duration.ofSeconds(1));
		}
		assertThat(pauses).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
				Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(1));
		assertThat(state("a")).isEqualTo("QUEUED");
		assertThat(errors()).containsExactly("NO_CONNECTION");
		assertThat(this.notifications.status().delayed()).isEqualTo(1);

		this.delivery.deliver();
		assertThat(this.server.receivedBy(KARI)).hasSize(1);
		assertThat(this.notifications.status().worthALook()).isFalse();
	}

	@Test
	void saysThatTheServerDoesNotKnowUs() {
		queue("a", KARI);
		delivery(this.server.post("nobody", "wrong")).deliver();
		assertThat(state("a")).isEqualTo("QUEUED");
		assertThat(errors()).containsExactly("LOGIN");
	}

	@Test
	void asksAServerThatIsAwayOnceAndNotForEveryEmail() {
		queue("a", KARI);
		queue("b", OLA);
		delivery(unreachable()).deliver();
		assertThat(attempts()).containsExactlyInAnyOrder(0, 1);
		this.delivery.deliver();
		assertThat(this.server.received()).as("the other has not been tried in vain and goes at once").hasSize(1);
	}

	@Test
	void givesUpAnAddressTheServerRefusesAndSendsTheRest() {
		this.server.refuse(KARI, "550 5.1.1 No such user " + KARI);
		queue("a", KARI);
		queue("b", OLA);
		this.delivery.deliver();
		assertThat(this.server.received()).hasSize(1);
		assertThat(state("a")).isEqualTo("REFUSED");
		assertThat(errors()).containsExactly("550");
		assertThat(this.notifications.status().refused()).isEqualTo(1);
		this.server.accept(KARI);
		this.clock.pass(Duration.ofDays(1));
		this.delivery.deliver();
		assertThat(this.server.receivedBy(KARI)).isEmpty();
	}

	@Test
	void triesAgainWhereTheServerAsksToWait() {
		this.server.refuse(KARI, "450 4.2.0 Greylisted");
		queue("a", KARI);
		queue("b", OLA);
		this.delivery.deliver();
		assertThat(state("a")).isEqualTo("QUEUED");
		assertThat(errors()).containsExactly("450");
		assertThat(this.server.receivedBy(OLA)).hasSize(1);
		this.server.accept(KARI);
		this.clock.pass(Duration.ofMinutes(1));
		this.delivery.deliver();
		assertThat(this.server.receivedBy(KARI)).hasSize(1);
	}

	@Test
	void givesUpAnAddressThatIsNone() {
		queue("a", "not an address");
		queue("b", OLA);
		this.delivery.deliver();
		assertThat(state("a")).isEqualTo("REFUSED");
		assertThat(this.server.receivedBy(OLA)).hasSize(1);
	}

	@Test
	void waitsForTheTimeItMayBeSent() {
		this.notifications.queue(mail("a", KARI).notBefore(this.calendar.now().plusHours(3)));
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
		this.clock.pass(Duration.ofHours(3));
		this.delivery.deliver();
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void forgetsWhatHasBecomeMeaningless() {
		this.notifications.queue(mail("a", KARI).expiresAt(this.calendar.now().plusHours(1)));
		this.clock.pass(Duration.ofHours(1));
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
		assertThat(state("a")).isEqualTo("EXPIRED");
		assertThat(this.notifications.status().expired()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void everyTypeIsWorthSendingForAWhile(MailType type) {
		assertThat(type.worthSending().getDays()).isBetween(3, 30);
	}

	@Test
	void sendsNothingToWhoeverHasLeft() {
		given(this.units.isMember(this.stored.unitId(), "leder-0501")).willReturn(false);
		given(this.questions.isOpen(any())).willReturn(false);
		this.notifications.queue(toLeader(MailType.FOLLOW_UP));
		this.notifications.queue(toRecipient("a", "mottaker-hr"));
		this.notifications.queue(Notification.to("A123456", KARI, MailType.STOPPED, "b").with("steps", List.of("x")));
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
		assertThat(states()).containsOnly("WITHDRAWN");
	}

	@ParameterizedTest
	@EnumSource(names = { "MEETING_CANCELLED", "MEETING_LEFT" })
	void takesAMeetingOutOfTheCalendarOfWhoeverHasLeft(MailType type) {
		given(this.units.isMember(this.stored.unitId(), "leder-0501")).willReturn(false);
		this.notifications.queue(toLeader(type));
		this.delivery.deliver();
		assertThat(states()).containsOnly("SENT");
	}

	@ParameterizedTest
	@EnumSource(names = { "PLAN_REMINDER", "CONFIRM_REMINDER", "CONVERSATION_STARTED" })
	void doesNotRemindOfWhatHasBeenDoneMeanwhile(MailType type) {
		this.notifications.queue(toLeader(type));
		conversation(ConversationState.ENDED, false);
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
		assertThat(states()).containsOnly("WITHDRAWN");
	}

	@Test
	void doesNotRemindThoseWhoHavePausedReminders() {
		this.notifications.queue(toLeader(MailType.PLAN_REMINDER));
		conversation(ConversationState.PLANNING, true);
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void tellsARecipientOnceOfAllThatCameInOneDay() {
		this.notifications.queue(toRecipient("a", "mottaker-hr"));
		this.notifications.queue(toRecipient("b", "mottaker-hr"));
		this.notifications.queue(toRecipient("c", "mottaker-hr"));
		this.notifications.queue(toRecipient("d", "mottaker-styring"));
		this.delivery.deliver();
		assertThat(this.server.receivedBy("mottaker-hr@example.invalid")).hasSize(1);
		assertThat(this.server.receivedBy("mottaker-styring@example.invalid")).hasSize(1);
		assertThat(states()).containsExactlyInAnyOrder("SENT", "SENT", "MERGED", "MERGED");
	}

	@Test
	void letsNoCancellationOvertakeAnInvitation() {
		this.server.refuse(KARI, "450 4.2.0 Greylisted");
		queueToParticipant("first");
		this.delivery.deliver();
		this.clock.pass(Duration.ofSeconds(30));
		this.server.accept(KARI);
		queueToParticipant("second");
		this.delivery.deliver();
		assertThat(this.server.received()).isEmpty();
		this.clock.pass(Duration.ofSeconds(30));
		this.delivery.deliver();
		assertThat(this.server.receivedBy(KARI)).extracting(MimeMessage::getMessageID)
			.containsExactly("<" + idOf("first") + "@example.invalid>", "<" + idOf("second") + "@example.invalid>");
	}

	@Test
	void writesFilesWhereThereIsNoMailServer(@TempDir Path directory) throws Exception {
		queue("a", KARI);
		this.notifications.queue(toLeader(MailType.FOLLOW_UP));
		MailDelivery toFiles = delivery(new FilePost(directory.resolve("mail")));
		toFiles.deliver();
		toFiles.deliver();
		List<Path> files = files(directory.resolve("mail"));
		assertThat(files).hasSize(2);
		assertThat(files).extracting((file) -> file.getFileName().toString())
			.anySatisfy((name) -> assertThat(name).matches("2026-09-07_120000_follow-up_leder-0501_[0-9a-f]{8}\\.eml"))
			.allSatisfy((name) -> assertThat(name).endsWith(".eml").doesNotContain("@", "kari"));
		for (Path file : files) {
			MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), Files.newInputStream(file));
			assertThat(MailServer.part(message, "text/plain")).contains("Hei!", "Tillit på norsk: æøå");
			assertThat(message.getMessageID()).contains("@example.invalid");
		}
	}

	@Test
	void triesAgainWhereItCannotWriteFiles(@TempDir Path directory) throws IOException {
		Path blocked = Files.writeString(directory.resolve("mail"), "no directory");
		queue("a", KARI);
		delivery(new FilePost(blocked)).deliver();
		assertThat(state("a")).isEqualTo("QUEUED");
		assertThat(errors()).containsExactly("NO_DIRECTORY");
	}

	@Test
	void leavesInThePastWhatWasPlayed() {
		queue("old", KARI);
		this.clock.pass(Duration.ofDays(2));
		queue("new", OLA);
		this.notifications.leaveInThePast(this.calendar.now().minusDays(1));
		this.delivery.deliver();
		assertThat(this.server.receivedBy(KARI)).isEmpty();
		assertThat(this.server.receivedBy(OLA)).hasSize(1);
	}

	private boolean queue(String occasion, String email) {
		return this.notifications.queue(mail(occasion, email));
	}

	private static Notification mail(String occasion, String email) {
		return Notification.to(null, email, MailType.FOLLOW_UP, occasion).with("package", "Tillit på norsk: æøå");
	}

	private void queueToParticipant(String occasion) {
		this.jdbc.sql("""
				insert into notification (id, occasion, type, conversation_id, email, subject, body, created_at,
					next_attempt_at, expires_at)
				values (?, ?, 'MATERIAL', ?, ?, 'Emne', 'Hei!', ?, ?, ?)
				""")
			.params(UUID.randomUUID().toString(), occasion, this.stored.id(), KARI, this.calendar.now(),
					this.calendar.now(), this.calendar.now().plusDays(1))
			.update();
	}

	private Notification toLeader(MailType type) {
		return Notification.to("leder-0501", "leder-0501@example.invalid", type, type.name())
			.aboutConversation(this.stored.id())
			.with("leader", true)
			.with("unit", "Nav Eksempel")
			.with("closesOn", TODAY)
			.with("package", "Tillit på norsk: æøå");
	}

	private static Notification toRecipient(String occasion, String userId) {
		return Notification.to(userId, userId + "@example.invalid", MailType.ANSWER_ASKED, occasion)
			.with("recipient", "HR")
			.with("dueOn", TODAY);
	}

	private void conversation(ConversationState state, boolean paused) {
		given(this.conversations.get(this.stored.id()))
			.willReturn(new Conversation(this.stored.id(), this.stored.rolloutId(), this.stored.unitId(),
					"tillit-enhet", 1, state, null, null, null, null, 0, paused, null, null));
	}

	@Test
	void severalChangesWithinMinutesBecomeOneEmail() {
		invite(MailType.MATERIAL, 0, KARI, OLA);
		this.delivery.deliver();
		this.server.forget();
		for (int change = 1; change <= 6; change++) {
			invite(MailType.MEETING_MOVED, change, KARI, OLA);
			this.delivery.deliver();
		}
		assertThat(this.server.received()).as("a change waits for the next").isEmpty();
		this.clock.pass(TestOutbox.SETTINGS.changePause());
		this.delivery.deliver();
		assertThat(this.server.receivedBy(KARI)).singleElement()
			.satisfies((mail) -> assertThat(MailServer.part(mail, "text/calendar")).contains("SEQUENCE:6"));
		assertThat(this.server.receivedBy(OLA)).hasSize(1);
	}

	@Test
	void asksInTheInvitationItselfWhenThatHasNotGoneYet() {
		invite(MailType.MATERIAL, 0, KARI);
		invite(MailType.MEETING_MOVED, 1, KARI);
		assertThat(waiting()).containsExactly("MATERIAL");
		invite(MailType.MEETING_CANCELLED, 2, KARI);
		assertThat(waiting()).as("nobody need hear that what they have not heard of is off").isEmpty();
		invite(MailType.MATERIAL, 3, KARI);
		this.clock.pass(TestOutbox.SETTINGS.changePause());
		this.delivery.deliver();
		invite(MailType.MEETING_CANCELLED, 4, KARI);
		assertThat(waiting()).as("this one has been heard of").containsExactly("MEETING_CANCELLED");
		invite(MailType.MATERIAL, 5, KARI);
		assertThat(waiting()).as("planned anew before the news was out").containsExactly("MATERIAL");
		invite(MailType.MEETING_CANCELLED, 6, KARI);
		assertThat(waiting()).as("the first is still in the calendar").containsExactly("MEETING_CANCELLED");
	}

	@Test
	void floodsNobody() {
		Notifications bounded = notifications(this.server.post(), List.of(), 40);
		List<String> crowd = IntStream.range(0, 20).mapToObj((i) -> "p" + i + "@example.invalid").toList();
		int rounds = 0;
		try {
			for (; rounds < 50; rounds++) {
				bounded.checkParticipants("newMeetingDate", this.stored.id(), crowd);
				invite((rounds == 0) ? MailType.MATERIAL : MailType.MEETING_MOVED, rounds,
						crowd.toArray(String[]::new));
				this.clock.pass(TestOutbox.SETTINGS.changePause());
				this.delivery.deliver();
			}
		}
		catch (InvalidInput bound) {
			assertThat(bound.field()).isEqualTo("newMeetingDate");
			assertThat(bound.advice()).contains("Vent til i morgen");
		}
		assertThat(this.server.received()).hasSize(40);
		assertThat(rounds).isEqualTo(2);
		this.clock.pass(Duration.ofDays(1));
		assertThatCode(() -> bounded.checkParticipants("newMeetingDate", this.stored.id(), crowd)).as("the next day")
			.doesNotThrowAnyException();
	}

	@Test
	void countsSubAddressesAsOnePerson() {
		for (int i = 0; i < TestOutbox.SETTINGS.mostADayEach(); i++) {
			invite(MailType.MATERIAL, i, "kari+" + i + "@example.invalid");
		}
		this.delivery.deliver();
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> this.notifications
			.checkParticipants("participantEmails", this.stored.id(), List.of("kari+ny@example.invalid")));
		assertThatCode(() -> this.notifications.checkParticipants("participantEmails", this.stored.id(), List.of(OLA)))
			.doesNotThrowAnyException();
	}

	@Test
	void writesToAllowedDomainsOnly() {
		Notifications strict = notifications(this.server.post(), List.of("nav.no", " Kommune.no ", ""), 400);
		assertThatCode(() -> strict.checkParticipants("participantEmails", this.stored.id(),
				List.of("a@nav.no", "a@sub.nav.no", "b@kommune.no")))
			.doesNotThrowAnyException();
		for (String other : List.of("a@xnav.no", "a@nav.no.example", "a@gmail.com")) {
			assertThatExceptionOfType(InvalidInput.class).isThrownBy(
					() -> strict.checkParticipants("participantEmails", this.stored.id(), List.of("a@nav.no", other)))
				.satisfies((invalid) -> assertThat(invalid.field()).isEqualTo("participantEmails[1]"));
		}
	}

	@Test
	void writesToNorwegianLettersAsFarAsTheServerTakesThem() {
		invite(MailType.MATERIAL, 0, "kari@blåbær.example", "bjørn@example.invalid");
		this.delivery.deliver();
		assertThat(this.server.receivedBy("kari@xn--blbr-roah.example")).hasSize(1);
		assertThat(this.server.post().takesSpecialNames()).as("this one says that it does").isTrue();
		assertThatCode(() -> this.notifications.checkParticipants("participantEmails", this.stored.id(),
				List.of("bjørn@example.invalid")))
			.doesNotThrowAnyException();
		assertThat(states()).containsOnly("SENT");
		assertThat(this.server.received()).hasSize(2);
		assertThat(unreachable().takesSpecialNames()).as("nobody has said so").isFalse();
		Notifications plain = notifications(unreachable(), List.of(), 400);
		assertThatExceptionOfType(InvalidInput.class)
			.isThrownBy(() -> plain.checkParticipants("participantEmails", this.stored.id(),
					List.of(OLA, "bjørn@example.invalid")))
			.satisfies((invalid) -> {
				assertThat(invalid.field()).isEqualTo("participantEmails[1]");
				assertThat(invalid.advice()).contains("æ, ø, å");
			});
	}

	@Test
	void tellsTheLeaderWhomTheInvitationDidNotReach() {
		given(this.units.leading(any()))
			.willReturn(List.of(new Person("leder", "LEADER", Party.EMPLOYER, "leder@example.invalid")));
		given(this.conversations.packageOf(any())).willReturn(mock());
		this.server.refuse(KARI, "550 5.1.1 ingen slik bruker");
		this.server.refuse(OLA, "550 5.1.1 ingen slik bruker");
		invite(MailType.MATERIAL, 0, KARI, OLA, "per@example.invalid");
		this.delivery.deliver();
		this.clock.pass(TestOutbox.SETTINGS.changePause());
		this.delivery.deliver();
		assertThat(this.notifications.undelivered(this.stored.id())).containsExactly(KARI, OLA);
		assertThat(this.server.receivedBy("leder@example.invalid")).singleElement()
			.satisfies((mail) -> assertThat(MailServer.part(mail, "text/plain")).contains("– " + KARI, "– " + OLA)
				.doesNotContain("per@"));
		this.notifications.eraseParticipants(this.stored.id());
		assertThat(this.jdbc.sql("select body from notification").query(String.class).list())
			.noneMatch((body) -> body.contains(KARI));
	}

	private Notifications notifications(Post post, List<String> domains, int mostADay) {
		MailSettings settings = TestOutbox.SETTINGS;
		return new Notifications(this.jdbc, new JdbcTemplate(this.database), this.calendar, this.letters,
				new MailSettings(settings.from(), settings.baseUrl(), settings.directory(), domains,
						settings.changePause(), settings.mostADayEach(), mostADay),
				post);
	}

	private void invite(MailType type, int sequence, String... addresses) {
		this.notifications.queue(java.util.Arrays.stream(addresses)
			.map((address) -> Notification.to(null, address, type, type + ":" + sequence + ":" + address)
				.aboutConversation(this.stored.id())
				.with("leader", false)
				.with("newDay", true)
				.with("participants", 1)
				.withCalendar("METHOD:REQUEST\r\nSEQUENCE:" + sequence))
			.toList());
	}

	private List<String> waiting() {
		return this.jdbc.sql("select type from notification where state = 'QUEUED'").query(String.class).list();
	}

	private MailDelivery delivery(Post post) {
		return new MailDelivery(this.outbox, new Messages(this.letters, TestOutbox.SETTINGS, this.calendar), post,
				this.notifications, this.conversations, this.units, this.questions, this.identities, new Undelivered(
						this.notifications, this.conversations, this.units, this.calendar, TestOutbox.SETTINGS));
	}

	/** A mail server that has gone away. */
	private static Post unreachable() {
		MailServer gone = new MailServer();
		Post post = gone.post();
		gone.stop();
		return post;
	}

	private String idOf(String occasion) {
		return one("id", occasion, String.class);
	}

	private String state(String occasion) {
		return one("state", occasion, String.class);
	}

	private OffsetDateTime nextAttempt(String occasion) {
		return one("next_attempt_at", occasion, OffsetDateTime.class);
	}

	private <T> T one(String column, String occasion, Class<T> type) {
		return this.jdbc.sql("select " + column + " from notification where occasion = ?")
			.param(occasion)
			.query(type)
			.single();
	}

	private List<String> states() {
		return this.jdbc.sql("select state from notification").query(String.class).list();
	}

	private List<Integer> attempts() {
		return this.jdbc.sql("select attempts from notification").query(Integer.class).list();
	}

	private List<String> errors() {
		return this.jdbc.sql("select last_error from notification where last_error is not null")
			.query(String.class)
			.list();
	}

	private static List<Path> files(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			return files.toList();
		}
	}

}
