package no.nav.samtalepakker.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps large bodies away from {@code /api}. */
class ApiRequestFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] body;
		try {
			body = BufferedRequest.bodyOf(request);
		}
		catch (Refusal refusal) {
			refusal.send(response);
			return;
		}
		chain.doFilter(new BufferedRequest(request, request.getQueryString(), body), response);
	}

}
