package no.nav.samtalepakker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ComplexGateway;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of {@code bpmnlint:recommended}, so that the build needs no npm. Those about
 * pictures stand in {@link ModelDrawingTest}. The original, by hand in an empty folder:
 * {@code npm install bpmnlint}, {@code {"extends": "bpmnlint:recommended"}} in
 * {@code .bpmnlintrc}, {@code npx bpmnlint <repository>/processes/*.bpmn}.
 */
class ModelLintTest {

	private static final String LOOP = "a job that comes again until nothing is left; the flow back says all a gateway would";

	/** What the original finds too, and why it stays. */
	private static final Map<String, String> ACCEPTED = Map.of("end-event-required subProcess_countyDecision",
			"a county may change its mind until the closing date, which ends it from outside",
			"fake-join serviceTask_startConversations", LOOP, "fake-join serviceTask_closeConversations", LOOP,
			"fake-join serviceTask_cutOffConversations", LOOP, "fake-join serviceTask_startJoined", LOOP,
			"fake-join serviceTask_stopConversations", LOOP);

	static Stream<Path> models() throws java.io.IOException {
		return ModelConventionsTest.models().stream();
	}

	@ParameterizedTest
	@MethodSource("models")
	void keepsTheRules(Path file) {
		assertThat(findings(Bpmn.readModelFromFile(file.toFile()))).isSubsetOf(ACCEPTED.keySet());
	}

	@Test
	void acceptsNothingThatIsNotThere() {
		List<String> found = new ArrayList<>();
		try (Stream<Path> models = models()) {
			models.forEach((file) -> found.addAll(findings(Bpmn.readModelFromFile(file.toFile()))));
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		assertThat(found).containsExactlyInAnyOrderElementsOf(ACCEPTED.keySet());
	}

	/**
	 * A picture that breaks many rules, so that the rules are known to find something.
	 */
	@Test
	void findsFaults() {
		BpmnModelInstance model = Bpmn.createExecutableProcess("faulty")
			.startEvent("start_unnamed")
			.name("")
			.userTask("userTask_splits")
			.exclusiveGateway("gateway_single")
			.exclusiveGateway("gateway_both")
			.inclusiveGateway("gateway_inclusive")
			.endEvent("end_unnamed")
			.moveToNode("gateway_both")
			.userTask("userTask_noEnd")
			.moveToActivity("userTask_splits")
			.connectTo("gateway_both")
			.done();
		assertThat(findings(model)).contains("label-required start_unnamed", "no-implicit-split userTask_splits",
				"superfluous-gateway gateway_single", "no-gateway-join-fork gateway_both",
				"conditional-flows gateway_both", "no-inclusive-gateway gateway_inclusive",
				"no-implicit-end userTask_noEnd");
	}

	private static Set<String> findings(BpmnModelInstance model) {
		Findings found = new Findings();
		for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
			int in = node.getIncoming().size();
			int out = node.getOutgoing().size();
			boolean gateway = node instanceof Gateway;
			boolean eventSubProcess = node instanceof SubProcess sub && sub.triggeredByEvent();
			found.add("conditional-flows", node, gateway && !(node instanceof EventBasedGateway)
					&& node instanceof ExclusiveGateway forks && out > 1
					&& node.getOutgoing()
						.stream()
						.anyMatch((flow) -> flow.getConditionExpression() == null && !flow.equals(forks.getDefault())));
			found.add("fake-join", node, !gateway && in > 1);
			found.add("label-required", node,
					(node.getName() == null || node.getName().isBlank())
							&& (!gateway || node instanceof ExclusiveGateway || node instanceof EventBasedGateway
									|| node instanceof InclusiveGateway)
							&& !(gateway && out < 2));
			found.add("no-complex-gateway", node, node instanceof ComplexGateway);
			found.add("no-inclusive-gateway", node, node instanceof InclusiveGateway);
			found.add("no-gateway-join-fork", node, gateway && in > 1 && out > 1);
			found.add("superfluous-gateway", node, gateway && in == 1 && out == 1);
			found.add("no-implicit-split", node, !gateway && out > 1);
			found.add("no-implicit-end", node, !(node instanceof EndEvent) && out == 0 && !eventSubProcess);
			found.add("no-implicit-start", node,
					!(node instanceof StartEvent) && !(node instanceof BoundaryEvent) && in == 0 && !eventSubProcess);
			found.add("no-disconnected", node, in == 0 && out == 0 && !eventSubProcess);
			found.add("single-event-definition", node, definitions(node).size() > 1);
			found.add("link-event", node, definitions(node).stream().anyMatch(LinkEventDefinition.class::isInstance));
			found.add("event-based-gateway", node,
					node instanceof EventBasedGateway && (out < 2 || node.getOutgoing()
						.stream()
						.anyMatch((flow) -> !(flow.getTarget() instanceof IntermediateCatchEvent)
								|| flow.getTarget().getIncoming().size() > 1)));
			found.add("superfluous-termination", node, isSuperfluousTermination(node));
			found.add("no-duplicate-sequence-flows", node,
					node.getOutgoing().stream().map(SequenceFlow::getTarget).distinct().count() < out);
		}
		for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
			found.add("label-required", flow, flow.getConditionExpression() != null && flow.getName() == null);
		}
		model.getModelElementsByType(Process.class).forEach((process) -> container(process, found));
		model.getModelElementsByType(SubProcess.class).forEach((process) -> container(process, found));
		model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Message.class)
			.forEach((message) -> found.add("global " + message.getId(),
					model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.MessageEventDefinition.class)
						.stream()
						.noneMatch((definition) -> message.equals(definition.getMessage()))));
		return found.all;
	}

	private static void container(org.camunda.bpm.model.bpmn.instance.BaseElement container, Findings found) {
		Collection<StartEvent> starts = container.getChildElementsByType(StartEvent.class);
		String id = container.getId();
		List<StartEvent> blank = starts.stream().filter((start) -> start.getEventDefinitions().isEmpty()).toList();
		boolean byEvent = container instanceof SubProcess sub && sub.triggeredByEvent();
		found.add("start-event-required " + id, starts.isEmpty());
		found.add("end-event-required " + id, container.getChildElementsByType(EndEvent.class).isEmpty());
		found.add("single-blank-start-event " + id, blank.size() > 1);
		found.add("event-sub-process-typed-start-event " + id, byEvent && !blank.isEmpty());
		found.add("sub-process-blank-start-event " + id,
				container instanceof SubProcess && !byEvent && blank.size() != starts.size());
		found.add("ad-hoc-sub-process " + id, container.getElementType().getTypeName().equals("adHocSubProcess"));
	}

	/** Whether it ends what would have ended anyway, since nothing runs beside it. */
	private static boolean isSuperfluousTermination(FlowNode node) {
		if (definitions(node).stream().noneMatch(TerminateEventDefinition.class::isInstance)) {
			return false;
		}
		ModelElementInstance scope = node.getParentElement();
		Predicate<FlowNode> forks = (other) -> !(other instanceof ExclusiveGateway)
				&& !(other instanceof EventBasedGateway) && other.getOutgoing().size() > 1;
		return scope.getChildElementsByType(FlowNode.class).stream().noneMatch(forks)
				&& scope.getChildElementsByType(BoundaryEvent.class).stream().allMatch(BoundaryEvent::cancelActivity)
				&& scope.getChildElementsByType(SubProcess.class).stream().noneMatch(SubProcess::triggeredByEvent);
	}

	private static Collection<?> definitions(FlowNode node) {
		return (node instanceof CatchEvent event) ? event.getEventDefinitions()
				: (node instanceof ThrowEvent event) ? event.getEventDefinitions() : List.of();
	}

	/** What was found, by rule and element. */
	private static final class Findings {

		private final Set<String> all = new HashSet<>();

		private void add(String rule, FlowElement element, boolean found) {
			add(rule + " " + element.getId(), found);
		}

		private void add(String finding, boolean found) {
			if (found) {
				this.all.add(finding);
			}
		}

	}

}
