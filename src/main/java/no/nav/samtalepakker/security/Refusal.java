package no.nav.samtalepakker.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

/** Why a request goes no further than a filter. */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String type;

	private Refusal(int status, String type, String message) {
		super(message, null, false, false);
		this.status = status;
		this.type = type;
	}

	static Refusal invalid(String message) {
		return new Refusal(HttpServletResponse.SC_BAD_REQUEST, "InvalidInput", message);
	}

	static Refusal unauthorized() {
		return new Refusal(HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", "Du må logge inn.");
	}

	static Refusal refused(String message) {
		return new Refusal(HttpServletResponse.SC_FORBIDDEN, "Refused", message);
	}

	static Refusal tooLarge() {
		return new Refusal(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "InvalidInput",
				"Innholdet er for stort, høyst 200 kB.");
	}

	static Refusal unsupported() {
		return new Refusal(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "InvalidInput",
				"Innholdet må sendes som JSON (application/json).");
	}

	void send(HttpServletResponse response) throws IOException {
		Refusals.send(response, this.status, this.type, getMessage());
	}

}
