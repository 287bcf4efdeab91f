package no.nav.samtalepakker.browser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Whoever follows a link to a page gets the page, or is told in plain words that it is
 * not theirs and where to go instead. Who may see what is AccessMatrixTest's.
 */
class PagesOfOthersTest extends BrowserTest {

	private static final List<String> PAGES = List.of("/oversikt", "/oversikt/ubesvart", "/oversikt/departementet",
			"/tall", "/hindringer", "/styring", "/stopp/epost", "/svar");

	private Stream<Arguments> roles() {
		String unit = conversationStarted(UnitType.OFFICE);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		return Stream.of(arguments("evaluator", Set.of("/oversikt", "/oversikt/ubesvart", "/tall")),
				arguments("fylke-" + county, Set.of("/oversikt")),
				arguments(leaderOf(unit).user(), Set.of("/oversikt")),
				arguments("mottaker-hr", Set.of("/oversikt", "/svar")),
				arguments("admin", Set.of("/oversikt", "/stopp/epost")));
	}

	@ParameterizedTest
	@MethodSource("roles")
	void openOrSayThatTheyAreNot(String user, Set<String> theirs) {
		Person person = person(user);
		Page page = person.page();
		List<String> errors = new ArrayList<>();
		page.onPageError(errors::add);
		page.onConsoleMessage((message) -> {
			// the browser itself notes that a page was refused
			boolean ofPage = message.text().startsWith("Failed to load resource")
					&& PAGES.stream().anyMatch(message.location()::contains);
			if (message.type().equals("error") && !ofPage) {
				errors.add(message.text() + " at " + message.location());
			}
		});
		SoftAssertions all = new SoftAssertions();
		Set<Integer> looks = new HashSet<>();
		for (String path : PAGES) {
			String what = path + " for " + user;
			// of the page itself; trying the rules of accessibility on it makes some too
			errors.clear();
			Response answer = page.navigate(path);
			Locator title = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
			all.assertThat(title.count()).as("%s, headings", what).isEqualTo(1);
			if (theirs.contains(path)) {
				all.assertThat(answer.status()).as(what).isEqualTo(200);
			}
			else {
				all.assertThat(answer.status()).as(what).isIn(403, 404);
				all.assertThat(page.locator("main").innerText())
					.as(what)
					.containsAnyOf("ikke tilgang", "er ikke for deg", "Siden er for", "finnes ikke")
					.doesNotContain("Exception", "Forbidden", "Not Found");
				all.assertThat(page.locator("main a[href]").count()).as("%s, ways on", what).isPositive();
			}
			all.assertThat(errors).as("%s, errors in the browser", what).isEmpty();
			// all refusals of a kind look alike
			if (theirs.contains(path) || looks.add(answer.status())) {
				all.check(() -> Accessibility.holds(page, what, "html"));
				all.check(() -> Accessibility.fits(person, what, page.locator("body")));
				person.keepsPicture("others" + path.replaceAll("[^a-z]+", "-") + user);
			}
		}
		all.assertAll();
	}

}
