package no.nav.samtalepakker.platform;

import java.util.List;

import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Checks rights with the groups a user is in. The engine would first read the groups of
 * every right there is, to leave out those without one: help where people are in hundreds
 * of groups, and a walk through all tasks at each request where, as here, they are in a
 * few and each task gives its group a right.
 */
class GroupsAsTheyAre implements SessionFactory {

	@Override
	public Class<?> getSessionType() {
		return AuthorizationManager.class;
	}

	@Override
	public Session openSession() {
		return new AuthorizationManager() {

			@Override
			public List<String> filterAuthenticatedGroupIds(List<String> groups) {
				return (groups != null) ? groups : List.of();
			}

		};
	}

}
