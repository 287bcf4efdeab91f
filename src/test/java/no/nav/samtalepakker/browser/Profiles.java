package no.nav.samtalepakker.browser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * Browser profiles that are used again, one person after the other. What a person leaves
 * (logins, drafts, pages) is cleared; the application's files stay in the cache, for
 * loading them anew took a third of the browser tests' time.
 */
final class Profiles {

	private static final String STORED = "local_storage,indexeddb,cache_storage,service_workers,shared_storage";

	private final Browser browser;

	private final Map<List<String>, Deque<BrowserContext>> free = new HashMap<>();

	private final Map<BrowserContext, List<String>> kinds = new HashMap<>();

	Profiles(Browser browser) {
		this.browser = browser;
	}

	/** A profile somebody has used before, or a new one. */
	BrowserContext take(String address, String locale) {
		BrowserContext used = this.free.getOrDefault(List.of(address, locale), new ArrayDeque<>()).poll();
		return (used != null) ? used : make(address, locale);
	}

	/** A profile nobody has used. */
	BrowserContext make(String address, String locale) {
		BrowserContext profile = this.browser.newContext(new Browser.NewContextOptions().setBaseURL(address)
			.setLocale(locale)
			.setTimezoneId("Europe/Oslo")
			.setViewportSize(Screen.DESKTOP.width(), Screen.DESKTOP.height()));
		this.kinds.put(profile, List.of(address, locale));
		return profile;
	}

	/** A page of a profile in which nobody is logged in and nothing is stored. */
	Page emptyPage(BrowserContext profile, String address) {
		profile.clearCookies();
		Page page = profile.newPage();
		CDPSession session = profile.newCDPSession(page);
		JsonObject what = new JsonObject();
		what.addProperty("origin", address);
		what.addProperty("storageTypes", STORED);
		session.send("Storage.clearDataForOrigin", what);
		session.detach();
		return page;
	}

	/** Takes back a profile; its pages are closed. */
	void giveBack(BrowserContext profile) {
		profile.setOffline(false);
		profile.unrouteAll();
		profile.pages().forEach(Page::close);
		this.free.computeIfAbsent(this.kinds.get(profile), (kind) -> new ArrayDeque<>()).add(profile);
	}

}
