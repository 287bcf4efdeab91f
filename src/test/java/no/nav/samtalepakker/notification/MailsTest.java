package no.nav.samtalepakker.notification;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.proposal.Proposal;
import no.nav.samtalepakker.proposal.ProposalDesk;
import no.nav.samtalepakker.proposal.Statement;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Every e-mail as it arrives, from the act that causes it. */
class MailsTest extends PageCaseTest {

	private static final String UNIT = "0101";

	private static final String LEADER = "leder-0101@example.invalid";

	private static final String KARI = "kari@example.invalid";

	private static final String OLA = "ola@example.invalid";

	private static final String BASE = "http://localhost:8080";

	private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<]+");

	@Autowired
	private Outbox outbox;

	@Autowired
	private Messages messages;

	@Autowired
	private Notifications notifications;

	@Autowired
	private Conversations all;

	@Autowired
	private Units units;

	@Autowired
	private OpenQuestions questions;

	@Autowired
	private Identities identities;

	@Autowired
	private Undelivered undelivered;

	@Autowired
	private Rollouts rollouts;

	@Autowired
	private Redactions redactions;

	@Autowired
	private ProposalDesk desk;

	private final MailServer server = new MailServer();

	private String rollout;

	@BeforeEach
	void aConversationHasStarted() {
		this.rollout = rollout("tillit-enhet", UNIT).getBusinessKey();
	}

	@AfterEach
	void closeTheMailServer() {
		this.server.stop();
	}

	@Test
	void tellsTheLeaderOfTheConversationWithALinkToEachAnswer() throws Exception {
		MimeMessage mail = only(LEADER);
		assertThat(mail.getSubject()).isEqualTo("Ny samtale: Tillit i egen enhet");
		assertThat(text(mail)).contains("er med på samtalen «Tillit i egen enhet»", "fram til 7. januar 2027",
				"Planlegg samtalen:\n" + link(""),
				"Vi har hatt samtalen, ingenting å melde:\n" + link("?svar=ingenting"),
				"Vi vil melde noe:\n" + link("?svar=noe"));
		assertThat(html(mail)).contains(">Vi har hatt samtalen, ingenting å melde</a>", "lang=\"nb\"");
	}

	@Test
	void tellsBothPartiesOfACoDeterminationBody() {
		rollout("tillit-mba", "MBA-DMBA");
		deliver();
		assertThat(this.server.receivedBy("arbeidsgiver-dmba@example.invalid")).hasSize(1);
		assertThat(this.server.receivedBy("tillitsvalgt-dmba@example.invalid")).hasSize(1);
	}

	@Test
	void invitesMovesAndCancelsInOneCalendarEntry() throws Exception {
		deliver();
		this.server.forget();
		plan("2026-10-13", "09:00");
		fire("timer_materialDue", conversationOf(UNIT));
		deliver();
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"newMeetingDate\": \"2026-10-20\"}");
		deliver();
		goTo(LocalDate.of(2026, 10, 19));
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"outcome\": \"CANCELLED\"}");
		deliver();

		for (String address : List.of(KARI, OLA, LEADER)) {
			List<MimeMessage> mails = this.server.receivedBy(address);
			assertThat(mails).as(address).hasSize(3).allSatisfy((mail) -> {
				assertThat(MailServer.recipients(mail)).containsExactly(address);
				assertThat(raw(mail)).as("nobody sees who else is asked").doesNotContain(others(address));
				isOneInvitation(mail, address);
			});
			List<Component> entries = mails.stream().map((mail) -> entry(calendar(mail))).toList();
			assertThat(mails).extracting((mail) -> value(calendar(mail).getProperties(), "METHOD"))
				.containsExactly("REQUEST", "REQUEST", "CANCEL");
			assertThat(entries).extracting((entry) -> value(entry, "SEQUENCE")).containsExactly("0", "1", "2");
			assertThat(entries).extracting((entry) -> value(entry, "UID"))
				.containsOnly(conversationOf(UNIT) + "@samtalepakker");
			assertThat(entries).extracting((entry) -> value(entry, "STATUS"))
				.containsExactly("CONFIRMED", "CONFIRMED", "CANCELLED");
			assertThat(entries).extracting((entry) -> value(entry, "DTSTART"))
				.containsExactly("20261013T070000Z", "20261020T070000Z", "20261020T070000Z");
			assertThat(entries).extracting((entry) -> value(entry, "LOCATION"))
				.containsOnly("https://video.example.invalid/fjord");
			assertThat(entries).extracting((entry) -> value(entry, "URL"))
				.containsOnly("https://video.example.invalid/fjord");
			assertThat(entries).extracting((entry) -> value(entry, "DESCRIPTION"))
				.allSatisfy((description) -> assertThat(description).contains("Leder møtet: Leder, Nav ",
						"sammen med fagleder"));
			assertThat(entries).extracting((entry) -> value(entry, "DTEND")).startsWith("20261013T090000Z");
		}
		assertThat(text(this.server.receivedBy(KARI).get(0)))
			.contains("– Når: tirsdag 13. oktober 2026 kl. 09.00", "– Varighet: 2 timer", "– Form: I samme rom",
					"– Sted: https://video.example.invalid/fjord", "– Leder møtet: Leder, Nav ",
					", sammen med fagleder", "– Når merker vi at vi stoler på hverandre her hos oss?",
					"– To gode øyeblikk: Tenk to minutter", "Vi sletter adressen 30 dager etter møtet")
			.doesNotContain("/samtaler/");
		assertThat(text(this.server.receivedBy(LEADER).get(0))).contains("deltakerne du har lagt inn (2)", link(""));
	}

	@Test
	void tellsTheJointUnitOfThePlanAndOfEveryChange() {
		clearCases();
		rollout("tillit-enhet", UNIT, "0104");
		deliver();
		this.server.forget();
		planWith("0104");
		deliver();
		submitAsLeader("userTask_prepareMeeting", UNIT,
				"{\"newMeetingDate\": \"2026-10-20\", \"newPlace\": \"Loftet\"}");
		deliver();
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"outcome\": \"CANCELLED\"}");
		deliver();
		List<MimeMessage> mails = this.server.receivedBy("leder-0104@example.invalid");
		String own = BASE + "/samtaler/" + conversationOf("0104");
		assertThat(mails).extracting(MailsTest::subject)
			.containsExactly("Felles møte: Tillit i egen enhet, tirsdag 13. oktober 2026",
					"Felles møte er endret: Tillit i egen enhet, tirsdag 20. oktober 2026",
					"Felles møte blir ikke holdt: Tillit i egen enhet, tirsdag 20. oktober 2026");
		assertThat(text(mails.get(0))).contains("– Når: tirsdag 13. oktober 2026 kl. 09.00", "– Varighet: 2 timer",
				"– Sted: Kantina", "– Leder møtet: Leder, Nav ", "Når møtet er holdt, sier dere med ett klikk",
				"Se det felles møtet:\n" + own + "/felles");
		assertThat(text(mails.get(1))).contains("– Sted: Loftet", own + "/felles");
		assertThat(text(mails.get(2)))
			.contains("– Når: tirsdag 20. oktober 2026 kl. 09.00", "Se samtalen deres:\n" + own)
			.doesNotContain("/felles", "Loftet");
	}

	@Test
	void saysNoPlaceAnyMoreOnceItIsTakenOut() throws Exception {
		deliver();
		this.server.forget();
		plan("2026-10-13", "09:00");
		fire("timer_materialDue", conversationOf(UNIT));
		deliver();
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"newPlace\": \"-\"}");
		deliver();
		MimeMessage moved = this.server.receivedBy(KARI).get(1);
		assertThat(text(moved)).contains("– Når: ").doesNotContain("Sted", "fjord");
		assertThat(entry(calendar(moved)).toString()).doesNotContain("LOCATION", "URL", "fjord");
	}

	@Test
	void onlyInformsAJointUnitWithoutAConversation() {
		planWith("0104");
		deliver();
		assertThat(this.server.receivedBy("leder-0104@example.invalid")).singleElement()
			.satisfies((mail) -> assertThat(text(mail)).contains("Dere trenger ikke å gjøre noe i Samtalepakker")
				.doesNotContain("/samtaler/"));
	}

	@Test
	void tellsAJointUnitOnceOfChangesThatFollowEachOther() {
		planWith("0104");
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"newMeetingDate\": \"2026-10-20\"}");
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"newMeetingDate\": \"2026-10-21\"}");
		deliver();
		assertThat(this.server.receivedBy("leder-0104@example.invalid")).singleElement()
			.satisfies((mail) -> assertThat(subject(mail))
				.isEqualTo("Felles møte: Tillit i egen enhet, onsdag 21. oktober 2026"));
	}

	@Test
	void tellsAJointUnitNothingOfAMeetingThatIsOffBeforeItHasHeardOfIt() {
		planWith("0104");
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"outcome\": \"POSTPONED\"}");
		deliver();
		assertThat(this.server.receivedBy("leder-0104@example.invalid")).isEmpty();

		planWith("0104");
		deliver();
		goTo(TODAY.plusDays(1));
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"outcome\": \"POSTPONED\"}");
		planWith("0104");
		deliver();
		goTo(TODAY.plusDays(2));
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"outcome\": \"POSTPONED\"}");
		submitAsLeader("userTask_planMeeting", UNIT,
				"{\"meetingDate\": \"2026-10-13\", \"form\": \"PHYSICAL\", \"participantCount\": 8}");
		deliver();
		assertThat(this.server.receivedBy("leder-0104@example.invalid")).extracting(MailsTest::subject)
			.extracting((subject) -> subject.substring(0, subject.indexOf(':')))
			.containsExactly("Felles møte", "Felles møte er endret", "Felles møte blir ikke holdt");
	}

	@Test
	void anInvitationThatWaitsLosesWhatIsRedactedInThePlan() throws Exception {
		deliver();
		this.server.forget();
		plan("2026-10-13", "09:00");
		fire("timer_materialDue", conversationOf(UNIT));
		as("sekretariat", List.of("sekretariat"),
				() -> this.redactions.redact("meeting", conversationOf(UNIT), "Navn"));
		deliver();
		MimeMessage mail = this.server.receivedBy(KARI).get(0);
		assertThat(raw(mail)).doesNotContain("fjord", "fagleder");
		assertThat(text(mail)).contains("– Sted: " + Redactions.REDACTED, "Når merker vi");
		Component entry = entry(calendar(mail));
		assertThat(value(entry, "DTSTART")).isEqualTo("20261013T070000Z");
		assertThat(entry.toString()).doesNotContain("fjord", "fagleder");
	}

	@ParameterizedTest
	@CsvSource({ "2027-03-01, 2027-03-28, 02:30, 20270328T013000Z, 20270328T033000Z, kl. 03.30",
			"2027-03-01, 2027-03-28, 01:30, 20270328T003000Z, 20270328T023000Z, kl. 01.30",
			"2027-03-01, 2027-03-29, 09:00, 20270329T070000Z, 20270329T090000Z, kl. 09.00",
			"2027-10-01, 2027-10-31, 02:30, 20271031T003000Z, 20271031T023000Z, kl. 02.30",
			"2027-10-01, 2027-10-31, 09:00, 20271031T080000Z, 20271031T100000Z, kl. 09.00" })
	void saysTheSameHourInWordsAndCalendarWhenTheClocksChange(LocalDate today, String date, String time, String start,
			String end, String words) {
		clearCases();
		goTo(today);
		rollout("tillit-enhet", UNIT);
		plan(date, time);
		fire("timer_materialDue", conversationOf(UNIT));
		deliver();
		MimeMessage mail = this.server.receivedBy(KARI).get(0);
		assertThat(value(entry(calendar(mail)), "DTSTART")).isEqualTo(start);
		assertThat(value(entry(calendar(mail)), "DTEND")).isEqualTo(end);
		assertThat(text(mail)).contains(words);
	}

	@Test
	void remindsWithALinkThatPauses() {
		deliver();
		this.server.forget();
		fire("timer_planReminder", conversationOf(UNIT));
		MimeMessage plan = only(LEADER);
		assertThat(subject(plan)).isEqualTo("Tillit i egen enhet: Har dere funnet en dato?");
		assertThat(text(plan)).contains(link("/paminnelser"), link("?svar=ingenting"), "høyst to ganger");

		plan("2026-09-09", "09:00");
		goTo(LocalDate.of(2026, 9, 14));
		liveUntil(LocalDate.of(2026, 9, 15));
		deliver();
		assertThat(this.server.receivedBy(LEADER)).extracting(MailsTest::subject)
			.contains("Tillit i egen enhet: Ble samtalen holdt?");
	}

	@Test
	void asksARecipientNothingThatIsNoLongerOpen() {
		report("REGELVERK.TOLKNING");
		this.jdbc.sql("update routing_recipient set state = 'ANSWERED'").update();
		goTo(TODAY.plusDays(1));
		deliver();
		assertThat(this.jdbc.sql("select distinct state from notification where type = 'ANSWER_ASKED'")
			.query(String.class)
			.list()).containsExactly("WITHDRAWN");
	}

	@Test
	void tellsOnceOfAllTheObstaclesOfAReportAndWhy() {
		deliver();
		this.server.forget();
		report("REGELVERK.TOLKNING", "KOMMUNIKASJON.KLARSPRAAK", null);
		MimeMessage mail = only(LEADER);
		assertThat(subject(mail)).isEqualTo("Slik går det videre med hindringene dere meldte");
		assertThat(text(mail))
			.contains("*Regelverk: Regler tolkes ulikt*", "– Sendt til: ", "– Svar senest: ",
					"*Uten kategori*\n\nSekretariatet vurderer hvem som bør svare.", link("#hindringer"))
			.contains(this.jdbc.sql("select reason from routing_recipient").query(String.class).list())
			.doesNotContain("Noe står i veien");

		String unclear = obstacles().get(2);
		submit(task("userTask_triageObstacle", unclear), "sekretariat", List.of("sekretariat"),
				"{\"decision\": \"ROUTE\", \"recipients\": [\"HR\"], \"reason\": \"De kan dette\"}");
		deliver();
		MimeMessage triaged = this.server.receivedBy(LEADER).get(1);
		assertThat(text(triaged)).contains("De kan dette", "– Sendt til: ", BASE + "/hindringer/" + unclear);
	}

	@Test
	void asksARecipientNextMorningWithoutSayingWhichUnit() {
		report("REGELVERK.TOLKNING", "REGELVERK.TOLKNING");
		deliver();
		String recipient = "mottaker-rundskriv@example.invalid";
		assertThat(this.server.receivedBy(recipient)).isEmpty();
		goTo(TODAY.plusDays(1));
		deliver();
		assertThat(this.server.receivedBy(recipient)).singleElement().satisfies((mail) -> {
			assertThat(subject(mail)).startsWith("Nye hindringer til ");
			assertThat(text(mail)).containsPattern(BASE + "/hindringer/[0-9a-f-]{36}\n")
				.doesNotContain("Noe står i veien", this.units.get(UNIT).name(), UNIT);
		});

		fire("timer_answerReminder", obstacles().get(0));
		deliver();
		assertThat(this.server.receivedBy(recipient).get(1)).satisfies((mail) -> {
			assertThat(subject(mail)).isEqualTo("En enhet venter på svar fra dere");
			assertThat(text(mail)).contains(BASE + "/hindringer/" + obstacles().get(0))
				.doesNotContain(this.units.get(UNIT).name());
		});
	}

	@Test
	void tellsParticipantsWhatTheyAgreedOnAndTheLeaderWhoDidNotGetIt() throws Exception {
		deliver();
		plan("2026-09-08", "09:00");
		liveUntil(LocalDate.of(2026, 9, 9));
		deliver();
		submitAsLeader("userTask_confirmExecution", UNIT, "{\"outcome\": \"HELD\"}");
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "points": [{"kind": "SHARED_UNDERSTANDING", "text": "Vi sier fra"}],
				"actionPoints": [{"text": "Kaffe", "responsible": "Fagleder"}, {"text": "Te"}]}
				""");
		this.server.forget();
		this.server.refuse(OLA, "550 5.1.1 No such user");
		List<String> items = this.jdbc.sql("select id from report_point union all select id from action_point")
			.query(String.class)
			.list();
		act(post("/samtaler/" + conversationOf(UNIT) + "/enige").param("punkt", items.toArray(String[]::new)),
				"leder-0101");
		deliver();
		MimeMessage mail = this.server.receivedBy(KARI).get(0);
		assertThat(subject(mail)).isEqualTo("Dette ble vi enige om: Tillit i egen enhet");
		assertThat(text(mail))
			.contains("*Dette er vi enige om*\n\n– Vi sier fra\n\n",
					"*Dette gjør vi*\n\n– Kaffe. Ansvarlig: Fagleder.\n– Te\n\nVi har ikke bestemt når")
			.doesNotContain("Tiltak", "/samtaler/");
		assertThat(html(mail)).contains(">Dette gjør vi</h2>");
		goTo(LocalDate.of(2026, 9, 10));
		deliver();
		assertThat(text(this.server.receivedBy(LEADER).get(1)))
			.contains("E-posten «Dette ble vi enige om» fra samtalen «Tillit i egen enhet» kom ikke fram", OLA);
	}

	@Test
	void tellsTheUnitThatItHasAnAnswerAndNotWhat() {
		report("REGELVERK.TOLKNING");
		deliver();
		this.server.forget();
		String id = obstacles().get(0);
		submit(task("userTask_answerObstacle", id), "mottaker-rundskriv", List.of("mottaker-rundskriv"),
				"{\"answer\": \"CANNOT_SOLVE\", \"text\": \"Hemmelig svar\"}");
		MimeMessage mail = only(LEADER);
		assertThat(subject(mail)).isEqualTo("Dere har fått svar på en hindring");
		assertThat(text(mail))
			.contains("Hindringen gjelder: Regelverk: Regler tolkes ulikt.", BASE + "/hindringer/" + id)
			.doesNotContain("Hemmelig svar");
	}

	@Test
	void asksARecipientOfAProposalAndTellsUnitsOnceInAMorningThatThereIsAnAnswer() {
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "points": [{"kind": "PROPOSED", "text": "Gi oss kortere brev"},
				 {"kind": "PROPOSED", "text": "Gi oss et felles kurs"}]}
				""");
		deliver();
		this.server.forget();
		List<Statement> said = this.jdbc.sql("select id, text from report_point order by text")
			.query((row, number) -> new Statement(TextSource.of(FreeText.REPORT_POINT, row.getString("id"), "text"),
					conversationOf(UNIT), row.getString("text")))
			.list();
		as("sekretariat", List.of("sekretariat"), () -> {
			this.desk.send(this.rollout, said.subList(0, 1), new ProposalDesk.Wording("Et kurs for flere"),
					new ProposalDesk.Sent("RUNDSKRIV"), false);
			this.desk.answer(this.rollout, said.subList(1, 2), new ProposalDesk.Wording("Kortere brev til brukerne"),
					new ProposalDesk.Given(Proposal.Outcome.NOT_DONE, "Hemmelig svar"), false);
		});
		String recipient = "mottaker-rundskriv@example.invalid";
		deliver();
		assertThat(this.server.received()).as("they wait for the morning").isEmpty();
		goTo(TODAY.plusDays(1));
		String id = this.jdbc.sql("select id from proposal where state = 'ASKED'").query(String.class).single();
		MimeMessage asked = only(recipient);
		assertThat(subject(asked)).startsWith("Et forslag til ");
		assertThat(text(asked)).contains(BASE + "/forslag/" + id, "28. september 2026")
			.doesNotContain("kurs", this.units.get(UNIT).name(), UNIT);
		MimeMessage told = only(LEADER);
		assertThat(subject(told)).isEqualTo("Dette skjer med forslagene deres");
		assertThat(text(told)).contains(link("#proposals")).doesNotContain("Hemmelig svar", "brev");

		fire("timer_answerReminder", id);
		deliver();
		assertThat(this.server.receivedBy(recipient).get(1)).satisfies((mail) -> {
			assertThat(subject(mail)).isEqualTo("Enheter venter på svar på et forslag");
			assertThat(text(mail)).contains(BASE + "/forslag/" + id).doesNotContain(this.units.get(UNIT).name());
		});

		as("sekretariat", List.of("sekretariat"), () -> this.desk.withdraw(this.rollout, id, 0));
		as("sekretariat", List.of("sekretariat"), () -> this.desk.send(this.rollout, said.subList(0, 1),
				new ProposalDesk.Wording("Et kurs for flere"), new ProposalDesk.Sent("RUNDSKRIV"), false));
		this.jdbc.sql("update proposal_question set state = 'ANSWERED'").update();
		goTo(TODAY.plusDays(2));
		deliver();
		assertThat(this.server.receivedBy(recipient)).as("nothing that is no longer open").hasSize(2);
	}

	@Test
	void saysWhenTheDayForFollowingUpHasCome() {
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITHOUT_INPUT", "actionPoints": [{"text": "Kaffe"}], "followUpOn": "2026-10-07"}
				""");
		deliver();
		this.server.forget();
		liveUntil(LocalDate.of(2026, 10, 8));
		MimeMessage mail = only(LEADER);
		assertThat(subject(mail)).isEqualTo("Oppfølging: Tillit i egen enhet");
		assertThat(text(mail)).contains("Følg opp handlingspunktene:\n" + link("")).doesNotContain("Kaffe");
	}

	@Test
	void bringsWhatTheSecretariatWrites() {
		deliver();
		this.server.forget();
		as("sekretariat", List.of("sekretariat"),
				() -> this.rollouts.message(this.rollout, "Det går fint å ta det på <b>personalmøtet</b>."));
		MimeMessage message = only(LEADER);
		assertThat(subject(message)).isEqualTo("Melding om samtalen «Tillit i egen enhet»");
		assertThat(text(message)).contains("\n\nDet går fint å ta det på <b>personalmøtet</b>.\n\n",
				link("/paminnelser"));
		assertThat(html(message)).doesNotContain("<b>personalmøtet</b>");

		as("sekretariat", List.of("sekretariat"), () -> this.rollouts.stop(this.rollout, "Vi trenger en pause"));
		runAll("serviceTask_stopConversations", this.rollout);
		deliver();
		assertThat(text(this.server.receivedBy(LEADER).get(1))).contains("\n\nVi trenger en pause\n\n");
	}

	// acts

	private void plan(String date, String time) {
		submitAsLeader("userTask_planMeeting", UNIT, """
				{"meetingDate": "%s", "meetingTime": "%s", "form": "PHYSICAL", "participantCount": 8,
				"place": "https://video.example.invalid/fjord", "coLead": "fagleder",
				"participantEmails": ["%s", "%s"]}
				""".formatted(date, time, KARI, OLA));
	}

	private void planWith(String joint) {
		submitAsLeader("userTask_planMeeting", UNIT, """
				{"meetingDate": "2026-10-13", "meetingTime": "09:00", "form": "PHYSICAL", "participantCount": 8,
				"place": "Kantina", "jointWith": ["%s"]}
				""".formatted(joint));
	}

	private void report(String... subcategories) {
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT,
				"{\"outcome\": \"WITH_INPUT\", \"obstacles\": [" + Arrays.stream(subcategories)
					.map((code) -> "{\"text\": \"Noe står i veien\", \"solvableLocally\": \"NO\", \"structural\": true"
							+ ((code != null) ? ", \"category\": \"" + code.substring(0, code.indexOf('.'))
									+ "\", \"subcategory\": \"" + code + "\"" : "")
							+ "}")
					.collect(Collectors.joining(", ")) + "]}");
	}

	private List<String> obstacles() {
		return this.jdbc.sql("select id from obstacle where unit_id = ? order by position")
			.param(UNIT)
			.query(String.class)
			.list();
	}

	private void deliver() {
		int before = this.server.received().size();
		// changes have waited long enough for the next
		this.jdbc.sql("""
				update notification set next_attempt_at = created_at
				where state = 'QUEUED' and attempts = 0
					and type in ('MATERIAL', 'MEETING_MOVED', 'MEETING_CANCELLED', 'MEETING_LEFT')
				""").update();
		new MailDelivery(this.outbox, this.messages, this.server.post(), this.notifications, this.all, this.units,
				this.questions, this.identities, this.undelivered)
			.deliver();
		List<MimeMessage> received = this.server.received();
		assertThat(received).hasSizeGreaterThanOrEqualTo(before).allSatisfy(MailsTest::isWhole);
	}

	private MimeMessage only(String address) {
		deliver();
		List<MimeMessage> received = this.server.receivedBy(address);
		assertThat(received).hasSize(1);
		return received.get(0);
	}

	private String link(String more) {
		return BASE + "/samtaler/" + conversationOf(UNIT) + more;
	}

	// what every e-mail must be

	/** Text and HTML say the same, word by word, and lead to the same places. */
	private static void isWhole(MimeMessage mail) {
		String text = text(mail);
		assertThat(text).doesNotContain("null", "[(", "[#", "${", "  ", "\n\n\n").startsWith("Hei!\n\n");
		assertThat(subject(mail)).isNotBlank().doesNotContain("null").hasSizeLessThan(80);
		String html = html(mail);
		assertThat(html).doesNotContain("<img", "<link", "<script", "src=");
		String body = html.substring(html.indexOf("</h1>"));
		assertThat(words(HtmlUtils.htmlUnescape(body.replaceAll("<[^>]*>", " "))))
			.isEqualTo(words(text.replace("*", "")));
		assertThat(addresses(HtmlUtils.htmlUnescape(body)).distinct().toList())
			.isEqualTo(addresses(text).distinct().toList());
		assertThat(html).contains("<h1", HtmlUtils.htmlEscape(subject(mail), "UTF-8"));
		assertThat(MailServer.recipients(mail)).hasSize(1);
	}

	private static List<String> words(String text) {
		return Arrays.stream(ADDRESS.matcher(text).replaceAll(" ").split("[^\\p{L}\\p{N}]+"))
			.filter((word) -> !word.isEmpty())
			.toList();
	}

	private static Stream<String> addresses(String text) {
		return ADDRESS.matcher(text).results().map(java.util.regex.MatchResult::group);
	}

	/** Outlook wants the invitation beside the text, others want a file. */
	private static void isOneInvitation(MimeMessage mail, String address) throws Exception {
		Multipart mixed = (Multipart) mail.getContent();
		assertThat(mail.getContentType()).startsWith("multipart/mixed");
		assertThat(mixed.getCount()).isEqualTo(2);
		assertThat(mixed.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
		Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
		assertThat(alternative.getCount()).isEqualTo(3);
		String method = value(calendar(mail).getProperties(), "METHOD");
		Matcher type = Pattern.compile("text/calendar;\\s*charset=UTF-8;\\s*method=" + method)
			.matcher(alternative.getBodyPart(2).getContentType());
		assertThat(type.matches()).as(alternative.getBodyPart(2).getContentType()).isTrue();
		assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("samtale.ics");
		assertThat(new String(mixed.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isEqualTo(MailServer.part(mail, "text/calendar"));
		assertThat(value(entry(calendar(mail)), "ATTENDEE")).isEqualTo("mailto:" + address);
		assertThat(value(entry(calendar(mail)), "ORGANIZER")).isEqualTo("mailto:samtalepakker@example.invalid");
	}

	private static String[] others(String address) {
		return Stream.of(KARI, OLA, LEADER).filter((other) -> !other.equals(address)).toArray(String[]::new);
	}

	private static Calendar calendar(MimeMessage mail) {
		try {
			return new CalendarBuilder().build(new StringReader(MailServer.part(mail, "text/calendar")));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Component entry(Calendar calendar) {
		assertThat(calendar.getComponents()).hasSize(1);
		return calendar.getComponents().get(0);
	}

	private static String value(Component component, String name) {
		return value(component.getProperties(), name);
	}

	private static String value(List<Property> properties, String name) {
		return properties.stream()
			.filter((property) -> property.getName().equals(name))
			.map(Property::getValue)
			.findFirst()
			.orElseThrow();
	}

	private static String subject(MimeMessage mail) {
		try {
			return mail.getSubject();
		}
		catch (jakarta.mail.MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(MimeMessage mail) {
		return MailServer.part(mail, "text/plain").replace("\r", "");
	}

	private static String html(MimeMessage mail) {
		return MailServer.part(mail, "text/html").replace("\r", "");
	}

	/** Everything that travels, decoded. */
	private static String raw(MimeMessage mail) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			mail.writeTo(bytes);
			return bytes.toString(StandardCharsets.UTF_8) + text(mail) + html(mail)
					+ MailServer.part(mail, "text/calendar");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
