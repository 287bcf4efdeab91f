package no.nav.samtalepakker.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.obstacle.LocalObstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.testing.ConversationRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

@JdbcTest
@ImportAutoConfiguration(ValidationAutoConfiguration.class)
@Import({ Reports.class, ActionPoints.class, FollowUps.class, NorwegianCalendar.class, Forms.class })
class ReportsTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);

	private static final String FULL = """
			{"outcome": "WITH_INPUT", "answers": {"r1": "Tid og tillit", "r2": " "},
			 "positive": "Vi lo mye", "positiveQuoteConsent": true,
			 "points": [{"kind": "PROPOSED", "topic": "Språk", "text": "Skrive kortere", "assistance": "Klarspråk",
			   "involved": "Alle", "quoteConsent": true}, {"kind": "SHARED_UNDERSTANDING", "text": "Vi vil det samme"}],
			 "obstacles": [{"text": "Vi når ikke hverandre", "solvableLocally": "NO", "structural": true}],
			 "actionPoints": [{"text": "Ringe først", "responsible": "Teamleder", "dueOn": "2026-10-01"}],
			 "followUpOn": "2026-11-02"}
			""";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Forms forms;

	@Autowired
	private Reports reports;

	@Autowired
	private ActionPoints actionPoints;

	@Autowired
	private FollowUps followUps;

	@MockitoBean
	private CurrentUser user;

	@MockitoBean
	private Conversations conversations;

	@MockitoBean
	private Units units;

	@MockitoBean
	private Obstacles obstacles;

	@MockitoBean
	private ReportNotices notices;

	private Conversation conversation;

	private String id;

	@BeforeEach
	void holdConversation() {
		this.conversation = ConversationRows.insert(this.jdbc, "tillit-enhet", TODAY.minusDays(4));
		this.id = this.conversation.id();
		given(this.conversations.get(this.id)).willReturn(this.conversation);
		given(this.conversations.packageOf(this.id))
			.willReturn(new ConversationPackage("tillit-enhet", 1, "Tillit", TargetGroup.UNIT, false, null, null,
					List.of(), null, null, null, null, null, List.of(new Question("q1", Use.CONVERSATION, "?", null),
							new Question("r1", Use.REPORT, "?", null), new Question("r2", Use.REPORT, "?", null)),
					List.of(), List.of(), List.of(), null));
		member("leder", Party.EMPLOYER);
		member("tillitsvalgt", Party.EMPLOYEE);
		unitIs(UnitType.OFFICE);
		as("leder");
	}

	@Test
	void storesEverythingAUnitTells() {
		assertThat(write(FULL)).isFalse();

		Report report = report();
		assertThat(report.outcome()).isEqualTo(ReportOutcome.WITH_INPUT);
		assertThat(report.state()).isEqualTo(Report.State.DRAFT);
		assertThat(report.round()).isEqualTo(1);
		assertThat(report.author()).isEqualTo("leder");
		assertThat(report.authorParty()).isEqualTo(Party.EMPLOYER);
		assertThat(report.positive()).isEqualTo("Vi lo mye");
		assertThat(report.positiveQuoteConsent()).isTrue();
		assertThat(report.followUpOn()).isEqualTo("2026-11-02");
		assertThat(this.reports.answers(report.id())).containsExactly(new ReportAnswer("r1", "Tid og tillit"));
		assertThat(this.reports.points(report.id())).extracting(ReportPoint::text)
			.containsExactly("Skrive kortere", "Vi vil det samme");
		assertThat(this.reports.points(report.id()).get(0)).usingRecursiveComparison()
			.ignoringFields("id")
			.isEqualTo(new ReportPoint(null, ReportPoint.Kind.PROPOSED, "Språk", "Skrive kortere", "Klarspråk", "Alle",
					true));
		assertThat(this.actionPoints.of(this.id)).singleElement().satisfies((actionPoint) -> {
			assertThat(actionPoint.reportId()).isEqualTo(report.id());
			assertThat(actionPoint.responsible()).isEqualTo("Teamleder");
			assertThat(actionPoint.dueOn()).isEqualTo("2026-10-01");
			assertThat(actionPoint.status()).isEqualTo(ActionPoint.Status.OPEN);
		});
		verify(this.obstacles).draft(this.id, read(FULL).obstacles());
	}

	@Test
	void replacesAFormerRoundAndKeepsWhatWasSaidAboutIt() {
		unitIs(UnitType.MBA);
		assertThat(write(FULL)).isTrue();
		as("tillitsvalgt");
		assertThat(this.reports.review(this.id, new ApproveReport(false, "Nevn opplæring", null))).isFalse();

		assertThat(write("""
				{"outcome": "WITH_INPUT", "points": [{"kind": "MEASURE", "text": "Felles opplæring"}]}
				""")).isTrue();

		Report report = report();
		assertThat(report.round()).isEqualTo(2);
		assertThat(report.author()).isEqualTo("tillitsvalgt");
		assertThat(report.authorParty()).isEqualTo(Party.EMPLOYEE);
		assertThat(report.positive()).isNull();
		assertThat(report.positiveQuoteConsent()).isFalse();
		assertThat(report.followUpOn()).isNull();
		assertThat(this.reports.answers(report.id())).isEmpty();
		assertThat(this.reports.points(report.id())).extracting(ReportPoint::text).containsExactly("Felles opplæring");
		assertThat(this.actionPoints.of(this.id)).isEmpty();
		assertThat(this.reports.comments(report.id())).singleElement().satisfies((comment) -> {
			assertThat(comment.round()).isEqualTo(1);
			assertThat(comment.text()).isEqualTo("Nevn opplæring");
			assertThat(comment.author()).isEqualTo("tillitsvalgt");
		});
		verify(this.obstacles).draft(this.id, List.of());
	}

	@Test
	void refusesAnAnswerToAQuestionThatIsNotAskedInTheReport() {
		refusesForm("{\"outcome\": \"WITH_INPUT\", \"answers\": {\"q1\": \"Svar\"}}", "answers");
	}

	@Test
	void refusesAFollowUpDateThatIsPastOrNotAfterTheConversation() {
		refusesForm("{\"outcome\": \"WITHOUT_INPUT\", \"followUpOn\": \"2026-08-31\"}", "followUpOn");
		given(this.conversations.get(this.id)).willReturn(heldOn(TODAY));
		refusesForm("{\"outcome\": \"WITHOUT_INPUT\", \"followUpOn\": \"2026-09-01\"}", "followUpOn");
	}

	@Test
	void refusesAnEmptyPlaceInAList() {
		refusesForm("{\"outcome\": \"WITH_INPUT\", \"points\": [null]}", "reportConversation");
	}

	@Test
	void sendsTheReportAndTurnsLocalObstaclesIntoActionPoints() {
		write(FULL);
		given(this.obstacles.settle(this.id))
			.willReturn(List.of(new LocalObstacle(storedObstacle(), "Møtene er lange")));

		this.reports.send(this.id);

		assertThat(report().state()).isEqualTo(Report.State.SENT);
		assertThat(report().sentAt()).isNotNull();
		assertThat(this.actionPoints.of(this.id)).extracting(ActionPoint::text)
			.containsExactly("Ringe først", "Møtene er lange");
		assertThat(this.actionPoints.of(this.id).get(1).obstacleId()).isNotNull();
		assertThat(this.followUps.find(this.id)).map(FollowUp::followUpOn).contains(LocalDate.of(2026, 11, 2));
		verify(this.conversations).reported(this.id, "WITH_INPUT");
		assertThatExceptionOfType(Conflict.class).isThrownBy(() -> write(FULL));
	}

	@Test
	void letsOnlyTheOtherPartyConfirm() {
		unitIs(UnitType.MBA);
		member("vara", Party.EMPLOYER);
		write(FULL);
		ApproveReport yes = new ApproveReport(true, null, null);
		for (String refused : List.of("leder", "vara", "utenfor")) {
			as(refused);
			assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.reports.review(this.id, yes));
		}
		as("tillitsvalgt");
		assertThat(this.reports.review(this.id, yes)).isTrue();
		assertThat(report().approvedBy()).isEqualTo("tillitsvalgt");
	}

	@Test
	void letsNoAuthorConfirmAfterChangingSides() {
		unitIs(UnitType.MBA);
		write(FULL);
		member("leder", Party.EMPLOYEE);
		assertThatExceptionOfType(Refused.class)
			.isThrownBy(() -> this.reports.review(this.id, new ApproveReport(true, null, null)));
	}

	@Test
	void keepsTheRemarkBesideTheReport() {
		unitIs(UnitType.MBA);
		write(FULL);
		write(FULL);
		as("tillitsvalgt");
		assertThat(this.reports.review(this.id, new ApproveReport(false, null, "Vi ser det annerledes"))).isTrue();
		assertThat(report().remark()).isEqualTo("Vi ser det annerledes");
		assertThat(report().remarkBy()).isEqualTo("tillitsvalgt");
		assertThat(report().approvedBy()).isNull();
	}

	@Test
	void needsNoConfirmationWithoutInput() {
		unitIs(UnitType.MBA);
		assertThat(write("{\"outcome\": \"WITHOUT_INPUT\", \"actionPoints\": [{\"text\": \"Møtes oftere\"}]}"))
			.isFalse();
	}

	@Test
	void letsNobodyFromOutsideWriteForThePartiesOfAnMba() {
		unitIs(UnitType.MBA);
		as("utenfor");
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> write(FULL));
	}

	private boolean write(String json) {
		return this.reports.write(this.id, read(json));
	}

	private ReportConversation read(String json) {
		return this.forms.read(json, ReportConversation.class);
	}

	private void refusesForm(String json, String field) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> write(json))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
		assertThat(this.reports.find(this.id)).isEmpty();
	}

	private Report report() {
		return this.reports.find(this.id).orElseThrow();
	}

	private void as(String userId) {
		given(this.user.id()).willReturn(userId);
	}

	private void member(String userId, Party party) {
		given(this.units.isMember(this.conversation.unitId(), userId)).willReturn(true);
		given(this.units.partyOf(this.conversation.unitId(), userId)).willReturn(party);
	}

	private void unitIs(UnitType type) {
		given(this.units.get(this.conversation.unitId()))
			.willReturn(new Unit(this.conversation.unitId(), "Enheten", type, null, null, null, null));
	}

	private Conversation heldOn(LocalDate date) {
		Conversation held = this.conversation;
		return new Conversation(held.id(), held.rolloutId(), held.unitId(), held.packageKey(), held.packageVersion(),
				held.state(), held.held(), null, null, date, 0, false, null, null);
	}

	private String storedObstacle() {
		this.jdbc.sql("""
				insert into obstacle (id, conversation_id, unit_id, position, solvable_locally, structural, state)
				values ('o1', ?, ?, 0, 'YES', false, 'LOCAL')
				""").params(this.id, this.conversation.unitId()).update();
		return "o1";
	}

	@TestConfiguration
	static class FixedTime {

		@Bean
		Clock clock() {
			ZoneId oslo = ZoneId.of("Europe/Oslo");
			return Clock.fixed(Instant.from(TODAY.atTime(12, 0).atZone(oslo)), oslo);
		}

	}

}
