package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.proposal.ProposalDesk.Given;
import no.nav.samtalepakker.proposal.ProposalDesk.Sent;
import no.nav.samtalepakker.proposal.ProposalDesk.Wording;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/** Proposals from the secretariat's desk until they are answered, one test per story. */
class ProposalProcessTest extends CaseTest {

	private static final List<String> UNITS = List.of("0101", "0104");

	private static final String OWN_WORDS = "Gi oss felles opplæring i tillit";

	private static final String TEXT = "Felles opplæring i tillitsbasert ledelse";

	/** Three weeks after {@link #TODAY}. */
	private static final LocalDate DUE = LocalDate.of(2026, 9, 28);

	@Autowired
	private ProposalDesk desk;

	@Autowired
	private Proposals proposals;

	@Autowired
	private ProposalQuestions questions;

	@Autowired
	private ProposalStory stories;

	@Autowired
	private Redactions redactions;

	private String rollout;

	@BeforeEach
	void report() {
		this.rollout = rollout("tillit-enhet", UNITS.toArray(String[]::new)).getBusinessKey();
		for (String unit : UNITS) {
			alreadyHeld(unit);
			submitAsLeader("userTask_reportConversation", unit, """
					{"outcome": "WITH_INPUT", "points": [
					 {"kind": "PROPOSED", "topic": "Opplæring", "text": "%s", "assistance": "Noen å spørre"}]}
					""".formatted(OWN_WORDS + " " + unit));
		}
	}

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("proposal", "proposal.bpmn");
	}

	// the model

	@Test
	void isRemindedAnsweredAndToldToEveryUnitBehindIt() {
		String id = sent("HR");
		ProcessInstance process = instance("proposal", id);
		that(process).hasPassedInOrder("start_asked", "start_question")
			.isWaitingAt(ProposalProcess.ANSWER)
			.variables()
			.containsOnly(entry("proposalId", id), entry("recipient", "hr"));
		Task task = task(ProposalProcess.ANSWER, id);
		BpmnAwareTests.assertThat(task).hasCandidateGroup("mottaker-hr").isNotAssigned();
		assertThat(task.getName()).isEqualTo("Svar på forslaget");
		assertThat(dueDate("timer_answerReminder", id)).isEqualTo(LocalDate.of(2026, 9, 21));
		assertThat(dueDate("timer_answerOverdue", id)).isEqualTo(DUE.plusDays(1));
		assertThat(told("0101"))
			.containsExactly(TEXT + ": Sendt til " + name("HR") + ". Vi venter svar innen 28. september 2026.");

		liveUntil(LocalDate.of(2026, 9, 21));
		assertThat(mailsOf("PROPOSAL_ASKED", "PROPOSAL_REMINDER")).containsExactly("PROPOSAL_ASKED mottaker-hr",
				"PROPOSAL_REMINDER mottaker-hr");

		answer("hr", id, "OWN_MEASURE", "Vi lager den sammen med dere");
		that(process).isEnded().hasPassed("serviceTask_remindOfProposal", "end_answered", "end_settled");
		for (String unit : UNITS) {
			assertThat(told(unit)).containsExactly(TEXT + ": Gjennomføres – svar fra " + name("HR")
					+ " 21. september 2026 | Vi lager den sammen med dere");
		}
		assertThat(mailsOf("PROPOSAL_ANSWERED")).containsExactly("PROPOSAL_ANSWERED leder-0101",
				"PROPOSAL_ANSWERED leder-0104");
	}

	@Test
	void theSecretariatGivesMoreTimeAsksAnotherAndAnswersItself() {
		String id = sent("HR");
		ProcessInstance process = instance("proposal", id);
		fire("timer_answerOverdue", id);
		Task overdue = task(ProposalProcess.RESOLVE_OVERDUE, id);
		assertThat(overdue.getName()).isEqualTo("Svar mangler – " + name("HR"));
		BpmnAwareTests.assertThat(overdue).hasCandidateGroup("sekretariat");
		refused(() -> resolve(id, "{\"action\": \"EXTEND\", \"days\": 31}"), "days");
		resolve(id, "{\"action\": \"EXTEND\", \"days\": 5}");
		that(process).isWaitingAt("timer_extendedDue", ProposalProcess.ANSWER);
		assertThat(told("0101").get(0)).contains("innen 14. september 2026");
		for (int i = 0; i < 2; i++) {
			fire("timer_extendedDue", id);
			if (i == 0) {
				resolve(id, "{\"action\": \"EXTEND\", \"days\": 5}");
			}
		}
		refused(() -> resolve(id, "{\"action\": \"EXTEND\", \"days\": 5}"), "action");
		refused(() -> resolve(id, "{\"action\": \"REROUTE\", \"forwardTo\": \"HR\"}"), "forwardTo");
		resolve(id, "{\"action\": \"REROUTE\", \"forwardTo\": \"KUNNSKAP\"}");

		assertThat(this.questions.open(id)).hasValueSatisfying((question) -> {
			assertThat(question.recipient()).isEqualTo("KUNNSKAP");
			assertThat(question.extensions()).isZero();
		});
		BpmnAwareTests.assertThat(task(ProposalProcess.ANSWER, id)).hasCandidateGroup("mottaker-kunnskap");
		fire("timer_answerOverdue", id);
		refused(() -> resolve(id, "{\"action\": \"ANSWER_NOW\", \"text\": \"Nei\"}"), "answer");
		resolve(id, "{\"action\": \"ANSWER_NOW\", \"answer\": \"CONSIDERED\", \"text\": \"Vi ser på det\"}");
		that(process).isEnded().hasPassed("end_overdueSettled", "end_settled");
		assertThat(told("0104"))
			.containsExactly(TEXT + ": Vurderes – svar fra sekretariatet 7. september 2026 | Vi ser på det");
	}

	@Test
	void isSentOnTwiceAndNeverToOneThatHasHadIt() {
		String id = sent("HR");
		refused(() -> answer("hr", id, "FORWARD", "x"), "forwardTo");
		forward("hr", id, "KUNNSKAP");
		refused(() -> forward("kunnskap", id, "HR"), "forwardTo");
		forward("kunnskap", id, "STYRING");
		refused(() -> forward("styring", id, "RUNDSKRIV"), "answer");
		assertThat(this.questions.of(id)).extracting(ProposalQuestion::recipient, ProposalQuestion::reason)
			.containsExactly(org.assertj.core.api.Assertions.tuple("HR", null),
					org.assertj.core.api.Assertions.tuple("KUNNSKAP", "Dere vet mer"),
					org.assertj.core.api.Assertions.tuple("STYRING", "Dere vet mer"));
		answer("styring", id, "NOT_DONE", "Det er bestemt i lov");
		that(instance("proposal", id)).isNull();
		assertThat(told("0101").get(0)).contains("Gjennomføres ikke – svar fra " + name("STYRING"));
	}

	@Test
	void theSecretariatAnswersInPlaceOfTheRecipientOrTakesTheQuestionBack() {
		String answered = sent("HR");
		ProcessInstance process = instance("proposal", answered);
		secretariat(() -> this.desk.answerOrCorrect(this.rollout, answered, 0,
				new Given(Proposal.Outcome.CONSIDERED, "Vi svarer selv"), false));
		that(process).isEnded().hasPassed("event_settledOtherwise", "end_settledOtherwise");
		assertThat(this.questions.of(answered)).extracting(ProposalQuestion::state)
			.containsExactly(ProposalQuestion.State.WITHDRAWN);
		assertThatThrownBy(() -> secretariat(() -> this.desk.withdraw(this.rollout, answered, 1)))
			.isInstanceOf(Conflict.class);

		this.jdbc.sql("delete from proposal_source").update();
		String id = sent("HR");
		assertThatThrownBy(() -> secretariat(() -> this.desk.withdraw(this.rollout, id, 7)))
			.isInstanceOf(Conflict.class);
		secretariat(() -> this.desk.withdraw(this.rollout, id, 0));
		assertThat(instance("proposal", id)).isNull();
		assertThat(this.proposals.get(id).text()).isEqualTo(Redactions.ERASED);
		assertThat(told("0101")).isEmpty();
		assertThat(this.proposals.bySource(this.rollout)).as("free to be taken up again").isEmpty();
	}

	// what may be said, and by whom

	@Test
	void aTextIsNeitherAUnitsOwnWordsNorNamesIt() {
		Given given = new Given(Proposal.Outcome.NOT_DONE, "Det går ikke");
		for (String text : List.of("gi oss felles opplæring i tillit 0101!", "Nav Halden vil ha opplæring")) {
			assertThatThrownBy(() -> secretariat(
					() -> this.desk.answer(this.rollout, statements(), new Wording(text), given, true)))
				.isInstanceOfSatisfying(InvalidInput.class, (fault) -> assertThat(fault.field()).isEqualTo("text"));
		}
		Given naming = new Given(Proposal.Outcome.NOT_DONE, "Spør Kari Nordmann");
		assertThatThrownBy(
				() -> secretariat(() -> this.desk.answer(this.rollout, statements(), new Wording(TEXT), naming, false)))
			.isInstanceOfSatisfying(ProposalDesk.NamesFound.class, (found) -> {
				assertThat(found.names()).containsExactly("Kari Nordmann");
				assertThat(found.getMessage()).doesNotContain("Kari");
			});
		assertThat(this.proposals.of(this.rollout)).isEmpty();
		secretariat(() -> this.desk.answer(this.rollout, statements(), new Wording(TEXT), naming, true));
		assertThat(this.proposals.of(this.rollout)).hasSize(1);
	}

	@Test
	void aStatementHasOneAnswerAndOnlyTheSecretariatGivesIt() {
		Given given = new Given(Proposal.Outcome.NOT_DONE, "Det går ikke");
		for (String group : List.of("enhet-0101", "mottaker-hr", "fylke-0300", "evaluering")) {
			as("noen", List.of(group), () -> {
				assertThatExceptionOfType(Refused.class)
					.isThrownBy(() -> this.desk.answer(this.rollout, statements(), new Wording(TEXT), given, true));
				assertThatExceptionOfType(Refused.class).isThrownBy(
						() -> this.desk.send(this.rollout, statements(), new Wording(TEXT), new Sent("HR"), true));
				assertThatExceptionOfType(Refused.class).isThrownBy(this.desk::recipients);
			});
		}
		sent("HR");
		assertThatThrownBy(
				() -> secretariat(() -> this.desk.answer(this.rollout, statements(), new Wording(TEXT), given, true)))
			.isInstanceOf(Conflict.class)
			.hasMessageContaining("Noen andre har alt svart");
		assertThatThrownBy(() -> secretariat(
				() -> this.desk.send(this.rollout, List.of(), new Wording(TEXT), new Sent("HR"), true)))
			.isInstanceOf(Conflict.class);
	}

	@Test
	void aCorrectionIsReadAtOnceAndToldOnlyIfSomethingElseComesOfIt() {
		String id = answered();
		assertThat(mailsOf("PROPOSAL_ANSWERED")).hasSize(2);
		goTo(TODAY.plusDays(1));
		secretariat(() -> this.desk.answerOrCorrect(this.rollout, id, 1,
				new Given(Proposal.Outcome.CONSIDERED, "Vi bestemmer oss i mai"), false));
		assertThat(told("0101")).singleElement()
			.asString()
			.contains("rettet 8. september 2026", "Vi bestemmer oss i mai");
		assertThat(mailsOf("PROPOSAL_ANSWERED")).as("the same comes of it").hasSize(2);
		assertThatThrownBy(() -> secretariat(() -> this.desk.answerOrCorrect(this.rollout, id, 1,
				new Given(Proposal.Outcome.OWN_MEASURE, "Ja"), false)))
			.isInstanceOf(Conflict.class);
		secretariat(() -> this.desk.answerOrCorrect(this.rollout, id, 2,
				new Given(Proposal.Outcome.OWN_MEASURE, "Vi gjør det"), false));
		assertThat(mailsOf("PROPOSAL_ANSWERED")).hasSize(4);
	}

	@Test
	void severalAnswersInADayAreOneEmail() {
		List<Statement> both = statements();
		for (Statement statement : both) {
			secretariat(() -> this.desk.answer(this.rollout, List.of(statement), new Wording(TEXT),
					new Given(Proposal.Outcome.CONSIDERED, "Vi ser på det"), false));
		}
		this.jdbc.sql("update proposal_source set conversation_id = ?").param(conversationOf("0101")).update();
		String first = this.proposals.of(this.rollout).get(0).id();
		secretariat(() -> this.desk.answerOrCorrect(this.rollout, first, 1,
				new Given(Proposal.Outcome.OWN_MEASURE, "Ja"), false));
		assertThat(mailsOf("PROPOSAL_ANSWERED")).containsExactly("PROPOSAL_ANSWERED leder-0101",
				"PROPOSAL_ANSWERED leder-0104");
	}

	@Test
	void whatIsSaidLaterCanShareTheAnswer() {
		List<Statement> both = statements();
		secretariat(() -> this.desk.answer(this.rollout, both.subList(0, 1), new Wording(TEXT),
				new Given(Proposal.Outcome.CONSIDERED, "Vi ser på det"), false));
		String id = this.proposals.of(this.rollout).get(0).id();
		assertThat(mailsOf("PROPOSAL_ANSWERED")).hasSize(1);
		secretariat(() -> this.desk.extend(this.rollout, id, both.subList(1, 2)));
		assertThat(told("0101")).isEqualTo(told("0104")).hasSize(1);
		assertThat(mailsOf("PROPOSAL_ANSWERED")).hasSize(2);
		assertThatThrownBy(() -> secretariat(() -> this.desk.extend("annen", id, both))).isInstanceOf(NotFound.class);
	}

	// what goes

	@Test
	void theGroupShrinksWithEachStatementAndGoesWithTheLast() {
		String id = sent("HR");
		List<String> points = this.jdbc.sql("select id from report_point order by text").query(String.class).list();
		this.jdbc.sql("update proposal set text = ? where id = ?")
			.params("Noen sier: " + OWN_WORDS + " 0101.", id)
			.update();
		secretariat(() -> this.redactions.redact("report-point", points.get(0), "Et navn"));
		assertThat(this.proposals.get(id).text()).isEqualTo("Noen sier: " + Redactions.REDACTED + ".");
		assertThat(told("0101")).as("it has no part in it any more").isEmpty();
		assertThat(told("0104")).hasSize(1);
		assertThat(task(ProposalProcess.ANSWER, id)).isNotNull();

		secretariat(() -> this.redactions.redact("report-point", points.get(1), "Et navn"));
		assertThat(instance("proposal", id)).as("nobody waits for an answer").isNull();
		assertThat(this.proposals.get(id).state()).isEqualTo(Proposal.State.WITHDRAWN);
		assertThat(this.proposals.get(id).text()).isEqualTo(Redactions.ERASED);
	}

	@Test
	void anAnswerGoesWithTheLastStatementBehindIt() {
		String id = answered();
		this.jdbc.sql("select id from report_point")
			.query(String.class)
			.list()
			.forEach((point) -> secretariat(() -> this.redactions.redact("report-point", point, "Et navn")));
		assertThat(this.proposals.get(id).answerText()).isNull();
		assertThat(this.proposals.of(this.rollout)).isEmpty();
	}

	@Test
	void nobodyAnswersWhatIsRedacted() {
		String redacted = sent("HR");
		secretariat(() -> this.redactions.redact("proposal", redacted, "Et navn"));
		assertThat(instance("proposal", redacted)).isNull();
		assertThat(this.proposals.of(this.rollout)).isEmpty();
	}

	@Test
	void fewUnitsAreNotCounted() {
		String id = sent("HR");
		assertThat(this.proposals.units(id).text()).isEqualTo("færre enn fem");
	}

	// what they do

	private String sent(String recipient) {
		secretariat(() -> this.desk.send(this.rollout, statements(), new Wording(TEXT), new Sent(recipient), false));
		return only((proposal) -> proposal.state() == Proposal.State.ASKED);
	}

	private String answered() {
		secretariat(() -> this.desk.answer(this.rollout, statements(), new Wording(TEXT),
				new Given(Proposal.Outcome.CONSIDERED, "Vi ser på det"), false));
		return only(Proposal::isAnswered);
	}

	private String only(Predicate<Proposal> which) {
		List<String> found = this.proposals.of(this.rollout).stream().filter(which).map(Proposal::id).toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private List<Statement> statements() {
		return this.jdbc.sql("""
				select p.id, p.text, r.conversation_id from report_point p join report r on r.id = p.report_id
				order by p.text
				""")
			.query((row, number) -> new Statement(TextSource.of(FreeText.REPORT_POINT, row.getString("id"), "text"),
					row.getString("conversation_id"), row.getString("text")))
			.list();
	}

	private void answer(String recipient, String id, String answer, String text) {
		submit(task(ProposalProcess.ANSWER, id), "mottaker-" + recipient, List.of("mottaker-" + recipient),
				"{\"answer\": \"%s\", \"text\": \"%s\"}".formatted(answer, text));
	}

	private void forward(String recipient, String id, String to) {
		submit(task(ProposalProcess.ANSWER, id), "mottaker-" + recipient, List.of("mottaker-" + recipient),
				"{\"answer\": \"FORWARD\", \"text\": \"Dere vet mer\", \"forwardTo\": \"%s\"}".formatted(to));
	}

	private void resolve(String id, String json) {
		submit(task(ProposalProcess.RESOLVE_OVERDUE, id), "sekretariat", List.of("sekretariat"), json);
	}

	private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String field) {
		assertThatThrownBy(act).satisfies((thrown) -> assertThat(NestedExceptionUtils.getMostSpecificCause(thrown))
			.isInstanceOfSatisfying(InvalidInput.class, (fault) -> assertThat(fault.field()).isEqualTo(field)));
	}

	private void secretariat(Runnable act) {
		as("sekretariat", List.of("sekretariat"), act);
	}

	/** What a unit reads of its proposals. */
	private List<String> told(String unit) {
		Story story = new Story(this.conversations.get(conversationOf(unit)));
		this.stories.addTo(story);
		return story.chapters()
			.getOrDefault(Story.Chapter.PROPOSALS, List.of())
			.stream()
			.map((entry) -> entry.label() + ": " + String.join(" | ", entry.texts()))
			.toList();
	}

	private List<String> mailsOf(String... types) {
		return this.jdbc
			.sql("select type || ' ' || user_id from notification where type in (:types) order by type, user_id")
			.param("types", List.of(types))
			.query(String.class)
			.list();
	}

	private String name(String recipient) {
		return this.jdbc.sql("select name from recipient where code = ?").param(recipient).query(String.class).single();
	}

	private static ProcessInstanceAssert that(ProcessInstance process) {
		return BpmnAwareTests.assertThat(process);
	}

}
