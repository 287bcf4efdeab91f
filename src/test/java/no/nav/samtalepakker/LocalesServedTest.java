package no.nav.samtalepakker;

import java.util.List;

import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The languages the web applications are given over HTTP. */
abstract class LocalesServedTest extends HttpCaseTest {

	private static final List<String> APPS = List.of("tasklist", "welcome", "cockpit", "admin");

	private static final String ROOT = "/camunda/app/";

	@Test
	void theTextsComeInNorwegianAndInEnglish() {
		Browser operator = browser("admin");
		for (String app : APPS) {
			assertThat(operator.get(ROOT + app + "/locales/nb.json").expect(200).body()).as(app)
				.containsPattern("\"CAM_WIDGET_HEADER_SIGN_OUT\": *\"Logg ut\"");
			assertThat(operator.get(ROOT + app + "/locales/en.json").expect(200).body()).as(app)
				.containsPattern("\"CAM_WIDGET_HEADER_SIGN_OUT\": *\"Log out\"");
		}
	}

	@Test
	void everyApplicationChoosesBetweenTheTwo() {
		Browser operator = browser("admin");
		for (String app : APPS) {
			assertThat(operator.get(ROOT + app + "/scripts/configuration.js").expect(200).body()).as(app)
				.contains("import locales, { script } from '../../../lib/samtalepakker-locales.js';")
				.containsPattern("\\n  locales,?\\n");
		}
		assertThat(operator.get("/camunda/lib/samtalepakker-locales.js").expect(200).body())
			.contains("availableLocales: ['nb', 'en']");
	}

}
