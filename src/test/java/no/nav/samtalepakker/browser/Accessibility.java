package no.nav.samtalepakker.browser;

import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** WCAG 2.1 A and AA, as far as a program can tell. */
final class Accessibility {

	private static final List<String> LEVELS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

	/**
	 * What stands out to the right of the screen, or has to be scrolled sideways, once
	 * the page is laid out for the screen.
	 */
	private static final String SIDEWAYS = """
			async (root) => {
				await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
				const found = [];
				const name = (element) => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '')
					+ [...element.classList].map((c) => '.' + c).join('');
				const isScrolled = (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
					&& (e === document.documentElement || /auto|scroll/.test(getComputedStyle(e).overflowX));
				const around = [];
				for (let e = root; e; e = e.parentElement) around.push(e);
				for (const e of [...around, ...root.querySelectorAll('*')].filter(isScrolled)) {
					found.push(name(e) + ' is ' + e.scrollWidth + ' wide in ' + e.clientWidth);
				}
				for (const e of [root, ...root.querySelectorAll('*')]) {
					const box = e.getBoundingClientRect();
					if (e.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1 && (box.left < -1 || box.right > window.innerWidth + 1)) {
						found.push(name(e) + ' goes from ' + box.left + ' to ' + box.right);
					}
				}
				if (found.length) {
					// what makes the page too wide may stand elsewhere
					found.push(...[...document.querySelectorAll('body *')]
						.filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
						.map((e) => name(e) + ' ends at ' + e.getBoundingClientRect().right));
				}
				return found.slice(0, 10);
			}""";

	/**
	 * What a screen reader or the keyboard comes to and nobody sees: something to press
	 * or a message with words that has no room, or lies in something that has none.
	 */
	private static final String UNSEEN = """
			() => {
				const hasNoRoom = (e) => {
					const box = e.getBoundingClientRect();
					return box.width < 1 || box.height < 1;
				};
				const isClipped = (e) => hasNoRoom(e)
					|| (e.parentElement && isHidden(e.parentElement));
				const isHidden = (e) => (getComputedStyle(e).overflow !== 'visible' && hasNoRoom(e))
					|| (e.parentElement !== null && isHidden(e.parentElement));
				return [...document.querySelectorAll('[role=alert], button, a[href], input, select, textarea')]
					.filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('.sr-only'))
					.filter((e) => e.getAttribute('role') !== 'alert' || e.textContent.trim())
					.filter(isClipped)
					.map((e) => e.tagName + ' ' + e.className + ' ' + e.textContent.trim().slice(0, 40));
			}""";

	/** What is said of one as if it were several, such as «1 enheter». */
	private static final String ONE_AS_SEVERAL = """
			(part) => (document.querySelector(part)?.innerText ?? '').match(new RegExp('(?<![\\\\d.,:–-])1 ([a-zæøå]+e )?'
				+ '(enhet|hindring|samtale|oppgave|kontor|fylke|punkt|person|deltaker|mottaker|dag|time|minutt|måned|e-post'
				+ '|hendelse|sitat|regl|tekst|sted|fil|utrulling|pakke|møte)(er|r|e|ene|ne)(?![a-zæøå])', 'g')) ?? []""";

	private static final String BROKEN = """
			async ({part, levels}) => {
				const {violations} = await axe.run(part, {
					runOnly: {type: 'tag', values: levels},
					// what is in order is described too, unless told that nobody reads it
					resultTypes: ['violations'],
				});
				return violations.map((rule) => rule.id + ' at ' + rule.nodes.slice(0, 4)
					.map((node) => node.target + ' ' + node.failureSummary.replace(/\\s+/g, ' ').slice(0, 200)));
			}""";

	private Accessibility() {
	}

	/**
	 * No rule of axe is broken in this part of the page, and one is not spoken of as
	 * several. Axe is asked directly: the library around it brings half a megabyte into
	 * the page each time.
	 */
	static void holds(Page page, String state, String part) {
		if (page.evaluate("() => 'axe' in window").equals(false)) {
			page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
		}
		assertThat((List<?>) page.evaluate(BROKEN, Map.of("part", part, "levels", LEVELS))).as("%s, axe", state)
			.isEmpty();
		assertThat((List<?>) page.evaluate(ONE_AS_SEVERAL, part)).as("%s, one", state).isEmpty();
	}

	/** Whatever can be read aloud or reached by keyboard can be seen as well. */
	static void hidesNothing(Page page, String state) {
		assertThat((List<?>) page.evaluate(UNSEEN)).as("%s, unseen", state).isEmpty();
	}

	/** Nothing of this part has to be scrolled sideways for, on a phone or at 400 %. */
	static void fits(Person person, String state, Locator part) {
		for (Screen screen : List.of(Screen.PHONE, Screen.ZOOMED)) {
			person.looksAt(screen);
			assertThat((List<?>) part.evaluate(SIDEWAYS)).as("%s, %d pixels wide", state, screen.width()).isEmpty();
		}
		person.looksAt(Screen.DESKTOP);
	}

}
