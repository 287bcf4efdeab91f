package no.nav.samtalepakker.security;

import java.util.Arrays;

import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Processes;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rights of the roles, added at each start where they are missing. Leaders, counties
 * and recipients have none of their own: the engine gives rights on each task to its
 * assignee and groups.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
@Transactional
class Grants implements ApplicationRunner {

	private final AuthorizationService authorizations;

	private final Identities identities;

	private final Processes processes;

	private final boolean demo;

	Grants(@Lazy AuthorizationService authorizations, Identities identities, Processes processes,
			Environment environment) {
		this.authorizations = authorizations;
		this.identities = identities;
		this.processes = processes;
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.processes.asSystem(() -> {
			this.identities.ensureGroup(Identities.SECRETARIAT, "Sekretariatet");
			this.identities.ensureGroup(Identities.EVALUATOR, "Evaluering");
			this.identities.ensureGroup(Identities.ADMIN, "Drift");
			admins();
			secretariat();
			everybody();
			return null;
		});
	}

	private void admins() {
		for (Resource resource : Resources.values()) {
			grant(Identities.ADMIN, resource, Authorization.ANY, Permissions.ALL);
		}
		// who runs the application sees every task and mends what has stopped, but writes
		// no unit's report and orders no rollout; the engine's own set-up grants it all
		grantOnly(Identities.ADMIN, Resources.TASK, Permissions.READ);
		grantOnly(Identities.ADMIN, Resources.PROCESS_DEFINITION, ProcessDefinitionPermissions.READ,
				ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_HISTORY,
				ProcessDefinitionPermissions.READ_TASK, ProcessDefinitionPermissions.UPDATE_INSTANCE,
				ProcessDefinitionPermissions.RETRY_JOB);
		if (!this.demo) {
			// without a user in this group the web applications ask the first caller to
			// create one
			this.identities.ensureUser(UserIds.LOCKED_USER, "Låst", "Driftsbruker");
			this.identities.join(UserIds.LOCKED_USER, Identities.ADMIN);
		}
	}

	private void secretariat() {
		String group = Identities.SECRETARIAT;
		grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
		grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ,
				ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_HISTORY);
		grant(group, Resources.PROCESS_DEFINITION, "rollout", ProcessDefinitionPermissions.READ,
				ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_HISTORY,
				ProcessDefinitionPermissions.CREATE_INSTANCE);
		grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
		grant(group, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
		grant(group, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_HISTORY);
		grant(group, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);
	}

	private void everybody() {
		global(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
	}

	private void grant(String group, Resource resource, String id, Permission... permissions) {
		if (this.authorizations.createAuthorizationQuery()
			.groupIdIn(group)
			.resourceType(resource)
			.resourceId(id)
			.count() == 0) {
			Authorization grant = this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
			grant.setGroupId(group);
			save(grant, resource, id, permissions);
		}
	}

	/** Takes away what the group had on all resources of the kind besides. */
	private void grantOnly(String group, Resource resource, Permission... permissions) {
		Authorization grant = this.authorizations.createAuthorizationQuery()
			.groupIdIn(group)
			.resourceType(resource)
			.resourceId(Authorization.ANY)
			.singleResult();
		grant.setPermissions(permissions);
		this.authorizations.saveAuthorization(grant);
	}

	private void global(Resource resource, String id, Permission... permissions) {
		boolean missing = this.authorizations.createAuthorizationQuery()
			.authorizationType(Authorization.AUTH_TYPE_GLOBAL)
			.resourceType(resource)
			.resourceId(id)
			.count() == 0;
		if (missing) {
			save(this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL), resource, id, permissions);
		}
	}

	private void save(Authorization authorization, Resource resource, String id, Permission... permissions) {
		authorization.setResource(resource);
		authorization.setResourceId(id);
		Arrays.stream(permissions).forEach(authorization::addPermission);
		this.authorizations.saveAuthorization(authorization);
	}

}
