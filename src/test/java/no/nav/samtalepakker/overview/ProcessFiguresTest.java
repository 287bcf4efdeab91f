package no.nav.samtalepakker.overview;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Cockpit's page of a process tells: its steps in figures, and what has ended. */
abstract class ProcessFiguresTest extends HttpCaseTest {

	private static final String PLAN = "userTask_planMeeting";

	@Test
	void countsWhatIsFinishedAndWhatWaits() {
		int finished = step(PLAN).path("finished").asInt();
		int waiting = step(PLAN).path("waiting").asInt();
		String unit = conversationStarted(UnitType.OFFICE);
		assertThat(step(PLAN).path("waiting").asInt()).isEqualTo(waiting + 1);
		leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		assertThat(step(PLAN).path("waiting").asInt()).isEqualTo(waiting);
		assertThat(step(PLAN).path("finished").asInt()).isEqualTo(finished + 1);
	}

	@Test
	void tellsTheTimeHalfOfTheTasksTook() {
		for (int i = 0; i < 5; i++) {
			conversationHeld();
		}
		List<String> done = this.jdbc.sql("""
				select id_ from act_hi_actinst
				where proc_def_id_ = ? and act_id_ = ? and end_time_ is not null and act_inst_state_ <> 2
				""").params(preparation(), PLAN).query(String.class).list();
		long day = 86400;
		for (int i = 0; i < done.size(); i++) {
			this.jdbc.sql("update act_hi_actinst set duration_ = ? where id_ = ?")
				.params((i + 1) * day * 1000, done.get(i))
				.update();
		}
		assertThat(step(PLAN).path("medianSeconds").asLong()).isEqualTo((done.size() + 1) * day / 2);
		assertThat(step(PLAN).path("finished").asInt()).isEqualTo(done.size());
		List<String> others = done.subList(4, done.size());
		mark(others, 2);
		try {
			assertThat(step(PLAN).path("finished").asInt()).isEqualTo(4);
			assertThat(step(PLAN).path("medianSeconds").isNull()).as("would be about four").isTrue();
		}
		finally {
			mark(others, 0);
		}
		assertThat(step("serviceTask_remindAboutPlan").path("medianSeconds").isNull()).as("no person works").isTrue();
	}

	/** As given up, or as finished again. */
	private void mark(List<String> activities, int state) {
		activities.forEach((id) -> this.jdbc.sql("update act_hi_actinst set act_inst_state_ = ? where id_ = ?")
			.params(state, id)
			.update());
	}

	@Test
	void saysWhenTheStepsWereCountedOnceThereAreVeryManyConversations() {
		assertThat(activities().path("counted").isNull()).as("counted just now").isTrue();
		String unit = conversationStarted(UnitType.OFFICE);
		for (int i = 0; i < 40; i++) {
			String rollout = "steps-" + i;
			this.jdbc.sql("""
					insert into rollout (id, name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
					values (?, 'Mange', ?, ?, ?, 'CUT_OFF', 'sekretariat', current_timestamp)
					""").params(rollout, today(), today(), today()).update();
			this.jdbc.sql("""
					insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state)
					select 'steps-%d-' || id, ?, id, 'tillit-enhet', 1, 0, 'ENDED' from unit where type = 'OFFICE'
					""".formatted(i)).param(rollout).update();
		}
		try {
			assertThat(this.jdbc.sql("select count(*) from conversation").query(Integer.class).single())
				.isGreaterThan(5_000);
			JsonNode told = activities();
			assertThat(told.path("counted").asText())
				.matches("Tallene ble hentet kl\\. \\d\\d\\.\\d\\d og hentes på nytt hvert minutt\\.");
			leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
			assertThat(activities()).as("kept for a while").isEqualTo(told);
		}
		finally {
			this.jdbc.sql("delete from conversation where rollout_id like 'steps-%'").update();
			this.jdbc.sql("delete from rollout where id like 'steps-%'").update();
		}
	}

	@Test
	void namesEveryStepInTheOrderOfTheModel() {
		assertThat(steps().findValuesAsText("id")).containsSubsequence("start_preparation", PLAN, "end_planned")
			.doesNotHaveDuplicates();
	}

	@Test
	void findsWhatHasEndedByCaseAndByUnitAndWritesTheUnitDown() {
		String unit = conversationHeld();
		String conversation = conversationOf(unit);
		JsonNode found = ended("?key=" + conversation);
		assertThat(found.path("total").asInt()).isEqualTo(1);
		JsonNode instance = found.path("instances").path(0);
		assertThat(instance.path("businessKey").asText()).isEqualTo(conversation);
		assertThat(instance.path("outcome").asText()).isEqualTo("Planen er klar");
		assertThat(instance.size()).as("ids, dates and how it ended").isEqualTo(5);
		assertThat(seen(conversation)).as("asked for by its key").isEqualTo(1);

		assertThat(ended("?unit=" + unit)).isEqualTo(found);
		assertThat(seen(conversation)).isEqualTo(2);
		assertThat(ended("?unit=" + unit + "&key=finnes-ikke").path("total").asInt()).isZero();
		secretariat().get(ended() + "?unit=finnes-ikke").expect(404);
	}

