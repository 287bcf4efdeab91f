package no.nav.samtalepakker.security;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the nonce of the web applications' content security policy with its request. The
 * engine keeps it in the servlet context, which all requests share: when two of them
 * overlap, a page carries the other's nonce, the browser refuses its scripts, and
 * Tasklist stays blank.
 */
class NoncePerRequest extends OncePerRequestFilter {

	/** Set by the engine when it writes the header, read when it writes the page. */
	static final String NONCE = "org.camunda.bpm.csp.nonce";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ServletContext context = contextOf(request);
		chain.doFilter(new HttpServletRequestWrapper(request) {
			@Override
			public ServletContext getServletContext() {
				return context;
			}
		}, response);
	}

	/** The servlet context, but for the nonce, which is an attribute of the request. */
	private static ServletContext contextOf(HttpServletRequest request) {
		ServletContext shared = request.getServletContext();
		return (ServletContext) Proxy.newProxyInstance(NoncePerRequest.class.getClassLoader(),
				new Class<?>[] { ServletContext.class }, (proxy, method, arguments) -> {
					boolean isNonce = arguments != null && NONCE.equals(arguments[0]);
					if (isNonce && method.getName().equals("setAttribute")) {
						request.setAttribute(NONCE, arguments[1]);
						return null;
					}
					if (isNonce && method.getName().equals("getAttribute")) {
						return request.getAttribute(NONCE);
					}
					try {
						return method.invoke(shared, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
