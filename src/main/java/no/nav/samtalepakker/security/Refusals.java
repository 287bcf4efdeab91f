package no.nav.samtalepakker.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers of the filters, in the shape every other error has. All texts are our own, so
 * nothing needs escaping.
 */
final class Refusals {

	private Refusals() {
	}

	static void send(HttpServletResponse response, int status, String type, String message) throws IOException {
		response.setStatus(status);
		response.setContentType("application/json");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.getWriter().write("{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}");
	}

}
