package no.nav.samtalepakker.security;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.RedirectStrategy;

/**
 * Where a browser goes after a logout: to the login page, if need be by way of the
 * provider.
 */
class LoggedOut implements RedirectStrategy {

	static final String PAGE = "/login?logout";

	/** Tells the script in Camunda's pages, which calls instead of posting a form. */
	static final String NEXT = "X-Logged-Out-Next";

	/** Where {@link LoginController} finds the provider's address. */
	static final String PROVIDER = "samtalepakker.logout.provider";

	@Override
	public void sendRedirect(HttpServletRequest request, HttpServletResponse response, String url) throws IOException {
		boolean here = url.startsWith("/");
		String next = here ? request.getContextPath() + url : url;
		if (SecurityConfiguration.CAMUNDA_LOGOUT.matches(request)) {
			response.setHeader(NEXT, next);
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
		}
		else if (here) {
			response.sendRedirect(next);
		}
		else {
			toProvider(request, response, next);
		}
	}

	/**
	 * A page that leads on: a browser would not follow a redirect from our form to
	 * another site, because of form-action in the content security policy.
	 */
	private static void toProvider(HttpServletRequest request, HttpServletResponse response, String url)
			throws IOException {
		request.setAttribute(PROVIDER, url);
		try {
			request.getRequestDispatcher("/login/out").forward(request, response);
		}
		catch (ServletException ex) {
			throw new IOException(ex);
		}
	}

}
