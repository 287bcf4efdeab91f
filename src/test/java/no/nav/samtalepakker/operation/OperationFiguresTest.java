package no.nav.samtalepakker.operation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.BackgroundSteps;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.privacy.RetentionPeriods;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each figure tells what it says, on what people have done. */
abstract class OperationFiguresTest extends HttpCaseTest {

	@Autowired
	private OperationFigures figures;

	@Autowired
	private MeterRegistry registry;

	@Autowired
	private NorwegianCalendar calendar;

	@Autowired
	private RetentionPeriods periods;

	@Autowired
	private BackgroundSteps steps;

	@ParameterizedTest
	@EnumSource
	void isRead(Watched watched) {
		rollout("tillit-enhet", unit(UnitType.OFFICE));

		assertThat(read("samtalepakker.figures.read")).isOne();
		assertThat(this.registry.find(watched.meter()).gauges()).isNotEmpty()
			.allSatisfy((gauge) -> assertThat(gauge.value()).isNotNegative());
	}

	@Test
	void countsAnswersWhoseDateIsPast() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String obstacle = obstaclesOf(unit).get(0);
		recipient("RUNDSKRIV").task("answerObstacle", obstacle);
		double before = read("samtalepakker.answers.overdue", "about", "obstacle");
		this.jdbc.sql("update routing_recipient set due_on = ? where obstacle_id = ?")
			.params(today().minusDays(1), obstacle)
			.update();

