package no.nav.samtalepakker.platform;

/** The case has moved on, so the act no longer makes sense: HTTP 409. */
public class Conflict extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message what has happened meanwhile, in Norwegian
	 */
	public Conflict(String message) {
		super(message);
	}

}
