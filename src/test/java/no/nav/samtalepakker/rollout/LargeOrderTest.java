package no.nav.samtalepakker.rollout;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * An order of more units than come in at once: it answers, and the rest follows in the
 * background.
 */
abstract class LargeOrderTest extends HttpCaseTest {

	private static final String COUNTY = "9900";

	private static final int UNITS = 2 * Orders.UNITS_AT_ONCE + 300;

	private static final String STEP = "serviceTask_addUnits";

	@Autowired
	private ManagementService management;

	@Autowired
	private JdbcTemplate batches;

	@BeforeEach
	void aCountyWithVeryManyOffices() {
		this.jdbc.sql("insert into unit (id, name, type) values (?, 'Nav Storfylket', 'COUNTY')")
			.param(COUNTY)
			.update();
		this.batches.batchUpdate("insert into unit (id, name, type, county_id) values (?, ?, 'OFFICE', ?)",
				IntStream.range(0, UNITS)
					.mapToObj((i) -> new Object[] { "99-%04d".formatted(i), "Nav nummer " + i, COUNTY })
					.toList());
	}

	@AfterEach
	void theCountyIsGone() {
		this.jdbc.sql("""
				select distinct r.id from rollout r join conversation c on c.rollout_id = r.id
				where c.unit_id like '99-%' and r.state = 'PLANNED'
				""")
			.query(String.class)
			.list()
			.forEach((id) -> secretariat().post("/api/rollouts/" + id + "/cancel", "{}").expect(204));
		this.jdbc.sql("delete from conversation where unit_id like '99-%'").update();
		this.jdbc.sql("delete from unit where county_id = ?").param(COUNTY).update();
		this.jdbc.sql("delete from unit where id = ?").param(COUNTY).update();
	}

	@Test
	void answersWithTheFirstUnitsAndTellsHowFarTheRestHasCome() {
		asleep(() -> {
			String rollout = ordered("tillit-enhet");

			assertThat(added(rollout)).isEqualTo(Orders.UNITS_AT_ONCE);
			assertThat(browser("sekretariat").get("/styring/utrullinger/" + rollout).expect(200).body())
				.contains("1000 av 2300 er lagt inn")
				.doesNotContain("Legg til enheter");
			assertThat(browser("sekretariat").post("/styring/utrullinger/" + rollout + "/enheter", "unitIds=0101")
				.expect(409)
				.body()).contains("Utrullingen blir satt opp.");
			assertThat(secretariat().get("/api/figures/rollouts").expect(200).json().path("settingUp").toString())
				.isEqualTo("[{\"rolloutId\":\"%s\",\"units\":2300,\"added\":1000}]".formatted(rollout));
			assertThat(jobs("timer_opens", rollout)).as("it opens when all are in").isEmpty();

			this.management.executeJob(jobs(STEP, rollout).get(0));
			assertThat(added(rollout)).isEqualTo(2 * Orders.UNITS_AT_ONCE);
			this.management.executeJob(jobs(STEP, rollout).get(0));

			assertThat(added(rollout)).isEqualTo(UNITS);
			assertThat(jobs(STEP, rollout)).isEmpty();
			assertThat(jobs("timer_opens", rollout)).hasSize(1);
			assertThat(browser("sekretariat").get("/styring/utrullinger/" + rollout).expect(200).body())
				.contains("Legg til enheter")
				.doesNotContain("er lagt inn");
		});
	}

	@Test
	void leavesOutWhoeverHasThePackageAlsoAmongThoseThatFollow() {
		asleep(() -> {
			ordered("tillit-enhet", "99-0001", "99-2299");

			String rollout = ordered("tillit-enhet");
			this.management.executeJob(jobs(STEP, rollout).get(0));
			this.management.executeJob(jobs(STEP, rollout).get(0));

			assertThat(this.jdbc.sql("""
					select unit_id from conversation where rollout_id = ? and state = 'LEFT_OUT' order by unit_id
					""").param(rollout).query(String.class).list()).containsExactly("99-0001", "99-2299");
			assertThat(added(rollout)).isEqualTo(UNITS);
		});
	}

	@Test
	void refusesAnotherOrderOfThePackageUntilAllAreIn() {
		asleep(() -> {
			String rollout = ordered("tillit-enhet");
			String unit = unit(UnitType.OFFICE);

			assertThat(submitted("tillit-enhet", unit).expect(400).body()).contains("blir satt opp akkurat nå");
			assertThat(secretariat().get("/api/rollouts/preview?packageKeys=tillit-enhet&unitIds=" + unit)
				.expect(200)
				.json()
				.path("conflicts")
				.toString()).contains("blir satt opp akkurat nå");
			String other = unit(UnitType.USER_COUNCIL);
			secretariat().post("/api/rollouts/" + ordered("tillit-brukerutvalg", other) + "/cancel", "{}").expect(204);

			secretariat().post("/api/rollouts/" + rollout + "/cancel", "{}").expect(204);
			secretariat().post("/api/rollouts/" + ordered("tillit-enhet", unit) + "/cancel", "{}").expect(204);
		});
	}

