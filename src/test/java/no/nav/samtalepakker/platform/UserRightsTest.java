package no.nav.samtalepakker.platform;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Lists are those of the engine's own statements, whatever rights there are: each world
 * of random rights is asked both ways by everybody.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserRightsTest {

	private static final int TASKS = 40;

	private static final List<String> KEYS = List.of("rights-a", "rights-b", "rights-c");

	private static final List<String> GROUPS = List.of("unit-1", "unit-2", "unit-3", "recipient", "office");

	private static final Map<String, List<String>> USERS = Map.of("leader", List.of("unit-1"), "deputy",
			List.of("unit-1", "unit-2"), "recipient", List.of("recipient", "unit-3"), "office", List.of("office"),
			"alone", List.of());

	private static final List<String> NAMES = USERS.keySet().stream().sorted().toList();

	private ProcessEngine engine;

	private List<String> instances;

	private List<String> tasks;

	/** The database. */
	abstract String url();

	abstract String user();

	@BeforeAll
	void start() {
		StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
		DriverManagerDataSource database = new DriverManagerDataSource(url(), user(), "");
		configuration.setDataSource(database);
		configuration.setProcessEngineName("rights-" + user());
		configuration.setDatabaseSchemaUpdate("true");
		configuration.setJobExecutorActivate(false);
		configuration.setMetricsEnabled(false);
		configuration.setAuthorizationEnabled(true);
		configuration.setEnforceHistoryTimeToLive(false);
		configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9_-]+");
		configuration.setCmmnEnabled(false);
		configuration.setResourceAuthorizationProvider(new GroupRights());
		configuration.setCustomSessionFactories(List.of(new UserRights.Factory(JdbcClient.create(database))));
		this.engine = configuration.buildProcessEngine();
		configuration.getSqlSessionFactory().getConfiguration().addInterceptor(new JoinedByIndex());
		KEYS.forEach((key) -> this.engine.getRepositoryService()
			.createDeployment()
			.addModelInstance(key + ".bpmn", model(key))
			.deploy());
		Random random = new Random(14);
		this.instances = IntStream.range(0, TASKS)
			.mapToObj((i) -> this.engine.getRuntimeService()
				.startProcessInstanceByKey(KEYS.get(random.nextInt(KEYS.size())), "case-" + i,
						Map.of("number", i, "group", one(random, GROUPS)))
				.getId())
			.toList();
		this.tasks = new ArrayList<>();
		for (Task task : this.engine.getTaskService().createTaskQuery().list()) {
			this.tasks.add(task.getId());
			task.setName(random.nextBoolean() ? "Planlegg" : "Svar");
			if (random.nextBoolean()) {
				task.setAssignee(one(random, NAMES));
			}
			if (random.nextInt(3) > 0) {
				task.setDueDate(Date.from(Instant.EPOCH.plus(random.nextInt(5), ChronoUnit.DAYS)));
			}
			this.engine.getTaskService().saveTask(task);
			this.engine.getTaskService().setVariableLocal(task.getId(), "local", random.nextInt(3));
			if (random.nextBoolean()) {
				this.engine.getTaskService().addCandidateGroup(task.getId(), one(random, GROUPS));
			}
		}
	}

	private static BpmnModelInstance model(String key) {
		return Bpmn.createExecutableProcess(key)
			.startEvent()
			.userTask("task_" + key.substring(key.length() - 1))
			.camundaCandidateGroups("${group}")
			.endEvent()
			.done();
	}

	@AfterAll
	void stop() {
		this.engine.close();
	}

	@RepeatedTest(6)
	void everybodySeesWhatTheEnginesOwnStatementsGive(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		// every third world is like ours: rights to single things only
		grantAnew(random, repetition.getCurrentRepetition() % 3 > 0);
		for (String user : NAMES) {
			this.engine.getIdentityService().setAuthentication(user, USERS.get(user));
			try {
				for (int i = 0; i < 4; i++) {
					long seed = random.nextLong();
					same(() -> tasks(new Random(seed)));
				}
				same(() -> this.engine.getRuntimeService()
					.createProcessInstanceQuery()
					.orderByProcessInstanceId()
					.asc());
				same(() -> this.engine.getRuntimeService().createExecutionQuery().orderByProcessInstanceId().asc());
				same(() -> this.engine.getRuntimeService().createVariableInstanceQuery().orderByVariableName().asc());
				same(() -> this.engine.getHistoryService()
					.createHistoricProcessInstanceQuery()
					.orderByProcessInstanceId()
					.asc());
				same(() -> this.engine.getHistoryService().createHistoricTaskInstanceQuery().orderByTaskId().asc());
				same(() -> this.engine.getHistoryService()
					.createHistoricActivityInstanceQuery()
					.orderByHistoricActivityInstanceId()
					.asc());
				same(() -> this.engine.getHistoryService()
					.createHistoricVariableInstanceQuery()
					.orderByVariableId()
					.asc());
				same(() -> this.engine.getHistoryService().createHistoricDetailQuery().orderByTime().asc());
			}
			finally {
				this.engine.getIdentityService().clearAuthentication();
			}
		}
	}

	@Test
	void whoHasRightsToSingleThingsIsJoinedByTheirIdsAndWhoMaySeeAllByNothing() {
		grantAnew(new Random(1), true);
		this.engine.getIdentityService().setAuthentication("alone", List.of());
		try {
			assertThat(check(this.engine.getTaskService().createTaskQuery()).getPermissionChecks())
				.isInstanceOf(RightsToRows.class);
			assertThat(check(this.engine.getHistoryService().createHistoricTaskInstanceQuery()).getPermissionChecks())
				.isInstanceOf(RightsToRows.class);
			this.engine.getIdentityService().clearAuthentication();
			Authorization all = this.engine.getAuthorizationService()
				.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
			all.setUserId("alone");
			all.setResource(Resources.TASK);
			all.setResourceId(Authorization.ANY);
			all.addPermission(Permissions.READ);
			this.engine.getAuthorizationService().saveAuthorization(all);
			this.engine.getIdentityService().setAuthentication("alone", List.of());
			assertThat(check(this.engine.getTaskService().createTaskQuery()).getShouldPerformAuthorizatioCheck())
				.isFalse();
			assertThat(this.engine.getTaskService().createTaskQuery().count()).isEqualTo(TASKS);
		}
		finally {
			this.engine.getIdentityService().clearAuthentication();
		}
	}

	/** What the query's statement has checked. */
	private static AuthorizationCheck check(Query<?, ?> query) {
		query.list();
		return ((ListQueryParameterObject) query).getAuthCheck();
	}

	@Test
	void anEngineThatJoinsRightsInAnotherWayIsRefused() {
		RightsToRows rights = new RightsToRows(new CompositePermissionCheck(true), List.of("RES.ID_"));
		assertThat(JoinedByIndex.joined("select 1 AUTH ON (AUTH.RESOURCE_ID_ IN (  RES.ID_ , D.KEY_ , '*' ) ) where 1",
				rights))
			.isEqualTo("select 1 AUTH ON (AUTH.RESOURCE_ID_ = RES.ID_ ) where 1");
		assertThatThrownBy(() -> JoinedByIndex.joined("select 1 from ACT_RU_TASK RES where exists (select 1)", rights))
			.isInstanceOf(IllegalStateException.class);
	}

	private void grantAnew(Random random, boolean singleOnly) {
		this.engine.getAuthorizationService()
			.createAuthorizationQuery()
			.list()
			.forEach((right) -> this.engine.getAuthorizationService().deleteAuthorization(right.getId()));
		Set<String> given = new HashSet<>();
		int rights = 10 + random.nextInt(30);
		for (int i = 0; i < rights; i++) {
			boolean task = random.nextInt(4) > 0;
			grant(given, random, task ? Resources.TASK : Resources.PROCESS_INSTANCE,
					one(random, task ? this.tasks : this.instances),
					(random.nextInt(4) > 0) ? Permissions.READ : Permissions.UPDATE);
		}
		if (singleOnly) {
			return;
		}
		for (int i = random.nextInt(4); i > 0; i--) {
			switch (random.nextInt(5)) {
				case 0 -> grant(given, random, Resources.TASK, "*",
						one(random, List.of(Permissions.READ, Permissions.UPDATE)));
				case 1 -> grant(given, random, Resources.PROCESS_DEFINITION, one(random, KEYS), one(random,
						List.of(Permissions.READ_TASK, Permissions.READ_INSTANCE, Permissions.READ_HISTORY)));
				case 2 -> grant(given, random, Resources.PROCESS_DEFINITION, "*", one(random,
						List.of(Permissions.READ_TASK, Permissions.READ_INSTANCE, Permissions.READ_HISTORY)));
				case 3 -> grant(given, random, Resources.PROCESS_INSTANCE, "*", Permissions.READ);
				// whatever that may mean: the engine compares the ids alone
				default -> grant(given, random, Resources.TASK, one(random, KEYS), Permissions.READ);
			}
		}
	}

	private void grant(Set<String> given, Random random, Resource resource, String id, Permission permission) {
		int kind = random.nextInt(40);
		int type = (kind == 0) ? Authorization.AUTH_TYPE_REVOKE
				: (kind < 3) ? Authorization.AUTH_TYPE_GLOBAL : Authorization.AUTH_TYPE_GRANT;
		Authorization right = this.engine.getAuthorizationService().createNewAuthorization(type);
		if (type != Authorization.AUTH_TYPE_GLOBAL) {
			if (random.nextInt(4) == 0) {
				right.setUserId(one(random, NAMES));
			}
			else {
				right.setGroupId(one(random, GROUPS));
			}
		}
		right.setResource(resource);
		right.setResourceId(id);
		if (type == Authorization.AUTH_TYPE_REVOKE) {
			right.removePermission(permission);
		}
		else {
			right.addPermission(permission);
		}
		// one for each user or group and thing
		if (given.add(type + " " + right.getUserId() + " " + right.getGroupId() + " " + resource + " " + id)) {
			this.engine.getAuthorizationService().saveAuthorization(right);
		}
	}

	private TaskQuery tasks(Random random) {
		TaskQuery query = this.engine.getTaskService().createTaskQuery();
		if (random.nextInt(3) == 0) {
			query.taskAssignee(one(random, NAMES));
		}
		else if (random.nextBoolean()) {
			query.taskCandidateGroupIn(List.of(one(random, GROUPS), one(random, GROUPS))).includeAssignedTasks();
		}
		if (random.nextInt(3) == 0) {
			query.dueBefore(Date.from(Instant.EPOCH.plus(3, ChronoUnit.DAYS)));
		}
		if (random.nextInt(3) == 0) {
			query.taskDefinitionKeyIn("task_a", "task_b");
		}
		if (random.nextInt(4) == 0) {
			query.processDefinitionKey(one(random, KEYS));
		}
		if (random.nextInt(4) == 0) {
			query.processVariableValueGreaterThan("number", TASKS / 2);
		}
		if (random.nextInt(4) == 0) {
			query.or().taskNameLike("Plan%").taskCandidateGroup(one(random, GROUPS)).endOr();
		}
		switch (random.nextInt(4)) {
			case 0 -> query.orderByDueDate().asc();
			case 1 -> query.orderByTaskCreateTime().desc();
			case 2 -> query.orderByTaskName().desc();
			default -> query.orderByTaskAssignee().asc();
		}
		return query.orderByTaskId().asc();
	}

	/** Same rows in the same order, same count, same pages. */
	private void same(Supplier<? extends Query<?, ?>> query) {
		List<?> expected = asTheEngineDoes(() -> ids(query.get().list()));
		assertThat(ids(query.get().list())).isEqualTo(expected);
		assertThat(query.get().count()).isEqualTo(expected.size())
			.isEqualTo(asTheEngineDoes(() -> query.get().count()));
		if (query.get() instanceof TaskQuery) {
			int first = expected.size() / 3;
			assertThat(ids(query.get().listPage(first, 5)))
				.isEqualTo(expected.subList(first, Math.min(first + 5, expected.size())));
		}
	}

	/** Tasks in their order; what has ties is sorted. */
	private static List<String> ids(List<?> found) {
		List<String> ids = found.stream().map(UserRightsTest::id).toList();
		return (!found.isEmpty() && found.get(0) instanceof Task) ? ids : ids.stream().sorted().toList();
	}

	private static String id(Object found) {
		try {
			Method id = found.getClass().getMethod("getId");
			return (String) id.invoke(found);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T> T asTheEngineDoes(Supplier<T> work) {
		return ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
			.getCommandExecutorTxRequired()
			.execute((context) -> {
				context.getSessions().put(AuthorizationManager.class, new AuthorizationManager());
				return work.get();
			});
	}

	private static <T> T one(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

}
