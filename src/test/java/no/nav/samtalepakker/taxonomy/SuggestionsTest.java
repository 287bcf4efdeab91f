package no.nav.samtalepakker.taxonomy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class SuggestionsTest {

	private static final Logger log = LoggerFactory.getLogger(SuggestionsTest.class);

	/** Below this the suggestions would be in the leader's way. */
	private static final int FIRST_RIGHT = 45;

	private static final int AMONG_THREE = 53;

	private final Taxonomy taxonomy = new Taxonomy(mock());

	private final Suggestions suggestions = new Suggestions(this.taxonomy);

	@Test
	void findsTheCategoryOfMostLabelledStatements() throws IOException {
		int statements = 0;
		int first = 0;
		List<String> missed = new ArrayList<>();
		for (CSVRecord row : read("demo/obstacles-labelled.csv")) {
			String expected = row.get("subcategory_code");
			if (!this.taxonomy.find(expected).orElseThrow().shown()) {
				continue;
			}
			statements++;
			List<String> found = codes(row.get("statement"));
			if (found.indexOf(expected) == 0) {
				first++;
			}
			if (!found.contains(expected)) {
				missed.add(row.get("id") + ": " + expected + ", suggested " + found);
			}
		}
		missed.forEach(log::info);
		log.info("{} statements: first right {}, among three {}", statements, first, statements - missed.size());
		assertThat(first).as("first suggestion right, of %s", statements).isGreaterThanOrEqualTo(FIRST_RIGHT);
		assertThat(statements - missed.size()).as("among the three, of %s; missed: %s", statements, missed)
			.isGreaterThanOrEqualTo(AMONG_THREE);
	}

	@Test
	void everySubcategoryOfTheFormsHasWordsOnce() throws IOException {
		assertThat(read("organisation/obstacle-words.csv")).extracting((row) -> row.get("subcategory_code"))
			.containsExactlyInAnyOrderElementsOf(this.taxonomy.categories()
				.stream()
				.flatMap((category) -> category.subcategories().stream())
				.map(Taxonomy.Choice::code)
				.toList());
	}

	@Test
	void findsEachSubcategoryByItsOwnExamples() throws IOException {
		for (CSVRecord row : read("organisation/obstacle-words.csv")) {
			for (String example : row.get("examples").split("\\|")) {
				assertThat(codes(example)).as(example).contains(row.get("subcategory_code"));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "Vedtaksbrevene er umulige å lese, KOMMUNIKASJON.KLARSPRAAK",
			"vi fikk ikke frikjøp til den tillitsvalgte, PARTSSAMARBEID.RAMMER_FOR_TILLITSVALGTE",
			"Rådgivende overlege er nesten aldri ledig, RAADGIVENDE_LEGE.TILGANG" })
	void suggestsWhileTheTextIsStillShort(String text, String expected) {
		assertThat(codes(text)).hasSizeLessThanOrEqualTo(3).contains(expected);
	}

	@Test
	void namesThemAsTheFormsDo() {
		assertThat(this.suggestions.forText("Vi stoler ikke på hverandre i teamet")).first()
			.isEqualTo(new Suggestions.Suggestion("KONTROLL", "Tillit i egen enhet", "KONTROLL.RELASJONELL_TILLIT",
					"Tillit mellom oss som jobber her"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "?!", "og det er", "xyzzy", "\"AND OR NOT\" stems:* [a b] ~2^9" })
	void suggestsNothingWhereNoWordIsKnown(String text) {
		assertThat(codes(text)).isEmpty();
	}

	@Test
	void neverSuggestsGoodFeedback() {
		assertThat(codes("Samtalen var fin, dette var en positiv tilbakemelding, ingenting å melde"))
			.doesNotContain("KONTROLL.POSITIV_TILBAKEMELDING");
	}

	@Test
	void takesTheLongestTextOfTheForm() {
		assertThat(codes("brevene ".repeat(62))).contains("KOMMUNIKASJON.KLARSPRAAK");
		assertThat(codes("å".repeat(500))).isEmpty();
	}

	private List<String> codes(String text) {
		return this.suggestions.forText(text).stream().map(Suggestions.Suggestion::subcategory).toList();
	}

	private static List<CSVRecord> read(String file) throws IOException {
		try (CSVParser rows = CSVParser.parse(Path.of("src/main/resources", file), StandardCharsets.UTF_8,
				CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get())) {
			return rows.getRecords();
		}
	}

}
