package no.nav.samtalepakker.scale;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whether lists and jobs stay as quick as on the first day when there are ten and a
 * hundred times as many open tasks.
 */
class ListsScale extends ScaleRun {

	private static final int TIMERS = Math.min(LARGEST, 5_000);

	private static final String API = "/camunda/api/engine/engine/default";

	/** What Tasklist sends with a list. */
	private static final String NEWEST_FIRST = """
			{"processVariables": [], "taskVariables": [], "caseInstanceVariables": [], "firstResult": 0,
			"maxResults": 15, "sorting": [{"sortBy": "created", "sortOrder": "desc"}], "active": true}
			""";

	private static final String PAGE = "/list?firstResult=0&maxResults=15";

	private static final String LISTS = API + "/filter?firstResult=0&maxResults=2000&resourceType=Task";

	/** As in the table: in the order they were taken, one for each size. */
	private final Map<String, List<Times>> figures = new LinkedHashMap<>();

	@Test
	void listsAndJobsStayAsQuickAsOnTheFirstDay() {
		World world = world();
		List<Browser> twenty = IntStream.range(0, 20)
			.mapToObj((i) -> browser(world.people.get(i % world.people.size()).user()))
			.toList();
		List<String> walked = units(UnitType.OFFICE, 3);
		SlowStatements slow = new SlowStatements(this.statements);
		for (int size : SIZES) {
			double made = once(() -> growTo(size));
			Heading.print(String.format(Locale.ROOT, "%,d conversations, %,d open tasks, %,d timers; made in %.0f s",
					rowsIn("conversation"), rowsIn("act_ru_task"), rowsIn("act_ru_job"), made / 1_000));
			Runnable measure = () -> {
				world.people.forEach(this::look);
				together(twenty);
				note("background: looking for what is due", timed(this::acquire));
			};
			if (size == SIZES.get(SIZES.size() - 1)) {
				slow.during("lists", measure);
			}
			else {
				measure.run();
			}
		}
		table();
		slow.during("timers", this::timers);
		slow.during("a rollout among the others", () -> walk(walked));
		world.cases.proveWhole();
	}

	// lists

	/**
	 * What a browser asks for when Tasklist opens, when a list is chosen, and when a task
	 * is opened; and how many there are, list by list and altogether.
	 */
	private void look(Browser person) {
		String role = person.user().replaceAll("-.*", "");
		List<JsonNode> lists = new ArrayList<>();
		person.get(LISTS).expect(200).json().forEach(lists::add);
		String first = API + "/filter/" + lists.get(0).path("id").asText();
		note(role + ": opens Tasklist", timed(() -> {
			call(person, "GET", "/camunda/api/admin/auth/user/default", null);
			call(person, "GET", API + "/process-definition/count?latest=true&active=true&startableInTasklist=true"
					+ "&startablePermissionCheck=true", null);
			call(person, "GET", API + "/filter/count?itemCount=false&resourceType=Task", null);
			call(person, "GET", LISTS, null);
			call(person, "POST", first + PAGE, NEWEST_FIRST);
		}));
		for (JsonNode list : lists) {
			String path = API + "/filter/" + list.path("id").asText();
			String name = role + ": «" + list.path("name").asText() + "»";
			note(name, timed(() -> call(person, "POST", path + PAGE, NEWEST_FIRST)));
			note(name + ", how many", timed(() -> call(person, "GET", path + "/count", null)));
		}
		note(role + ": all one may see", timed(() -> call(person, "GET",
				API + "/task?firstResult=0&maxResults=15&sortBy=created&sortOrder=desc", null)));
		note(role + ": all, how many", timed(() -> call(person, "GET", API + "/task/count", null)));
		for (JsonNode task : person.get(API + "/task?firstResult=0&maxResults=1").expect(200).json()) {
			String id = task.path("id").asText();
			note(role + ": opens a task", timed(() -> {
				call(person, "GET", API + "/task/" + id, null);
				call(person, "GET", API + "/task/" + id + "/form", null);
				call(person, "GET", API + "/task/" + id + "/deployed-form", null);
				call(person, "GET", "/api/tasks/" + id + "/context", null);
			}));
		}
	}

	/** Twenty people who look at their lists at once; each of them gets each answer. */
	private void together(List<Browser> twenty) {
		List<Callable<List<Double>>> work = new ArrayList<>();
		for (Browser person : twenty) {
			List<String> lists = new ArrayList<>();
			person.get(LISTS).expect(200).json().forEach((list) -> lists.add(list.path("id").asText()));
			work.add(() -> IntStream.range(0, ROUNDS)
				.mapToObj((i) -> once(() -> call(person, "POST", API + "/filter/" + lists.get(i % lists.size()) + PAGE,
						NEWEST_FIRST)))
				.toList());
		}
		ExecutorService threads = Executors.newFixedThreadPool(twenty.size());
		try {
			List<Double> times = new ArrayList<>();
			for (Future<List<Double>> own : threads.invokeAll(work)) {
				times.addAll(own.get());
			}
			note("20 people at once: a list", Times.of(times));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("one of 20 people at once", ex.getCause());
		}
		finally {
			threads.shutdown();
		}
	}

