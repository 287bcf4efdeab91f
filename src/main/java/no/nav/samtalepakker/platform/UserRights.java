package no.nav.samtalepakker.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.HistoricActivityInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.PermissionCheck;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks rights as the engine does, in ways an index serves.
 * <p>
 * In a list the engine compares each row with each right of the user, which may be for
 * the row itself, for its definition or for all (<code>RESOURCE_ID_ IN (id, key,
 * '*')</code>). Which of the three a user has is known before, from the few rights that
 * are for more than one row. Whoever may see all is not compared with anything; whoever
 * has no more than rights to single rows is joined by their id alone. For everybody else
 * the engine's own statement stays as it is.
 * <p>
 * And the groups are those a user is in. The engine would first read the groups of every
 * right there is, to leave out those without one: help where people are in hundreds of
 * groups, and a walk through all tasks at each request where, as here, they are in a few
 * and each task gives its group a right.
 */
class UserRights extends AuthorizationManager {

	/** Kinds of things of which each has an id of its own, unlike a definition's key. */
	private static final Set<Integer> SINGLE = Set.of(Resources.TASK.resourceType(),
			Resources.PROCESS_INSTANCE.resourceType());

	private final JdbcClient jdbc;

	UserRights(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<String> filterAuthenticatedGroupIds(List<String> groups) {
		return (groups != null) ? groups : List.of();
	}

	@Override
	public void configureTaskQuery(TaskQueryImpl query) {
		super.configureTaskQuery(query);
		narrow(query.getAuthCheck());
	}

	@Override
	@SuppressWarnings("rawtypes")
	public void configureExecutionQuery(AbstractQuery query) {
		super.configureExecutionQuery(query);
		narrow(query.getAuthCheck());
	}

	@Override
	protected void configureVariableInstanceQuery(VariableInstanceQueryImpl query) {
		super.configureVariableInstanceQuery(query);
		narrow(query.getAuthCheck());
	}

	@Override
	public void configureHistoricProcessInstanceQuery(HistoricProcessInstanceQueryImpl query) {
		super.configureHistoricProcessInstanceQuery(query);
		narrow(query.getAuthCheck());
	}

	@Override
	public void configureHistoricActivityInstanceQuery(HistoricActivityInstanceQueryImpl query) {
		super.configureHistoricActivityInstanceQuery(query);
		narrow(query.getAuthCheck());
	}

	@Override
	public void configureHistoricTaskInstanceQuery(HistoricTaskInstanceQueryImpl query) {
		super.configureHistoricTaskInstanceQuery(query);
		narrow(query.getAuthCheck());
	}

	@Override
	@SuppressWarnings("rawtypes")
	protected void configureHistoricVariableAndDetailQuery(AbstractQuery query) {
		super.configureHistoricVariableAndDetailQuery(query);
		narrow(query.getAuthCheck());
	}

	private void narrow(AuthorizationCheck check) {
		CompositePermissionCheck rights = check.getPermissionChecks();
		// the engine's statements ask this one; the field without «get» nobody sets
		if (!check.getShouldPerformAuthorizatioCheck() || check.isRevokeAuthorizationCheckEnabled()
				|| !rights.getCompositeChecks().isEmpty()
				|| (!rights.isDisjunctive() && rights.getAtomicChecks().size() > 1)) {
			return;
		}
		List<Right> broad = broad(check).stream().filter((right) -> isOneOf(right, rights.getAtomicChecks())).toList();
		if (broad.stream().anyMatch((right) -> right.id().equals(Authorization.ANY))) {
			check.setAuthorizationCheckEnabled(false);
		}
		else if (broad.isEmpty()) {
			check.setPermissionChecks(new RightsToRows(rights, columns(check)));
		}
	}

	/** The columns that hold the ids of what the user may have a right to. */
	private List<String> columns(AuthorizationCheck check) {
		List<PermissionCheck> single = check.getPermissionChecks()
			.getAtomicChecks()
			.stream()
			.filter((right) -> SINGLE.contains(right.getResourceType()))
			.toList();
		return single.stream()
			.filter((right) -> single.size() == 1 || hasAny(check, right.getResourceType()))
			.map(PermissionCheck::getResourceIdQueryParam)
			.toList();
	}

	/** The user's rights to all of a kind and to definitions. */
	private List<Right> broad(AuthorizationCheck check) {
		return this.jdbc.sql("""
				select resource_type_ as resource_type, resource_id_ as id, perms_ as permissions
				from act_ru_authorization
				where type_ < 2 and resource_id_ in (select '*' union all select key_ from act_re_procdef)
					and (user_id_ in (:user, '*') or group_id_ in (:groups))
				""").params(whose(check)).query(Rows.of(Right.class)).list();
	}

	private boolean hasAny(AuthorizationCheck check, int resourceType) {
		return this.jdbc.sql("""
				select exists (select 1 from act_ru_authorization
					where type_ < 2 and resource_type_ = :type
						and (user_id_ in (:user, '*') or group_id_ in (:groups)))
				""").params(whose(check)).param("type", resourceType).query(Boolean.class).single();
	}

	private static Map<String, Object> whose(AuthorizationCheck check) {
		List<String> groups = check.getAuthGroupIds();
		return Map.of("user", check.getAuthUserId(), "groups",
				// no group has an empty name, and a list in SQL has at least one entry
				(groups == null || groups.isEmpty()) ? List.of("") : groups);
	}

	private static boolean isOneOf(Right right, List<PermissionCheck> asked) {
		return asked.stream()
			.anyMatch((check) -> check.getResourceType() == right.resourceType()
					&& (right.permissions() & check.getPerms()) == check.getPerms());
	}

	/** Gives each command of the engine its own. */
	static class Factory implements SessionFactory {

		private final JdbcClient jdbc;

		Factory(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public Class<?> getSessionType() {
			return AuthorizationManager.class;
		}

		@Override
		public Session openSession() {
			return new UserRights(this.jdbc);
		}

	}

	/**
	 * A right as stored.
	 *
	 * @param resourceType the kind of thing
	 * @param id its id, a definition's key, or * for all
	 * @param permissions what one may do with it, a bit each
	 */
	record Right(int resourceType, String id, int permissions) {
	}

}
