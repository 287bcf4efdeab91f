package no.nav.samtalepakker;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Occurrences;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what, through every door: each cell of {@code access-matrix.txt} is tried
 * over HTTP, and every answer is searched for what the role must not know. Each text of
 * the cases below carries a mark; each mark and each id knows who may meet it.
 */
abstract class AccessMatrixTest extends HttpCaseTest {

	private static final Path TABLE = Path.of("src/test/resources/access-matrix.txt");

	private static final String REST = "/engine-rest";

	private static final String WEB = "/camunda/api/engine/engine/default";

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping endpoints;

	@Autowired
	@Lazy
	private FilterService filters;

	@Autowired
	@Lazy
	private TaskService tasks;

	@Autowired
	@Lazy
	private IdentityService identities;

	/** What stands in braces in the table. */
	private final Map<String, String> values = new TreeMap<>();

	/** Ids and marks, and who may meet them. */
	private final Map<String, Known> known = new LinkedHashMap<>();

	private Occurrences occurrences;

	private final Map<Role, Visitor> programs = new LinkedHashMap<>();

	private final Map<Role, Browser> people = new LinkedHashMap<>();

	/** The columns of the table, in its order. */
	private enum Role {

		NOBODY, LEADER, DEPUTY, OTHER, EMPLOYER, COSIGNER, COUNTY, ASKED, UNASKED, SECRETARIAT, EVALUATOR, ADMIN;

		private static final Set<Role> UNIT = EnumSet.of(LEADER, DEPUTY);

		private static final Set<Role> UNIT_AND_DESK = EnumSet.of(LEADER, DEPUTY, SECRETARIAT);

		private static final Set<Role> PARTIES = EnumSet.of(EMPLOYER, COSIGNER);

	}

	/**
	 * What is refused to everybody never reaches the database, so one of them will do.
	 */
	protected abstract boolean triesWhatIsClosed();

	// the cases

	@BeforeAll
	void openCases() {
		List<String> units = units(UnitType.OFFICE, 2);
		String unit = units.get(0);
		String other = units.get(1);
		String mba = unit(UnitType.MBA);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		this.values.put("unit", unit);
		this.values.put("otherUnit", other);
		// other tests of the same application leave tasks taken
		for (Visitor everywhere : List.of(recipient("RUNDSKRIV"), recipient("PARTNERSKAP"), secretariat())) {
			this.tasks.createTaskQuery()
				.taskAssignee(everywhere.user())
				.list()
				.forEach((task) -> this.tasks.setAssignee(task.getId(), null));
		}
		this.values.put("countyId", county);
		String deputy = "sted-" + unit;
		secretariat().send("PUT", "/api/units/" + unit + "/people", Visitor.json("{'deputies': ['" + deputy + "']}"))
			.expect(204);
		Map<Role, String> users = Map.ofEntries(Map.entry(Role.LEADER, leaderOf(unit).user()),
				Map.entry(Role.DEPUTY, deputy), Map.entry(Role.OTHER, leaderOf(other).user()),
				Map.entry(Role.EMPLOYER, leaderOf(mba).user()), Map.entry(Role.COSIGNER, coSignerOf(mba).user()),
				Map.entry(Role.COUNTY, "fylke-" + county), Map.entry(Role.ASKED, recipient("RUNDSKRIV").user()),
				Map.entry(Role.UNASKED, recipient("PARTNERSKAP").user()),
				Map.entry(Role.SECRETARIAT, secretariat().user()), Map.entry(Role.EVALUATOR, "evaluator"),
				Map.entry(Role.ADMIN, admin().user()));
		for (Role role : EnumSet.of(Role.LEADER, Role.DEPUTY, Role.OTHER, Role.EMPLOYER, Role.COSIGNER)) {
			Set<Role> colleagues = Role.UNIT.contains(role) ? Role.UNIT
					: Role.PARTIES.contains(role) ? Role.PARTIES : EnumSet.of(role);
			this.known.put(users.get(role), new Known("name of " + role, Kind.NAME, colleagues));
		}
		for (Role role : Role.values()) {
			this.programs.put(role, as(users.get(role)));
			this.people.put(role, browser(users.get(role)));
			this.values.put(role.name().toLowerCase(java.util.Locale.ROOT), String.valueOf(users.get(role)));
		}
		unit("unit", unit, EnumSet.of(Role.LEADER, Role.DEPUTY, Role.COUNTY));
		unit("otherUnit", other, EnumSet.of(Role.OTHER, Role.COUNTY));
		unit("mba", mba, Role.PARTIES);
		openOffice(unit, other);
		openCounty(unit, other, county);
		openParties(mba);
		openSummaries();
		openProposal();
		openFilters();
		// what the audit tells people of themselves
		Map.of(Role.OTHER, "otherConversation", Role.COSIGNER, "draft")
			.forEach((role, conversation) -> this.people.get(role)
				.send("GET", "/samtaler/" + this.values.get(conversation), null));
		this.values.put("kind", "obstacle");
		this.values.put("nothing", "finnes-ikke");
		this.values.put("code", "LOKALT");
		this.values.put("package", "tillit-enhet");
		this.occurrences = Occurrences.of(this.known.keySet());
	}

