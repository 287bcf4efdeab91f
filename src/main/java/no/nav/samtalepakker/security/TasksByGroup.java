package no.nav.samtalepakker.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Processes;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;

import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many tasks each group has open, for the secretariat's Cockpit: the engine would
 * tell only whoever may read every task. Units are counted together, not listed (design
 * §1).
 */
@Component
@Order(EngineRequestFilter.ORDER + 2)
class TasksByGroup extends OncePerRequestFilter {

	private static final Pattern REPORT = Pattern
		.compile("/camunda/api/engine/engine/default/task/report/candidate-group-count/?");

	private static final JsonMapper JSON = new JsonMapper();

	private final TaskService tasks;

	private final IdentityService groups;

	private final Processes processes;

	private final Identities identities;

	TasksByGroup(@Lazy TaskService tasks, @Lazy IdentityService groups, Processes processes, Identities identities) {
		this.tasks = tasks;
		this.groups = groups;
		this.processes = processes;
		this.identities = identities;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return !"GET".equals(request.getMethod()) || !REPORT.matcher(path).matches() || !isSecretariatAlone();
	}

	/** The engine answers those who run the application. */
	private boolean isSecretariatAlone() {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		List<String> groups = (user != null && user.isAuthenticated()) ? this.identities.groupsOf(user.getName())
				: List.of();
		return groups.contains(Identities.SECRETARIAT) && !groups.contains(Identities.ADMIN);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Map<String, Integer> counts = new TreeMap<>();
		this.processes.asSystem(() -> {
			this.tasks.createTaskReport()
				.taskCountByCandidateGroup()
				.forEach((group) -> counts.merge(name(group.getGroupName()), group.getTaskCount(), Integer::sum));
			return counts;
		});
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		JSON.writeValue(response.getOutputStream(),
				counts.entrySet()
					.stream()
					.map((group) -> Map.of("groupName", group.getKey(), "taskCount", group.getValue()))
					.toList());
	}

	/** As people know it; the secretariat may not look up groups either. */
	private String name(String id) {
		if (id == null) {
			return "Ingen gruppe";
		}
		if (GroupKind.UNIT.has(id) || GroupKind.PARTY.has(id)) {
			return "Enheter";
		}
		Group group = this.groups.createGroupQuery().groupId(id).singleResult();
		return (group != null && group.getName() != null) ? group.getName() : id;
	}

}
