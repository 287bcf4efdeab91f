package no.nav.samtalepakker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.ws.rs.Path;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnH2;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.camunda.bpm.engine.rest.dto.CamundaQueryParam;
import org.camunda.bpm.engine.rest.history.HistoryRestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page about privacy promises: nobody lists what another person has done. Every
 * list of the engine's history is asked for, with every filter it has.
 */
@OnH2
class ActsOfOthersHiddenTest extends HttpCaseTest {

	private static final String REST = "/engine-rest";

	private static final String WEB = "/camunda/api/engine/engine/default";

	private Visitor leader;

	private String caseId;

	@BeforeAll
	void openCase() {
		String unit = conversationStarted(UnitType.OFFICE);
		this.leader = leaderOf(unit);
		this.caseId = conversationOf(unit);
		String task = this.leader.task("planMeeting");
		this.leader.post("/api/tasks/" + task + "/release", "").expect(204);
		this.leader.post("/api/tasks/" + task + "/take-over", "").expect(204);
		this.leader.completeTask(task, "planMeeting", "{'choice': 'ALREADY_HELD'}");
		this.leader.complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [" + obstacle("REGELVERK.TOLKNING") + "]}");
		recipient("RUNDSKRIV").task("answerObstacle", obstaclesOf(unit).get(0));
	}

	@Test
	void noListOfTheHistoryNamesAnotherPerson() {
		List<String> lists = Arrays.stream(HistoryRestService.class.getMethods())
			.map((method) -> method.getAnnotation(Path.class))
			.filter((path) -> path != null)
			.map((path) -> path.value().replaceFirst("^/?", "/history/"))
			.sorted()
			.toList();
		assertThat(lists).contains("/history/task", "/history/identity-link-log", "/history/user-operation");
		for (String user : List.of("sekretariat", "admin")) {
			for (String list : lists) {
				for (String door : List.of(REST, WEB)) {
					String path = door + list;
					Answer answer = door.equals(REST) ? as(user).get(path) : session(user).get(path);
					assertThat(answer.status()).as(path).isLessThan(500);
					assertThat(answer.body()).as("%s as %s", path, user).doesNotContain(this.leader.user() + '"');
				}
			}
		}
		assertThat(secretariat().get(REST + "/history/task?processInstanceBusinessKey=" + this.caseId)
			.expect(200)
			.json()
			.findValuesAsText("taskDefinitionKey")).contains("userTask_planMeeting");
	}

	@Test
	void noFilterOfTheHistoryFindsAPerson() {
		Map<String, Set<String>> filters = filters();
		assertThat(filters).hasSizeGreaterThan(10);
		assertThat(filters.get("task")).contains("taskAssignee", "taskInvolvedUser");
		filters.forEach((list, names) -> names.forEach((filter) -> {
			String path = REST + "/history/" + list + "?" + filter + "=";
			assertSame(list + " " + filter, secretariat().get(path + this.leader.user()),
					secretariat().get(path + "ingen"));
		}));
		for (String list : List.of("task", "activity-instance", "process-instance")) {
			for (String filter : filters.get(list)) {
				for (String body : List.of("{\"%s\": \"%s\"}", "{\"orQueries\": [{\"%s\": [\"%s\"]}]}")) {
					assertSame(list + " " + filter,
							session("sekretariat").post(WEB + "/history/" + list,
									body.formatted(filter, this.leader.user())),
							session("sekretariat").post(WEB + "/history/" + list, body.formatted(filter, "ingen")));
				}
			}
		}
		secretariat().get(REST + "/history/task?sortBy=assignee&sortOrder=asc").expect(400);
		secretariat()
			.post(REST + "/history/task", "{\"sorting\": [{\"sortBy\": \"assignee\", \"sortOrder\": \"asc\"}]}")
			.expect(400);
	}

	@Test
	void peopleMaySearchForThemselves() {
		secretariat().get(REST + "/history/task?taskAssignee=sekretariat").expect(200);
		session("sekretariat").post(WEB + "/history/task", "{\"taskAssignee\": \"sekretariat\"}").expect(200);
	}

	private Browser session;

	private Browser session(String user) {
		if (this.session == null || !this.session.user().equals(user)) {
			this.session = browser(user);
		}
		return this.session;
	}

	/** Both say the same, so the caller learns nothing. */
	private void assertSame(String what, Answer ofPerson, Answer ofNobody) {
		assertThat(ofPerson.status()).as("%s: %s", what, ofPerson.body()).isEqualTo(ofNobody.status());
		assertThat(ofPerson.body().replace(this.leader.user(), "ingen")).as(what).isEqualTo(ofNobody.body());
	}

	/** What the engine's interface takes as filters of each list of its history. */
	private static Map<String, Set<String>> filters() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*QueryDto")));
		return scanner.findCandidateComponents("org.camunda.bpm.engine.rest.dto.history")
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.collect(Collectors.toMap(ActsOfOthersHiddenTest::list, ActsOfOthersHiddenTest::filtersOf));
	}

	/** HistoricTaskInstanceQueryDto is of the list task. */
	private static String list(String type) {
		String name = ClassUtils.getShortName(type).replaceFirst("^Historic", "").replaceFirst("QueryDto$", "");
		return name.equals("TaskInstance") ? "task" : name.equals("UserOperationLog") ? "user-operation"
				: name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	private static Set<String> filtersOf(String type) {
		return Arrays.stream(ClassUtils.resolveClassName(type, null).getMethods())
			.map((method) -> method.getAnnotation(CamundaQueryParam.class))
			.filter((parameter) -> parameter != null)
			.map(CamundaQueryParam::value)
			.filter((name) -> !name.matches("sort(By|Order)"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
