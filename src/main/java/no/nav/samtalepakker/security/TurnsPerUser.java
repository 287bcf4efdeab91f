package no.nav.samtalepakker.security;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Does only a few things for one user at a time, so that nobody holds all connections to
 * the database. The others wait for their turn, which is what a page with many parts
 * meets, and are refused only when there are more than any page asks for, or when the
 * first ones take very long.
 */
class TurnsPerUser extends OncePerRequestFilter {

	/** Of the database's sixteen connections. */
	static final int AT_ONCE = 3;

	/** Each waits with a thread of the server. */
	static final int WAITING = 30;

	static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int TOO_MANY_REQUESTS = 429;

	private final RequestMatcher interfaces;

	private final RequestMatcher pages;

	private final Duration patience;

	private final Map<String, Turns> users = new ConcurrentHashMap<>();

	/**
	 * Creates the filter.
	 * @param interfaces what answers in JSON
	 * @param pages what answers with a page and asks the database, too
	 * @param patience how long to wait for a turn
	 */
	TurnsPerUser(RequestMatcher interfaces, RequestMatcher pages, Duration patience) {
		this.interfaces = interfaces;
		this.pages = pages;
		this.patience = patience;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.interfaces.matches(request) && !this.pages.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user == null || user instanceof AnonymousAuthenticationToken) {
			chain.doFilter(request, response);
			return;
		}
		Turns turns = this.users.compute(user.getName(), (id, known) -> Turns.joined(known));
		try {
			if (!turns.begin(this.patience)) {
				refuse(request, response);
				return;
			}
			try {
				chain.doFilter(request, response);
			}
			finally {
				turns.free.release();
			}
		}
		finally {
			this.users.compute(user.getName(), (id, known) -> Turns.left(known));
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		if (this.interfaces.matches(request)) {
			Refusals.send(response, TOO_MANY_REQUESTS, "TooManyRequests",
					"Du har bedt om mye på en gang. Vent litt og prøv igjen.");
		}
		else {
			response.sendError(TOO_MANY_REQUESTS);
		}
	}

	/** One user's turns; the number of callers changes under the map's lock only. */
	private static final class Turns {

		private final Semaphore free = new Semaphore(AT_ONCE, true);

		private volatile int callers;

		static Turns joined(Turns known) {
			Turns turns = (known != null) ? known : new Turns();
			turns.callers = turns.callers + 1;
			return turns;
		}

		static Turns left(Turns known) {
			known.callers = known.callers - 1;
			return (known.callers > 0) ? known : null;
		}

		boolean begin(Duration patience) {
			if (this.callers > AT_ONCE + WAITING) {
				return false;
			}
			try {
				return this.free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

	}

}
