package no.nav.samtalepakker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever is in none of a task's groups has nothing to do with it, and has it not,
 * whatever happened before and at the same moment. People join, take, leave, hand over,
 * put back, open and complete in a random order, each with a program and with a browser.
 */
abstract class LosingARoleTest extends HttpCaseTest {

	private static final String WEB = "/camunda/api/engine/engine/default";

	private static final String RECIPIENT = "RUNDSKRIV";

	private static final String CONTACTS = "mottaker-rundskriv";

	private static final int STEPS = 25;

	private static final int TAKE_OVERS = 8;

	@Autowired
	private Identities identities;

	@Autowired
	private Patience patience;

	@Autowired
	private TransactionTemplate transaction;

	/** Who belongs where, as has been ordered. */
	private final Map<String, Set<String>> members = new TreeMap<>();

	private final Map<String, Browser> sessions = new HashMap<>();

	private String unit;

	private String leader;

	/** One that is always the same, and one that never was. */
	static Stream<Long> seeds() {
		return Stream.of(20261127L, System.nanoTime());
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void whoeverIsInNoGroupOfATaskHasNothingToDoWithIt(long seed) {
		Random random = new Random(seed);
		openCases();
		try {
			for (int step = 0; step < STEPS; step++) {
				String what = "seed " + seed + ", step " + step + ": " + step(random);
				holds(what, random);
			}
		}
		finally {
			contacts(Set.of(CONTACTS)).expect(204);
			this.identities.leave(extra(), Identities.SECRETARIAT);
		}
	}

	@Test
	void nobodyKeepsATaskBySendingTakeOversWhileBeingRemoved() {
		openCases();
		Visitor deputy = as("sted-" + this.unit);
		recipient(RECIPIENT).complete("answerObstacle", obstaclesOf(this.unit).get(0),
				"{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		String task = leaderOf(this.unit).task("readAnswer");
		for (int round = 0; round < 6; round++) {
			people(this.leader, Set.of(deputy.user())).expect(204);
			List<CompletableFuture<Answer>> storm = storm(deputy, List.of(task));
			Answer removal = people(this.leader, Set.of());
			List<Answer> answers = storm.stream().map(CompletableFuture::join).toList();
			assertThat(removal.status()).as("%s, round %s", removal, round).isEqualTo(204);
			assertThat(answers).extracting(Answer::status).isSubsetOf(204, 404, 409);
			assertThat(strangers()).as("round %s", round).isEmpty();
			seesNothing(deputy.user(), task, "round " + round);
		}
	}

	// the cases

	private void openCases() {
		this.unit = obstaclesReported(Stream
			.concat(IntStream.range(0, 6).mapToObj((i) -> obstacle("REGELVERK.TOLKNING")),
					IntStream.range(0, 2).mapToObj((i) -> obstacle(null)))
			.toArray(String[]::new));
		obstaclesOf(this.unit).subList(0, 6)
			.forEach((obstacle) -> recipient(RECIPIENT).task("answerObstacle", obstacle));
		this.leader = personOf(this.unit, "LEADER");
		this.members.clear();
		this.members.put(group(), new TreeSet<>(Set.of(this.leader)));
		this.members.put(CONTACTS, new TreeSet<>(Set.of(CONTACTS)));
		this.members.put(Identities.SECRETARIAT, new TreeSet<>(Set.of("sekretariat")));
		candidates().values()
			.forEach((people) -> people.forEach((person) -> this.identities.ensureUser(person, "Bruker", person)));
	}

	private String group() {
		return "enhet-" + this.unit;
	}

	/** Helps out in the secretariat now and then. */
	private String extra() {
		return "vikar-" + this.unit;
	}

	/** Everybody who is or may become a member, by group. */
	private Map<String, List<String>> candidates() {
		return Map.of(group(), List.of(this.leader, "sted-" + this.unit, "ny-" + this.unit, "to-" + this.unit),
				CONTACTS, List.of(CONTACTS, "kontakt-" + this.unit, "annen-" + this.unit), Identities.SECRETARIAT,
				List.of("sekretariat", extra()));
	}

	/** The open tasks of our cases. */
	private List<OpenTask> tasks() {
		return this.jdbc.sql("""
				select t.id_, t.task_def_key_, l.group_id_, o.id from act_ru_task t
				join act_ru_identitylink l on l.task_id_ = t.id_
				join act_ru_execution e on e.id_ = t.proc_inst_id_
				join obstacle o on o.id = e.business_key_
				where o.unit_id = ? order by t.id_
				""")
			.param(this.unit)
			.query((row, index) -> new OpenTask(row.getString("id_"),
					row.getString("task_def_key_").substring("userTask_".length()), row.getString("group_id_"),
					row.getString("id")))
			.list();
	}

	// what happens

	private String step(Random random) {
		List<OpenTask> tasks = tasks();
		int dice = random.nextInt(12);
		if (tasks.isEmpty() || dice == 0) {
			return membersChange(random);
		}
		if (dice == 1) {
			// a member of today takes what there is, while being removed perhaps
			String group = List.copyOf(this.members.keySet()).get(random.nextInt(this.members.size()));
			String taker = pick(List.copyOf(this.members.get(group)), random);
			List<CompletableFuture<Answer>> storm = storm(as(taker),
					tasks.stream().filter((task) -> task.group().equals(group)).map(OpenTask::id).toList());
			String change = membersChange(random);
			storm.stream().map(CompletableFuture::join).forEach(LosingARoleTest::isNoFailure);
			return taker + " takes over while " + change;
		}
		if (dice == 2) {
			return membersChange(random);
		}
		OpenTask task = pick(tasks, random);
		String user = pick(candidates().get(random.nextInt(6) > 0 ? task.group() : group()), random);
		Call call = random.nextBoolean() ? as(user)::send : session(user)::send;
		boolean member = this.members.get(task.group()).contains(user);
		Answer answer = switch (dice) {
			case 3, 4, 5 -> call.send("POST", "/api/tasks/" + task.id() + "/take-over", "");
			case 6 -> call.send("POST", "/api/tasks/" + task.id() + "/release", "");
			case 7 -> call.send("POST", "/api/tasks/" + task.id() + "/hand-over",
					Visitor.json("{'userId': '" + pick(candidates().get(task.group()), random) + "'}"));
			case 8 -> call.send("GET", "/api/tasks/" + task.id() + "/context", null);
			case 9 -> as(user).post("/engine-rest/task/" + task.id() + "/claim", "{\"userId\": \"" + user + "\"}");
			default -> as(user).submit(task.id(), task.form(), form(task, tasks, random));
		};
		isNoFailure(answer);
		if (!member) {
			assertThat(answer.status()).as("%s by %s: %s", answer.request(), user, answer.body()).isIn(403, 404);
		}
		return user + " " + answer.request() + " " + answer.status();
	}

	private static String form(OpenTask task, List<OpenTask> tasks, Random random) {
		String others = tasks.stream()
			.filter((other) -> other.form().equals(task.form()) && !other.id().equals(task.id())
					&& random.nextBoolean())
			.limit(1)
			.map((other) -> "'" + other.obstacle() + "'")
			.collect(Collectors.joining());
		return switch (task.form()) {
			case "answerObstacle" ->
				"{'answer': 'CANNOT_SOLVE', 'text': 'Det kan vi ikke', 'alsoFor': [" + others + "]}";
			case "readAnswer" -> "{'decision': 'CLOSE', 'alsoFor': [" + others + "]}";
			case "triageObstacle" ->
				"{'decision': 'ROUTE', 'recipients': ['" + RECIPIENT + "'], 'reason': 'Dere vet dette'}";
			default -> "{}";
		};
	}

	/** The secretariat, or the provider, gives a group other people. */
	private String membersChange(Random random) {
		String group = pick(List.copyOf(this.members.keySet()), random);
		List<String> people = candidates().get(group);
		Set<String> next = people.stream()
			.filter((person) -> random.nextBoolean())
			.collect(Collectors.toCollection(TreeSet::new));
		if (group.equals(group())) {
			String leader = pick(people, random);
			next.add(leader);
			people(leader, next).expect(204);
		}
		else if (group.equals(CONTACTS)) {
			next.add(pick(people, random));
			contacts(next).expect(204);
		}
		else {
			next.add("sekretariat");
			this.patience.insist(() -> this.transaction.executeWithoutResult((status) -> {
				if (next.contains(extra())) {
					this.identities.join(extra(), group);
				}
				else {
					this.identities.leave(extra(), group);
				}
			}));
		}
		this.members.put(group, next);
		return group + " becomes " + next;
	}

	private Answer people(String leader, Set<String> everybody) {
		String deputies = everybody.stream()
			.filter((person) -> !person.equals(leader))
			.map((person) -> "'" + person + "'")
			.collect(Collectors.joining(", "));
		return secretariat().send("PUT", "/api/units/" + this.unit + "/people",
				Visitor.json("{'leader': '" + leader + "', 'deputies': [" + deputies + "]}"));
	}

	private Answer contacts(Set<String> users) {
		return secretariat().send("PUT", "/api/recipients/" + RECIPIENT + "/contacts", Visitor.json("{'userIds': ["
				+ users.stream().map((user) -> "'" + user + "'").collect(Collectors.joining(", ")) + "]}"));
	}

	private static List<CompletableFuture<Answer>> storm(Visitor taker, List<String> tasks) {
		List<CompletableFuture<Answer>> storm = new ArrayList<>();
		for (int i = 0; i < TAKE_OVERS && !tasks.isEmpty(); i++) {
			String task = tasks.get(i % tasks.size());
			storm.add(CompletableFuture.supplyAsync(() -> taker.post("/api/tasks/" + task + "/take-over", "")));
		}
		return storm;
	}

	// what must hold

	private void holds(String what, Random random) {
		this.members
			.forEach((group,
					people) -> assertThat(this.jdbc
						.sql("select user_id_ from act_id_membership where group_id_ = ? order by user_id_")
						.param(group)
						.query(String.class)
						.set()).as(what).isEqualTo(people));
		assertThat(strangers()).as(what).isEmpty();
		assertThat(this.jdbc
			.sql("select user_id_ from act_ru_authorization where resource_type_ = 7 " + "and user_id_ is not null")
			.query(String.class)
			.list()).as(what).isEmpty();
		List<OpenTask> tasks = tasks();
		for (int i = 0; i < 2 && !tasks.isEmpty(); i++) {
			OpenTask task = pick(tasks, random);
			List<String> outside = new ArrayList<>(candidates().values().stream().flatMap(List::stream).toList());
			outside.removeAll(this.members.get(task.group()));
			seesNothing(pick(outside, random), task.id(), what);
		}
	}

	/** People who have a task and are in none of its groups. */
	private List<String> strangers() {
		return this.jdbc.sql("""
				select t.assignee_ from act_ru_task t where t.assignee_ is not null and not exists (
					select 1 from act_ru_identitylink l join act_id_membership m on m.group_id_ = l.group_id_
					where l.task_id_ = t.id_ and m.user_id_ = t.assignee_)
				""").query(String.class).list();
	}

	private void seesNothing(String user, String task, String what) {
		Visitor program = as(user);
		for (Call call : List.<Call>of(program::send, session(user)::send)) {
			refused(call.send("GET", "/api/tasks/" + task + "/context", null), what);
			for (String act : List.of("take-over", "release", "candidates")) {
				refused(call.send(act.equals("candidates") ? "GET" : "POST", "/api/tasks/" + task + "/" + act,
						act.equals("candidates") ? null : ""), what);
			}
			refused(call.send("POST", "/api/tasks/" + task + "/hand-over", "{\"userId\": \"" + user + "\"}"), what);
		}
		for (String part : List.of("", "/form", "/form-variables", "/deployed-form")) {
			refused(program.get("/engine-rest/task/" + task + part), what);
			refused(session(user).get(WEB + "/task/" + task + part), what);
		}
		refused(session(user).get(WEB + "/task/" + task + "/variables"), what);
		refused(program.submit(task, "x", "{}"), what);
		refused(session(user).post(WEB + "/task/" + task + "/submit-form", Visitor.form("x", "{}")), what);
		refused(program.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + user + "\"}"), what);
	}

	private static void refused(Answer answer, String what) {
		assertThat(answer.status()).as("%s%n%s: %s", what, answer.request(), answer.body()).isIn(403, 404);
	}

	private static void isNoFailure(Answer answer) {
		assertThat(answer.status()).as("%s: %s", answer.request(), answer.body()).isLessThan(500);
	}

	private Browser session(String user) {
		return this.sessions.computeIfAbsent(user, this::browser);
	}

	private static <T> T pick(List<T> list, Random random) {
		return list.get(random.nextInt(list.size()));
	}

	/** A way to call, over one of the two doors. */
	private interface Call {

		Answer send(String method, String path, String body);

	}

	/** A task that waits for somebody of a group. */
	private record OpenTask(String id, String form, String group, String obstacle) {
	}

}
