package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A conversation on its unit's page, from the plan to what was learned. */
abstract class ConversationPageTest extends HttpCaseTest {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	@Test
	void aLoginLeadsPeopleOfUnitsToTheirConversations() {
		String unit = conversationStarted(UnitType.OFFICE);
		Browser leader = browser(leaderOf(unit).user());

		assertThat(leader.get("/samtaler").expect(200).body()).contains("Samtalen er ikke planlagt ennå.",
				TASK + leaderOf(unit).task("planMeeting"), "Planlegg samtalen", "aria-current=\"step\"",
				"href=\"/pakker\"");
	}

	@Test
	void thePlanIsOnThePageBeforeTheMeeting() {
		List<String> units = units(UnitType.OFFICE, 2);
		String unit = units.get(0);
		rollout("tillit-enhet", unit);
		Visitor leader = leaderOf(unit);
		LocalDate date = today().plusDays(40);
		leader.complete("planMeeting", """
				{'meetingDate': '%s', 'meetingTime': '12:30', 'form': 'HYBRID', 'formReason': 'Noen jobber hjemme',
				'arena': 'REGULAR_MEETING', 'participantCount': 9, 'participantEmails': ['deltaker@nav.example'],
				'coLead': 'Verneombudet', 'jointWith': ['%s'], 'invited': {'unionReps': true},
				'localAdaptation': 'Vi tar to spørsmål'}
				""".formatted(date, units.get(1)));
		String prepare = leader.task("prepareMeeting");

		String page = page(leader, unit);
		assertThat(page).contains("kl. 12.30. Dere kan forberede det når dere vil.", DAY.format(date), TASK + prepare,
				"Forbered eller endre møtet", "href=\"/pakker/tillit-enhet\"", "Noen på skjerm", "Noen jobber hjemme",
				"Fast møte", "9 ventet", "1 får invitasjon når materialet sendes ut", "Verneombudet", "Tillitsvalgte",
				"Vi tar to spørsmål",
				this.jdbc.sql("select name from unit where id = ?").param(units.get(1)).query(String.class).single())
			.doesNotContain("deltaker@nav.example", "Svar på det dere meldte");
		assertThat(browser(leader.user()).get("/samtaler/" + conversationOf(unit) + "/neste-mote").body())
			.contains("Neste møte: <strong>", DAY.format(date), "12.30");
		assertThat(calendar(leader, unit))
			.contains("BEGIN:VEVENT", "UID:" + conversationOf(unit) + "@samtalepakker", "METHOD:PUBLISH",
					date.format(DateTimeFormatter.BASIC_ISO_DATE))
			.doesNotContain("ATTENDEE", "Noen jobber hjemme");

		leader.complete("prepareMeeting",
				"{'preparationMeeting': 'YES', 'roles': 'Fagkoordinator noterer', 'caseReady': true, 'checklist': {'c1': true}}");
		assertThat(page(leader, unit))
			.contains("Dere har forberedt det.", "Fagkoordinator noterer", "Jeg har lest gjennom materialet",
					"Se eller endre møtet")
			.doesNotContain("Gruppene blir på 5–10");
	}

