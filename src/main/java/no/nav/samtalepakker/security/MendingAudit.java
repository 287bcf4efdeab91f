package no.nav.samtalepakker.security;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Processes;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the operator mend what has stopped and nothing else: a timer that is set well runs
 * when its time has come. Records what people do to the engine itself: who has claimed a
 * task, run a job, given it new tries or closed an incident. An act on many is recorded
 * for each of them, which is why it has to name them. Works after
 * {@link EngineRequestFilter}, whose requests can be read twice.
 */
class MendingAudit extends OncePerRequestFilter {

	/** Begins what is said of an act on a job. */
	private static final String JOB = "job ";

	private static final String ENGINE = ".*?(?:/engine/default|/engine-rest)";

	private static final Pattern ON_ONE = Pattern
		.compile(ENGINE + "/(job|incident|task)/([^/]+)/(execute|retries|annotation|claim)");

	private static final Pattern INCIDENT = Pattern.compile(ENGINE + "/(incident)/([^/]+)()");

	private static final Pattern ON_DEFINITION = Pattern.compile(ENGINE + "/job-definition/([^/]+)/retries");

	private static final Pattern ON_MANY = Pattern.compile(ENGINE + "/(job/retries|process-instance/job-retries)");

	private static final JsonMapper JSON = new JsonMapper();

	private final Audit audit;

	private final ManagementService management;

	private final Processes processes;

	MendingAudit(Audit audit, ManagementService management, Processes processes) {
		this.audit = audit;
		this.management = management;
		this.processes = processes;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI().replaceFirst("/$", "");
		List<Audit.Subject> subjects = subjects(path, request);
		if (subjects == null) {
			Refusals.send(response, HttpServletResponse.SC_BAD_REQUEST, "InvalidInput",
					"Nevn hver jobb eller sak, i jobIds eller processInstances.");
			return;
		}
		if (subjects.stream()
			.filter((subject) -> subject.detail().startsWith(JOB))
			.map(Audit.Subject::id)
			.anyMatch(this::isHealthy)) {
			Refusals.send(response, HttpServletResponse.SC_CONFLICT, "Conflict",
					"Jobben har ikke feilet. Bare det som har stoppet, kan kjøres på nytt.");
			return;
		}
		chain.doFilter(request, response);
		if (!subjects.isEmpty() && response.getStatus() < HttpServletResponse.SC_MULTIPLE_CHOICES) {
			this.audit.record(SecurityContextHolder.getContext().getAuthentication().getName(), Act.ENGINE_MENDED,
					subjects);
		}
	}

	/**
	 * Has neither failed nor used up its tries; of a job that is gone the engine tells.
	 */
	private boolean isHealthy(String jobId) {
		Job job = this.processes.asSystem(() -> this.management.createJobQuery().jobId(jobId).singleResult());
		return job != null && job.getRetries() > 0 && job.getExceptionMessage() == null;
	}

	/** What the request is about; null if it does not say. */
	private List<Audit.Subject> subjects(String path, HttpServletRequest request) throws IOException {
		Matcher one = ON_ONE.matcher(path);
		Matcher incident = INCIDENT.matcher(path);
		if (one.matches()) {
			return List.of(new Audit.Subject(one.group(2), null, one.group(1) + " " + one.group(3)));
		}
		if (incident.matches() && "DELETE".equals(request.getMethod())) {
			return List.of(new Audit.Subject(incident.group(2), null, "incident resolved"));
		}
		Matcher definition = ON_DEFINITION.matcher(path);
		if (definition.matches()) {
			return this.processes.asSystem(() -> this.management.createJobQuery()
				.jobDefinitionId(definition.group(1))
				.noRetriesLeft()
				.list()
				.stream()
				.map(Job::getId)
				.map((job) -> new Audit.Subject(job, null, "job retries"))
				.toList());
		}
		return ON_MANY.matcher(path).matches() ? named(JSON.readTree(request.getInputStream().readAllBytes()))
				: List.of();
	}

	private static List<Audit.Subject> named(JsonNode body) {
		List<Audit.Subject> subjects = new ArrayList<>();
		for (String list : List.of("jobIds", "processInstances")) {
			body.path(list)
				.forEach((id) -> subjects.add(new Audit.Subject(id.asText(), null,
						list.equals("jobIds") ? "job retries" : "instance retries")));
		}
		boolean byQuery = List.of("jobQuery", "processInstanceQuery", "historicProcessInstanceQuery")
			.stream()
			.anyMatch((query) -> !body.path(query).isMissingNode() && !body.path(query).isNull());
		return (subjects.isEmpty() || byQuery) ? null : subjects;
	}

}
