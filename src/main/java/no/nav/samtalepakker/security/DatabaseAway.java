package no.nav.samtalepakker.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.RestErrors;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says that the database is away, wherever in a request it was missed: already the login
 * asks for it, and so does the page that would tell.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAway extends OncePerRequestFilter {

	private static final String SECONDS_TO_WAIT = "10";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException ex) {
			if (response.isCommitted() || !RestErrors.isDatabaseAway(ex)) {
				throw ex;
			}
			response.resetBuffer();
			answer(request.getRequestURI(), response);
		}
	}

	private static void answer(String path, HttpServletResponse response) throws IOException {
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader("Retry-After", SECONDS_TO_WAIT);
		response.setHeader("Cache-Control", "no-store");
		response.setContentType(PlainErrors.isInterface(path) ? "application/json" : "text/html");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.getWriter().write(PlainErrors.body(path, "Unavailable", RestErrors.DATABASE_AWAY));
	}

}
