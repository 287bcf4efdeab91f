package no.nav.samtalepakker.platform;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/**
 * The same as {@link FormListener} for the form that starts a process.
 *
 * @param <F> the record the form is read into; its name gives the variable's
 */
public abstract class StartFormListener<F> implements ExecutionListener {

	private final Forms forms;

	private final Class<F> type;

	protected StartFormListener(Forms forms, Class<F> type) {
		this.forms = forms;
		this.type = type;
	}

	@Override
	public final void notify(DelegateExecution execution) {
		accept(execution, this.forms.take(execution, this.type));
		this.forms.accepted(execution.getProcessInstanceId(), this.type, null);
	}

	/**
	 * Stores the form and sets the ids the process carries. Throws {@link InvalidInput}
	 * to refuse it.
	 */
	protected abstract void accept(DelegateExecution execution, F form);

}
