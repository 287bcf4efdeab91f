package no.nav.samtalepakker.platform;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * What happens when a person completes a task: the form is taken out of the engine,
 * checked, and handed to the feature, all in one transaction.
 *
 * @param <F> the record the form is read into; its name gives the variable's
 */
public abstract class FormListener<F> implements TaskListener {

	private final Forms forms;

	private final Class<F> type;

	protected FormListener(Forms forms, Class<F> type) {
		this.forms = forms;
		this.type = type;
	}

	@Override
	public final void notify(DelegateTask task) {
		F form = this.forms.take(task, this.type);
		accept(task, form);
		this.forms.accepted(task.getId(), this.type, unitOf(task));
	}

	/** The unit the task concerns, or null. */
	protected String unitOf(DelegateTask task) {
		return id(task, CaseVariables.UNIT_ID);
	}

	/**
	 * Stores the form and sets the flags its gateways need. Throws {@link InvalidInput}
	 * to refuse it.
	 */
	protected abstract void accept(DelegateTask task, F form);

	/** The id of a case, which every process carries as a variable. */
	protected static String id(DelegateTask task, String variable) {
		return (String) task.getVariable(variable);
	}

}
