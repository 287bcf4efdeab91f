package no.nav.samtalepakker;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do with the system, each over HTTP as the user concerned. */
abstract class WholeStoryTest extends HttpCaseTest {

	@Test
	void aUnitPlansPreparesConfirmsReportsAndFollowsUp() {
		String unit = unit(UnitType.OFFICE);
		JsonNode preview = secretariat().get("/api/rollouts/preview?packageKeys=tillit-enhet&unitIds=" + unit)
			.expect(200)
			.json();
		assertThat(preview.path("packages").path(0).path("units").asInt()).isOne();
		assertThat(preview.path("conflicts")).isEmpty();
		rollout("tillit-enhet", unit);
		Visitor leader = leaderOf(unit);
		JsonNode planning = leader.context(leader.task("planMeeting"));
		assertThat(planning.path("unit").path("id").asText()).isEqualTo(unit);
		assertThat(planning.path("package").path("questions")).isNotEmpty();

		leader.complete("planMeeting", plan(today().plusDays(40)));
		String conversation = conversationOf(unit);
		fire("timer_materialDue", conversation);
		assertThat(mails("conversation_id", conversation)).contains("MATERIAL");
		leader.complete("prepareMeeting", "{'preparationMeeting': 'YES', 'checklist': {'c1': true}}");
		leader.complete("prepareMeeting", "{'newMeetingDate': '%s'}".formatted(today()));
		leader.complete("confirmExecution",
				"{'outcome': 'HELD', 'heldOn': '%s', 'questions': {'q1': 'DISCUSSED'}}".formatted(today()));
		leader.complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Rom til skjønn'}, 'positive': 'Vi snakket sammen',
				'points': [{'kind': 'MEASURE', 'text': 'Kortere møter'}],
				'obstacles': [{'text': 'Vaner', 'solvableLocally': 'YES', 'structural': false}],
				'actionPoints': [{'text': 'Prøve i mars', 'responsible': 'Avdelingsleder'}], 'followUpOn': '%s'}
				""".formatted(today().plusDays(30)));
		fire("timer_followUp", conversation);
		JsonNode points = leader.context(leader.task("followUpActions")).path("actionPoints");
		assertThat(points).hasSize(2);
		leader.complete("followUpActions",
				"{'actionPoints': [%s], 'learned': 'Små skritt', 'shareAsExample': true}".formatted(String.join(", ",
						StreamSupport.stream(points.spliterator(), false)
							.map((point) -> "{'id': '%s', 'status': 'DONE'}".formatted(point.path("id").asText()))
							.toList())));
		awaitEnd(conversation);
		assertThat(stateOf(unit)).isEqualTo("ENDED");
		assertThat(held(conversation)).isEqualTo("YES");
	}

	@Test
	void oneClickIsEnough() {
		String unit = conversationStarted(UnitType.RESULT_UNIT);
		leaderOf(unit).complete("planMeeting", "{'choice': 'HELD_NOTHING_TO_REPORT'}");
		awaitEnd(conversationOf(unit));
		assertThat(held(conversationOf(unit))).isEqualTo("YES");
		String council = conversationStarted(UnitType.USER_COUNCIL);
		leaderOf(council).complete("planMeeting", "{'choice': 'NOT_HELD'}");
		awaitEnd(conversationOf(council));
		assertThat(held(conversationOf(council))).isEqualTo("NO");
	}

	@Test
	void aMeetingIsPostponedAndCancelled() {
		String unit = conversationStarted(UnitType.OFFICE);
		Visitor leader = leaderOf(unit);
		leader.complete("planMeeting", plan(today().plusDays(20)));
		leader.complete("prepareMeeting", "{'newMeetingDate': '%s'}".formatted(today()));
		leader.complete("confirmExecution", "{'outcome': 'POSTPONED'}");
		leader.complete("planMeeting", plan(today()));
		leader.complete("confirmExecution", "{'outcome': 'CANCELLED'}");
		awaitEnd(conversationOf(unit));
		assertThat(held(conversationOf(unit))).isEqualTo("NO");
	}

	@Test
	void twoPartiesAgreeOnAReport() {
		String mba = conversationStarted(UnitType.MBA);
		Visitor employer = leaderOf(mba);
		Visitor employees = coSignerOf(mba);
		employees.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		employees.complete("reportConversation", report());
		String approval = employer.task("approveReport");
		assertThat(employees.tasks("approveReport")).as("they wrote it").isEmpty();
		assertThat(browser(employees.user()).send("GET", "/samtaler", null).body())
			.contains("Rapporten dere har skrevet, venter på svar fra den andre parten.")
			.doesNotContain(approval);
		assertThat(browser(employer.user()).send("GET", "/samtaler", null).body())
			.contains("Den andre parten har skrevet rapporten, og den venter på svar fra dere.")
			.contains(approval);
		employees.post("/api/tasks/" + approval + "/take-over", "").expect(404);
		employees.submit(approval, "approveReport", "{'approved': true}").expect(403);
		employer.complete("approveReport", "{'approved': false, 'comment': 'Skriv mer om målene'}");
		JsonNode second = employees.context(employees.task("reportConversation"));
		assertThat(second.path("comments").path(0).path("text").asText()).isEqualTo("Skriv mer om målene");
		assertThat(second.path("report").path("positive").asText()).isEqualTo("Vi snakket sammen");
		employer.complete("reportConversation", report());
		employer.submit(employees.task("approveReport"), "approveReport", "{'approved': true}").expect(403);
		assertThat(employer.tasks("approveReport")).as("they wrote it").isEmpty();
		employees.complete("approveReport", "{'approved': false, 'remark': 'Vi ser det annerledes'}");
		awaitEnd(conversationOf(mba));
		assertThat(this.jdbc.sql("select remark from report where conversation_id = ? and state = 'SENT'")
			.param(conversationOf(mba))
			.query(String.class)
			.single()).isEqualTo("Vi ser det annerledes");
	}

	@Test
	void aCountyDecidesAndChangesItsMind() {
		List<String> offices = units(UnitType.OFFICE, 3);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(offices.get(0))
			.query(String.class)
			.single();
		Visitor official = as("fylke-" + county);
		String rollout = rollout("rol", offices.toArray(String[]::new));
		String asked = official.task("decideParticipation", rollout);
		assertThat(official.context(asked).path("units")).hasSize(3);
		String decision = "/api/rollouts/" + rollout + "/counties/" + county + "/decision";

		official
			.submit(asked, "decideParticipation",
					"{'participation': 'LATER', 'reconsiderOn': '%s'}".formatted(today().plusDays(10)))
			.expect(204);
		fire("timer_reconsider", rollout);
		official.task("decideParticipation", rollout);
		official.post(decision, Visitor.json("{'participation': 'NO', 'reasons': ['TOO_MUCH']}")).expect(204);
		assertThat(official.tasks("decideParticipation", rollout)).isEmpty();

		Visitor leader = leaderOf(offices.get(0));
		String wish = Visitor.json("{'unitId': '%s'}".formatted(offices.get(0)));
		leader.post("/api/rollouts/" + rollout + "/wishes", wish).expect(204);
		leader.post("/api/rollouts/" + rollout + "/wishes", wish).expect(204);
		leaderOf(offices.get(1)).post("/api/rollouts/" + rollout + "/wishes", wish).expect(404);

		official
			.post(decision, Visitor
				.json("{'participation': 'YES', 'unitIds': ['%s', '%s']}".formatted(offices.get(0), offices.get(1))))
			.expect(204);
		leader.task("planMeeting");
		leader.post("/api/rollouts/" + rollout + "/wishes", wish).expect(409);
		leaderOf(offices.get(1)).complete("planMeeting", plan(today().plusDays(20)));
		assertThat(stateOf(offices.get(2))).isEqualTo("DECLINED");

		official.post(decision, Visitor.json("{'participation': 'NO'}")).expect(204);
		assertThat(leader.tasks("planMeeting")).isEmpty();
		leaderOf(offices.get(1)).task("prepareMeeting");
	}

	@Test
	void anObstacleIsAnsweredAskedAgainAndClosed() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle("REGELVERK.TOLKNING"));
		String first = obstaclesOf(unit).get(0);
		String second = obstaclesOf(unit).get(1);
		Visitor recipient = recipient("RUNDSKRIV");
		JsonNode context = recipient.context(recipient.task("answerObstacle", first));
		assertThat(context.path("obstacle").path("text").asText()).isEqualTo("Noe står i veien");
		assertThat(context.path("unit").has("name")).isFalse();
		assertThat(context.path("openObstacles").findValuesAsText("id")).contains(second);
		recipient.complete("answerObstacle", first, """
				{'answer': 'INCLUDED_IN_ONGOING', 'text': 'Vi tar det med', 'coveredBy': 'Nytt rundskriv',
				'nextUpdateOn': '%s', 'alsoFor': ['%s']}
				""".formatted(today().plusDays(20), second));
		assertThat(mails("obstacle_id", first)).contains("ANSWER_GIVEN");
		Visitor leader = leaderOf(unit);
		String reading = leader.task("readAnswer", first);
		assertThat(leader.context(reading).path("obstacle").path("answers").path(0).path("text").asText())
			.isEqualTo("Vi tar det med");
		leader.submit(reading, "readAnswer", "{'decision': 'ASK_AGAIN', 'question': 'Når da?'}").expect(204);
		recipient.complete("answerObstacle", first, "{'answer': 'CANNOT_SOLVE', 'text': 'Til sommeren'}");
		leader.complete("readAnswer", first,
				"{'decision': 'CLOSE', 'helpful': 'YES', 'alsoFor': ['%s']}".formatted(second));
		assertThat(leader.tasks("readAnswer")).isEmpty();
		fire("timer_updateDue", second);
		recipient.complete("updateAnswer", second, "{'text': 'Nå er det klart'}");
		awaitEnd(second);
		assertThat(mails("conversation_id", conversationOf(unit))).as("one for both obstacles, each time")
			.filteredOn("ANSWER_GIVEN"::equals)
			.hasSize(3);
	}

	@Test
	void theSecretariatTriagesAndMissesAnswers() {
		String unit = obstaclesReported(obstacle(null), obstacle("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE"),
				obstacle(null), obstacle(null));
		List<String> obstacles = obstaclesOf(unit);
		Visitor leader = leaderOf(unit);
		String routed = obstacles.get(0);
		secretariat().complete("triageObstacle", routed,
				"{'decision': 'ROUTE', 'recipients': ['HR'], 'reason': 'HR eier dette'}");
		recipient("HR").complete("answerObstacle", routed,
				"{'answer': 'FORWARD', 'text': 'Hører til styring', 'forwardTo': 'STYRING'}");
		recipient("STYRING").complete("answerObstacle", routed, "{'personalData': true}");
		secretariat().complete("triageObstacle", routed,
				"{'decision': 'REDACT', 'reason': 'Et navn', 'publishedText': 'Noe står i veien'}");
		recipient("STYRING").complete("answerObstacle", routed,
				"{'answer': 'OWN_MEASURE', 'text': 'Vi gjør noe', 'responsible': 'Styringsenheten'}");
		leader.complete("readAnswer", routed, "{'decision': 'CLOSE'}");
		awaitEnd(routed);

		String late = obstacles.get(1);
		recipient("ROEDT_SPOR").complete("answerObstacle", late, "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		fire("timer_answerOverdue", late);
		secretariat().complete("resolveOverdueAnswer", late, "{'action': 'EXTEND', 'days': 7}");
		fire("timer_extendedDue", late);
		secretariat().complete("resolveOverdueAnswer", late, "{'action': 'REROUTE', 'recipients': ['KUNNSKAP']}");
		assertThat(recipient("HR").tasks("answerObstacle", late)).isEmpty();
		fire("timer_answerOverdue", late);
		secretariat().complete("resolveOverdueAnswer", late, "{'action': 'ANSWER_NOW', 'text': 'Vi svarer selv'}");
		assertThat(recipient("KUNNSKAP").tasks("answerObstacle", late)).isEmpty();
		leader.complete("readAnswer", late, "{'decision': 'CLOSE', 'helpful': 'PARTLY'}");
		awaitEnd(late);

		String local = obstacles.get(2);
		String merged = obstacles.get(3);
		secretariat().complete("triageObstacle", merged,
				"{'decision': 'MERGE', 'mergeInto': '%s', 'reason': 'Det samme'}".formatted(local));
		secretariat().complete("triageObstacle", local, "{'decision': 'LOCAL', 'reason': 'Dette kan dere selv'}");
		leader.complete("readAnswer", merged, "{'decision': 'CLOSE'}");
		leader.complete("readAnswer", local, "{'decision': 'CLOSE'}");
		awaitEnd(merged);
	}

	@Test
	void aRolloutClosesIsCutOffAndSummarised() {
		List<String> offices = units(UnitType.OFFICE, 2);
		String rollout = rollout("tillit-enhet", offices.toArray(String[]::new));
		Visitor idle = leaderOf(offices.get(0));
		Visitor busy = leaderOf(offices.get(1));
		idle.task("planMeeting");
		busy.complete("planMeeting", plan(today()));
		LocalDate closes = today().plusDays(50);
		JsonNode moved = secretariat()
			.send("PATCH", "/api/rollouts/" + rollout,
					Visitor.json("{'closesOn': '%s', 'cutOffOn': '%s'}".formatted(closes, closes.plusDays(20))))
			.expect(200)
			.json();
		assertThat(moved.path("closesOn").asText()).isEqualTo(closes.toString());
		fire("timer_closes", rollout);
		await().until(() -> idle.tasks("planMeeting").isEmpty());
		assertThat(stateOf(offices.get(0))).isEqualTo("ENDED");
		busy.task("confirmExecution");
		fire("timer_cutOff", rollout);
		await().until(() -> busy.tasks("confirmExecution").isEmpty());
		String review = secretariat().task("reviewSummary", rollout);
		assertThat(secretariat().context(review).path("summary").path("counts").path("units").asInt()).isEqualTo(2);
		secretariat().submit(review, "reviewSummary", "{'approved': false, 'comment': 'Se på tallene'}").expect(204);
		await().until(() -> !secretariat().tasks("reviewSummary", rollout).contains(review));
		String again = secretariat().task("reviewSummary", rollout);
		assertThat(secretariat().context(again).path("comments").path(0).path("text").asText())
			.isEqualTo("Se på tallene");
		secretariat().submit(again, "reviewSummary", "{'approved': true}").expect(204);
		assertThat(this.jdbc.sql("select state from summary where rollout_id = ?")
			.param(rollout)
			.query(String.class)
			.single()).isEqualTo("PUBLISHED");
		secretariat().send("PATCH", "/api/rollouts/" + rollout, Visitor.json("{'closesOn': '%s'}".formatted(closes)))
			.expect(409);
	}

	@Test
	void theSecretariatCancelsStopsAndWrites() {
		String unit = unit(UnitType.OFFICE);
		String planned = order("""
				{'name': 'Senere %s', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s',
				'closesOn': '%s'}
				""".formatted(unit, unit, today().plusDays(5), today().plusDays(90)));
		secretariat().post("/api/rollouts/" + planned + "/stop", Visitor.json("{'message': 'Stopp'}")).expect(409);
		secretariat().post("/api/rollouts/" + planned + "/cancel", "").expect(204);
		secretariat().post("/api/rollouts/" + planned + "/cancel", "").expect(409);
		awaitEnd(planned);

		String rollout = rollout("tillit-enhet", unit);
		Visitor leader = leaderOf(unit);
		leader.task("planMeeting");
		String message = Visitor.json("{'text': 'Ta kontakt om dere lurer på noe'}");
		String write = "/api/rollouts/" + rollout + "/message";
		assertThat(secretariat().post(write, message).expect(200).json().path("units").asInt()).isOne();
		String pause = "/api/conversations/" + conversationOf(unit) + "/reminders/pause";
		leader.post(pause, "").expect(204);
		assertThat(secretariat().post(write, message).expect(200).json().path("units").asInt()).isZero();
		leader.post(pause, Visitor.json("{'paused': false}")).expect(204);
		assertThat(secretariat().post(write, message).expect(200).json().path("units").asInt()).isOne();
		assertThat(secretariat().post(write, message).expect(200).json().path("units").asInt()).isZero();
		secretariat().post("/api/rollouts/" + rollout + "/cancel", "").expect(409);
		secretariat().post("/api/rollouts/" + rollout + "/stop", Visitor.json("{'message': 'Vi stopper nå'}"))
			.expect(204);
		awaitEnd(rollout);
		assertThat(leader.tasks("planMeeting")).isEmpty();
		assertThat(mails("conversation_id", conversationOf(unit))).contains("ROLLOUT_MESSAGE", "ROLLOUT_STOPPED");
	}

	@Test
	void aMeetingFollowsItsUnitToTheOneThatTakesOver() {
		List<String> units = units(UnitType.OFFICE, 2);
		rollout("tillit-enhet", units.get(0));
		Visitor former = leaderOf(units.get(0));
		former.complete("planMeeting", plan(today().plusDays(40)));
		String conversation = conversationOf(units.get(0));
		fire("timer_materialDue", conversation);
		sent(conversation);
		secretariat()
			.send("PUT", "/api/units/" + units.get(0) + "/successor",
					Visitor.json("{'unitId': '%s'}".formatted(units.get(1))))
			.expect(204);
		assertThat(this.jdbc.sql("select type || ' ' || email from notification where conversation_id = ?")
			.param(conversation)
			.query(String.class)
			.list()).contains("MATERIAL " + leaderOf(units.get(1)).user() + "@example.invalid",
					"MEETING_LEFT " + former.user() + "@example.invalid");
	}

	@Test
	void aUnitHoldsItsConversationAfterAll() {
		String unit = conversationStarted(UnitType.OFFICE);
		Visitor leader = leaderOf(unit);
		leader.complete("planMeeting", "{'choice': 'NOT_HELD'}");
		String conversation = conversationOf(unit);
		awaitEnd(conversation);
		leader.post("/api/conversations/" + conversation + "/reopen", "").expect(204);
		leader.post("/api/conversations/" + conversation + "/reopen", "").expect(409);
		leader.complete("planMeeting", plan(today()));
		leader.complete("confirmExecution", "{'outcome': 'HELD_NOTHING_TO_REPORT'}");
		awaitEnd(conversation);
		assertThat(held(conversation)).isEqualTo("YES");
	}

	@Test
	void peopleAndUnitsChange() {
		List<String> units = units(UnitType.OFFICE, 2);
		String unit = units.get(0);
		rollout("tillit-enhet", unit);
		Visitor former = leaderOf(unit);
		String task = former.task("planMeeting");
		String people = "/api/units/" + unit + "/people";
		String deputy = "vikar-" + unit;
		// demo users have passwords, so the new ones are users of other units
		String newLeader = personOf(units.get(1), "LEADER");
		secretariat()
			.send("PUT", people,
					Visitor.json("{'leader': '%s', 'deputies': ['%s', 'sekretariat']}".formatted(newLeader, deputy)))
			.expect(204);
		former.get("/engine-rest/task/" + task).expect(404);
		Visitor leader = as(newLeader);
		assertThat(leader.get("/engine-rest/task/" + task).expect(200).json().path("assignee").asText())
			.isEqualTo(newLeader);
		String acts = "/api/tasks/" + task;
		secretariat().post(acts + "/take-over", "").expect(204);
		assertThat(leader.get("/engine-rest/task/" + task).json().path("assignee").asText()).isEqualTo("sekretariat");
		secretariat().post(acts + "/hand-over", Visitor.json("{'userId': '%s'}".formatted(deputy))).expect(204);
		secretariat().post(acts + "/hand-over", Visitor.json("{'userId': 'evaluator'}")).expect(400);
		leader.post(acts + "/release", "").expect(204);
		assertThat(leader.get("/engine-rest/task/" + task).json().path("assignee").asText()).isEqualTo(newLeader);
		former.post(acts + "/take-over", "").expect(404);

		String successor = unit(UnitType.OFFICE);
		secretariat()
			.send("PUT", "/api/units/" + unit + "/successor", Visitor.json("{'unitId': '%s'}".formatted(successor)))
			.expect(204);
		leader.get("/engine-rest/task/" + task).expect(404);
		leaderOf(successor).submit(task, "planMeeting", plan(today())).expect(204);
		leaderOf(successor).complete("confirmExecution", "{'outcome': 'HELD'}");
		leaderOf(successor).task("reportConversation");
	}

	@Test
	void textsAreWithdrawnAndRedacted() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle("REGELVERK.TOLKNING"));
		String withdrawn = obstaclesOf(unit).get(0);
		String redacted = obstaclesOf(unit).get(1);
		recipient("RUNDSKRIV").task("answerObstacle", withdrawn);
		leaderOf(unit).post("/api/obstacles/" + withdrawn + "/withdraw", Visitor.json("{'reason': 'Løst'}"))
			.expect(204);
		awaitEnd(withdrawn);
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", withdrawn)).isEmpty();
		leaderOf(unit).post("/api/obstacles/" + withdrawn + "/withdraw", "{}").expect(409);
		assertThat(textOf(withdrawn)).isNull();
		secretariat().post("/api/texts/obstacle/" + redacted + "/redact", Visitor.json("{'reason': 'Et navn'}"))
			.expect(204);
		Visitor recipient = recipient("RUNDSKRIV");
		assertThat(recipient.context(recipient.task("answerObstacle", redacted)).path("obstacle").path("text").asText())
			.isEqualTo(textOf(redacted))
			.isNotEqualTo("Noe står i veien");
		secretariat().post("/api/obstacles/" + redacted + "/withdraw", "{}").expect(204);
		awaitEnd(redacted);
	}

	private static String plan(LocalDate date) {
		return "{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8, 'participantEmails': ['a@nav.example']}"
			.formatted(date);
	}

	private static String report() {
		return "{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Målene'}, 'positive': 'Vi snakket sammen'}";
	}

	private String held(String conversation) {
		return this.jdbc.sql("select held from conversation where id = ?")
			.param(conversation)
			.query(String.class)
			.single();
	}

	private String textOf(String obstacle) {
		return this.jdbc.sql("select text from obstacle where id = ?")
			.param(obstacle)
			.query((row, index) -> java.util.Optional.ofNullable(row.getString("text")))
			.single()
			.orElse(null);
	}

	private List<String> mails(String column, String caseId) {
		return this.jdbc.sql("select type from notification where " + column + " = ?")
			.param(caseId)
			.query(String.class)
			.list();
	}

}
