package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.List;

import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the engine needs beyond its properties: our history level, an ear for the decision
 * table, and its guards.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
// the engine finds its tables and makes none
@DependsOnDatabaseInitialization
class EngineSettings extends AbstractCamundaConfiguration {

	private final MatchedRules matchedRules;

	private final ApplicationContext context;

	private final ObjectProvider<Identities> identities;

	private final ObjectProvider<CurrentUser> currentUser;

	EngineSettings(MatchedRules matchedRules, ApplicationContext context, ObjectProvider<Identities> identities,
			ObjectProvider<CurrentUser> currentUser) {
		this.matchedRules = matchedRules;
		this.context = context;
		this.identities = identities;
		this.currentUser = currentUser;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl configuration) {
		configuration.setCustomHistoryLevels(List.of(new CaseHistoryLevel()));
		configuration.setHistory(CaseHistoryLevel.NAME);
		guard(configuration);
		membersOnly(configuration);
		configuration.setFailedJobCommandFactory(new JobRetries());
		DefaultDmnEngineConfiguration dmn = (DefaultDmnEngineConfiguration) org.camunda.bpm.dmn.engine.DmnEngineConfiguration
			.createDefaultDmnEngineConfiguration();
		dmn.getCustomPostDecisionEvaluationListeners().add(this.matchedRules);
		configuration.setDmnEngineConfiguration(dmn);
	}

	@Override
	public void postProcessEngineBuild(ProcessEngine engine) {
		ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine
			.getProcessEngineConfiguration();
		configuration.getSqlSessionFactory().getConfiguration().addInterceptor(new JoinedByIndex());
		tryLists(engine);
		tellSelectivity(configuration);
	}

	/** Refuses to start on an engine whose statements are not as we know them. */
	private static void tryLists(ProcessEngine engine) {
		engine.getIdentityService().setAuthentication("nobody", List.of());
		try {
			engine.getTaskService().createTaskQuery().listPage(0, 1);
			engine.getTaskService().createTaskQuery().count();
			engine.getRuntimeService().createExecutionQuery().count();
			engine.getRuntimeService().createProcessInstanceQuery().count();
			engine.getRuntimeService().createVariableInstanceQuery().count();
			engine.getHistoryService().createHistoricProcessInstanceQuery().count();
			engine.getHistoryService().createHistoricActivityInstanceQuery().count();
			engine.getHistoryService().createHistoricTaskInstanceQuery().count();
			engine.getHistoryService().createHistoricVariableInstanceQuery().count();
			engine.getHistoryService().createHistoricDetailQuery().count();
		}
		finally {
			engine.getIdentityService().clearAuthentication();
		}
	}

	/**
	 * H2 takes all columns for equally telling until it is told, and looks up the
	 * variables of one case among all that belong to no task, which is every one.
	 */
	private static void tellSelectivity(ProcessEngineConfigurationImpl configuration) {
		if ("h2".equals(configuration.getDatabaseType())) {
			JdbcClient jdbc = JdbcClient.create(configuration.getDataSource());
			jdbc.sql("alter table act_ru_variable alter column task_id_ selectivity 1").update();
			jdbc.sql("alter table act_ru_variable alter column execution_id_ selectivity 90").update();
		}
	}

	/** What no caller gets around, whichever way the call came in. */
	private void guard(ProcessEngineConfigurationImpl configuration) {
		configuration.setEnableExpressionsInAdhocQueries(false);
		configuration.setExpressionManager(new ExpressionGuard(this.context));
		configuration.setCustomPreCommandInterceptorsTxRequired(
				first(configuration.getCustomPreCommandInterceptorsTxRequired(), configuration));
		configuration.setCustomPreCommandInterceptorsTxRequiresNew(
				first(configuration.getCustomPreCommandInterceptorsTxRequiresNew(), configuration));
		configuration.setScriptEngineResolver(new NoScripts());
		configuration.setEnableFetchScriptEngineFromProcessApplication(false);
		configuration.setEnableXxeProcessing(false);
		// holds for queries on behalf of a user
		configuration.setQueryMaxResultsLimit(Processes.LONGEST_LIST);
		if (!StatementLimit.isOfConnection(configuration.getDataSource())) {
			configuration.setJdbcStatementTimeout(StatementLimit.SECONDS);
		}
	}

	/** Rights on a task come from its groups alone. */
	private void membersOnly(ProcessEngineConfigurationImpl configuration) {
		configuration.setResourceAuthorizationProvider(new GroupRights());
		configuration.setCustomSessionFactories(
				List.of(new UserRights.Factory(JdbcClient.create(configuration.getDataSource()))));
		// with cases the engine would begin each list of tasks with all of them
		configuration.setCmmnEnabled(false);
		List<BpmnParseListener> listeners = new ArrayList<>();
		if (configuration.getCustomPostBPMNParseListeners() != null) {
			listeners.addAll(configuration.getCustomPostBPMNParseListeners());
		}
		listeners.add(new MembersOnly(this.identities::getObject, this.currentUser::getObject));
		configuration.setCustomPostBPMNParseListeners(listeners);
	}

	private static List<CommandInterceptor> first(List<CommandInterceptor> others,
			ProcessEngineConfigurationImpl configuration) {
		List<CommandInterceptor> interceptors = new ArrayList<>();
		interceptors.add(new QueryGuard(() -> configuration.getIdentityService().getCurrentAuthentication()));
		interceptors.add(new TiesById());
		interceptors.add(new SecondTry());
		if (others != null) {
			interceptors.addAll(others);
		}
		return interceptors;
	}

}
