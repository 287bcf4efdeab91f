package no.nav.samtalepakker.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Answers of the filters, in the shape every other error has. All texts are our own, so
 * nothing needs escaping.
 */
final class Refusals {

	private static final int TOO_MANY_REQUESTS = 429;

	private Refusals() {
	}

	static void tooManyAttempts(HttpServletResponse response, TooManyAttempts failure) throws IOException {
		markTooManyAttempts(response, failure);
		send(response, TOO_MANY_REQUESTS, "TooManyAttempts",
				"For mange forsøk med feil passord. Prøv igjen om " + failure.inWords() + ".");
	}

	static void markTooManyAttempts(HttpServletResponse response, TooManyAttempts failure) {
		response.setStatus(TOO_MANY_REQUESTS);
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(failure.seconds()));
	}

	static void send(HttpServletResponse response, int status, String type, String message) throws IOException {
		response.setStatus(status);
		response.setContentType("application/json");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.getWriter().write("{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}");
	}

}
