package no.nav.samtalepakker.platform;

/**
 * What was asked for is not there, or not for this user: HTTP 404, the same words for
 * both.
 */
public class NotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message what was not found, in Norwegian
	 */
	public NotFound(String message) {
		super(message);
	}

}
