package no.nav.samtalepakker.platform;

/**
 * A caller's mistake in one field. Becomes HTTP 400 with a Norwegian message that names
 * the field; the transaction rolls back, so the task stays open and nothing is stored.
 * The message never quotes what was written, because it is logged.
 */
public class InvalidInput extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String field;

	private final String advice;

	/**
	 * @param field path of the field in the JSON, such as {@code obstacles[0].text}
	 * @param message what is wrong and what to do, in Norwegian, without a full stop
	 */
	public InvalidInput(String field, String message) {
		super(message + " (" + field + ").");
		this.field = field;
		this.advice = message + ".";
	}

	public String field() {
		return this.field;
	}

	/** What is wrong and what to do, for a page that shows where. */
	public String advice() {
		return this.advice;
	}

}
