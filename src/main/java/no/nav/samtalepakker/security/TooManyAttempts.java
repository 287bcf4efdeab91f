package no.nav.samtalepakker.security;

import java.time.Duration;

import no.nav.samtalepakker.platform.Counted;

import org.springframework.security.core.AuthenticationException;

/** Nothing is tried for a while. */
class TooManyAttempts extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final long seconds;

	TooManyAttempts(Duration wait) {
		super("Too many wrong passwords");
		this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
	}

	/** How long to wait. */
	long seconds() {
		return this.seconds;
	}

	/** In words people read. */
	String inWords() {
		long minutes = (this.seconds + 59) / 60;
		return (this.seconds < 60) ? Counted.of(this.seconds, "ett sekund", "%d sekunder")
				: Counted.of(minutes, "ett minutt", "%d minutter");
	}

}