	@Test
	void everythingToldIsReadAgain() {
		String unit = conversationStarted(UnitType.OFFICE);
		Visitor leader = leaderOf(unit);
		leader.complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8}".formatted(today()));
		leader.complete("confirmExecution",
				"""
						{'outcome': 'HELD', 'durationMinutes': 95, 'participantCount': 7, 'dialogue': 'ROUND_TABLE',
						'questions': {'q1': 'DISCUSSED', 'q3': 'OMITTED'}, 'omittedReason': 'Tiden gikk', 'adaptation': 'Vi gikk tur'}
						""");
		leader.complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Målene er for mange'}, 'positive': 'God stemning',
				'points': [{'kind': 'PROPOSED', 'topic': 'Brev', 'text': 'Kortere brev', 'assistance': 'En skribent',
					'involved': 'Kommunikasjon'}],
				'actionPoints': [{'text': 'Lese brevene høyt', 'responsible': 'Fagkoordinator'}], 'followUpOn': '%s'}
				""".formatted(today().plusDays(30)));
		assertThat(page(leader, unit)).contains("Dere meldte ingen hindringer. Dere følger opp",
				"Hva ble viktigst for dere i samtalen?", "Målene er for mange", "God stemning",
				"Noe dere foreslår: Brev", "Kortere brev", "Trenger hjelp til: En skribent",
				"Må være med: Kommunikasjon", "Lese brevene høyt", "Ikke ferdig", "95 minutter", "7 var med",
				"En runde rundt bordet", "Når merker vi at vi stoler på hverandre her hos oss?",
				"Spørsmål som ikke ble tatt med", "Tiden gikk", "Vi gikk tur", "Neste oppfølging:");
		assertThat(calendar(leader, unit)).contains("-oppfolging@",
				today().plusDays(30).format(DateTimeFormatter.BASIC_ISO_DATE));

		fire("timer_followUp", conversationOf(unit));
		leader.complete("followUpActions", """
				{'actionPoints': [{'id': '%s', 'status': 'DONE', 'note': 'Det virker'}], 'arena': 'Mandagsmøtet',
				'learned': 'Høytlesning hjelper', 'shareAsExample': true}
				""".formatted(this.jdbc.sql("select id from action_point where conversation_id = ?")
			.param(conversationOf(unit))
			.query(String.class)
			.single()));
		awaitEnd(conversationOf(unit));
		assertThat(page(leader, unit)).contains("Dere har fulgt opp det dere ble enige om. Samtalen er avsluttet.",
				"Det virker", "Ferdig", "Mandagsmøtet", "Høytlesning hjelper", "kan deles som eksempel",
				"Du trenger ikke å gjøre noe nå.");
		browser(leader.user()).get("/samtaler/" + conversationOf(unit) + "/kalender").expect(404);
	}

	@Test
	void oneOfTwoHasAnswered() {
		String unit = obstaclesReported(
				obstacle(null).replace("{'text'", "{'assistance': 'En jurist', 'involved': 'Kommunen', 'text'"));
		String obstacle = obstaclesOf(unit).get(0);
		secretariat().complete("triageObstacle", obstacle,
				"{'decision': 'ROUTE', 'recipients': ['HR', 'RUNDSKRIV'], 'reason': 'Begge vet noe'}");
		recipient("HR").complete("answerObstacle", obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Ikke hos oss'}");
		Visitor leader = leaderOf(unit);

		assertThat(page(leader, unit)).contains("Én av to har svart.", "Ikke hos oss", "En jurist", "Kommunen",
				"Spurt om svar", ": har svart", ": venter på svar");
	}

	@Test
	void anObstacleIsTakenBackInTwoSteps() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String obstacle = obstaclesOf(unit).get(0);
		Browser leader = browser(leaderOf(unit).user());
		String address = "/hindringer/" + obstacle + "/trekk";
		assertThat(leader.get("/samtaler/" + conversationOf(unit)).body()).contains("Trekk hindringen", address);

		assertThat(leader.get(address).expect(200).body()).contains("Noe står i veien", "Dette skjer",
				"Ja, trekk hindringen");
		assertThat(stateOf(obstacle, "obstacle")).as("asking does nothing").isEqualTo("RAISED");
		leader.send("POST", address, "").expect(302);
		assertThat(stateOf(obstacle, "obstacle")).isEqualTo("WITHDRAWN");
		assertThat(leader.get("/samtaler/" + conversationOf(unit)).body())
			.contains("Hindringen er trukket, og teksten er slettet.", "Teksten ble slettet da hindringen ble trukket.")
			.doesNotContain("Noe står i veien", address);
		leader.get(address).expect(302);
		leader.send("POST", address, "").expect(302);
		assertThat(leader.get("/samtaler/" + conversationOf(unit)).body()).contains("Hindringen er alt trukket.");
	}

	@Test
	void anOfficeSaysThatItWouldLikeToTakePart() {
		String unit = unit(UnitType.OFFICE);
		String rollout = rollout("rol", unit);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		as("fylke-" + county).task("decideParticipation", rollout);
		Browser leader = browser(leaderOf(unit).user());
		assertThat(leader.get("/samtaler").body()).contains("Fylket har ikke svart ennå", "Vi ønsker å delta");
		as("fylke-" + county).complete("decideParticipation", rollout, "{'participation': 'NO', 'reasons': ['OTHER']}");
		String address = "/samtaler/" + conversationOf(unit);

		assertThat(leader.get("/samtaler").body()).contains("Fylket har svart at kontorene ikke er med denne gangen.",
				"Vi ønsker å delta", address + "/onske");
		leader.send("POST", address + "/onske", "").expect(302);
		assertThat(leader.get("/samtaler").body()).contains("Dere har sagt at dere ønsker å delta.")
			.doesNotContain("<button aria-describedby=\"case-0\" class=\"quiet\">Vi ønsker å delta");
		assertThat(leader.get(address).expect(200).body()).contains("Dere har sagt at dere ønsker å delta.");
		assertThat(this.jdbc.sql("select count(*) from wish where unit_id = ?").param(unit).query(Long.class).single())
			.isOne();
	}

	@Test
	void bothPartiesReadTheReportOnceItIsSent() {
		String mba = conversationStarted(UnitType.MBA);
		Visitor employer = leaderOf(mba);
		Visitor employees = coSignerOf(mba);
		employees.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		employees.complete("reportConversation", "{'outcome': 'WITH_INPUT', 'positive': 'Bra samarbeid'}");
		String approval = employer.task("approveReport");
		assertThat(page(employees, mba))
			.contains("Rapporten dere har skrevet, venter på svar fra den andre parten.", "Arbeidsgiversiden",
					"Arbeidstakersiden")
			.doesNotContain("Bra samarbeid", approval);
		assertThat(page(employer, mba))
			.contains("venter på svar fra dere.", TASK + approval, "Les og svar på rapporten")
			.doesNotContain("Bra samarbeid");
		employer.complete("approveReport", "{'approved': false, 'comment': 'Skriv mer om målene'}");
		employer.task("reportConversation");
		assertThat(page(employer, mba)).contains("Partene er ikke enige om rapporten ennå")
			.doesNotContain("Bra samarbeid", "Skriv mer om målene");
		employer.complete("reportConversation", "{'outcome': 'WITH_INPUT', 'positive': 'Bra samarbeid om målene'}");
		employees.complete("approveReport", "{'approved': false, 'remark': 'Vi ser det annerledes'}");
		awaitEnd(conversationOf(mba));

		for (Visitor party : List.of(employer, employees)) {
			assertThat(page(party, mba)).contains("Bra samarbeid om målene", "Kommentar til versjon 1",
					"Skriv mer om målene", "Merknad fra arbeidstakersiden", "Vi ser det annerledes");
		}
	}

	@Test
	void whyThereIsNoConversationIsReadAgain() {
		String unit = conversationStarted(UnitType.OFFICE);
		leaderOf(unit).complete("planMeeting", "{'choice': 'NOT_HELD', 'reason': 'Vi flytter denne våren'}");

		assertThat(page(leaderOf(unit), unit)).contains("Dere holder ikke denne samtalen, og det er helt i orden.",
				"Vi flytter denne våren", "Vi vil holde samtalen likevel");
	}

	@Test
	void aUnitWithoutAConversationSeesWhatItCanDo() {
		String unit = unit(UnitType.RESULT_UNIT);

		assertThat(browser(leaderOf(unit).user()).get("/samtaler").expect(200).body())
			.contains("Dere har ingen samtale ennå", "href=\"/pakker\"");
	}

	@Test
	void theSecretariatSeesHowItStandsAndNotAWordOfTheUnits() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		assertThat(page(secretariat(), unit)).contains("Uten dato ennå.", "Planlegg samtalen", "0 av høyst 2 er sendt",
				nameOf(unit), "/styring/enheter/" + unit, "/styring/utrullinger/" + rolloutOf(unit), "#/spor/");
		assertThat(seen("CONVERSATION_SEEN", conversation)).isEqualTo(1);

		Visitor leader = leaderOf(unit);
		leader.complete("planMeeting", """
				{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8, 'coLead': 'Hemmelig medleder',
				'localAdaptation': 'Hemmelig tilpasning', 'participantEmails': ['hemmelig@nav.example']}
				""".formatted(today()));
		assertThat(page(secretariat(), unit)).contains("Har dato.", DAY.format(today()), "Si om samtalen ble holdt");
		leader.complete("confirmExecution",
				"{'outcome': 'HELD', 'durationMinutes': 95, 'participantCount': 7, 'adaptation': 'Hemmelig tur'}");
		leader.complete("reportConversation",
				"""
						{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Hemmelig svar'}, 'positive': 'Hemmelig glede',
						'points': [{'kind': 'PROPOSED', 'topic': 'Hemmelig', 'text': 'Hemmelig forslag'}],
						'actionPoints': [{'text': 'Hemmelig punkt', 'responsible': 'Hemmelig person'}], 'followUpOn': '%s',
						'obstacles': [{'text': 'Hemmelig hindring', 'category': 'REGELVERK', 'subcategory': 'REGELVERK.TOLKNING',
							'solvableLocally': 'NO', 'structural': true}, {'text': 'Hemmelig og løst selv', 'solvableLocally': 'YES', 'structural': false}]}
						"""
					.formatted(today().plusDays(30)));
		String raised = obstaclesOf(unit).get(0);
		recipient("RUNDSKRIV").task("answerObstacle", raised);
		awaitQuiet();
		String page = page(secretariat(), unit);
		assertThat(page)
			.contains("Holdt. Enheten følger opp det den ble enig om.", "Har fortalt", DAY.format(today().plusDays(30)),
					"/hindringer/" + raised, "Regler tolkes ulikt", "Hos en mottaker", ": venter på svar")
			.doesNotContain("emmelig", leader.user(), obstaclesOf(unit).get(1), "Ta med til neste møte");
		assertThat(seen("OBSTACLE_UNIT_SEEN", raised)).isEqualTo(1);
		assertThat(seen("OBSTACLE_SEEN", raised)).as("its words").isZero();
		browser("admin").get("/samtaler/" + conversation).expect(404);
	}

	private long seen(String act, String subject) {
		return this.jdbc
			.sql("select count(*) from audit where subject_id = ? and action = ? and user_id = 'sekretariat'")
			.params(subject, act)
			.query(Long.class)
			.single();
	}

	private String nameOf(String unit) {
		return this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
	}

	private String page(Visitor visitor, String unit) {
		return browser(visitor.user()).get("/samtaler/" + conversationOf(unit)).expect(200).body();
	}

	/** With the folded lines of RFC 5545 whole again. */
	private String calendar(Visitor visitor, String unit) {
		return browser(visitor.user()).get("/samtaler/" + conversationOf(unit) + "/kalender")
			.expect(200)
			.body()
			.replaceAll("\r?\n ", "");
	}

	private String stateOf(String id, String table) {
		return this.jdbc.sql("select state from " + table + " where id = ?").param(id).query(String.class).single();
	}

}
