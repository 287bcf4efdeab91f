package no.nav.samtalepakker.platform;

import java.util.Set;

import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A form that only lost a race is taken once more. Two recipients who answer one obstacle
 * at the same moment, or a person and a timer, do nothing that excludes the other; the
 * engine lets only one of them change the case at a time. Nothing of the first try is
 * stored, and the second finds the case as the other left it, with every check made anew.
 */
class SecondTry extends CommandInterceptor {

	/** As many as there ever are recipients of one obstacle, and some. */
	private static final int MOST_TRIES = 8;

	/** What a second try meets where the other has completed the same task. */
	private static final Set<Integer> TASK_IS_GONE = Set.of(403, 404);

	@Override
	public <T> T execute(Command<T> command) {
		if (!(command instanceof SubmitTaskFormCmd) || Context.getCommandContext() != null
				|| TransactionSynchronizationManager.isActualTransactionActive()) {
			// part of something larger, which is undone and tried as a whole
			return this.next.execute(command);
		}
		RuntimeException lost = null;
		for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
			try {
				return this.next.execute(command);
			}
			catch (RuntimeException failure) {
				if (RestErrors.isLostRace(failure)) {
					lost = failure;
				}
				else {
					throw (lost != null && RestErrors.statusOf(failure).filter(TASK_IS_GONE::contains).isPresent())
							? lost : failure;
				}
			}
		}
		throw lost;
	}

}
