package no.nav.samtalepakker.security;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.util.WebUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The page to return to after the login: one that a person has asked for, by its path
 * alone. It lies in a cookie of the person's own browser, so that nothing is kept here
 * for callers nobody knows. The script in the web applications' pages writes the same
 * cookie when a session ends or is ended under it ({@code samtalepakker-login.js}).
 */
class AskedPage implements RequestCache {

	/** Without the prefix it has over https. */
	static final String NAME = "samtalepakker-next";

	/**
	 * As long as a login lasts; whoever comes another day begins where everybody does.
	 */
	private static final Duration AGE = Duration.ofHours(10);

	private static final int LONGEST = 1_500;

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.~-]+)+/?");

	private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9_.~%=&+:,-]*");

	/** Where one is within a web application. */
	private static final Pattern FRAGMENT = Pattern.compile("!?/[A-Za-z0-9_.~%=&+:,;?!*'()@$/-]*");

	private final List<PathPattern> pages;

	private final String cookie;

	private final boolean secure;

	/**
	 * Creates the cache.
	 * @param pages patterns of the pages a person can return to
	 * @param cookies how cookies are called
	 */
	AskedPage(List<String> pages, CookieNames cookies) {
		this.pages = pages.stream().map(PathPatternParser.defaultInstance::parse).toList();
		this.cookie = cookies.of(NAME);
		this.secure = cookies.secure();
	}

	/**
	 * A page and who was there.
	 *
	 * @param user who, empty if nobody knows
	 * @param address path, query and fragment
	 */
	record Place(String user, String address) {

		/** The path alone. */
		String path() {
			return this.address.split("[?#]", 2)[0];
		}

	}

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		String query = request.getQueryString();
		boolean plain = query == null || QUERY.matcher(query).matches();
		if (isAskedByAPerson(request) && isPage(path)) {
			Object user = request.getAttribute(SessionLimits.FORMER_USER);
			String place = ((user != null) ? user : "") + "|" + path + ((plain && query != null) ? "?" + query : "");
			if (place.length() <= LONGEST) {
				write(response, URLEncoder.encode(place, StandardCharsets.UTF_8), AGE);
			}
		}
	}

	/** A call of a script, a picture or a frame is no place to return to. */
	private static boolean isAskedByAPerson(HttpServletRequest request) {
		String accepted = request.getHeader(HttpHeaders.ACCEPT);
		return HttpMethod.GET.matches(request.getMethod()) && isOr(request, "Sec-Fetch-Mode", "navigate")
				&& isOr(request, "Sec-Fetch-Dest", "document") && accepted != null
				&& accepted.contains(MediaType.TEXT_HTML_VALUE);
	}

	private static boolean isOr(HttpServletRequest request, String header, String expected) {
		String value = request.getHeader(header);
		return value == null || value.equals(expected);
	}

	private boolean isPage(String path) {
		return PATH.matcher(path).matches() && !path.contains("/../") && !path.contains("/./") && !path.endsWith("/..")
				&& this.pages.stream().anyMatch((page) -> page.matches(PathContainer.parsePath(path)));
	}

	/** The place the browser has kept, and takes it away there. */
	Optional<Place> take(HttpServletRequest request, HttpServletResponse response) {
		Cookie kept = WebUtils.getCookie(request, this.cookie);
		if (kept == null) {
			return Optional.empty();
		}
		removeRequest(request, response);
		return place(kept.getValue());
	}

	private Optional<Place> place(String value) {
		String text;
		try {
			text = URLDecoder.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		String[] parts = text.split("\\|", 2);
		if (parts.length < 2 || parts[1].length() > LONGEST) {
			return Optional.empty();
		}
		String[] fragment = parts[1].split("#", 2);
		String[] query = fragment[0].split("\\?", 2);
		if (!isPage(query[0])) {
			return Optional.empty();
		}
		String address = query[0] + ((query.length > 1 && QUERY.matcher(query[1]).matches()) ? "?" + query[1] : "")
				+ ((fragment.length > 1 && FRAGMENT.matcher(fragment[1]).matches()) ? "#" + fragment[1] : "");
		return Optional.of(new Place(parts[0], address));
	}

	/** Nothing of the request but its path is kept, see {@link LandingPage}. */
	@Override
	public SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		return null;
	}

	@Override
	public HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
		return null;
	}

	@Override
	public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
		write(response, "", Duration.ZERO);
	}

	private void write(HttpServletResponse response, String value, Duration age) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(this.cookie, value)
					.path("/")
					.maxAge(age)
					.sameSite("Lax")
					.secure(this.secure)
					// the script writes it, too, and could
					// not write over one it may not see
					.httpOnly(false)
					.build()
					.toString());
	}

}