	private void note(String name, Times times) {
		this.figures.computeIfAbsent(name, (key) -> new ArrayList<>()).add(times);
	}

	private void table() {
		Heading.print("");
		Heading
			.row(Stream
				.concat(Stream.of("ms, median (p95)"),
						Stream.concat(SIZES.stream().map("%,d"::formatted), Stream.of("largest to smallest")))
				.toArray());
		Heading.row(Stream.concat(Stream.of("---"), Stream.generate(() -> "---:").limit(SIZES.size() + 1)).toArray());
		this.figures.forEach((name,
				sizes) -> Heading.row(Stream
					.concat(Stream.of(name),
							Stream.concat(sizes.stream(),
									Stream.of(String.format(Locale.ROOT, "%.2f ×",
											sizes.get(sizes.size() - 1).median() / sizes.get(0).median()))))
					.toArray()));
	}

	// jobs

	private void acquire() {
		((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired()
			.execute((context) -> context.getJobManager().findNextJobsToExecute(new Page(0, 6)));
	}

	/** Timers of many conversations come due within one minute, on two lanes. */
	private void timers() {
		String timers = """
				select j.id_ from act_ru_job j
				join act_ru_execution e on e.id_ = j.process_instance_id_
				join act_ru_jobdef d on d.id_ = j.job_def_id_ and d.act_id_ = 'timer_planReminder'
				where e.business_key_ in (select id from conversation where unit_id like 'S%' limit ?)
				""";
		String[] jobs = this.jdbc.sql(timers).param(TIMERS).query(String.class).list().toArray(String[]::new);
		assertThat(jobs).hasSize(TIMERS);
		this.jdbc.sql("update act_ru_job set duedate_ = now() + random() * interval '60 seconds' where id_ = any (?)")
			.param(jobs)
			.update();
		Map<String, OffsetDateTime> due = new LinkedHashMap<>();
		this.jdbc.sql("""
				select c.id, j.duedate_ from act_ru_job j
				join act_ru_execution e on e.id_ = j.process_instance_id_
				join conversation c on c.id = e.business_key_
				where j.id_ = any (?)
				""").param(jobs).query((row) -> {
			Timestamp at = row.getTimestamp(2);
			due.put(row.getString(1), at.toInstant().atOffset(ZoneOffset.UTC));
		});
		long start = System.nanoTime();
		jobExecutor().start();
		try {
			await("all timers").atMost(Duration.ofMinutes(15))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> this.jdbc.sql("select count(*) from act_ru_job where id_ = any (?)")
					.param(jobs)
					.query(Integer.class)
					.single() == 0);
		}
		finally {
			jobExecutor().shutdown();
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		Map<String, List<OffsetDateTime>> reminded = new LinkedHashMap<>();
		this.jdbc
			.sql("select conversation_id, created_at from notification "
					+ "where type = 'PLAN_REMINDER' and conversation_id = any (?)")
			.param(due.keySet().toArray(String[]::new))
			.query((row) -> {
				reminded.computeIfAbsent(row.getString(1), (key) -> new ArrayList<>())
					.add(row.getObject(2, OffsetDateTime.class));
			});
		assertThat(reminded.keySet()).as("each conversation").isEqualTo(due.keySet());
		assertThat(reminded.values()).as("reminded once").allMatch((times) -> times.size() == 1);
		List<Double> late = due.entrySet()
			.stream()
			.map((timer) -> (double) Duration.between(timer.getValue(), reminded.get(timer.getKey()).get(0)).toMillis())
			.toList();
		Heading.print(String.format(Locale.ROOT,
				"%n%,d timers due within 60 s, two lanes: all done %.0f s after the first was due, each once; "
						+ "median (p95) %.1f (%.1f) s late, at most %.1f s",
				TIMERS, seconds, Times.of(late).median() / 1e3, Times.of(late).p95() / 1e3,
				late.stream().mapToDouble(Double::doubleValue).max().orElseThrow() / 1e3));
	}

	// everything else

	/** A rollout from its order to its summary, among all the others. */
	private void walk(List<String> offices) {
		jobExecutor().start();
		String rollout = rollout("tillit-enhet", offices.toArray(String[]::new));
		String unit = offices.get(0);
		leaderOf(unit).complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8}".formatted(today().plusDays(30)));
		String reporting = offices.get(1);
		leaderOf(reporting).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(reporting).complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [%s], 'points': [{'kind': 'PROPOSED', 'text': 'Kortere brev'}]}"
					.formatted(obstacle("REGELVERK.TOLKNING")));
		String asked = obstaclesOf(reporting).get(0);
		recipient(RECIPIENT).complete("answerObstacle", asked,
				"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom'}");
		leaderOf(reporting).task("readAnswer", asked);
		browser(personOf(reporting, "LEADER")).get("/samtaler/" + conversationOf(reporting)).expect(200);
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		secretariat().task("reviewSummary", rollout);
		awaitQuiet();
		this.engine.getHistoryService().cleanUpHistoryAsync(true).getId();
		awaitQuiet();
		jobExecutor().shutdown();
	}

}
