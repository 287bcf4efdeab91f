package no.nav.samtalepakker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** The ready-made lists in Tasklist, as each role meets them. */
abstract class TaskListsTest extends HttpCaseTest {

	private static final String FILTERS = "/camunda/api/engine/engine/default/filter";

	private static final String SOONEST_FIRST = "{\"sorting\": [{\"sortBy\": \"dueDate\", \"sortOrder\": \"asc\"}]}";

	@Autowired
	private FilterService filters;

	@Autowired
	private TaskService engineTasks;

	@Autowired
	private List<ApplicationRunner> runners;

	@Test
	void eachRoleSeesTheListsThatConcernIt() {
		String mba = unit(UnitType.MBA);
		for (String user : List.of(leaderOf(unit(UnitType.OFFICE)).user(), leaderOf(unit(UnitType.USER_COUNCIL)).user(),
				leaderOf(mba).user(), coSignerOf(mba).user())) {
			assertThat(lists(browser(user))).as(user)
				.containsExactly("Mine oppgaver", "Enhetens oppgaver", "Forfaller snart");
		}
		assertThat(lists(browser("fylke-0200"))).containsExactly("Mine oppgaver", "Fylkets oppgaver",
				"Forfaller snart");
		assertThat(lists(browser(recipient("HR").user()))).containsExactly("Mine oppgaver", "Spørsmål til oss",
				"Forfaller snart");
		assertThat(lists(browser("sekretariat"))).containsExactly("Mine oppgaver", "Til vurdering", "Forfaller snart");
		assertThat(lists(browser("evaluator"))).containsExactly("Mine oppgaver");
	}

	@Test
	void aLeaderHasTheTasksAndTheUnitKeepsThemTogether() {
		String unit = conversationStarted(UnitType.OFFICE);
		Browser leader = browser(leaderOf(unit).user());
		String task = leaderOf(unit).task("planMeeting");

		assertThat(tasks(leader, "Mine oppgaver")).containsExactly(task);
		assertThat(tasks(leader, "Enhetens oppgaver")).containsExactly(task);
		assertThat(tasks(leader, "Forfaller snart")).isEmpty();
	}

	@Test
	void thePartiesOfAnMbaShareTheirTasks() {
		String mba = conversationStarted(UnitType.MBA);
		Browser employees = browser(coSignerOf(mba).user());
		String task = leaderOf(mba).task("planMeeting");

		assertThat(tasks(employees, "Mine oppgaver")).isEmpty();
		assertThat(tasks(employees, "Enhetens oppgaver")).containsExactly(task);
		employees.post("/api/tasks/" + task + "/take-over", "").expect(204);
		assertThat(tasks(employees, "Mine oppgaver")).containsExactly(task);
		assertThat(tasks(browser(leaderOf(mba).user()), "Enhetens oppgaver")).containsExactly(task);
	}

