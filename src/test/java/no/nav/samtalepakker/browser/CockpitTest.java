package no.nav.samtalepakker.browser;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import no.nav.samtalepakker.organisation.UnitType;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The secretariat looks into Cockpit and is not met by refusals. */
class CockpitTest extends BrowserTest {

	private static final String COCKPIT = "/camunda/app/cockpit/default/#/";

	/** What only shows, sorts, searches, zooms or leads elsewhere. */
	private static final Set<String> READING = Set.of("crumb.hidden = !crumb.hidden",
			"crumb.callback(index, breadcrumbs)", "toggleSection()", "toggleSection('actual')",
			"toggleSection('deployed')", "toggleSection('deprecate')", "selectTab('list')", "selectTab('previews')",
			"selectTab(tabProvider)", "Tabs.selectTab(tabProvider)", "changeOrder(column.request)",
			"changeOrder(column)", "changeOrder()", "focus(deployment)", "focus($event, resource)",
			"selectPage(1, $event)", "selectPage(page - 1, $event)", "selectPage(page.number, $event)",
			"selectPage(page + 1, $event)", "selectPage(totalPages, $event)", "toggleOverlay()", "zoomIn()",
			"zoomOut()", "resetZoom()", "sidebarTab = 'info'", "sidebarTab = 'filters'", "readStringVar(v)",
			"viewVariable(incident)", "createSearch('allOpenTasks', 'statistics')",
			"createSearch(taskStatistic.search, 'statistics')", "createSearch(taskGroup.id, 'group')",
			"onIncidentsClick(pd.key)", "toggleOpen()", "select($event)", "clearSelection()");

	/** Those who run the application try again what has stopped, and note why. */
	private static final Set<String> MENDING = Stream
		.concat(READING.stream(), Stream.of("openDialog()", "openJobRetryDialog(incident)", "openModal()"))
		.collect(Collectors.toUnmodifiableSet());

	@Autowired
	private ManagementService management;

	@Autowired
	private RepositoryService repository;

