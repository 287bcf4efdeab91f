package no.nav.samtalepakker.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;

/**
 * Where a login leads: to the page that was asked for, if it is for this user, else to
 * the conversations of their unit, to the overview for those who run the rollouts, or to
 * the tasks.
 */
class LandingPage extends SimpleUrlAuthenticationSuccessHandler {

	private static final String APPLICATIONS = "/camunda/app/";

	private final Identities identities;

	private final AskedPage askedPage;

	private final Sessions sessions;

	LandingPage(Identities identities, AskedPage askedPage, Sessions sessions) {
		this.identities = identities;
		this.askedPage = askedPage;
		this.sessions = sessions;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws ServletException, IOException {
		SessionLimits.restart(request.getSession());
		this.sessions.begin(request.getSession(), authentication.getName());
		super.onAuthenticationSuccess(request, response, authentication);
	}

	@Override
	protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
		String user = authentication.getName();
		List<String> groups = this.identities.groupsOf(user);
		return this.askedPage.take(request, response)
			.filter((place) -> place.user().isEmpty() || place.user().equals(user))
			.filter((place) -> isFor(place.path(), groups))
			.map(AskedPage.Place::address)
			.orElseGet(() -> start(groups));
	}

	/** Where somebody in these groups begins. */
	static String start(List<String> groups) {
		if (runsRollouts(groups) || groups.contains(Identities.EVALUATOR)) {
			return "/oversikt";
		}
		return groups.stream().anyMatch(GroupKind.UNIT::has) ? "/samtaler" : APPLICATIONS + "tasklist/default/";
	}

	/**
	 * Whether a page is for somebody with these groups. Each page has the last word; this
	 * spares whoever logs in where another was before the way to a page that refuses
	 * them.
	 */
	private static boolean isFor(String path, List<String> groups) {
		if (path.startsWith("/tekster") || path.startsWith("/ordlyd") || path.startsWith("/styring")
				|| path.equals("/hindringer")) {
			return groups.contains(Identities.SECRETARIAT);
		}
		if (path.startsWith("/tall")) {
			return groups.contains(Identities.SECRETARIAT) || groups.contains(Identities.EVALUATOR);
		}
		if (path.startsWith("/samtaler")) {
			return groups.stream().anyMatch(GroupKind.UNIT::has)
					|| (groups.contains(Identities.SECRETARIAT) && path.matches("/samtaler/[^/]+"));
		}
		if (path.startsWith("/forslag") || path.startsWith("/svar")) {
			return groups.stream().anyMatch(GroupKind.RECIPIENT::has);
		}
		if (path.startsWith("/fylke")) {
			return groups.stream().anyMatch(GroupKind.COUNTY::has);
		}
		if (path.startsWith(APPLICATIONS + "admin")) {
			return groups.contains(Identities.ADMIN);
		}
		return !path.startsWith(APPLICATIONS) || path.startsWith(APPLICATIONS + "tasklist") || runsRollouts(groups);
	}

	private static boolean runsRollouts(List<String> groups) {
		return groups.contains(Identities.SECRETARIAT) || groups.contains(Identities.ADMIN);
	}

}