		assertThat(read("samtalepakker.answers.overdue", "about", "obstacle")).isEqualTo(before + 1);
	}

	@Test
	void countsWhatHasStoppedAndWhatHasFailed() {
		String unit = conversationStarted(UnitType.OFFICE);
		awaitQuiet();
		String job = jobs("timer_planReminder", conversationOf(unit)).get(0);
		double stopped = read("samtalepakker.incidents");
		double failed = read("samtalepakker.jobs.failed");

		this.jdbc.sql("update act_ru_job set exception_msg_ = 'failed' where id_ = ?").param(job).update();
		assertThat(read("samtalepakker.jobs.failed")).isEqualTo(failed + 1);

		this.engine.getManagementService().setJobRetries(job, 0);
		try {
			assertThat(read("samtalepakker.incidents")).isEqualTo(stopped + 1);
			assertThat(read("samtalepakker.jobs.failed")).isEqualTo(failed);
		}
		finally {
			this.engine.getManagementService().setJobRetries(job, 3);
		}
	}

	@Test
	void tellsHowLongWhatIsDueHasWaited() {
		String unit = conversationStarted(UnitType.OFFICE);
		awaitQuiet();
		String job = jobs("timer_planReminder", conversationOf(unit)).get(0);
		LocalDate day = this.jdbc.sql("select duedate_ from act_ru_job where id_ = ?")
			.param(job)
			.query(java.time.LocalDateTime.class)
			.single()
			.toLocalDate();

		onDay(day.plusDays(1), () -> {
			assertThat(read("samtalepakker.jobs.due")).isPositive();
			assertThat(read("samtalepakker.jobs.lag")).isGreaterThan(12 * 3600);
			assertThat(read("samtalepakker.jobs.executor.active")).isZero();
		});
	}

	@Test
	void tellsHowLongAnEmailHasWaited() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		double waiting = read("samtalepakker.outbox.waiting");
		double given = read("samtalepakker.outbox.given.up", "reason", "refused");
		OffsetDateTime now = this.calendar.now();
		String delayed = mail(rollout, "QUEUED", 2, now.minusDays(40), now.plusHours(1));
		String due = mail(rollout, "QUEUED", 0, now, now.minusMinutes(1));
		String refused = mail(rollout, "REFUSED", 1, now, now);
		try {
			assertThat(read("samtalepakker.outbox.waiting")).isEqualTo(waiting + 1);
			assertThat(read("samtalepakker.outbox.age")).isBetween(39.9 * 86400, 40.1 * 86400);
			assertThat(read("samtalepakker.outbox.given.up", "reason", "refused")).isEqualTo(given + 1);
		}
		finally {
			for (String id : new String[] { delayed, due, refused }) {
				this.jdbc.sql("delete from notification where id = ?").param(id).update();
			}
		}
	}

	@Test
	void countsWhatTheNightShouldHaveErased() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		awaitQuiet();
		LocalDate cutOff = this.jdbc.sql("select cut_off_on from rollout where id = ?")
			.param(rollout)
			.query(LocalDate.class)
			.single();
		LocalDate last = today().minus(this.periods.texts());
		double texts = read("samtalepakker.retention.overdue", "kept", "texts");
		try {
			cutOff(rollout, last.minusDays(Watched.SPARE_NIGHTS));
			assertThat(read("samtalepakker.retention.overdue", "kept", "texts")).isEqualTo(texts);
			cutOff(rollout, last.minusDays(Watched.SPARE_NIGHTS + 1));
			assertThat(read("samtalepakker.retention.overdue", "kept", "texts")).isEqualTo(texts + 1);
		}
		finally {
			cutOff(rollout, cutOff);
		}
	}

	@Test
	void tellsHowFarARolloutHasCome() {
		String unit = conversationStarted(UnitType.OFFICE);
		String rollout = rolloutOf(unit);

		this.figures.read();
		assertThat(this.registry.find("samtalepakker.rollout.conversations").tag("rollout", rollout).gauges())
			.singleElement()
			.satisfies((gauge) -> assertThat(gauge.getId().getTag("started")).isEqualTo("yes"))
			.satisfies((gauge) -> assertThat(gauge.value()).isOne());
	}

	@Test
	void saysNothingOldWhileTheDatabaseIsAway() {
		SimpleMeterRegistry own = new SimpleMeterRegistry();
		OperationFigures away = new OperationFigures(
				JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nobody")), this.calendar,
				this.periods, this.steps, own);

		away.read();
		assertThat(own.get("samtalepakker.figures.read").gauge().value()).isZero();
		assertThat(own.find("samtalepakker.incidents").gauges()).isEmpty();
	}

	// requests

	@Test
	void everyAnswerNamesItsRequest() throws Exception {
		String first = answerTo("/login", null);
		assertThat(first).hasSize(36).isNotEqualTo(answerTo("/login", null));
		assertThat(answerTo("/finnes-ikke", "0af7651916cd43dd8448eb211c80319c"))
			.isEqualTo("0af7651916cd43dd8448eb211c80319c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kort", "{\"level\":\"ERROR\"}", "mellom rom i id", "%0d%0aSet-Cookie" })
	void aRequestCannotForgeTheLog(String id) throws Exception {
		assertThat(answerTo("/login", id)).hasSize(36).isNotEqualTo(id);
	}

	private String answerTo(String path, String id) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
		if (id != null) {
			request.header(RequestIds.HEADER, id);
		}
		HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		return answer.headers().firstValue(RequestIds.HEADER).orElseThrow();
	}

	private String mail(String rollout, String state, int attempts, OffsetDateTime created, OffsetDateTime next) {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into notification (id, occasion, type, rollout_id, email, subject, body, created_at, state,
					attempts, next_attempt_at, expires_at)
				values (?, ?, 'ROLLOUT_MESSAGE', ?, 'noen@example.invalid', '-', '-', ?, ?, ?, ?, ?)
				""").params(id, id, rollout, created, state, attempts, next, next.plusDays(1)).update();
		return id;
	}

	private void cutOff(String rollout, LocalDate day) {
		this.jdbc.sql("update rollout set cut_off_on = ? where id = ?").params(day, rollout).update();
	}

	private double read(String meter, String... tags) {
		this.figures.read();
		Gauge gauge = this.registry.find(meter).tags(tags).gauge();
		assertThat(gauge).as(meter).isNotNull();
		return gauge.value();
	}

}