	@Test
	void ofTwoOrdersOfThePackageAtOnceOneSucceeds() {
		asleep(() -> {
			List<Visitor.Answer> answers = atOnce(() -> submitted("tillit-enhet"), () -> submitted("tillit-enhet"));

			assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(200, 400);
			assertThat(this.jdbc.sql("select count(*) from conversation where unit_id like '99-%'")
				.query(Integer.class)
				.single()).isEqualTo(Orders.UNITS_AT_ONCE);
		});
	}

	@Test
	void twoOrdersToTheSameUnitsAtOnceGiveEachUnitOneConversation() {
		asleep(() -> {
			String[] units = IntStream.range(0, 300).mapToObj("99-%04d"::formatted).toArray(String[]::new);
			List<Visitor.Answer> answers = atOnce(() -> submitted("tillit-enhet", units),
					() -> submitted("tillit-enhet", units));

			assertThat(answers).extracting(Visitor.Answer::status).containsExactly(200, 200);
			assertThat(
					this.jdbc.sql("select count(*) from conversation where unit_id like '99-%' and state = 'PENDING'")
						.query(Integer.class)
						.single())
				.isEqualTo(units.length);
		});
	}

	@Test
	void aStepThatFailsStoresNothingStandsForAllToSeeAndGoesOnWhenItIsTriedAgain() {
		String[] rollout = new String[1];
		this.jdbc.sql("alter table conversation add constraint no_such_unit check (unit_id <> '99-1500')").update();
		try {
			asleep(() -> {
				rollout[0] = ordered("tillit-enhet");
				String job = jobs(STEP, rollout[0]).get(0);
				assertThat(catchThrowable(() -> this.management.executeJob(job))).isNotNull();
				assertThat(job(job).getRetries()).as("tries left").isEqualTo(9);
				assertThat(added(rollout[0])).as("nothing of the step is stored").isEqualTo(Orders.UNITS_AT_ONCE);
				this.management.setJobRetries(job, 1);
				assertThat(catchThrowable(() -> this.management.executeJob(job))).isNotNull();
				assertThat(browser("sekretariat").get("/stopp").expect(200).body())
					.contains("Legg inn de neste enhetene", "/stopp/" + job);
				this.jdbc.sql("update act_ru_job set duedate_ = null where id_ = ?").param(job).update();
			});
		}
		finally {
			this.jdbc.sql("alter table conversation drop constraint no_such_unit").update();
		}

		browser("sekretariat").post("/stopp/igjen", "").expect(302);

		await("all units").until(() -> added(rollout[0]), (added) -> added == UNITS);
		await("the opening").until(() -> jobs("timer_opens", rollout[0]), (jobs) -> !jobs.isEmpty());
		assertThat(this.jdbc.sql("select count(distinct unit_id) from conversation where rollout_id = ?")
			.param(rollout[0])
			.query(Integer.class)
			.single()).isEqualTo(UNITS);
	}

	private int added(String rollout) {
		return this.jdbc.sql("select count(*) from conversation where rollout_id = ?")
			.param(rollout)
			.query(Integer.class)
			.single();
	}

	private Job job(String id) {
		return this.management.createJobQuery().jobId(id).singleResult();
	}

	/** To the whole county, or to some of its units; opens next month. */
	private String ordered(String packageKey, String... units) {
		String instance = submitted(packageKey, units).expect(200).json().path("id").asText();
		return secretariat().get("/engine-rest/process-instance/" + instance)
			.expect(200)
			.json()
			.path("businessKey")
			.asText();
	}

	private Visitor.Answer submitted(String packageKey, String... units) {
		String name = Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "x") + Thread.currentThread().getName();
		return secretariat().post("/engine-rest/process-definition/key/rollout/submit-form",
				Visitor.form("startRollout",
						"""
								{'name': 'Utrulling %s', 'packageKeys': ['%s'], 'counties': [%s], 'unitIds': [%s], 'opensOn': '%s', 'closesOn': '%s'}
								"""
							.formatted(name, packageKey, (units.length == 0) ? "'" + COUNTY + "'" : "",
									(units.length == 0) ? "" : "'" + String.join("', '", units) + "'",
									today().plusMonths(1), today().plusMonths(4))));
	}

	private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			List<Future<T>> answers = threads.invokeAll(List.of(one, other));
			return List.of(answers.get(0).get(), answers.get(1).get());
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
