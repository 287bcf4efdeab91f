package no.nav.samtalepakker.security;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of somebody else can make a browser send. Programs need no token
 * because they log in with each request, but a browser that has once been asked for a
 * password sends it along for any page. Forms of other sites come with one of three
 * content types and scripts say where they come from.
 */
class CrossSiteFilter extends OncePerRequestFilter {

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> OWN = Set.of("same-origin", "none");

	private static final Set<String> OF_FORMS = Set.of("application/x-www-form-urlencoded", "multipart/form-data",
			"text/plain");

	private final RequestMatcher interfaces;

	/**
	 * Creates the filter.
	 * @param interfaces what takes JSON only
	 */
	CrossSiteFilter(RequestMatcher interfaces) {
		this.interfaces = interfaces;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!READING.contains(request.getMethod())) {
			String site = request.getHeader("Sec-Fetch-Site");
			if (site != null && !OWN.contains(site)) {
				Refusal.refused("Kallet kommer fra et annet nettsted.").send(response);
				return;
			}
			String type = mediaType(request);
			// a wildcard is no type, and Spring stumbles over it
			if (this.interfaces.matches(request) && (OF_FORMS.contains(type) || type.contains("*"))) {
				Refusal.unsupported().send(response);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private static String mediaType(HttpServletRequest request) {
		String type = request.getContentType();
		return (type != null) ? type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
	}

}
