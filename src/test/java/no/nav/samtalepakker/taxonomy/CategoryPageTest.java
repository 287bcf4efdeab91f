package no.nav.samtalepakker.taxonomy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The secretariat decides what obstacles can be about. */
class CategoryPageTest extends PageCaseTest {

	private static final String PAGE = "/styring/kategorier";

	private static final String RULES = PAGE + "/REGELVERK";

	private static final String INTERPRETED = PAGE + "/REGELVERK.TOLKNING";

	private static final String UNIT = "0137";

	@Autowired
	private Taxonomy taxonomy;

	@Autowired
	private CategoryRows rows;

	@Autowired
	private CategoryChanges changes;

	@AfterEach
	void giveBack() {
		this.jdbc.sql("delete from category_change").update();
		this.rows.forget();
	}

	@Test
	void aNewSubcategoryIsOfferedAtOnceAndGoesToTriage() throws Exception {
		String[] fields = { "name=Regler om språk", "level=MESO" };
		String preview = content(send(RULES + "/under", fields).andExpect(status().isOk()));
		assertThat(preview).contains("«Regler om språk» får koden REGELVERK.REGLER_OM_SPRAAK.",
				"Ingen regel ennå: går til vurdering.");
		assertThat(this.taxonomy.find("REGELVERK.REGLER_OM_SPRAAK")).isEmpty();
		send(RULES + "/under", with(fields, seen(preview))).andExpect(redirectedUrl(RULES));
		assertThat(page(RULES, "sekretariat")).contains("Regler om språk", "Ingen regel ennå: går til vurdering");
		assertThat(this.taxonomy.categories().get(0).subcategories()).extracting(Taxonomy.Choice::code)
			.endsWith("REGELVERK.REGLER_OM_SPRAAK");
		assertThat(acts("CATEGORY_ADDED")).containsExactly("REGELVERK.REGLER_OM_SPRAAK");
		assertThat(page("/styring", "sekretariat")).contains("La til en kategori", ">Regler om språk<")
			.doesNotContain("REGLER_OM_SPRAAK");

		report("REGELVERK", "REGELVERK.REGLER_OM_SPRAAK");
		assertThat(openTasks("userTask_triageObstacle")).hasSize(1);
	}

	@Test
	void aNewCategoryIsOfferedOnceItHasASubcategory() throws Exception {
		String[] fields = { "name=Møteplasser" };
		String preview = content(send(PAGE, fields).andExpect(status().isOk()));
		assertThat(preview).contains("Ingen kan velge den før den har en underkategori.");
		send(PAGE, with(fields, seen(preview))).andExpect(redirectedUrl(PAGE + "/MOETEPLASSER"));
		assertThat(page(PAGE, "sekretariat")).contains("Møteplasser", "Ingen ennå, så ingen kan velge den.");
		assertThat(this.taxonomy.categories()).extracting(Taxonomy.Category::code).doesNotContain("MOETEPLASSER");
		as("sekretariat", List.of("sekretariat"),
				() -> this.changes.add("MOETEPLASSER", new CategoryChanges.Added("Få steder å møtes", Level.MIKRO)));
		assertThat(this.taxonomy.categories()).extracting(Taxonomy.Category::code).endsWith("MOETEPLASSER");
	}

	@Test
	void aNewNameIsShownEverywhere() throws Exception {
		report("REGELVERK", "REGELVERK.TOLKNING");
		String preview = content(send(INTERPRETED + "/navn", "name=Ulik tolkning").andExpect(status().isOk()));
		assertThat(preview).contains("«Regler tolkes ulikt» heter «Ulik tolkning» overalt fra nå av");
		send(INTERPRETED + "/navn", "name=Ulik tolkning", "seen=" + seen(preview))
			.andExpect(redirectedUrl(INTERPRETED));
		assertThat(this.taxonomy.find("REGELVERK.TOLKNING").orElseThrow().name()).isEqualTo("Ulik tolkning");
		send(RULES + "/navn", "name=Lov og regel", "seen=" + seen(content(send(RULES + "/navn", "name=Lov og regel"))));
		assertThat(this.taxonomy.find("REGELVERK.TOLKNING").orElseThrow().categoryName()).isEqualTo("Lov og regel");
		assertThat(acts("CATEGORY_RENAMED")).containsExactlyInAnyOrder("REGELVERK.TOLKNING", "REGELVERK");
		send(RULES + "/navn", "name=Lov og regel").andExpect(status().isConflict());
		send(RULES + "/navn", "name=samhandling").andExpect(status().isBadRequest());
	}

