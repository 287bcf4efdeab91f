package no.nav.samtalepakker.security;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a login that has lasted a working day, and one whose user has done nothing for a
 * while. The server's own timeout never comes as long as Tasklist is open, which asks for
 * its list and its task every ten seconds. So what scripts ask for is no act: a page that
 * is opened is one, and so is a key or a press of the mouse, which the script of every
 * page tells ({@link SessionController}).
 */
class SessionLimits extends OncePerRequestFilter {

	/** Whose session has just ended here, as an attribute of the request. */
	static final String FORMER_USER = SessionLimits.class.getName() + ".user";

	private static final String TIMES = SessionLimits.class.getName();

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
		if (!(session.getAttribute(
				HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) instanceof SecurityContext login)) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		Times times = (session.getAttribute(TIMES) instanceof Times known) ? known : new Times(now, now);
		if (now - times.begun() > this.longest.toNanos() || now - times.lastAct() > this.idle.toNanos()) {
			if (login.getAuthentication() != null) {
				request.setAttribute(FORMER_USER, login.getAuthentication().getName());
			}
			session.invalidate();
			return;
		}
		session.setAttribute(TIMES, isAct(request) ? new Times(times.begun(), now) : times);
	}

	private static boolean isAct(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return !path.startsWith("/camunda/api/") && !path.startsWith("/api/") || path.equals(SessionController.PATH);
	}

	private record Times(long begun, long lastAct) implements Serializable {
	}

}
