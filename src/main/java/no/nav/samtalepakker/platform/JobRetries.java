package no.nav.samtalepakker.platform;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * What failed is tried again after the pause the model gives. A job that only lost a race
 * goes again at once: two lanes of a rollout that end together would otherwise hold half
 * of its units back for half a minute.
 */
final class JobRetries implements FailedJobCommandFactory {

	@Override
	public Command<Object> getCommand(String jobId, Throwable failure) {
		return (failure instanceof OptimisticLockingException) ? new LostRace(jobId, failure)
				: new DefaultJobRetryCmd(jobId, failure);
	}

	private static final class LostRace extends DefaultJobRetryCmd {

		private static final long serialVersionUID = 1L;

		LostRace(String jobId, Throwable failure) {
			super(jobId, failure);
		}

		@Override
		public Object execute(CommandContext context) {
			JobEntity job = getJob();
			if (job != null) {
				job.unlock();
				notifyAcquisition(context);
			}
			return null;
		}

	}

}