	@Test
	void theSecretariatAndRecipientsSeeWhatWaitsForThem() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle(null));
		String asked = recipient("RUNDSKRIV").task("answerObstacle", obstaclesOf(unit).get(0));
		String triage = secretariat().task("triageObstacle", obstaclesOf(unit).get(1));

		assertThat(tasks(browser(recipient("RUNDSKRIV").user()), "Spørsmål til oss")).contains(asked)
			.doesNotContain(triage);
		assertThat(tasks(browser("sekretariat"), "Til vurdering")).contains(triage).doesNotContain(asked);
		assertThat(tasks(browser(recipient("HR").user()), "Spørsmål til oss")).doesNotContain(asked);
	}

	@Test
	void aCountySeesWhatItIsToDecide() {
		String unit = unit(UnitType.OFFICE);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		String rollout = rollout("rol", unit);
		Visitor official = as("fylke-" + county);
		String task = official.task("decideParticipation", rollout);

		assertThat(tasks(browser(official.user()), "Fylkets oppgaver")).contains(task);
	}

	@Test
	void whatIsDueWithinAWeekIsDueSoonWhoeverHasIt() {
		String unit = unit(UnitType.OFFICE);
		rollout("tillit-enhet", unit);
		Visitor leader = leaderOf(unit);
		people(unit, "{'deputies': ['sted-%s']}".formatted(unit));
		leader.complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'HYBRID', 'participantCount': 8}".formatted(today().plusDays(7)));
		String task = leader.task("prepareMeeting");

		assertThat(tasks(browser(leader.user()), "Forfaller snart")).containsExactly(task);
		assertThat(tasks(browser("sted-" + unit), "Forfaller snart")).containsExactly(task);
		leader.submit(task, "prepareMeeting", "{'newMeetingDate': '%s'}".formatted(today().plusDays(9))).expect(204);
		String moved = leader.task("prepareMeeting");
		assertThat(tasks(browser(leader.user()), "Enhetens oppgaver")).containsExactly(moved);
		assertThat(tasks(browser(leader.user()), "Forfaller snart")).isEmpty();
	}

	@Test
	void whatIsDueFirstStandsFirstAndWhatHasNoDueDateLast() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle(null));
		String overdue = obstaclesOf(unit).get(0);
		recipient("RUNDSKRIV").task("answerObstacle", overdue);
		fire("timer_answerOverdue", overdue);
		String undated = secretariat().task("resolveOverdueAnswer", overdue);
		String triage = secretariat().task("triageObstacle", obstaclesOf(unit).get(1));
		Browser session = browser("sekretariat");
		String list = id(session, "Til vurdering");
		for (JsonNode tasks : List.of(session.get(FILTERS + "/" + list + "/list").expect(200).json(),
				session.post(FILTERS + "/" + list + "/list", SOONEST_FIRST).expect(200).json())) {
			List<String> ids = tasks.findValuesAsText("id");
			List<String> due = new ArrayList<>();
			tasks.forEach((task) -> due.add(task.path("due").isNull() ? "none" : task.path("due").asText()));
			assertThat(ids.indexOf(triage)).isGreaterThanOrEqualTo(0).isLessThan(ids.indexOf(undated));
			assertThat(due).isSortedAccordingTo(Comparator.naturalOrder());
		}
	}

	@Test
	void theListsFollowWhoeverComesAndGoesWithoutARestart() {
		String unit = conversationStarted(UnitType.OFFICE);
		String task = leaderOf(unit).task("planMeeting");
		people(unit, "{'deputies': ['ny-%s']}".formatted(unit));
		Browser deputy = browser("ny-" + unit);
		assertThat(lists(deputy)).containsExactly("Mine oppgaver", "Enhetens oppgaver", "Forfaller snart");
		assertThat(tasks(deputy, "Enhetens oppgaver")).containsExactly(task);

		contacts("FORSOK_NKS", "mottaker-forsok_nks", "ny-" + unit);
		try {
			assertThat(lists(deputy)).containsExactly("Mine oppgaver", "Enhetens oppgaver", "Spørsmål til oss",
					"Forfaller snart");
		}
		finally {
			contacts("FORSOK_NKS", "mottaker-forsok_nks");
		}
		people(unit, "{'deputies': []}");
		assertThat(lists(deputy)).containsExactly("Mine oppgaver");
		assertThat(tasks(deputy, "Mine oppgaver")).isEmpty();
	}

	@Test
	void aGroupThatComesLaterSeesItsLists() {
		String unit = "9" + System.nanoTime() % 100000;
		this.jdbc.sql("insert into unit (id, name, type) values (?, 'Nav Nyopprettet', 'RESULT_UNIT')")
			.param(unit)
			.update();
		people(unit, "{'leader': 'leder-%s'}".formatted(unit));

		assertThat(lists(browser("leder-" + unit))).containsExactly("Mine oppgaver", "Enhetens oppgaver",
				"Forfaller snart");
	}

	@Test
	void anotherStartReplacesFormerListsAndDoublesNone() throws Exception {
		this.filters
			.saveFilter(this.filters.newTaskFilter("Oppgaver jeg kan ta").setQuery(this.engineTasks.createTaskQuery()));
		for (ApplicationRunner runner : this.runners) {
			if (runner.getClass().getSimpleName().startsWith("TaskLists")) {
				runner.run((ApplicationArguments) null);
			}
		}
		assertThat(this.filters.createTaskFilterQuery().filterName("Oppgaver jeg kan ta").count()).isZero();
		assertThat(this.filters.createTaskFilterQuery().filterName("Enhetens oppgaver").count()).isOne();
		assertThat(lists(browser("fylke-0200"))).containsExactly("Mine oppgaver", "Fylkets oppgaver",
				"Forfaller snart");
	}

	/** The names of the lists, as they stand beneath each other. */
	private static List<String> lists(Browser browser) {
		List<JsonNode> lists = new ArrayList<>();
		browser.get(FILTERS + "?resourceType=Task").expect(200).json().forEach(lists::add);
		lists.sort(Comparator.comparingInt((list) -> list.path("properties").path("priority").asInt()));
		return lists.stream().map((list) -> list.path("name").asText()).toList();
	}

	/** What stands in the list; its count says the same. */
	private static List<String> tasks(Browser browser, String name) {
		String list = FILTERS + "/" + id(browser, name);
		List<String> ids = new ArrayList<>();
		browser.get(list + "/list").expect(200).json().forEach((task) -> ids.add(task.path("id").asText()));
		assertThat(browser.get(list + "/count").expect(200).json().path("count").asInt()).isEqualTo(ids.size());
		return ids;
	}

	private static String id(Browser browser, String name) {
		for (JsonNode list : browser.get(FILTERS + "?resourceType=Task").expect(200).json()) {
			if (list.path("name").asText().equals(name)) {
				return list.path("id").asText();
			}
		}
		throw new AssertionError(browser.user() + " has no list " + name);
	}

	private void people(String unit, String json) {
		secretariat().send("PUT", "/api/units/" + unit + "/people", Visitor.json(json)).expect(204);
	}

	private void contacts(String recipient, String... users) {
		secretariat()
			.send("PUT", "/api/recipients/" + recipient + "/contacts",
					Visitor.json("{'userIds': ['%s']}".formatted(String.join("', '", users))))
			.expect(204);
	}

}
