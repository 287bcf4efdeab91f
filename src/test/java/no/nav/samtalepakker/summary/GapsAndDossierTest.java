package no.nav.samtalepakker.summary;

import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.verapdf.pdfa.flavours.PDFAFlavour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** What nobody has answered, and what goes to the ministry. */
class GapsAndDossierTest extends PageCaseTest {

	private static final String ALL_KEPT = "Ingen løfter er gått over tiden";

	private static final String EXOGENOUS = "EKSOGENT.POLITISK_VEDTATTE_RAMMER";

	private static final String RULES = "REGELVERK.TOLKNING";

	private List<String> units;

	@AfterEach
	void oneAnswersAgain() {
		this.jdbc.sql("delete from recipient_contact where user_id = 'gaps-colleague'").update();
	}

	@BeforeEach
	void begin() {
		this.units = this.jdbc.sql("""
				select u.id from unit u join unit_person p on p.unit_id = u.id and p.role = 'LEADER'
				where u.type = 'OFFICE' order by u.id limit 14
				""").query(String.class).list();
		rollout("tillit-enhet", this.units.toArray(String[]::new));
	}

	@Test
	void aThemeNobodyHasAnsweredIsTold() throws Exception {
		this.units.subList(0, 6).forEach((unit) -> raise(unit, RULES, null));
		raise(this.units.get(0), "KOMMUNIKASJON.KLARSPRAAK", null);
		String page = words("/oversikt/ubesvart", "sekretariat");
		assertThat(page).contains("Temaer der ingen enhet har fått svar", "Regelverk 6 Se hindringene om regelverk",
				"Kommunikasjon færre enn fem");
		assertThat(page("/oversikt/ubesvart", "sekretariat")).contains("href=\"/hindringer?tema=REGELVERK\"");
		assertThat(words("/oversikt/ubesvart", "evaluator")).contains("Regelverk 6").doesNotContain("Se hindringene");
		assertThat(page("/oversikt/ubesvart", "evaluator")).doesNotContain("/oversikt/departementet");
		assertThat(page("/oversikt", "evaluator")).contains("/oversikt/ubesvart");
		assertThat(page("/oversikt", "leder-0101")).doesNotContain("/oversikt/ubesvart");
	}

	@Test
	void whoWaitsBesideOthersIsToldUnlessThatTellsHowFewHaveAnAnswer() throws Exception {
		List<String> raised = this.units.stream().map((unit) -> raise(unit, RULES, null)).toList();
		raised.subList(0, 5).forEach((obstacle) -> answer(obstacle, "OWN_MEASURE", "Vi ser på det", null, true));
		assertThat(words("/oversikt/ubesvart", "evaluator"))
			.contains("Enheter som venter på svar. Kanskje passer et svar som alt er gitt. Tema Enheter Regelverk 9");
		this.jdbc.sql("delete from answer_obstacle where obstacle_id = ?").param(raised.get(0)).update();
		assertThat(words("/oversikt/ubesvart", "evaluator")).as("14 less 10 is four")
			.contains("Tema Enheter Regelverk vises ikke");
	}

	@Test
	void aPromiseThatHasPassedAndWhatIsRaisedAgainAreTold() throws Exception {
		List<String> raised = this.units.subList(0, 5).stream().map((unit) -> raise(unit, RULES, null)).toList();
		raised.forEach((obstacle) -> answer(obstacle, "OWN_MEASURE", "Vi ser på det", "2026-09-10", true));
		assertThat(words("/oversikt/ubesvart", "evaluator")).contains(ALL_KEPT).contains("Ingen har spurt igjen");
		goTo(TODAY.plusDays(7));
		assertThat(words("/oversikt/ubesvart", "evaluator")).as("one person's figure").contains(ALL_KEPT);
		this.jdbc.sql("insert into recipient_contact (recipient, user_id) values ('HR', 'gaps-colleague')").update();
		assertThat(words("/oversikt/ubesvart", "evaluator")).contains("ikke har hørt mer. Tema Enheter Regelverk 5");
		this.units.subList(5, 10).forEach((unit) -> raise(unit, RULES, null));
		assertThat(words("/oversikt/ubesvart", "evaluator"))
			.contains("etter at noen fikk svar. Tema Enheter Regelverk 5");
		raised.forEach((obstacle) -> answer(obstacle, "UPDATE", "Nå er det gjort", null, true));
		assertThat(words("/oversikt/ubesvart", "evaluator")).contains(ALL_KEPT);
	}

