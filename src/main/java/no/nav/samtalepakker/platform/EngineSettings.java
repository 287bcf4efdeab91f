package no.nav.samtalepakker.platform;

import java.util.List;

import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the engine needs beyond its properties: our history level and an ear for the
 * decision table.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineSettings extends AbstractCamundaConfiguration {

	private final MatchedRules matchedRules;

	EngineSettings(MatchedRules matchedRules) {
		this.matchedRules = matchedRules;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl configuration) {
		configuration.setCustomHistoryLevels(List.of(new CaseHistoryLevel()));
		configuration.setHistory(CaseHistoryLevel.NAME);
		configuration.setEnableExpressionsInAdhocQueries(false);
		configuration.setFailedJobCommandFactory(new JobRetries());
		DefaultDmnEngineConfiguration dmn = (DefaultDmnEngineConfiguration) org.camunda.bpm.dmn.engine.DmnEngineConfiguration
			.createDefaultDmnEngineConfiguration();
		dmn.getCustomPostDecisionEvaluationListeners().add(this.matchedRules);
		configuration.setDmnEngineConfiguration(dmn);
	}

}
