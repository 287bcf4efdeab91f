package no.nav.samtalepakker.browser;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import no.nav.samtalepakker.meeting.Participants;
import no.nav.samtalepakker.platform.EmailAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What forms make of what people paste, in a real browser but without a server. */
@ExtendWith(Chromium.class)
class PastedTest {

	private static final List<String> PASTED = List.of("kari@nav.no", "Kari Nordmann <Kari@nav.no>; Ola <ola@nav.no>;",
			"Nordmann, Kari <kari@nav.no>, Hansen, Ola <ola@nav.no>", "\"Nordmann, Kari\" <kari@nav.no>",
			"\"kari@nav.no\" <kari@nav.no>", "<kari@nav.no>", "mailto:kari@nav.no", "<mailto:kari@nav.no>",
			"• kari@nav.no\n• ola@nav.no", "- kari@nav.no\u000b- ola@nav.no\u2028per@nav.no", "kari@nav.no\u200b",
			"kari@nav.no,\u00a0ola@nav.no.", "kari@nav.no ola@nav.no\tper@nav.no\r\nliv@nav.no", "(kari@nav.no)",
			"Kari Nordmann", "Kari Nordmann kari@nav.no", "kari@nav.no\r\nBcc: x", "kari+1@nav.no; kari+2@nav.no",
			"k.ari@gmail.com kari@gmail.com", "bjørn@nav.no, a\u030ase@nav.no, kari@blåbær.no",
			"a..b@nav.no .a@nav.no a.@b.no", "kari@nav", "kari@nav.n\u043e", "ka\u0433i@nav.no", "\uff41@\uff42.no",
			"a@xn--e1afmkfd.no", "a@-nav.no", "kari@nav.no <", "> kari@nav.no", "<>", "", " ; , ", "a@b@c.no",
			"Til: kari@nav.no; Kopi: ola@nav.no", "'kari@nav.no'; «ola@nav.no»", "o'hara@nav.no",
			"kari@nav.no;kari@nav.no;KARI@NAV.NO");

	private static final String ALPHABET = "ab.@<>;, \n\"'+-x\u00e5\u0430\u200bN1";

	private static final Path SCRIPTS = Path
		.of("src/main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts");

	/** Nobody answers there; the test does. */
	private static final String FOLDER = "http://samtalepakker.invalid/";

	private static BrowserContext profile;

	private static Page page;

	@BeforeAll
	static void openTheForms(Profiles profiles) {
		profile = profiles.make("http://localhost", "nb-NO");
		page = profile.newPage();
		page.route(FOLDER + "**",
				(route) -> route.fulfill(new Route.FulfillOptions()
					.setPath(SCRIPTS.resolve(route.request().url().substring(FOLDER.length())))
					.setContentType("text/javascript")
					.setHeaders(Map.of("Access-Control-Allow-Origin", "*"))));
		page.addScriptTag(new Page.AddScriptTagOptions().setUrl(FOLDER + "forms-v1.js").setType("module"));
	}

	@AfterAll
	static void close() {
		profile.close();
	}

	@Test
	void formsReadAddressesAsTheServerDoes() {
		List<String> pasted = new ArrayList<>(PASTED);
		Random random = new Random(28);
		for (int i = 0; i < 3000; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(4 + random.nextInt(24), 0, ALPHABET.length()).forEach((at) -> text.append(ALPHABET.charAt(at)));
			pasted.add(text.append(random.nextBoolean() ? "@nav.no" : "").toString());
		}
		Object read = page.evaluate("""
				(all) => { const forms = window.samtalepakker.formsV1({}, {});
					return all.map((text) => { const found = forms.addresses(text); return [found.all, found.odd]; }); }
				""", pasted);
		List<Object> expected = pasted.stream().<Object>map((text) -> {
			List<String> found = Participants.distinct(List.of(text));
			return List.of(found,
					found.stream().filter((address) -> EmailAddress.faultOf(address).isPresent()).toList());
		}).toList();
		assertThat((List<?>) read).hasSameSizeAs(expected);
		for (int i = 0; i < expected.size(); i++) {
			assertThat(((List<?>) read).get(i)).as(pasted.get(i)).isEqualTo(expected.get(i));
		}
	}

	@Test
	void namesBesideAddressesAreNoParticipants() {
		assertThat(Participants.distinct(List.of(PASTED.get(1)))).containsExactly("kari@nav.no", "ola@nav.no");
		assertThat(Participants.distinct(List.of(PASTED.get(2)))).containsExactly("kari@nav.no", "ola@nav.no");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "7.9.2027|2027-09-07", "07.09.27|2027-09-07", "7. september 2027|2027-09-07",
					"tirsdag 7. sept. 2027|2027-09-07", "7/9-2027|2027-09-07", "7 sep 27|2027-09-07",
					"2027-09-07|2027-09-07", "2027-9-7|2027-09-07", "1. mai 2027.|2027-05-01", "29.2.2027|''",
					"32.1.2027|''", "1.13.2027|''", "i morgen|''", "1. foo 2027|''", "''|''" })
	void readsDatesAsTheyAreWrittenInNorwegian(String pasted, String date) {
		assertThat(call("dateOf", pasted)).isEqualTo(date);
	}

	@Test
	void takesADateWithoutAYearForTheNextOne() {
		LocalDate today = LocalDate.now(ZoneId.of("Europe/Oslo"));
		for (int days : List.of(1, 40, 200, 360)) {
			LocalDate day = today.plusDays(days);
			assertThat(call("dateOf", day.getDayOfMonth() + "." + day.getMonthValue() + ".")).isEqualTo(day.toString());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "12.30|12:30", "kl. 9|09:00", "kl 09.05|09:05", "0930|09:30", "24:00|''",
			"12.60|''", "noen tall|''" })
	void readsHoursAsTheyAreWrittenInNorwegian(String pasted, String time) {
		assertThat(call("timeOf", pasted)).isEqualTo(time);
	}

	private static Object call(String function, String text) {
		return page.evaluate("([name, text]) => window.samtalepakker.formsV1({}, {})[name](text)",
				List.of(function, text));
	}

	/** What the server drops and what the form calls empty is the same. */
	@Test
	void callsTheSameTextsEmpty() {
		List<String> blanks = List.of("\u200b", "\u00a0", "\u2800", "\u3164", "\ufe0f", "\u00ad", "\u180e", "\u115f",
				" \n\t");
		Object kept = page
			.evaluate("(all) => window.samtalepakker.formsV1({}, {}).withoutBlanks(Object.assign({}, all))", blanks);
		assertThat(kept).isNull();
		assertThat(page.evaluate("() => window.samtalepakker.formsV1({}, {}).withoutBlanks({ a: ' x\\u200b' })"))
			.isEqualTo(Map.of("a", " x\u200b"));
	}

}