	@Test
	void findsWhatHasEndedByPeriodAndByHowItEnded() {
		String conversation = conversationOf(conversationHeld());
		String key = "?key=" + conversation;
		// what has ended around midnight has ended on either day
		assertThat(total(key + "&from=" + today().minusDays(1) + "&to=" + today().plusDays(1))).isEqualTo(1);
		assertThat(total(key + "&from=" + today().plusDays(2))).isZero();
		assertThat(total(key + "&to=" + today().minusDays(2))).isZero();
		assertThat(ended(key).path("outcomes").findValuesAsText("name")).contains("Planen er klar");
		assertThat(total(key + "&outcome=end_planned")).isEqualTo(1);
		assertThat(total(key + "&outcome=INTERNALLY_TERMINATED")).isZero();
		assertThat(secretariat().get(ended() + "?outcome=end_planned").expect(400).body())
			.contains("Velg en sak eller en enhet");
		assertThat(ended("").path("instances")).isNotEmpty()
			.allSatisfy((instance) -> assertThat(instance.path("outcome").isNull()).isTrue());
	}

	@Test
	void saysSoWhenACaseWasEndedByTheOneItBelongsTo() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		fire("timer_closes", rolloutOf(unit));
		awaitEnd(conversation);
		assertThat(ended("?key=" + conversation).path("instances").path(0).path("outcome").asText())
			.isEqualTo("Avbrutt av prosessen den hørte til");
	}

	@Test
	void showsTwentyAtATimeTheNewestFirst() {
		String conversation = conversationOf(conversationHeld());
		String key = "mange-" + conversation;
		for (int i = 0; i < 25; i++) {
			this.jdbc.sql("""
					insert into act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_,
						start_time_, end_time_, end_act_id_, state_)
					select :id, :id, :key, proc_def_key_, proc_def_id_, start_time_,
						end_time_ - interval '%d' hour, end_act_id_, state_
					from act_hi_procinst where business_key_ = :conversation and proc_def_id_ = :definition
					""".formatted(i))
				.param("id", key.substring(0, 40) + i)
				.param("key", key)
				.param("conversation", conversation)
				.param("definition", preparation())
				.update();
		}
		try {
			JsonNode first = ended("?key=" + key);
			JsonNode second = ended("?page=2&key=" + key);
			assertThat(first.path("total").asInt()).isEqualTo(25);
			List<String> ids = new ArrayList<>(first.path("instances").findValuesAsText("id"));
			assertThat(ids).hasSize(20);
			ids.addAll(second.path("instances").findValuesAsText("id"));
			assertThat(ids).hasSize(25);
			for (int i = 0; i < 25; i++) {
				assertThat(ids.get(i)).endsWith(key.substring(30, 40) + i);
			}
		}
		finally {
			this.jdbc.sql("delete from act_hi_procinst where business_key_ = ?").param(key).update();
		}
	}

	@Test
	void refusesWhatCannotBeAsked() {
		for (String wrong : List.of("?page=0", "?page=x", "?from=i-gaar",
				"?from=" + today() + "&to=" + today().minusDays(1))) {
			secretariat().get(ended() + wrong).expect(400);
		}
		secretariat().get("/api/processes/finnes-ikke/activities").expect(404);
		secretariat().get("/api/processes/finnes-ikke/ended").expect(404);
		admin().get(ended()).expect(200);
		for (String user : List.of("evaluator", "leder-0104", "mottaker-hr", "fylke-0200")) {
			as(user).get(ended()).expect(403);
			as(user).get("/api/processes/" + preparation() + "/activities").expect(403);
		}
	}

	private JsonNode step(String id) {
		for (JsonNode step : steps()) {
			if (step.path("id").asText().equals(id)) {
				return step;
			}
		}
		throw new AssertionError("no step " + id);
	}

	private JsonNode steps() {
		return activities().path("steps");
	}

	private JsonNode activities() {
		return secretariat().get("/api/processes/" + preparation() + "/activities").expect(200).json();
	}

	private JsonNode ended(String query) {
		return secretariat().get(ended() + query).expect(200).json();
	}

	private int total(String query) {
		return ended(query).path("total").asInt();
	}

	private String ended() {
		return "/api/processes/" + preparation() + "/ended";
	}

	private String preparation() {
		return this.engine.getRepositoryService()
			.createProcessDefinitionQuery()
			.processDefinitionKey("preparation")
			.latestVersion()
			.singleResult()
			.getId();
	}

	private long seen(String conversation) {
		return this.jdbc.sql("select count(*) from audit where subject_id = ? and action = ? and user_id = ?")
			.params(conversation, "CONVERSATION_SEEN", "sekretariat")
			.query(Long.class)
			.single();
	}

}
