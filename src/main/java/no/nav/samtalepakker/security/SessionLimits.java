package no.nav.samtalepakker.security;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a login that has lasted a working day, and one whose user has done nothing for a
 * while. The server's own timeout never comes as long as Tasklist is open, which asks for
 * its list every ten seconds.
 */
class SessionLimits extends OncePerRequestFilter {

	private static final String TIMES = SessionLimits.class.getName();

	/** What Tasklist asks for by itself. */
	private static final Pattern POLLING = Pattern
		.compile("/camunda/api/engine/engine/default/filter/[^/]+/(list|count)");

	private final Duration idle;

	private final Duration longest;

	private final LongSupplier nanoTime;

	/**
	 * @param nanoTime real time, which the demonstration does not move
	 */
	SessionLimits(Duration idle, Duration longest, LongSupplier nanoTime) {
		this.idle = idle;
		this.longest = longest;
		this.nanoTime = nanoTime;
	}

	/** A login begins in this session. */
	static void restart(HttpSession session) {
		session.removeAttribute(TIMES);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		if (session != null) {
			try {
				check(request, session);
			}
			catch (IllegalStateException ex) {
				// another request has just ended the session
			}
		}
		chain.doFilter(request, response);
	}

	private void check(HttpServletRequest request, HttpSession session) {
		if (session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) == null) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		Times times = (session.getAttribute(TIMES) instanceof Times known) ? known : new Times(now, now);
		if (now - times.begun() > this.longest.toNanos() || now - times.lastAct() > this.idle.toNanos()) {
			session.invalidate();
			return;
		}
		boolean polling = POLLING.matcher(request.getRequestURI().substring(request.getContextPath().length()))
			.matches();
		session.setAttribute(TIMES, polling ? times : new Times(times.begun(), now));
	}

	private record Times(long begun, long lastAct) implements Serializable {
	}

}
