package no.nav.samtalepakker.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one browser of a test run: a Chromium that is already on the machine. Without one
 * the browser tests are skipped and say so; where {@code CI} is {@code true} it is an
 * error.
 */
class Chromium
		implements ExecutionCondition, ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {

	private static final String NAMED = "SAMTALEPAKKER_CHROMIUM";

	private static final List<String> USUAL = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
			"/usr/lib/chromium/chromium", "/opt/google/chrome/chrome",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"C:/Program Files/Google/Chrome/Application/chrome.exe",
			"C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe");

	private static final List<String> QUIET_AND_ALONE = List.of("--headless", "--no-sandbox", "--disable-gpu",
			"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
			"--disable-sync", "--lang=nb-NO");

	/**
	 * Tests that have failed once in this virtual machine, and are about to be tried
	 * again.
	 */
	private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

	private static boolean told;

	static Optional<Path> installed() {
		return Stream.concat(Stream.of(System.getenv(NAMED)).filter(Objects::nonNull), USUAL.stream())
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (installed().isPresent()) {
			return ConditionEvaluationResult.enabled("There is a Chromium");
		}
		String message = "NO BROWSER: Tasklist, Cockpit, the forms and the pages are NOT tested, for no Chromium was found. "
				+ "Install one (Debian: apt-get install chromium) or name one in " + NAMED + ".";
		if ("true".equals(System.getenv("CI"))) {
			throw new IllegalStateException(message);
		}
		if (!told) {
			told = true;
			System.err.println("\n[WARNING] " + message + "\n");
		}
		return ConditionEvaluationResult.disabled(message);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Profiles.class;
	}

	@Override
	public Profiles resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(Chromium.class))
			.getOrComputeIfAbsent(Running.class, (key) -> new Running(), Running.class).profiles;
	}

	@Override
	public void beforeTestExecution(ExtensionContext context) {
		if (context.getRequiredTestInstance() instanceof BrowserTest test) {
			test.everybodyComes(FAILED.contains(context.getUniqueId()));
		}
	}

	@Override
	public void afterTestExecution(ExtensionContext context) {
		boolean failed = context.getExecutionException().isPresent();
		if (failed) {
			FAILED.add(context.getUniqueId());
		}
		if (context.getRequiredTestInstance() instanceof BrowserTest test) {
			test.everybodyLeaves(
					failed ? context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName() : null);
		}
	}

	private static final class Running implements CloseableResource {

		private final Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

		private final Browser browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(installed().orElseThrow())
				.setArgs(QUIET_AND_ALONE));

		private final Profiles profiles = new Profiles(this.browser);

		@Override
		public void close() {
			this.playwright.close();
		}

	}

}