	private void openOffice(String unit, String other) {
		String rollout = rollout("tillit-enhet", unit, other);
		this.values.put("rollout", rollout);
		Visitor leader = leaderOf(unit);
		leader.task("planMeeting");
		String conversation = conversationOf(unit);
		id("conversation", conversation, Role.UNIT);
		leader.complete("planMeeting",
				"""
						{'meetingDate': '%s', 'form': 'HYBRID', 'participantCount': 40, 'participantEmails': ['%s@nav.example'],
						'formReason': '%s', 'sizeReason': '%s', 'coLead': '%s', 'medicalAdviser': '%s', 'localAdaptation': '%s', 'place': '%s'}
						"""
					.formatted(today(), mark("plan.email", Role.UNIT), mark("plan.form", Role.UNIT),
							mark("plan.size", Role.UNIT), mark("plan.coLead", Role.UNIT),
							mark("plan.adviser", Role.UNIT), mark("plan.adaptation", Role.UNIT),
							mark("plan.place", Role.UNIT)));
		leader.complete("confirmExecution", """
				{'outcome': 'HELD', 'adaptation': '%s', 'omittedReason': '%s', 'worked': '%s', 'improve': '%s'}
				""".formatted(mark("held.adaptation", Role.UNIT_AND_DESK), mark("held.omitted", Role.UNIT_AND_DESK),
				mark("held.worked", Set.of(Role.SECRETARIAT)), mark("held.improve", Set.of(Role.SECRETARIAT))));
		Set<Role> asked = EnumSet.of(Role.LEADER, Role.DEPUTY, Role.ASKED, Role.SECRETARIAT);
		Set<Role> triaged = EnumSet.of(Role.LEADER, Role.DEPUTY, Role.SECRETARIAT);
		leader.complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'answers': {'r1': '%s'}, 'positive': '%s',
				'points': [{'kind': 'PROPOSED', 'topic': '%s', 'text': '%s', 'assistance': '%s', 'involved': '%s'}],
				'actionPoints': [{'text': '%s', 'responsible': '%s'}], 'followUpOn': '%s', 'obstacles': [%s]}
				""".formatted(mark("report.answer", Role.UNIT), mark("report.positive", Role.UNIT),
				mark("report.point.topic", Role.UNIT), mark("report.point.text", Role.UNIT),
				mark("report.point.assistance", Role.UNIT), mark("report.point.involved", Role.UNIT),
				mark("action.text", Role.UNIT), mark("action.responsible", Role.UNIT), today().plusDays(30),
				String.join(", ", told("obstacle.asked", "'NO'", "REGELVERK.TOLKNING", asked),
						told("obstacle.triaged", "'NO'", null, triaged),
						told("obstacle.answered", "'NO'", "REGELVERK.TOLKNING", asked),
						told("obstacle.overdue", "'NO'", "REGELVERK.TOLKNING", asked),
						told("obstacle.local", "'YES'", "REGELVERK.TOLKNING", Role.UNIT),
						told("obstacle.withdrawn", "'NO'", "REGELVERK.TOLKNING", Set.of()))));
		List<String> obstacles = obstaclesOf(unit);
		id("obstacle", obstacles.get(0), asked);
		id("triaged", obstacles.get(1), triaged);
		id("answered", obstacles.get(2), asked);
		id("overdue", obstacles.get(3), asked);
		this.values.put("withdrawn", obstacles.get(5));
		leader.post("/api/obstacles/" + obstacles.get(5) + "/withdraw", "{}").expect(204);
		Visitor recipient = this.programs.get(Role.ASKED);
		task("answer", recipient.task("answerObstacle", obstacles.get(0)), Role.ASKED);
		task("answerLate", recipient.task("answerObstacle", obstacles.get(3)), Role.ASKED);
		task("triage", secretariat().task("triageObstacle", obstacles.get(1)), Role.SECRETARIAT);
		recipient.complete("answerObstacle", obstacles.get(2),
				"{'answer': 'OWN_MEASURE', 'text': '%s', ".formatted(mark("answer.text", asked))
						+ "'responsible': '%s', 'coveredBy': '%s', 'link': 'https://%s.example'}".formatted(
								mark("answer.responsible", asked), mark("answer.coveredBy", asked),
								mark("answer.link", asked)));
		task("read", leader.task("readAnswer", obstacles.get(2)), Role.UNIT);
		fire("timer_answerOverdue", obstacles.get(3));
		task("resolve", secretariat().task("resolveOverdueAnswer", obstacles.get(3)), Role.SECRETARIAT);
		fire("timer_followUp", conversation);
		task("follow", leader.task("followUpActions", conversation), Role.UNIT);
		task("otherPlan", leaderOf(other).task("planMeeting", conversationOf(other)), Set.of(Role.OTHER));
		id("otherConversation", conversationOf(other), Set.of(Role.OTHER));
		for (String obstacle : obstacles.subList(0, 4)) {
			instances(obstacle, obstacle.equals(obstacles.get(1)) ? triaged : asked);
		}
		this.values.put("obstacleInstance", instancesOf(obstacles.get(0)).get(0));
		instances(conversation, Role.UNIT);
		// the one that has called the others
		this.values.put("instance",
				admin()
					.get("/engine-rest/process-instance?processDefinitionKey=conversation&businessKey=" + conversation)
					.expect(200)
					.json()
					.path(0)
					.path("id")
					.asText());
		instances(conversationOf(other), Set.of(Role.OTHER));
	}

	private void openCounty(String unit, String other, String county) {
		Set<Role> decides = Set.of(Role.COUNTY);
		Visitor official = this.programs.get(Role.COUNTY);
		String first = rollout("rol", unit);
		official.complete("decideParticipation", first,
				"{'participation': 'YES', 'comment': '%s'}".formatted(mark("county.first", decides)));
		task("plan", leaderOf(unit).task("planMeeting"), Role.UNIT);
		String second = rollout("rol", other);
		official.complete("decideParticipation", second,
				"{'participation': 'LATER', 'reconsiderOn': '%s', 'comment': '%s'}".formatted(today().plusDays(9),
						mark("county.comment", decides)));
		fire("timer_reconsider", second);
		task("decide", official.task("decideParticipation", second), decides);
		this.values.put("rol", second);
		instances(second, decides);
	}

	private void openParties(String mba) {
		this.values.put("mba", mba);
		this.values.put("mbaRollout", rollout("tillit-mba", mba));
		Visitor employer = leaderOf(mba);
		Visitor employees = coSignerOf(mba);
		employer.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		for (int round = 1; round <= 2; round++) {
			employer.complete("reportConversation",
					"""
							{'outcome': 'WITH_INPUT', 'positive': '%s', 'answers': {'r1': '%s'},
							'points': [{'kind': 'MEASURE', 'text': '%s'}], 'actionPoints': [{'text': '%s'}],
							'obstacles': [%s]}
							""".formatted(draft("positive", round), draft("answer", round), draft("point", round),
							draft("action", round), told("draft.obstacle" + round, "'NO'", "REGELVERK.TOLKNING",
									(round == 2) ? Role.PARTIES : Set.of())));
			if (round == 1) {
				employees.complete("approveReport",
						"{'approved': false, 'comment': '%s'}".formatted(mark("draft.comment", Role.PARTIES)));
			}
		}
		task("approve", employees.task("approveReport"), Role.COSIGNER);
		id("draft", conversationOf(mba), Role.PARTIES);
		instances(conversationOf(mba), Role.PARTIES);
	}

	/** Rewritten in the second round, so that the first version is nobody's any more. */
	private String draft(String field, int round) {
		return mark("draft." + field + round, (round == 2) ? Role.PARTIES : Set.of());
	}

	private void openSummaries() {
		for (boolean published : List.of(false, true)) {
			String unit = unit(UnitType.OFFICE);
			String rollout = rollout("tillit-enhet", unit);
			Visitor leader = leaderOf(unit);
			leader.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
			this.known.put(nameOf(unit), new Known((published ? "published" : "summary") + ".unit.name", Kind.UNIT,
					published ? EnumSet.complementOf(EnumSet.of(Role.NOBODY)) : Set.of()));
			this.known.put(unit, new Known((published ? "published" : "summary") + ".unit.id", Kind.UNIT, Set.of()));
			Set<Role> readers = published ? EnumSet.complementOf(EnumSet.of(Role.NOBODY)) : Set.of(Role.SECRETARIAT);
			String name = published ? "published" : "summary";
			leader.complete("reportConversation",
					"""
							{'outcome': 'WITH_INPUT', 'positive': '%s', 'positiveQuoteConsent': true,
							'points': [{'kind': 'DISCUSSED', 'topic': '%s', 'text': '%s', 'quoteConsent': true}],
							'obstacles': [%s]}
							""".formatted(mark(name + ".positive", readers), mark(name + ".topic", Set.of()),
							mark(name + ".text", readers),
							told(name + ".obstacle", "'NO'", "KOMMUNIKASJON.KLARSPRAAK", readers)));
			fire("timer_closes", rollout);
			fire("timer_cutOff", rollout);
			String review = secretariat().task("reviewSummary", rollout);
			if (published) {
				secretariat().submit(review, "reviewSummary", "{'approved': true}").expect(204);
				this.values.put("published", rollout);
			}
			else {
				task("review", review, Role.SECRETARIAT);
				this.values.put("unpublished", rollout);
			}
		}
	}

	private void openProposal() {
		String proposal = proposalSent("RUNDSKRIV");
		id("proposal", proposal, EnumSet.of(Role.ASKED, Role.SECRETARIAT));
		task("answerProposal", this.programs.get(Role.ASKED).task("answerProposal", proposal), Role.ASKED);
		instances(proposal, EnumSet.of(Role.ASKED, Role.SECRETARIAT));
		unit("proposalUnit", this.jdbc.sql("""
				select c.unit_id from proposal_source s join conversation c on c.id = s.conversation_id
				where s.proposal_id = ?
				""").param(proposal).query(String.class).single(), Set.of());
	}

	private void openFilters() {
		Map.of("filter", "Enhetens oppgaver", "mine", "Mine oppgaver", "theirFilter", "Til vurdering", "askedFilter",
				"Spørsmål til oss", "countyFilter", "Fylkets oppgaver")
			.forEach((name, title) -> this.values.put(name,
					this.filters.createTaskFilterQuery().filterName(title).singleResult().getId()));
		Filter everything = this.filters.newTaskFilter("Alt " + this.values.get("rollout"));
		everything.setQuery(this.tasks.createTaskQuery());
		this.values.put("foreignFilter", this.filters.saveFilter(everything).getId());
	}

	/** An obstacle with a mark in each of its texts. */
	private String told(String name, String solvableLocally, String subcategory, Set<Role> readers) {
		Set<Role> whole = name.startsWith("published") || name.startsWith("summary") ? Set.of() : readers;
		String codes = (subcategory != null) ? ", 'category': '%s', 'subcategory': '%s'"
			.formatted(subcategory.substring(0, subcategory.indexOf('.')), subcategory) : "";
		return """
				{'text': '%s', 'solvableLocally': %s, 'structural': true, 'assistance': '%s', 'involved': '%s',
				'regulation': {'which': '%s', 'how': '%s', 'consequence': '%s'}, 'quoteConsent': %s%s}
				""".formatted(mark(name, readers), solvableLocally, mark(name + ".assistance", whole),
				mark(name + ".involved", whole), mark(name + ".which", whole), mark(name + ".how", whole),
				mark(name + ".consequence", whole), name.startsWith("published"), codes);
	}

	private String mark(String name, Set<Role> readers) {
		String mark = "zqz" + (1000 + this.known.size()) + "q";
		this.known.put(mark, new Known(name, Kind.TEXT, readers));
		return mark;
	}

	/** Which unit a case belongs to; its name and its id. */
	private void unit(String name, String id, Set<Role> readers) {
		this.known.put(nameOf(id), new Known(name + ".name", Kind.UNIT, readers));
		this.known.put(id, new Known(name + ".id", Kind.UNIT, readers));
	}

	private String nameOf(String unit) {
		return this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
	}

	private void task(String name, String id, Role... workers) {
		task(name, id, Set.of(workers));
	}

	private void task(String name, String id, Set<Role> workers) {
		id(name, id, workers);
	}

	private void id(String name, String id, Set<Role> readers) {
		this.values.put(name, id);
		this.known.put(id, new Known(name, Kind.CASE, readers));
	}

	private List<String> instances(String caseId, Set<Role> readers) {
		List<String> ids = instancesOf(caseId);
		ids.forEach((id) -> this.known.put(id, new Known("instance of " + caseId, Kind.CASE, readers)));
		return ids;
	}

	// the table

	@Test
	void eachRoleGetsWhatTheTableSaysAndNothingElse() throws IOException {
		List<String> faults = new ArrayList<>();
		int cells = 0;
		for (Row row : rows()) {
			if (!triesWhatIsClosed() && row.isClosed()) {
				continue;
			}
			for (Map.Entry<Role, Answer> asked : askAll(row.request()).entrySet()) {
				String expected = row.cells().get(asked.getKey().ordinal());
				String outcome = outcome(asked.getValue());
				cells++;
				leaks(asked.getKey(), asked.getValue(), faults);
				boolean asExpected = expected.equals(outcome)
						|| expected.equals("any") && List.of("none", "ok").contains(outcome)
						|| expected.equals("may") && List.of("own", "ok", "none").contains(outcome);
				if (!asExpected) {
					faults.add("%s: %s gets %s instead of %s: %s".formatted(row.request(), asked.getKey(), outcome,
							expected, shortened(asked.getValue().body())));
				}
			}
		}
		assertThat(faults).as("of %d cells", cells).isEmpty();
	}

	/** Whatever the doors, with every task and case there is. */
	@Test
	void nobodyReadsATextOfOthersThroughAnyDoor() throws IOException {
		List<String> faults = new ArrayList<>();
		Set<String> met = new HashSet<>();
		int asked = 0;
		for (String request : doors()) {
			for (Map.Entry<Role, Answer> answered : askAll(request).entrySet()) {
				Role role = answered.getKey();
				asked++;
				leaks(role, answered.getValue(), faults);
				this.occurrences.in(answered.getValue().body()).forEach((what) -> {
					Known known = this.known.get(what);
					if (known.kind() != Kind.CASE && known.isIn(answered.getValue().body(), what)) {
						met.add(known.name() + " by " + role);
					}
				});
			}
		}
		assertThat(faults).as("of %d requests", asked).isEmpty();
		assertThat(met).as("what those entitled must see, or the search is blind")
			.contains("plan.adaptation by LEADER", "plan.adaptation by DEPUTY", "action.text by LEADER",
					"obstacle.asked by ASKED", "obstacle.asked.which by ASKED", "obstacle.triaged by SECRETARIAT",
					"obstacle.answered by LEADER", "answer.text by DEPUTY", "draft.positive2 by COSIGNER",
					"draft.obstacle2 by COSIGNER", "draft.comment by COSIGNER", "county.comment by COUNTY",
					"summary.text by SECRETARIAT", "published.text by EVALUATOR", "published.text by OTHER",
					"unit.name by LEADER", "otherUnit.name by COUNTY", "mba.name by COSIGNER",
					"unit.name by SECRETARIAT");
	}

	/** Every request of the table that somebody reads a task with, for every task. */
	private Set<String> doors() throws IOException {
		Set<String> doors = new TreeSet<>(
				List.of("GET /oppsummering/{published}", "GET /oppsummering/{unpublished}", "GET /samtaler/{draft}"));
		for (Row row : rows()) {
			Set<String> others = new HashSet<>(row.cells());
			others.remove(row.cells().get(Role.ADMIN.ordinal()));
			if (row.request().matches("GET .*\\{plan}.*") && !Set.of("401", "403").equals(others)) {
				List.of("plan", "otherPlan", "follow", "read", "answer", "answerLate", "triage", "resolve", "approve",
						"decide", "review", "answerProposal")
					.forEach((task) -> doors.add(row.request().replace("{plan}", "{" + task + "}")));
			}
		}
		return doors;
	}

	@Test
	void everyEndpointHasARow() throws IOException {
		Set<String> rows = rows().stream()
			.map((row) -> row.request().split(" "))
			.map((words) -> words[0] + " " + words[1].replaceAll("\\?.*", "").replaceAll("\\{[^}]*\\}", "{}"))
			.collect(Collectors.toSet());
		Set<String> missing = new TreeSet<>();
		this.endpoints.getHandlerMethods().forEach((mapping, method) -> {
			if (method.getBeanType().getPackageName().startsWith("no.nav")) {
				mapping.getPatternValues().forEach((pattern) -> {
					assertThat(mapping.getMethodsCondition().getMethods()).as(pattern).isNotEmpty();
					mapping.getMethodsCondition()
						.getMethods()
						.forEach((verb) -> missing.add(verb + " " + pattern.replaceAll("\\{[^}]*\\}", "{}")));
				});
			}
		});
		assertThat(missing).hasSizeGreaterThan(20);
		missing.removeAll(rows);
		assertThat(missing).as("endpoints without a row in %s", TABLE).isEmpty();
	}

	private static List<Row> rows() throws IOException {
		try (Stream<String> lines = Files.lines(TABLE)) {
			return lines.filter((line) -> !line.isBlank() && !line.startsWith("#")).map(Row::of).toList();
		}
	}

	/** All roles, side by side where none of them changes anything. */
	private Map<Role, Answer> askAll(String request) {
		Stream<Role> roles = Arrays.stream(Role.values());
		Map<Role, Answer> answers = new EnumMap<>(Role.class);
		(request.startsWith("GET ") ? roles.parallel() : roles).map((role) -> Map.entry(role, ask(role, request)))
			.toList()
			.forEach((answer) -> answers.put(answer.getKey(), answer.getValue()));
		return answers;
	}

	private Answer ask(Role role, String request) {
		String[] words = request.split(" ", 3);
		String path = fill(words[1], role, true).replaceFirst("^rest:", REST).replaceFirst("^web:", WEB);
		String body = (words.length > 2) ? fill(words[2], role, false) : words[0].equals("GET") ? null : "";
		return (path.startsWith(REST) || path.startsWith("/api")) ? this.programs.get(role).send(words[0], path, body)
				: this.people.get(role).send(words[0], path, body);
	}

	private String fill(String text, Role role, boolean encoded) {
		String filled = text.replace("{me}", String.valueOf(this.programs.get(role).user()));
		for (Map.Entry<String, String> value : this.values.entrySet()) {
			filled = filled.replace("{" + value.getKey() + "}",
					encoded ? URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8) : value.getValue());
		}
		return filled;
	}

	/** A status, or what a good answer holds: cases of the role, nothing, or no list. */
	private String outcome(Answer answer) {
		if (answer.status() / 100 != 2) {
			return String.valueOf(answer.status());
		}
		String body = answer.body().strip();
		if (List.of("[]", "{}", "{\"count\":0}", "{\"groups\":[],\"groupUsers\":[]}").contains(body)) {
			return "none";
		}
		if (body.startsWith("{\"count\":")
				|| this.occurrences.in(body).stream().anyMatch((what) -> this.known.get(what).kind().isOfCase())) {
			return "own";
		}
		return "ok";
	}

	/** No role meets a case, a text or a name that is not its own. */
	private void leaks(Role role, Answer answer, List<String> faults) {
		this.occurrences.in(answer.body()).forEach((what) -> {
			Known known = this.known.get(what);
			boolean entitled = known.readers().contains(role)
					// they see that every case runs, and not every text
					|| known.kind() != Kind.TEXT && EnumSet.of(Role.SECRETARIAT, Role.ADMIN).contains(role)
			// whoever takes personal data out of texts, or words them for others, reads
			// what was sent
					|| role == Role.SECRETARIAT && answer.request().matches("GET /(tekster\\?|ordlyd|hindringer).*")
							&& !known.name().startsWith("draft.")
			// the demonstration's own list of roles
					|| !known.kind().isOfCase() && answer.request().equals("GET /login")
			// the organisation is public, and the list shows no case
					|| known.kind() == Kind.UNIT && answer.request().matches("GET /api/units(\\?.*)?");
			if (!entitled && known.isIn(answer.body(), what) && !answer.request().contains(what)) {
				faults.add("%s: %s meets %s".formatted(answer.request(), role, known.name()));
			}
		});
	}

	private static String shortened(String text) {
		return text.substring(0, Math.min(160, text.length())).replaceAll("\\s+", " ");
	}

	/** What somebody wrote, the id of a case or of a task, a user, or a unit. */
	private enum Kind {

		TEXT, CASE, NAME, UNIT;

		boolean isOfCase() {
			return this == TEXT || this == CASE;
		}

	}

	/**
	 * Something not everybody may meet.
	 *
	 * @param name for messages
	 * @param kind what it is
	 * @param readers who may meet it
	 */
	private record Known(String name, Kind kind, Set<Role> readers) {

		/**
		 * Whether what stands in a text is this; four digits may stand in a number, a
		 * time or an id by chance.
		 */
		boolean isIn(String body, String what) {
			return this.kind != Kind.UNIT || Pattern
				.compile("(?<![\\p{L}\\p{N}.,+:-])%1$s(?![\\p{L}\\p{N}-])|(enhet|leder|sted)-%1$s"
					.formatted(Pattern.quote(what)))
				.matcher(body)
				.find();
		}

	}

	/**
	 * A line of the table.
	 *
	 * @param request method, path and perhaps a body
	 * @param cells what each role gets
	 */
	private record Row(String request, List<String> cells) {

		static Row of(String line) {
			String[] parts = line.split("\\s+\\|\\s*");
			List<String> cells = (parts.length > 1) ? Arrays.asList(parts[1].strip().split("\\s+")) : List.of();
			if (cells.size() != Role.values().length) {
				throw new IllegalStateException("Not one cell for each role: " + line);
			}
			return new Row(parts[0].strip(), cells);
		}

		boolean isClosed() {
			return Set.copyOf(this.cells.subList(1, this.cells.size())).equals(Set.of("403"));
		}

	}

}
