package no.nav.samtalepakker.incident;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.BackgroundSteps;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * What stops is told to people, mended by them or handed over, and what nobody takes is
 * seen.
 */
abstract class StopsTest extends HttpCaseTest {

	private static final String OPERATOR = "admin@example.invalid";

	@Autowired
	private ManagementService management;

	@Autowired
	private StopNotices notices;

	@Autowired
	private BackgroundSteps steps;

	@BeforeEach
	void nothingHasBeenTold() {
		this.jdbc.sql("delete from notification where type in ('STOPPED', 'STOP_HANDED_OVER')").update();
		this.jdbc.sql("delete from stop").update();
	}

	@AfterEach
	void theBackgroundGoesOn() {
		this.jdbc.sql("update act_ru_variable set text_ = substring(text_ from 6) where text_ like 'gone-%'").update();
		asleep(() -> this.management.createJobQuery().noRetriesLeft().list().forEach((job) -> runs(job.getId())));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sekretariat", "admin" })
	void saysInPlainWordsWhatHasStopped(String user) {
		stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));

		assertThat(browser(user).get("/oversikt").expect(200).body()).contains("Dette trenger en hånd", " har stoppet",
				"/stopp");
		assertThat(browser(user).get("/stopp").expect(200).body())
			.contains("Lukk samtaler uten plan", "Utrulling", "Utrullingen finnes ikke.")
			.doesNotContain("Exception", "java.", "no.nav", "null");
	}

	@Test
	void saysWhomItConcernsAndThatNoReasonWasKept() {
		String unit = unit(UnitType.OFFICE);
		String rollout = rollout("tillit-enhet", unit);
		leaderOf(unit).task("planMeeting");
		String reminder = this.management.createJobQuery()
			.activityId("timer_planReminder")
			.list()
			.stream()
			.filter((job) -> instancesOf(conversationOf(unit)).contains(job.getProcessInstanceId()))
			.findFirst()
			.orElseThrow()
			.getId();
		this.management.setJobRetries(reminder, 0);
		try {
			assertThat(browser("sekretariat").get("/stopp").expect(200).body())
				.contains("Forberedelse", nameOf("unit", unit) + ", " + nameOf("rollout", rollout),
						"Det er ikke lagret noen feil.")
				.doesNotContain("null");
		}
		finally {
			this.management.setJobRetries(reminder, 3);
		}
	}

	@Test
	void saysNothingToOthers() {
		stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));

		for (String user : List.of("evaluator", "leder-0104", "mottaker-hr")) {
			assertThat(browser(user).get("/oversikt").expect(200).body()).doesNotContain("stoppet og", "/stopp");
			browser(user).get("/stopp").expect(403);
			browser(user).post("/stopp/igjen", "").expect(403);
		}
	}

	@Test
	void tellsOfStopsThatComeTogetherInOneMail() {
		String first = stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		later(Duration.ZERO);
		assertThat(mails("STOPPED")).as("before others could have followed").isEmpty();
		stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		later(Duration.ofMinutes(6));

		assertThat(mails("STOPPED")).extracting((mail) -> mail.get("email"))
			.containsExactlyInAnyOrder(OPERATOR, "sekretariat@example.invalid");
		assertThat(mails("STOPPED")).allSatisfy((mail) -> assertThat(mail.get("body").toString())
			.containsSubsequence("Lukk samtaler uten plan", "Lukk samtaler uten plan", "/stopp")
			.doesNotContain(first, "finnes ikke", "Exception", "AnyName"));

		later(Duration.ofHours(2));
		assertThat(mails("STOPPED")).as("once for each stop").hasSize(2);
	}

	@Test
	void restsBetweenMailsWhileMuchStops() {
		stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		later(Duration.ZERO);
		later(Duration.ofMinutes(6));
		stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		later(Duration.ofMinutes(7));
		later(Duration.ofMinutes(20));
		assertThat(mails("STOPPED")).hasSize(2);
		later(Duration.ofMinutes(40));
		assertThat(mails("STOPPED")).hasSize(4);
	}

	@Test
	void twoApplicationsTellOfAStopOnce() {
		stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		for (int round = 0; round < 10; round++) {
			this.jdbc.sql("delete from stop").update();
			twoTell();
		}
		at(Instant.now().plus(Duration.ofMinutes(6)), this::twoTell);
		assertThat(mails("STOPPED")).extracting((mail) -> mail.get("email"))
			.containsExactlyInAnyOrder(OPERATOR, "sekretariat@example.invalid");
	}

	private void twoTell() {
		CyclicBarrier start = new CyclicBarrier(2);
		Stream.generate(() -> CompletableFuture.runAsync(() -> {
			meet(start);
			this.notices.tell();
		})).limit(2).toList().forEach(CompletableFuture::join);
	}

	private static void meet(CyclicBarrier start) {
		try {
			start.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void theSecretariatHasItTriedAgain() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		String job = stop(rollout);
		mend(rollout);

		browser("sekretariat").post("/stopp/" + job + "/igjen", "").expect(302);

		await("the step to be done").until(() -> state(rollout).equals("CLOSED"));
		assertThat(browser("sekretariat").get("/stopp").expect(200).body()).doesNotContain(job);
		assertThat(acts(job)).containsExactly("ENGINE_MENDED sekretariat");
	}

	@Test
	void triedAgainItHasAsManyTriesAsItBeganWith() {
		String job = stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		onDay(today(), () -> {
			browser("admin").post("/stopp/igjen", "").expect(302);
			assertThat(job(job).getRetries()).isEqualTo(10);
		});
	}

	@Test
	void whatHasNotStoppedIsNotTouched() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		String timer = timer(rollout);
		int tries = job(timer).getRetries();
		for (String user : List.of("sekretariat", "admin")) {
			browser(user).post("/stopp/" + timer + "/igjen", "").expect(302);
			browser(user).post("/stopp/" + timer + "/drift", "").expect(302);
			browser(user).post("/stopp/finnes-ikke/igjen", "").expect(302);
		}
		assertThat(state(rollout)).isEqualTo("RUNNING");
		assertThat(job(timer).getRetries()).isEqualTo(tries);
		assertThat(acts(timer)).isEmpty();
		assertThat(mails("STOP_HANDED_OVER")).isEmpty();
	}

	@Test
	void theSecretariatHandsItOverOnce() {
		String job = stop(rollout("tillit-enhet", unit(UnitType.OFFICE)));

		browser("sekretariat").post("/stopp/" + job + "/drift", "").expect(302);
		browser("sekretariat").post("/stopp/" + job + "/drift", "").expect(302);

		assertThat(mails("STOP_HANDED_OVER")).singleElement().satisfies((mail) -> {
			assertThat(mail).containsEntry("email", OPERATOR);
			assertThat(mail.get("body").toString()).contains("Utrulling: «Lukk samtaler uten plan»", "/stopp")
				.doesNotContain("finnes ikke", "Exception");
		});
		assertThat(browser("sekretariat").get("/stopp").expect(200).body()).contains("Meldt ")
			.doesNotContain("Meld til drift");
		assertThat(acts(job)).containsExactly("STOP_HANDED_OVER sekretariat");
	}

	@Test
	void isNotWellWhileWhatIsDueIsNotTaken() {
		String timer = timer(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		onDay(today(), () -> {
			long others = waiting();
			due(timer, Duration.ofMinutes(9));
			assertThat(waiting()).as("soon after").isEqualTo(others);
			due(timer, Duration.ofMinutes(11));
			assertThat(waiting()).isEqualTo(others + 1);

			assertThat(nobody().get("/actuator/health").expect(503).body()).contains("DOWN")
				.doesNotContain("jobs", "waiting");
			nobody().get("/actuator/health/liveness").expect(200);
			nobody().get("/actuator/health/readiness").expect(200);
			for (String page : List.of("/oversikt", "/stopp")) {
				assertThat(browser("admin").get(page).expect(200).body()).contains("Bakgrunnsarbeid står",
						others + 1 + " steg har ventet");
			}
			assertThat(browser("evaluator").get("/oversikt").expect(200).body()).doesNotContain("Bakgrunnsarbeid");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lock_exp_time_ = :now", "suspension_state_ = 2", "retries_ = 0",
			"handler_type_ = 'history-cleanup'" })
	void doesNotWaitFor(String state) {
		String timer = timer(rollout("tillit-enhet", unit(UnitType.OFFICE)));
		Map<String, Object> before = this.jdbc.sql("select * from act_ru_job where id_ = ?")
			.param(timer)
			.query()
			.singleRow();
		onDay(today(), () -> {
			long others = waiting();
			due(timer, Duration.ofMinutes(11));
			assertThat(waiting()).isEqualTo(others + 1);
			this.jdbc.sql("update act_ru_job set " + state + " where id_ = :id")
				.param("now", Timestamp.from(noon()))
				.param("id", timer)
				.update();
			assertThat(waiting()).isEqualTo(others);
			this.jdbc.sql("""
					update act_ru_job set lock_exp_time_ = null, suspension_state_ = 1, retries_ = 3, handler_type_ = ?,
						duedate_ = ? where id_ = ?
					""").params(before.get("handler_type_"), before.get("duedate_"), timer).update();
		});
	}

	private long waiting() {
		return this.steps.waiting().steps();
	}

	private void due(String job, Duration ago) {
		this.jdbc.sql("update act_ru_job set duedate_ = ? where id_ = ?")
			.params(Timestamp.from(noon().minus(ago)), job)
			.update();
	}

	private Instant noon() {
		return today().atTime(LocalTime.NOON).atZone(ApplicationClock.OSLO).toInstant();
	}

	/** Looks for what has stopped as if so much time had passed. */
	private void later(Duration time) {
		at(Instant.now().plus(time), this.notices::tell);
	}

	/**
	 * A step of the rollout that has failed as often as it may, because its rollout is
	 * not there.
	 */
	private String stop(String rollout) {
		String timer = timer(rollout);
		this.jdbc.sql("update act_ru_variable set text_ = 'gone-' || text_ where name_ = 'rolloutId' and text_ = ?")
			.param(rollout)
			.update();
		List<String> stopped = new ArrayList<>();
		// awake, the background could take the step at the same moment, and who comes
		// second has not failed but lost a race
		asleep(() -> {
			this.management.executeJob(timer);
			String step = this.management.createJobQuery()
				.processInstanceId(instancesOf(rollout).get(0))
				.activityId("serviceTask_closeConversations")
				.singleResult()
				.getId();
			fails(step);
			assertThat(job(step).getRetries()).isPositive();
			this.management.setJobRetries(step, 1);
			fails(step);
			assertThat(job(step).getRetries()).isZero();
			// tried again, it need not wait for the pause after its last try
			this.jdbc.sql("update act_ru_job set duedate_ = null where id_ = ?").param(step).update();
			stopped.add(step);
		});
		return stopped.get(0);
	}

	private void fails(String job) {
		assertThat(catchThrowable(() -> this.management.executeJob(job))).isNotNull();
	}

	private void mend(String rollout) {
		this.jdbc.sql("update act_ru_variable set text_ = ? where text_ = ?")
			.params(rollout, "gone-" + rollout)
			.update();
	}

	private void runs(String job) {
		try {
			this.management.setJobRetries(job, 1);
			this.management.executeJob(job);
		}
		catch (ProcessEngineException ex) {
			// another test's, which it leaves behind
		}
	}

	/** Its rollout closes in four months. */
	private String timer(String rollout) {
		return await("the timer")
			.until(() -> this.management.createJobQuery()
				.processInstanceId(instancesOf(rollout).get(0))
				.activityId("timer_closes")
				.singleResult(), (job) -> job != null)
			.getId();
	}

	private Job job(String id) {
		return this.management.createJobQuery().jobId(id).singleResult();
	}

	private String state(String rollout) {
		return this.jdbc.sql("select state from rollout where id = ?").param(rollout).query(String.class).single();
	}

	private String nameOf(String table, String id) {
		return this.jdbc.sql("select name from " + table + " where id = ?").param(id).query(String.class).single();
	}

	private List<Map<String, Object>> mails(String type) {
		return this.jdbc.sql("select email, body from notification where type = ?").param(type).query().listOfRows();
	}

	private List<String> acts(String subject) {
		return this.jdbc.sql("select action || ' ' || user_id from audit where subject_id = ? order by at")
			.param(subject)
			.query(String.class)
			.list();
	}

}
