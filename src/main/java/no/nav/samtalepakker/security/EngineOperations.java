package no.nav.samtalepakker.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import no.nav.samtalepakker.platform.Identities;

/**
 * The operations of the engine's REST interface that are open, and to whom (design §9).
 * What is not listed is denied. Within the list the engine still checks the rights on the
 * single task or case.
 */
class EngineOperations {

	/** The ids of tasks, instances and definitions. */
	private static final String ID = "[A-Za-z0-9_:.-]+";

	private static final String START_FORM = "/process-definition/(key/)?" + ID;

	/** Lists that take their filter as a query or as a body, each with a count. */
	private static final String RUNTIME_LISTS = "/(process-instance|execution|variable-instance|task|job|job-definition"
			+ "|external-task|incident|case-instance|case-execution)(/count)?";

	private static final String HISTORY_LISTS = "/history/(process-instance|activity-instance|task|variable-instance"
			+ "|incident|job-log|external-task-log|detail|decision-instance|case-instance)(/count)?";

	private final List<Rule> rules = new ArrayList<>();

	EngineOperations() {
		people();
		secretariat();
		admin();
		tasklist();
		cockpit();
	}

	private void people() {
		open(Audience.EVERYBODY, "GET POST", "/task(/count)?");
		open(Audience.EVERYBODY, "GET", "/task/" + ID + "(/form|/form-variables|/deployed-form)?");
		open(Audience.EVERYBODY, "POST", "/task/" + ID + "/(claim|submit-form)");
		open(Audience.EVERYBODY, "GET", START_FORM + "/(startForm|deployed-start-form|form-variables)");
		open(Audience.EVERYBODY, "POST", START_FORM + "/submit-form");
	}

	private void secretariat() {
		open(Audience.SECRETARIAT, "GET", "/(process-instance|process-definition|decision-definition"
				+ "|decision-requirements-definition|incident|history)(/.*)?");
		open(Audience.SECRETARIAT, "POST", "/(process-instance|incident)(/count)?");
		open(Audience.SECRETARIAT, "POST", HISTORY_LISTS);
	}

	private void admin() {
		// there are no metrics, and the engine fails when it is asked for them
		open(Audience.ADMIN, "GET", "/(?!metrics).*");
		open(Audience.ADMIN, "POST", RUNTIME_LISTS);
		open(Audience.ADMIN, "POST", HISTORY_LISTS);
		open(Audience.ADMIN, "POST", "/job/" + ID + "/execute");
		open(Audience.ADMIN, "PUT", "/(job|job-definition)/" + ID + "/retries");
		open(Audience.ADMIN, "POST", "/(job/retries|process-instance/job-retries)");
		open(Audience.ADMIN, "DELETE", "/incident/" + ID);
		open(Audience.ADMIN, "PUT DELETE", "/incident/" + ID + "/annotation");
	}

	/** What Tasklist asks for besides; its own login and page frame included. */
	private void tasklist() {
		openInWebapps(Audience.EVERYBODY, "GET", "(/filter(/count)?|/filter/" + ID + ")");
		openInWebapps(Audience.EVERYBODY, "GET POST", "/filter/" + ID + "/(list|count|singleResult)");
		openInWebapps(Audience.EVERYBODY, "GET",
				"/task/" + ID + "/(identity-links|comment|attachment|rendered-form|variables|localVariables)");
		openInWebapps(Audience.EVERYBODY, "GET", "/process-definition(/.*)?");
		openInWebapps(Audience.EVERYBODY, "GET", "/(case-definition|decision-definition|process-instance)(/.*)?");
		openInWebapps(Audience.EVERYBODY, "GET", "/(user|group)(/.*)?");
		openInWebapps(Audience.EVERYBODY, "POST", "/group(/count)?");
		openInWebapps(Audience.EVERYBODY, "GET",
				"/(identity/groups|identity/password-policy|authorization/check|version|telemetry/configuration)");
		openInWebapps(Audience.EVERYBODY, "GET", "/history/(user-operation|task|process-instance)(/.*)?");
		openInWebapps(Audience.EVERYBODY, "POST",
				"/(variable-instance|history/variable-instance|history/task)(/count)?");
	}

	/** What Cockpit asks for besides. */
	private void cockpit() {
		openInWebapps(Audience.SECRETARIAT, "GET",
				"/(deployment|execution|variable-instance|job|job-definition|external-task|batch|event-subscription"
						+ "|case-instance|case-execution|task|condition|tenant|schema)(/.*)?");
		openInWebapps(Audience.SECRETARIAT, "POST", RUNTIME_LISTS);
		openInWebapps(Audience.SECRETARIAT, "POST", HISTORY_LISTS);
	}

	private void open(Audience audience, String methods, String path) {
		this.rules.add(new Rule(audience, Set.of(methods.split(" ")), Pattern.compile(path), false));
	}

	private void openInWebapps(Audience audience, String methods, String path) {
		this.rules.add(new Rule(audience, Set.of(methods.split(" ")), Pattern.compile(path), true));
	}

	/**
	 * Whether the operation is open to somebody in these groups.
	 * @param path below the engine, such as {@code /task/count}
	 * @param webapp whether a web application asks
	 */
	boolean isOpen(String method, String path, boolean webapp, Set<String> groups) {
		if ("OPTIONS".equals(method)) {
			// which operations there are: Tasklist draws its controls from it
			return webapp && isOpen("GET", path, true, groups);
		}
		String asked = "HEAD".equals(method) ? "GET" : method;
		return this.rules.stream().anyMatch((rule) -> rule.allows(asked, path, webapp, groups));
	}

	/**
	 * Whether somebody in these groups may ask what the pages of a web application ask.
	 * @param path below the web applications' API, such as {@code /cockpit/plugin/base}
	 */
	boolean isOpenHelper(String path, Set<String> groups) {
		Audience audience = path.startsWith("/cockpit/") ? Audience.SECRETARIAT
				: path.startsWith("/admin/plugin/") ? Audience.ADMIN : Audience.EVERYBODY;
		return audience.includes(groups);
	}

	private enum Audience {

		EVERYBODY, SECRETARIAT, ADMIN;

		boolean includes(Set<String> groups) {
			return switch (this) {
				case EVERYBODY -> true;
				case SECRETARIAT -> groups.contains(Identities.SECRETARIAT) || groups.contains(Identities.ADMIN);
				case ADMIN -> groups.contains(Identities.ADMIN);
			};
		}

	}

	private record Rule(Audience audience, Set<String> methods, Pattern path, boolean webappsOnly) {

		boolean allows(String method, String asked, boolean webapp, Set<String> groups) {
			return (webapp || !this.webappsOnly) && this.methods.contains(method) && this.path.matcher(asked).matches()
					&& this.audience.includes(groups);
		}

	}

}