	@Test
	void theDossierHasApprovedWordingsAndAnswersOnly() throws Exception {
		String approved = raise(this.units.get(0), EXOGENOUS, "Budsjettet binder oss");
		this.units.subList(1, 6).forEach((unit) -> raise(unit, EXOGENOUS, null));
		answer(approved, "CANNOT_SOLVE", "Det avgjør Stortinget", null, true);
		answer(approved, "INCLUDED_IN_ONGOING", "Sendt til en enhet alene", null, false);
		for (String text : List.of(words("/oversikt/departementet", "sekretariat"), pdf(), word())) {
			assertThat(text)
				.contains("innspill til departementet", "6 enheter har ", "Nav-kontor", "Budsjettet binder oss",
						"HR-avdelingen i direktoratet: Kan ikke løses nå.", "Det avgjør Stortinget",
						"HR-avdelingen i direktoratet: Tas med i arbeid som pågår.")
				.doesNotContain("Rått", "Sendt til en enhet alene", this.units.get(0));
		}

		assertThat(SummaryFilesTest.faults(file("pdf"), PDFAFlavour.PDFUA_1)).isEmpty();
		assertThat(SummaryFilesTest.faults(file("pdf"), PDFAFlavour.PDFA_2_A)).isEmpty();
		assertThat(this.jdbc
			.sql("select distinct detail from audit where action = 'DOSSIER_EXPORTED' and user_id = 'sekretariat'")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("PDF", "Word");

		this.browser
			.perform(post("/api/texts/obstacle/" + approved + "/redact").with(user("sekretariat"))
				.with(csrf())
				.contentType("application/json")
				.content("{\"reason\": \"Navn\"}"))
			.andExpect(status().isNoContent());

		for (String text : List.of(words("/oversikt/departementet", "sekretariat"), pdf(), word())) {
			assertThat(text).contains("innspill til departementet")
				.doesNotContain("Budsjettet binder oss", "Det avgjør Stortinget", Redactions.REDACTED);
		}
	}

	@Test
	void whatNamesTheCategoryAloneHasAPlaceOfItsOwnAndCountsEachUnitOnce() throws Exception {
		List<String> raised = this.units.subList(0, 5)
			.stream()
			.map((unit) -> raise(unit, EXOGENOUS, "Budsjettet binder oss"))
			.toList();
		raised.forEach((obstacle) -> this.jdbc.sql("update obstacle set subcategory = null where id = ?")
			.param(obstacle)
			.update());
		String gone = raise(this.units.get(0), EXOGENOUS, "Loven binder oss");
		this.jdbc.sql("update obstacle set subcategory = 'EKSOGENT.BORTE' where id = ?").param(gone).update();
		assertThat(words("/oversikt/departementet", "sekretariat"))
			.contains("Uten undertema", "5 enheter har ", "Budsjettet binder oss", "Loven binder oss")
			.doesNotContain("Andre");
	}

	@Test
	void theDossierIsForTheSecretariat() throws Exception {
		for (String path : List.of("", "/pdf", "/word")) {
			for (String stranger : List.of("leder-0101", "evaluator", "admin", "mottaker-hr", "fylke-0200")) {
				this.browser.perform(get("/oversikt/departementet" + path).with(user(stranger)))
					.andExpect(status().isForbidden());
			}
		}
		this.browser.perform(get("/oversikt/ubesvart").with(user("leder-0101"))).andExpect(status().isForbidden());
		assertThat(words("/oversikt/departementet", "sekretariat")).contains("Ingen ordlyd er godkjent ennå");
	}

	private String raise(String unit, String subcategory, String publishedText) {
		String id = UUID.randomUUID().toString();
		this.jdbc
			.sql("""
					insert into obstacle (id, conversation_id, unit_id, position, text, solvable_locally, structural, category,
						subcategory, scope, state, published_text, raised_at)
					values (?, ?, ?, 0, 'Rått', 'NO', true, ?, ?, 'ROUTE', 'RAISED', ?, ?)
					""")
			.params(id, conversationOf(unit), unit, subcategory.replaceAll("\\..*", ""), subcategory, publishedText,
					OffsetDateTime.now(this.clock))
			.update();
		return id;
	}

	private void answer(String obstacle, String kind, String text, String nextUpdateOn, boolean shown) {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into answer (id, recipient, answer, text, next_update_on, given_by, given_at, shown_to_others)
				values (?, 'HR', ?, ?, cast(? as date), 'mottaker-hr', ?, ?)
				""").params(id, kind, text, nextUpdateOn, OffsetDateTime.now(this.clock), shown).update();
		this.jdbc.sql("insert into answer_obstacle (answer_id, obstacle_id, round) values (?, ?, 1)")
			.params(id, obstacle)
			.update();
	}

	private String words(String path, String user) throws Exception {
		return page(path, user).replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
	}

	private byte[] file(String form) throws Exception {
		return this.browser.perform(get("/oversikt/departementet/" + form).with(user("sekretariat")))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsByteArray();
	}

	private String pdf() throws Exception {
		try (PDDocument document = Loader.loadPDF(file("pdf"))) {
			return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
		}
	}

	private String word() throws Exception {
		try (XWPFWordExtractor words = new XWPFWordExtractor(
				new XWPFDocument(new ByteArrayInputStream(file("word"))))) {
			return words.getText().replaceAll("\\s+", " ");
		}
	}

}
