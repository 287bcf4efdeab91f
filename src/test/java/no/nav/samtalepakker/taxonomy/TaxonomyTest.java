package no.nav.samtalepakker.taxonomy;

import java.util.List;

import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

class TaxonomyTest {

	private final Taxonomy taxonomy = new Taxonomy(mock());

	@Test
	void showsCategoriesInScreenOrderUnderTheirLabels() {
		List<Taxonomy.Category> categories = this.taxonomy.categories();
		assertThat(categories).extracting(Taxonomy.Category::name)
			.startsWith("Regelverk", "Samhandling")
			.contains("Tillit i egen enhet")
			.endsWith("Politiske vedtak og budsjett", "Handlingsrom")
			.doesNotHaveDuplicates();
		assertThat(categories.get(6).subcategories()).extracting(Taxonomy.Choice::name)
			.endsWith("Produksjonsstyring i NAY");
	}

	@Test
	void hidesGoodFeedbackButKnowsIt() {
		assertThat(this.taxonomy.categories()).flatExtracting(Taxonomy.Category::subcategories)
			.extracting(Taxonomy.Choice::code)
			.doesNotContain("KONTROLL.POSITIV_TILBAKEMELDING")
			.hasSize(46);
		assertThat(this.taxonomy.find("KONTROLL.POSITIV_TILBAKEMELDING")).isPresent();
	}

	@Test
	void fillsInWhatTheUnitLeftOut() {
		assertThat(place(null, "REGELVERK.TOLKNING", null))
			.isEqualTo(new Taxonomy.Placement("REGELVERK", "REGELVERK.TOLKNING", Level.MESO));
		assertThat(place(null, "REGELVERK.TOLKNING", Level.MAKRO).level()).isEqualTo(Level.MAKRO);
		assertThat(place("REGELVERK", null, null)).isEqualTo(new Taxonomy.Placement("REGELVERK", null, null));
		assertThat(place(null, null, null)).isEqualTo(new Taxonomy.Placement(null, null, null));
	}

	@Test
	void refusesCodesThatDoNotExistOrDoNotBelongTogether() {
		refuses("obstacles[3].category", "UKJENT", null);
		refuses("obstacles[3].subcategory", "REGELVERK", "REGELVERK.UKJENT");
		refuses("obstacles[3].subcategory", "KOMPETANSE", "REGELVERK.TOLKNING");
	}

	private void refuses(String field, String category, String subcategory) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> place(category, subcategory, null))
			.satisfies((invalid) -> assertThat(invalid.field()).isEqualTo(field));
	}

	private Taxonomy.Placement place(String category, String subcategory, Level level) {
		return this.taxonomy.place(category, subcategory, level, "obstacles[3].");
	}

}
