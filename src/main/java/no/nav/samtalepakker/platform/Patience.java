package no.nav.samtalepakker.platform;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.stereotype.Component;

/**
 * For what must be done whatever others do at the same moment, such as ending somebody's
 * access: a transaction that lost a race is run again.
 */
@Component
public class Patience {

	private static final int ATTEMPTS = 15;

	private static final Duration PAUSE = Duration.ofMillis(20);

	/**
	 * Runs work that is a transaction of its own, until it is through. Other failures go
	 * to the caller at once.
	 */
	public void insist(Runnable work) {
		for (int attempt = 1;; attempt++) {
			try {
				work.run();
				return;
			}
			catch (RuntimeException ex) {
				if (attempt == ATTEMPTS || !RestErrors.isLostRace(ex)) {
					throw ex;
				}
				pause(attempt);
			}
		}
	}

	/** Longer each time, and not in step with the others. */
	private static void pause(int attempt) {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(attempt * PAUSE.toMillis()) + 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Conflict("Avbrutt. Prøv igjen.");
		}
	}

}
