package no.nav.samtalepakker.security;

import java.beans.Introspector;
import java.util.List;
import java.util.Optional;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The one variable a form may send. */
@Component
class FormVariables {

	private static final String USER_TASK = "userTask_";

	private final TaskService tasks;

	private final RepositoryService repository;

	private final IdentityService identities;

	FormVariables(@Lazy TaskService tasks, @Lazy RepositoryService repository, @Lazy IdentityService identities) {
		this.tasks = tasks;
		this.repository = repository;
		this.identities = identities;
	}

	/** The variable of a task's form, if there is such a task and the user may see it. */
	Optional<String> ofTask(String taskId, String userId, List<String> groups) {
		Authentication before = this.identities.getCurrentAuthentication();
		try {
			this.identities.setAuthentication(userId, groups);
			Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
			return Optional.ofNullable(task).map((found) -> ofTaskKey(found.getTaskDefinitionKey()));
		}
		finally {
			if (before != null) {
				this.identities.setAuthentication(before);
			}
			else {
				this.identities.clearAuthentication();
			}
		}
	}

	/** The variable of a process's start form, if people may start it. */
	Optional<String> ofStart(String keyOrId, boolean isKey) {
		String key = keyOrId;
		if (!isKey) {
			Authentication before = this.identities.getCurrentAuthentication();
			try {
				this.identities.clearAuthentication();
				ProcessDefinition definition = this.repository.createProcessDefinitionQuery()
					.processDefinitionId(keyOrId)
					.singleResult();
				key = (definition != null) ? definition.getKey() : null;
			}
			finally {
				if (before != null) {
					this.identities.setAuthentication(before);
				}
			}
		}
		return "rollout".equals(key) ? Optional.of("startRollout") : Optional.empty();
	}

	private static String ofTaskKey(String key) {
		return key.startsWith(USER_TASK) ? key.substring(USER_TASK.length()) : Introspector.decapitalize(key);
	}

}
