package no.nav.samtalepakker.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.test.context.TestPropertySource;

/**
 * People at their screens. Cases are brought to where the test begins over HTTP; what the
 * test is about happens in Chromium. Everybody gets a browser profile in which nothing is
 * stored but the application's files, as in the browser of somebody who has been there
 * before ({@link Profiles}). They have an application of their own, for they need many
 * units, and there are few councils.
 */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:browser;DB_CLOSE_DELAY=-1")
@ExtendWith(Chromium.class)
abstract class BrowserTest extends HttpCaseTest {

	/** Long enough for a busy machine; nothing waits longer than it must. */
	private static final int WAIT_MILLIS = 90_000;

	private final List<BrowserContext> profiles = new ArrayList<>();

	private Profiles free;

	private boolean traces;

	@BeforeAll
	void startBrowser(Profiles profiles) {
		this.free = profiles;
		PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MILLIS);
		Awaitility.setDefaultTimeout(Duration.ofMillis(WAIT_MILLIS));
	}

	/** Somebody who has logged in. */
	protected Person person(String user) {
		return person(user, "nb-NO");
	}

	protected Person person(String user, String locale) {
		return new Person(screen(locale), as(user)).isLoggedIn();
	}

	/** Somebody who has logged in for the first time with this browser. */
	protected Person newcomer(String user) {
		return new Person(screen(this.free.make(address(), "nb-NO")), as(user)).isLoggedIn();
	}

	/** The screen of somebody who has not logged in. */
	protected Page screen(String locale) {
		return screen(this.free.take(address(), locale));
	}

	private Page screen(BrowserContext profile) {
		profile.setDefaultTimeout(WAIT_MILLIS);
		if (this.traces) {
			profile.tracing().start(new Tracing.StartOptions().setSnapshots(true));
		}
		this.profiles.add(profile);
		return this.free.emptyPage(profile, address());
	}

	private String address() {
		return "http://localhost:" + port();
	}

	/**
	 * @param again whether the test has failed before; traces double the time
	 */
	void everybodyComes(boolean again) {
		this.traces = again;
	}

	/**
	 * Closes every screen.
	 * @param failure name of the test if it has failed: then what was seen is kept
	 */
	void everybodyLeaves(String failure) {
		int number = 0;
		for (BrowserContext profile : this.profiles) {
			if (failure != null) {
				String name = "target/traces/" + failure.replaceAll("[^\\p{L}\\p{N}.]+", "-") + "-" + ++number;
				profile.pages()
					.forEach((page) -> page
						.screenshot(new Page.ScreenshotOptions().setPath(Path.of(name + ".png")).setFullPage(true)));
				if (this.traces) {
					profile.tracing().stop(new Tracing.StopOptions().setPath(Path.of(name + ".zip")));
				}
			}
			if (failure != null || this.traces) {
				profile.close();
			}
			else {
				this.free.giveBack(profile);
			}
		}
		this.profiles.clear();
	}

}
