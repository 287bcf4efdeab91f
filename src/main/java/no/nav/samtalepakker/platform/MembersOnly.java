package no.nav.samtalepakker.platform;

import java.util.List;
import java.util.function.Supplier;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.IdentityLink;

/**
 * Only members of a task's groups have it and complete it, whichever way the call came
 * in: from a model, a form, a form that answers for several tasks at once, or the
 * engine's own claim. Waits for whoever is just ending a membership.
 */
class MembersOnly extends AbstractBpmnParseListener {

	private final Supplier<Identities> identities;

	private final Supplier<CurrentUser> currentUser;

	MembersOnly(Supplier<Identities> identities, Supplier<CurrentUser> currentUser) {
		this.identities = identities;
		this.currentUser = currentUser;
	}

	@Override
	public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this::assigned);
		task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this::completed);
	}

	private void assigned(DelegateTask task) {
		String user = task.getAssignee();
		if (user == null) {
			return;
		}
		this.identities.get().lock(groupsOf(task));
		if (isMember(user, task)) {
			return;
		}
		if (user.equals(this.currentUser.get().id())) {
			throw notTheirs();
		}
		// the case goes on; the group has the task
		task.setAssignee(null);
	}

	/** In a job nobody acts but the application. */
	private void completed(DelegateTask task) {
		String user = this.currentUser.get().id();
		if (user != null && !isMember(user, task)) {
			throw notTheirs();
		}
	}

	private boolean isMember(String user, DelegateTask task) {
		return groupsOf(task).stream().anyMatch((group) -> this.identities.get().isMember(user, group));
	}

	private static List<String> groupsOf(DelegateTask task) {
		return task.getCandidates()
			.stream()
			.map(IdentityLink::getGroupId)
			.filter((group) -> group != null)
			.distinct()
			.toList();
	}

	private static NotFound notTheirs() {
		return new NotFound("Oppgaven finnes ikke, eller du har ikke tilgang til den.");
	}

}
