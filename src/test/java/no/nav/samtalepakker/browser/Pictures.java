package no.nav.samtalepakker.browser;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.Page;

/** What the screens looked like: with -Dpictures kept in target/screenshots. */
final class Pictures {

	/** Each takes half a second, and nobody looks at them in every build. */
	static final boolean WANTED = System.getProperty("pictures") != null;

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private Pictures() {
	}

	static void keep(Page page, String name) {
		if (!WANTED) {
			return;
		}
		page.screenshot(new Page.ScreenshotOptions()
			.setPath(Path.of("target/screenshots/%02d-%s.png".formatted(NUMBER.incrementAndGet(), name)))
			.setFullPage(true));
	}

}
