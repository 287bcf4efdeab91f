package no.nav.samtalepakker.platform;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Moves running instances of a process from one version of its model to another, by the
 * engine's own migration. Timers keep their dates, tasks their groups, rights and ids.
 * Checks no rights; callers have done so.
 */
@Component
public class ModelVersions {

	private final RepositoryService repository;

	private final RuntimeService runtime;

	private final Processes processes;

	ModelVersions(@Lazy RepositoryService repository, @Lazy RuntimeService runtime, Processes processes) {
		this.repository = repository;
		this.runtime = runtime;
		this.processes = processes;
	}

	/**
	 * What a move would be.
	 * @param elements the steps that go by another id in the newer version, besides those
	 * that are called the same
	 */
	public Plan plan(String process, int from, int to, Map<String, String> elements) {
		if (from == to) {
			throw new Refused("Velg to forskjellige versjoner av «%s».".formatted(process));
		}
		ProcessDefinition source = version(process, from);
		ProcessDefinition target = version(process, to);
		return this.processes.asSystem(() -> {
			try {
				MigrationPlanBuilder builder = this.runtime.createMigrationPlan(source.getId(), target.getId());
				builder.mapEqualActivities();
				elements.forEach(builder::mapActivities);
				MigrationPlan plan = builder.build();
				return new Plan(plan, withoutPlace(source, plan), instances(source));
			}
			catch (MigrationPlanValidationException ex) {
				throw new Refused(ex.getValidationReport()
					.getInstructionReports()
					.stream()
					.map((report) -> "Steget %s kan ikke bli %s: %s.".formatted(
							report.getMigrationInstruction().getSourceActivityId(),
							report.getMigrationInstruction().getTargetActivityId(),
							String.join(", ", report.getFailures())))
					.collect(Collectors.joining(" ")));
			}
			catch (BadUserRequestException ex) {
				throw new Refused("Et av stegene finnes ikke i modellen: " + elements);
			}
		});
	}

	private ProcessDefinition version(String process, int version) {
		return this.processes.asSystem(() -> Optional
			.ofNullable(this.repository.createProcessDefinitionQuery()
				.processDefinitionKey(process)
				.processDefinitionVersion(version)
				.singleResult())
			.orElseThrow(() -> new NotFound("Prosessen «%s» har ingen versjon %d.".formatted(process, version))));
	}

	private List<Instance> instances(ProcessDefinition definition) {
		return this.runtime.createProcessInstanceQuery()
			.processDefinitionId(definition.getId())
			.orderByProcessInstanceId()
			.asc()
			.list()
			.stream()
			.map((ProcessInstance instance) -> new Instance(instance.getId(), instance.getBusinessKey()))
			.toList();
	}

	/** Where a case could stand or a date be waited for, and no place is told for it. */
	private Set<String> withoutPlace(ProcessDefinition definition, MigrationPlan plan) {
		Set<String> known = plan.getInstructions()
			.stream()
			.map(MigrationInstruction::getSourceActivityId)
			.collect(Collectors.toSet());
		BpmnModelInstance model = this.repository.getBpmnModelInstance(definition.getId());
		return Stream.of(Activity.class, BoundaryEvent.class, IntermediateCatchEvent.class)
			.flatMap((type) -> model.getModelElementsByType(type).stream())
			.map(FlowNode::getId)
			.filter((id) -> !known.contains(id))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Moves one instance.
	 * @throws Refused if it stands where the newer version has no place for it, or
	 * somebody works on it at this moment
	 */
	public void move(Plan plan, Instance instance) {
		try {
			this.processes.asSystem(() -> {
				this.runtime.newMigration(plan.engines()).processInstanceIds(instance.id()).execute();
				return null;
			});
		}
		catch (MigratingProcessInstanceValidationException ex) {
			throw new Refused(
					Stream
						.concat(ex.getValidationReport()
							.getActivityInstanceReports()
							.stream()
							.map((report) -> report.getSourceScopeId() + ": "
									+ String.join(", ", report.getFailures())),
								Stream.concat(
										ex.getValidationReport()
											.getTransitionInstanceReports()
											.stream()
											.map((report) -> report.getSourceScopeId() + ": "
													+ String.join(", ", report.getFailures())),
										ex.getValidationReport().getFailures().stream()))
						.collect(Collectors.joining("; ")));
		}
		catch (RuntimeException ex) {
			if (RestErrors.isLostRace(ex)) {
				throw new Refused("noen arbeidet med saken i samme øyeblikk; kjør på nytt");
			}
			throw ex;
		}
	}

	/**
	 * A move of one process from one version to another.
	 *
	 * @param engines as the engine knows it
	 * @param withoutPlace ids of steps of the former version that have none in the newer
	 * @param instances the running instances of the former version
	 */
	public record Plan(MigrationPlan engines, Collection<String> withoutPlace, List<Instance> instances) {

		/** How many steps have their place in the newer version. */
		public int places() {
			return this.engines.getInstructions().size();
		}

	}

	/**
	 * A running instance.
	 *
	 * @param id the engine's id
	 * @param caseId id of the case it drives
	 */
	public record Instance(String id, String caseId) {
	}

}
