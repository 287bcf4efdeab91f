package no.nav.samtalepakker.platform;

/** The user is known but may not do this: HTTP 403. */
public class Refused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message why not, in Norwegian
	 */
	public Refused(String message) {
		super(message);
	}

}
