package no.nav.samtalepakker.testing;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers every flow node entered and every sequence flow taken while the tests run, by
 * process. Not in the benchmark, which would measure this as well.
 */
@Component
@Profile("!benchmark")
public class ModelCoverage extends AbstractProcessEnginePlugin {

	private static final double FLOWS_NEEDED = 0.95;

	private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

	@Override
	public void preInit(ProcessEngineConfigurationImpl configuration) {
		configuration.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {

			@Override
			public void parseProcess(Element element, ProcessDefinitionEntity process) {
				listen(process, process.getKey());
			}

		});
	}

	private static void listen(ScopeImpl scope, String process) {
		for (ActivityImpl activity : scope.getActivities()) {
			activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, recording(process, activity.getId()));
			activity.getOutgoingTransitions()
				.forEach((transition) -> ((TransitionImpl) transition).addListener(ExecutionListener.EVENTNAME_TAKE,
						recording(process, transition.getId())));
			listen(activity, process);
		}
	}

	private static ExecutionListener recording(String process, String element) {
		return (DelegateExecution execution) -> SEEN.add(process + "/" + element);
	}

	/**
	 * Every flow node of the model, and at least 95 % of its sequence flows, have been
	 * walked.
	 */
	public static void assertCovers(String process, String file) {
		BpmnModelInstance model = Bpmn
			.readModelFromStream(ModelCoverage.class.getResourceAsStream("/processes/" + file));
		assertThat(unseen(process, model.getModelElementsByType(FlowNode.class))).as("flow nodes never entered")
			.isEmpty();
		Collection<SequenceFlow> flows = model.getModelElementsByType(SequenceFlow.class);
		Set<String> untaken = unseen(process, flows);
		assertThat(1 - (double) untaken.size() / flows.size()).as("share of sequence flows taken, without %s", untaken)
			.isGreaterThanOrEqualTo(FLOWS_NEEDED);
	}

	private static Set<String> unseen(String process, Collection<? extends BaseElement> elements) {
		return elements.stream()
			.map(BaseElement::getId)
			.filter((id) -> !SEEN.contains(process + "/" + id))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
