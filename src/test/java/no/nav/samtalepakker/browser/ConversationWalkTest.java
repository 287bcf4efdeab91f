package no.nav.samtalepakker.browser;

import java.util.List;

import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whole conversations, each step by the person concerned in Tasklist. */
class ConversationWalkTest extends BrowserTest {

	@Test
	void aLeaderPlansPreparesConfirmsReportsAndFollowsUp() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		Person leader = new Person(screen("nb-NO"), leaderOf(unit)).logsIn();
		leader.opens("planMeeting")
			.fill("Møtedato", today().plusDays(40))
			.fill("Antall deltakere", 8)
			.keepsPicture("plan-meeting")
			.complete();
		leader.opens("prepareMeeting")
			.unfold("Flere opplysninger")
			.tick("Ja, fra egen hverdag")
			.keepsPicture("prepare-meeting")
			.complete();
		leader.opens("prepareMeeting")
			.choose("Blir møtet som planlagt?", "Vi endrer tid, form eller deltakere")
			.fill("Møtedato", today())
			.keepsPicture("meeting-ahead")
			.complete();
		leader.opens("confirmExecution")
			.choose("Hvordan gikk det?", "Gjennomført, vi vil melde noe")
			.keepsPicture("confirm-execution")
			.complete();
		Form report = leader.opens("reportConversation").choose("Har dere noe å melde?", "Ja, vi vil melde noe");
		report.unfold("Om samtalen").fill("Hva var bra?", "Alle kom til orde");
		report.unfold("Hindringer").press("Legg til en hindring");
		report.part("Hindring 1")
			.fill("Hva står i veien?", "Brevene er vanskelige å forstå for brukerne")
			.choose("Kan dere løse dette selv?", "Nei")
			.choose("Handler det om regler", "Regler, systemer")
			.choose("Kan det være ett av disse?", "Språket i brev og meldinger")
			.press("Ferdig med denne");
		report.unfold("Handlingspunkter").press("Legg til et handlingspunkt");
		report.part("Handlingspunkt 1").fill("Hva vil dere gjøre?", "Lese brevene sammen");
		report.keepsPicture("report-conversation").complete();
		leader.opens("setFollowUpDate")
			.fill("Dato for oppfølging", today().plusDays(30))
			.keepsPicture("set-follow-up-date")
			.complete();
		fire("timer_followUp", conversation);
		Form followUp = leader.opens("followUpActions");
		followUp.part("Lese brevene sammen").choose("Hvor står dere?", "Ferdig");
		followUp.unfold("Flere opplysninger")
			.fill("Hva har dere lært?", "Små skritt virker")
			.keepsPicture("follow-up-actions")
			.complete();
		awaitEnd(conversation);
		assertThat(stateOf(unit)).isEqualTo("ENDED");

		String obstacle = obstaclesOf(unit).get(0);
		Person recipient = person("mottaker-klarspraak");
		Form answer = recipient.takes("answerObstacle", obstacle)
			.shows("Brevene er vanskelige å forstå")
			.choose("Hva svarer dere?", "Vi setter i gang et tiltak");
		answer.fill("Hvem har ansvaret for tiltaket?", "Seksjon for klarspråk")
			.fill("Hva vil dere gjøre?", "Vi skriver de ti vanligste brevene om")
			.unfold("Flere opplysninger")
			.fill("Når kan enheten vente seg nytt? (frivillig)", today().plusDays(20))
			.keepsPicture("answer-obstacle")
			.complete();
		fire("timer_updateDue", obstacle);
		recipient.takes("updateAnswer", obstacle).fill("Hva har skjedd siden sist?", "Tre brev er klare").complete();

		leader.opens("readAnswer", obstacle)
			.shows("Vi skriver de ti vanligste brevene om")
			.shows("Tre brev er klare")
			.choose("Hva vil dere gjøre?", "Vi er ferdige")
			.choose("Hjalp svaret dere videre?", "Ja")
			.keepsPicture("read-answer")
			.complete();
		awaitEnd(obstacle);
	}

	@Test
	void theSecretariatOrdersARolloutAndACountyLetsItsOfficesTakePart() {
		String office = unit(UnitType.OFFICE);
		String name = this.jdbc.sql("select name from unit where id = ?").param(office).query(String.class).single();
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(office)
			.query(String.class)
			.single();
		String called = "Rådgivende lege " + office;
		Form start = person("sekretariat").startsARollout();
		start.fill("Navn på utrullingen", called)
			.tick("Bruk av rådgivende lege")
			.unfold("Bare noen fylker eller enheter")
			.fill("Enheter", name)
			.press("Søk");
		start.press("Legg til " + name).shows("1 av 1 kan få pakken").keepsPicture("start-rollout").complete();
		await("the rollout").until(() -> rolloutsCalled(called), (found) -> found.size() == 1);
		Person official = person("fylke-" + county);
		official.takes("decideParticipation", rolloutsCalled(called).get(0))
			.choose("Skal kontorene være med?", "Ja, kontorene blir med")
			.complete();
		person(leaderOf(office).user()).opens("planMeeting")
			.choose("Hva vil dere gjøre?", "Gjennomført, ingenting å melde")
			.complete();
		awaitEnd(conversationOf(office));
		assertThat(stateOf(office)).isEqualTo("ENDED");
	}

	@Test
	void twoPartiesAgreeOnAReport() {
		String mba = conversationStarted(UnitType.MBA);
		Person employees = person(coSignerOf(mba).user());
		employees.takes("planMeeting", conversationOf(mba))
			.choose("Hva vil dere gjøre?", "Gjennomført, vi vil melde noe")
			.complete();
		Form report = employees.takes("reportConversation", conversationOf(mba))
			.choose("Har dere noe å melde?", "Ja, vi vil melde noe");
		report.unfold("Om samtalen").fill("Hva var bra?", "Vi snakket sammen").complete();
		Person employer = person(leaderOf(mba).user());
		employer.takes("approveReport", conversationOf(mba))
			.shows("Vi snakket sammen")
			.choose("Står dere bak rapporten?", "Ja, vi bekrefter den")
			.keepsPicture("approve-report")
			.complete();
		awaitEnd(conversationOf(mba));
		assertThat(stateOf(mba)).isEqualTo("ENDED");
	}

	@Test
	void theSecretariatTriagesAndAnswersWhereAnAnswerIsMissing() {
		String unit = obstaclesReported(obstacle(null));
		String obstacle = obstaclesOf(unit).get(0);
		Person secretariat = person("sekretariat");
		secretariat.takes("triageObstacle", obstacle)
			.choose("Hva gjør vi med hindringen?", "Send den til noen som kan svare")
			.tick("HR-avdelingen")
			.fill("Begrunnelse til enheten", "HR eier dette")
			.keepsPicture("triage-obstacle")
			.complete();
		fire("timer_answerOverdue", obstacle);
		secretariat.takes("resolveOverdueAnswer", obstacle)
			.choose("Hva gjør vi nå?", "Svar selv nå")
			.fill("Svaret til enheten", "Vi har spurt, og dette vet vi")
			.keepsPicture("resolve-overdue-answer")
			.complete();
		person(leaderOf(unit).user()).opens("readAnswer", obstacle)
			.shows("Vi har spurt, og dette vet vi")
			.choose("Hva vil dere gjøre?", "Vi er ferdige")
			.complete();
		awaitEnd(obstacle);
	}

	private List<String> rolloutsCalled(String name) {
		return this.jdbc.sql("select id from rollout where name = ?").param(name).query(String.class).list();
	}

}