	@Test
	void whatHasGoneIsNotOfferedAndStoredAsItsSuccessor() throws Exception {
		report("REGELVERK", "REGELVERK.TOLKNING");
		String[] fields = { "from=" + today().plusDays(10), "successor=KOMMUNIKASJON.KLARSPRAAK" };
		String preview = content(send(INTERPRETED + "/utga", fields).andExpect(status().isOk()));
		assertThat(preview).contains("Fra 17. september 2026 kan ingen velge «Regler tolkes ulikt».",
				"lagret som «Kommunikasjon: Språket i brev og meldinger»", "beholder kategorien");
		send(INTERPRETED + "/utga", with(fields, seen(preview))).andExpect(redirectedUrl(INTERPRETED));
		assertThat(page(PAGE, "sekretariat")).contains("Går ut 17. september 2026");
		assertThat(offered()).as("until the day").contains("REGELVERK.TOLKNING");
		assertThat(acts("CATEGORY_DEPRECATED")).containsExactly("REGELVERK.TOLKNING");

		goTo(today().plusDays(10));
		assertThat(offered()).doesNotContain("REGELVERK.TOLKNING");
		assertThat(this.taxonomy.place("REGELVERK", "REGELVERK.TOLKNING", null, ""))
			.isEqualTo(new Taxonomy.Placement("KOMMUNIKASJON", "KOMMUNIKASJON.KLARSPRAAK",
					this.taxonomy.find("KOMMUNIKASJON.KLARSPRAAK").orElseThrow().level()));
		assertThat(this.jdbc.sql("select subcategory from obstacle").query(String.class).list())
			.containsExactly("REGELVERK.TOLKNING");
		assertThat(this.taxonomy.find("REGELVERK.TOLKNING").orElseThrow().name()).isEqualTo("Regler tolkes ulikt");

		preview = content(send(INTERPRETED + "/bli").andExpect(status().isOk()));
		send(INTERPRETED + "/bli", "seen=" + seen(preview)).andExpect(redirectedUrl(INTERPRETED));
		assertThat(offered()).contains("REGELVERK.TOLKNING");
		assertThat(acts("CATEGORY_REINSTATED")).containsExactly("REGELVERK.TOLKNING");
		send(INTERPRETED + "/bli").andExpect(status().isConflict());
	}

	@Test
	void aCategoryGoesWithItsSubcategories() throws Exception {
		String[] fields = { "from=" + today(), "successor=SAMHANDLING" };
		String preview = content(send(RULES + "/utga", fields).andExpect(status().isOk()));
		assertThat(preview).contains("Det gjelder underkategoriene også.");
		send(RULES + "/utga", with(fields, seen(preview))).andExpect(redirectedUrl(RULES));
		assertThat(offered()).noneMatch((code) -> code.startsWith("REGELVERK."));
		assertThat(this.taxonomy.place("REGELVERK", "REGELVERK.TOLKNING", Level.MAKRO, ""))
			.isEqualTo(new Taxonomy.Placement("SAMHANDLING", null, Level.MAKRO));
		assertThat(page(RULES, "sekretariat")).contains("Kategorien har gått ut");
		send(RULES + "/under", "name=Noe nytt", "level=MESO").andExpect(status().isConflict());
	}

	@Test
	void whatCannotBeIsRefusedBesideItsField() throws Exception {
		assertThat(content(
				send(RULES + "/under", "name=Regler tolkes ulikt", "level=MESO").andExpect(status().isBadRequest())))
			.contains("En annen heter det samme", "aria-invalid=\"true\"");
		send(RULES + "/under", "name=Noe nytt", "level=").andExpect(status().isBadRequest());
		send(PAGE, "name=").andExpect(status().isBadRequest());
		send(INTERPRETED + "/utga", "from=2020-01-01", "successor=KOMMUNIKASJON.KLARSPRAAK")
			.andExpect(status().isBadRequest());
		for (String wrong : List.of("", "REGELVERK.TOLKNING", "SAMHANDLING", "FINNES_IKKE",
				"KONTROLL.POSITIV_TILBAKEMELDING")) {
			send(INTERPRETED + "/utga", "from=" + today(), "successor=" + wrong).andExpect(status().isBadRequest());
		}
		this.browser.perform(get(PAGE + "/FINNES.IKKE").with(user("sekretariat"))).andExpect(status().isNotFound());
		send(PAGE + "/FINNES.IKKE/navn", "name=x").andExpect(status().isNotFound());

		String[] fields = { "from=" + today(), "successor=KOMMUNIKASJON.KLARSPRAAK" };
		String preview = content(send(INTERPRETED + "/utga", fields));
		as("sekretariat", List.of("sekretariat"), () -> this.changes.rename("KOMMUNIKASJON.KLARSPRAAK", "Klart språk"));
		assertThat(content(send(INTERPRETED + "/utga", with(fields, seen(preview))).andExpect(status().isConflict())))
			.contains("Noe er endret siden du så på dette", "«Kommunikasjon: Klart språk»");
		assertThat(offered()).contains("REGELVERK.TOLKNING");
	}

	@Test
	void onlyTheSecretariatIsThere() throws Exception {
		for (String stranger : List.of("leder-0137", "fylke-0200", "evaluator", "mottaker-hr", "admin")) {
			for (String path : List.of(PAGE, RULES)) {
				this.browser.perform(get(path).with(user(stranger))).andExpect(status().isForbidden());
			}
			for (String path : List.of(PAGE, RULES + "/under", RULES + "/navn", RULES + "/utga", RULES + "/bli")) {
				this.browser.perform(post(path).with(user(stranger)).with(csrf())).andExpect(status().isForbidden());
			}
		}
		assertThat(page("/styring", "sekretariat")).contains("href=\"" + PAGE + "\"");
	}

	private List<String> offered() {
		return this.taxonomy.categories()
			.stream()
			.flatMap((category) -> category.subcategories().stream())
			.map(Taxonomy.Choice::code)
			.toList();
	}

	private void report(String category, String subcategory) {
		rollout("tillit-enhet", UNIT);
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "obstacles": [{"text": "Reglene tolkes ulikt", "solvableLocally": "NO",
				 "structural": true, "category": "%s", "subcategory": "%s"}]}
				""".formatted(category, subcategory));
	}

	private static String[] with(String[] fields, String seen) {
		return Stream.concat(Arrays.stream(fields), Stream.of("seen=" + seen)).toArray(String[]::new);
	}

	private ResultActions send(String path, String... fields) throws Exception {
		MockHttpServletRequestBuilder request = post(path);
		for (String field : fields) {
			request.param(field.split("=", 2)[0], field.split("=", 2)[1]);
		}
		return act(request, "sekretariat");
	}

	private static String seen(String preview) {
		return preview.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

}