	@Test
	void theSecretariatSeesProcessesCasesAndDecisions() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		String instance = instancesOf(conversation).get(0);
		String definition = admin().get("/engine-rest/process-instance/" + instance)
			.expect(200)
			.json()
			.path("definitionId")
			.asText();
		String decision = admin().get("/engine-rest/decision-definition?key=obstacle-recipients&latestVersion=true")
			.expect(200)
			.json()
			.path(0)
			.path("id")
			.asText();
		Person secretariat = person("sekretariat");
		Page page = secretariat.page();
		looksAt(secretariat, "dashboard", "cockpit-dashboard");
		looksAt(secretariat, "processes", "cockpit-processes");
		assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Utrulling")).first()).isVisible();
		looksAt(secretariat, "process-definition/" + definition + "/runtime", "cockpit-definition");
		assertThat(page.locator(".djs-container")).isVisible();
		looksAt(secretariat, "process-instance/" + instance + "/runtime", "cockpit-instance");
		assertThat(page.locator(".djs-container")).isVisible();
		assertThat(page.getByText(conversation).first()).isVisible();
		looksAt(secretariat, "decisions", "cockpit-decisions");
		looksAt(secretariat, "decision-definition/" + decision, "cockpit-decision");
		assertThat(page.locator(".decision-table, .tjs-container, .dmn-decision-table-container").first()).isVisible();
	}

	@Test
	void findsAUnitByItsNumber() {
		Person secretariat = person("sekretariat");
		for (UnitType type : List.of(UnitType.OFFICE, UnitType.RESULT_UNIT, UnitType.USER_COUNCIL)) {
			String unit = running(type);
			looksAt(secretariat,
					"process-definition/" + definition("conversation") + "/runtime?searchQuery=" + URLEncoder.encode("""
							[{"type":"variables","operator":"eq","value":"%s","name":"unitId"}]\
							""".formatted(unit), StandardCharsets.UTF_8).replace("+", "%20"), "cockpit-unit-" + type);
			assertThat(secretariat.page().getByText(conversationOf(unit)).first()).isVisible();
			assertThat(secretariat.page().locator(".cam-table tbody tr")).hasCount(1);
		}
	}

	/**
	 * A unit with one conversation, which runs: a rollout to all of them leaves none
	 * without.
	 */
	private String running(UnitType type) {
		return this.jdbc.sql("""
				select c.unit_id from conversation c join unit u on u.id = c.unit_id
				where u.type = ? group by c.unit_id having count(*) = 1 and min(c.state) = 'PLANNING'
				order by c.unit_id limit 1
				""").param(type.name()).query(String.class).optional().orElseGet(() -> conversationStarted(type));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sekretariat", "admin" })
	void offersNothingThatIsRefused(String user) {
		String instance = instancesOf(conversationOf(conversationStarted(UnitType.OFFICE))).stream()
			.filter((id) -> !jobs(id).isEmpty())
			.findFirst()
			.orElseThrow();
		String stopped = jobs(instance).get(0);
		this.management.setJobRetries(stopped, 0);
		try {
			Person person = person(user);
			Page page = person.page();
			List<String> refused = new ArrayList<>();
			page.onResponse((response) -> {
				if (response.status() == 403) {
					refused.add(response.url());
				}
			});
			Set<String> offered = new TreeSet<>();
			for (String place : places(instance)) {
				looksAt(person, place, "cockpit-" + user + "-" + place.replaceAll("^.*tab=|/.*$", ""));
				offered.addAll(controls(page));
			}
			assertThat(refused).isEmpty();
			assertThat(offered).as("what one can press").isSubsetOf(user.equals("admin") ? MENDING : READING);
		}
		finally {
			this.management.setJobRetries(stopped, 3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sekretariat", "admin" })
	void countsTheOpenTasksAlikeEverywhere(String user) {
		conversationStarted(UnitType.OFFICE);
		Person person = person(user);
		Page page = person.page();
		looksAt(person, "dashboard", "cockpit-dashboard-" + user);
		Locator figure = page.locator(".open-human-tasks a.value");
		assertThat(figure).hasText(Pattern.compile("[1-9]\\d*"));
		String open = figure.innerText().strip();
		looksAt(person, "tasks", "cockpit-tasks-" + user);
		assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("I alt"))).containsText(open);
		assertThat(page.getByText("Fordelt på grupper")).isVisible();
	}

	@Test
	void aStopIsReadAndMendedWithoutScrollingSideways() {
		String instance = instancesOf(conversationOf(conversationStarted(UnitType.OFFICE))).stream()
			.filter((id) -> !jobs(id).isEmpty())
			.findFirst()
			.orElseThrow();
		String stopped = jobs(instance).get(0);
		this.management.setJobRetries(stopped, 0);
		try {
			Person secretariat = person("sekretariat");
			looksAt(secretariat, "process-instance/" + instance + "/runtime?tab=incidents-tab",
					"cockpit-stop-secretariat");
			Page page = secretariat.page();
			assertThat(page.getByText("Ingen melding er lagret")).isVisible();
			assertThat(page.locator("[ng-click='openJobRetryDialog(incident)']")).hasCount(0);
			page.getByText("Se stopp").click();
			page.waitForURL((url) -> url.endsWith("/stopp"));
			secretariat.sees("Dette har stoppet").keepsPicture("stops");

			Person admin = person("admin");
			looksAt(admin, "process-instance/" + instance + "/runtime?tab=incidents-tab", "cockpit-stop-admin");
			Locator retry = admin.page().locator("[ng-click='openJobRetryDialog(incident)']");
			assertThat(retry).isVisible();
			assertThat(retry.boundingBox().x + retry.boundingBox().width)
				.isLessThanOrEqualTo(Screen.DESKTOP.width() - 56);
			retry.click();
			admin.page().locator(".modal-footer .btn-primary:visible").click();
			admin.page().getByText("Antall forsøk er økt").first().waitFor();
			assertThat(this.management.createJobQuery().jobId(stopped).noRetriesLeft().count()).isZero();
		}
		finally {
			this.management.setJobRetries(stopped, 3);
		}
	}

	private List<String> places(String instance) {
		List<String> places = new ArrayList<>(List.of("dashboard", "processes", "decisions", "tasks", "repository"));
		for (String tab : List.of("process-instances-table", "pd-incidents-tab", "call-process-definitions-table",
				"job-definition-table")) {
			places.add("process-definition/" + definition("preparation") + "/runtime?tab=" + tab);
		}
		for (String tab : List.of("variables-tab", "incidents-tab", "called-process-instances-tab", "user-tasks-tab",
				"jobs-tab")) {
			places.add("process-instance/" + instance + "/runtime?tab=" + tab);
		}
		return places;
	}

	/** What Cockpit does when something on the screen is pressed. */
	@SuppressWarnings("unchecked")
	private static Set<String> controls(Page page) {
		return new TreeSet<>((List<String>) page.evaluate("""
				() => [...document.querySelectorAll('.ctn-main [ng-click]')].filter((it) => it.offsetParent)
					.map((it) => it.getAttribute('ng-click'))
				"""));
	}

	private String definition(String key) {
		return this.repository.createProcessDefinitionQuery()
			.processDefinitionKey(key)
			.latestVersion()
			.singleResult()
			.getId();
	}

	private List<String> jobs(String instance) {
		return this.management.createJobQuery().processInstanceId(instance).list().stream().map(Job::getId).toList();
	}

	private static void looksAt(Person person, String place, String picture) {
		Page page = person.page();
		// from place to place as people go, without loading Cockpit anew
		page.navigate(COCKPIT + place);
		// Cockpit itself chooses another tab where there is none of that name
		page.waitForURL((url) -> url.contains(place.replaceFirst("\\?.*", "")));
		page.waitForLoadState(LoadState.NETWORKIDLE);
		assertThat(page.locator(".page-notifications .alert-danger")).hasCount(0);
		person.keepsPicture(picture);
	}

}
