package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Bounds what is kept for callers. Without a login there is no session at all; should one
 * come about, it is gone in minutes. And whoever logs in again and again has as many as
 * they can have browsers: the next login ends the oldest.
 */
class Sessions implements HttpSessionListener {

	/** For one user at a time. */
	static final int MOST = 20;

	private static final Duration WITHOUT_LOGIN = Duration.ofMinutes(2);

	/** Where a session keeps whose it is. */
	static final String USER = Sessions.class.getName();

	private final Duration idle;

	private final Map<String, Deque<HttpSession>> ofUser = new ConcurrentHashMap<>();

	/**
	 * Creates the register.
	 * @param idle how long the server keeps a session nobody uses
	 */
	Sessions(Duration idle) {
		this.idle = idle;
	}

	@Override
	public void sessionCreated(HttpSessionEvent event) {
		event.getSession().setMaxInactiveInterval((int) WITHOUT_LOGIN.toSeconds());
	}

	/** A user has logged in. */
	void begin(HttpSession session, String user) {
		session.setMaxInactiveInterval((int) this.idle.toSeconds());
		forget(session);
		session.setAttribute(USER, user);
		HttpSession[] oldest = new HttpSession[1];
		this.ofUser.compute(user, (id, known) -> {
			Deque<HttpSession> sessions = (known != null) ? known : new ArrayDeque<>();
			sessions.addLast(session);
			oldest[0] = (sessions.size() > MOST) ? sessions.removeFirst() : null;
			return sessions;
		});
		if (oldest[0] != null) {
			try {
				oldest[0].invalidate();
			}
			catch (IllegalStateException ex) {
				// it has just ended by itself
			}
		}
	}

	@Override
	public void sessionDestroyed(HttpSessionEvent event) {
		forget(event.getSession());
	}

	/** Who has logged in here. */
	static Optional<String> userOf(HttpSession session) {
		try {
			return Optional.ofNullable((String) session.getAttribute(USER));
		}
		catch (IllegalStateException ex) {
			// it has just ended
			return Optional.empty();
		}
	}

	private void forget(HttpSession session) {
		userOf(session).ifPresent((user) -> this.ofUser.computeIfPresent(user, (id, sessions) -> {
			sessions.removeIf((known) -> known.getId().equals(session.getId()));
			return sessions.isEmpty() ? null : sessions;
		}));
	}

}
