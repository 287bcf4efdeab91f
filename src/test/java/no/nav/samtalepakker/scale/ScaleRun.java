package no.nav.samtalepakker.scale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnPostgres;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole application on PostgreSQL with as many open tasks and conversations as asked
 * for: {@code ./mvnw -Pscale test}. All measurements of a run share one application and
 * what was made for the first of them. Not part of {@code verify}; the profile gives the
 * heap. {@code -Dscale.n} is the largest number, {@code -Dscale.rounds} how often
 * everything is asked.
 */
@OnPostgres
@TestPropertySource(properties = { "camunda.bpm.job-execution.wait-time-in-millis=1000",
		"camunda.bpm.job-execution.max-wait=10000", "camunda.bpm.job-execution.backoff-time-in-millis=0",
		"camunda.bpm.job-execution.max-backoff=0", "logging.level.root=warn" })
abstract class ScaleRun extends HttpCaseTest {

	static final int LARGEST = Integer.getInteger("scale.n", 100_000);

	static final List<Integer> SIZES = IntStream.of(1_000, 10_000, 100_000)
		.filter((size) -> size <= LARGEST)
		.boxed()
		.toList();

	static final int ROUNDS = Integer.getInteger("scale.rounds", 20);

	/** So many are made by one statement, which has its time as any other. */
	private static final int AT_ONCE = 20_000;

	static final int OF_RECIPIENT = 5_000;

	static final int OF_SECRETARIAT = 200;

	static final String RECIPIENT = "RUNDSKRIV";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	/** What there is, made by whichever measurement comes first. */
	private static World world;

	@Autowired
	protected JdbcTemplate statements;

	@Autowired
	private PlatformTransactionManager transactions;

	/** The cases that are copied, and those of each role besides. */
	World world() {
		if (world == null) {
			world = made();
		}
		return world;
	}

	private World made() {
		List<String> offices = units(UnitType.OFFICE, 2);
		String rollout = rollout("tillit-enhet", offices.toArray(String[]::new));
		offices.forEach((unit) -> leaderOf(unit).task("planMeeting"));
		String mba = conversationStarted(UnitType.MBA);
		String unitOfCounty = unit(UnitType.OFFICE);
		String county = "fylke-" + countyOf(unitOfCounty);
		as(county).task("decideParticipation", rollout("rol", unitOfCounty));
		String asking = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		recipient(RECIPIENT).task("answerObstacle", obstaclesOf(asking).get(0));
		String unclear = obstaclesReported(obstacle(null));
		secretariat().task("triageObstacle", obstaclesOf(unclear).get(0));
		awaitQuiet();
		jobExecutor().shutdown();
		ManyCases cases = new ManyCases(this.statements, new TransactionTemplate(this.transactions));
		ManyCases.Rows planning = rows(cases, offices.get(0));
		cases.proveTypical(planning, rows(cases, offices.get(1)));
		cases.copy(planning, "L", true, 1, 2);
		cases.copy(rows(cases, unclear), "T", false, 1, OF_SECRETARIAT - 1);
		cases.copy(rows(cases, asking), "R", false, 1, OF_RECIPIENT - 1);
		cases.copy(planning, "S", false, 1, SIZES.get(0));
		cases.proveEqual(planning, conversationOf(offices.get(0)), "S", 1);
		Heading.print(machine());
		Heading.print("Rows of a conversation that is being planned: %d of the engine, %d of ours"
			.formatted(planning.number(true), planning.number(false)));
		return new World(cases, planning, rollout, offices.get(0), county, unitOfCounty, asking,
				Stream
					.of(personOf(offices.get(0), "LEADER"), "sekretariat", recipient(RECIPIENT).user(),
							personOf(mba, "CO_SIGNER"), county, "admin")
					.map(this::browser)
					.toList(),
				SIZES.get(0));
	}

	/** Makes conversations until there are so many, and lets the database know. */
	void growTo(int size) {
		World there = world();
		while (there.size < size) {
			int next = Math.min(size, there.size + AT_ONCE);
			there.cases.copy(there.planning, "S", false, there.size + 1, next);
			there.size = next;
		}
		this.statements.execute("vacuum analyze");
	}

	ManyCases.Rows rows(ManyCases cases, String unit) {
		return cases.rowsOf(conversationOf(unit), unit);
	}

	String countyOf(String unit) {
		return this.jdbc.sql("select county_id from unit where id = ?").param(unit).query(String.class).single();
	}

	int rowsIn(String table) {
		return this.jdbc.sql("select count(*) from " + table).query(Integer.class).single();
	}

	JobExecutor jobExecutor() {
		return ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getJobExecutor();
	}

	/** What a person's browser asks for, with the session it has; fails if refused. */
	byte[] call(Browser person, String method, String path, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.header("Accept", path.contains("/list?") ? "application/hal+json" : "application/json, */*;q=0.5");
		person.headers(path).forEach(request::header);
		try {
			HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
			assertThat(response.statusCode()).as("%s %s of %s", method, path, person.user()).isEqualTo(200);
			return response.body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** How long it takes, again and again. */
	static Times timed(Runnable work) {
		work.run();
		work.run();
		List<Double> times = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			times.add(once(work));
		}
		return Times.of(times);
	}

	/** How long it takes, in milliseconds. */
	static double once(Runnable work) {
		return once(() -> {
			work.run();
			return null;
		});
	}

	private static double once(Callable<?> work) {
		long start = System.nanoTime();
		try {
			work.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return (System.nanoTime() - start) / 1e6;
	}

	private String machine() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			String cpu = lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
			return "%s, %d cores, Java %s, heap %d MB, PostgreSQL %s".formatted(cpu,
					Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
					Runtime.getRuntime().maxMemory() >> 20,
					this.jdbc.sql("show server_version").query(String.class).single());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Milliseconds.
	 *
	 * @param median half take no longer
	 * @param p95 all but five in a hundred take no longer
	 */
	record Times(double median, double p95) {

		static Times of(List<Double> times) {
			double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
			return new Times(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]);
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%.1f (%.0f)", this.median, this.p95);
		}

	}

	/** A measurement is run to be read. */
	static final class Heading {

		private Heading() {
		}

		static void print(String line) {
			System.out.println(line);
		}

		/** A line of a table in Markdown. */
		static void row(Object... cells) {
			print("| " + String.join(" | ", Arrays.stream(cells).map(String::valueOf).toList()) + " |");
		}

	}

	/** What has been made. */
	static final class World {

		final ManyCases cases;

		final ManyCases.Rows planning;

		/** The one with all conversations that are being planned. */
		final String rollout;

		/** Whose conversation is copied. */
		final String office;

		final String county;

		final String unitOfCounty;

		/** An office that has asked the recipient. */
		final String asking;

		/**
		 * A leader with 3 tasks, the secretariat, a recipient, an MBA's party, a county,
		 * the operator.
		 */
		final List<Browser> people;

		private int size;

		World(ManyCases cases, ManyCases.Rows planning, String rollout, String office, String county,
				String unitOfCounty, String asking, List<Browser> people, int size) {
			this.cases = cases;
			this.planning = planning;
			this.rollout = rollout;
			this.office = office;
			this.county = county;
			this.unitOfCounty = unitOfCounty;
			this.asking = asking;
			this.people = people;
			this.size = size;
		}

		int size() {
			return this.size;
		}

	}

}
