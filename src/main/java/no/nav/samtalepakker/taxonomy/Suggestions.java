package no.nav.samtalepakker.taxonomy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Which subcategories a text could belong to, by the words leaders use about each of
 * them. The leader decides.
 */
@Component
public class Suggestions {

	private static final String FILE = "organisation/obstacle-words.csv";

	private static final int BEST = 3;

	private final Taxonomy taxonomy;

	private final TextIndex index;

	Suggestions(Taxonomy taxonomy) {
		this.taxonomy = taxonomy;
		Map<String, String> texts = new LinkedHashMap<>();
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (Reader file = new InputStreamReader(new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8);
				CSVParser rows = format.parse(file)) {
			for (CSVRecord row : rows) {
				String code = row.get("subcategory_code");
				Taxonomy.Subcategory subcategory = taxonomy.find(code)
					.filter(Taxonomy.Subcategory::shown)
					.orElseThrow(() -> new IllegalStateException("No form offers " + code + " of " + FILE));
				texts.put(code, String.join("\n", subcategory.categoryName(), subcategory.name(), row.get("words"),
						row.get("examples")));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + FILE, ex);
		}
		this.index = new TextIndex(texts);
	}

	/** The most likely ones, best first; none if no word is known. */
	public List<Suggestion> forText(String text) {
		return this.index.like(text, BEST, 0)
			.stream()
			.map((code) -> this.taxonomy.find(code).orElseThrow())
			.filter((found) -> !this.taxonomy.hasGone(found.code()) && !this.taxonomy.hasGone(found.category()))
			.map((found) -> new Suggestion(found.category(), found.categoryName(), found.code(), found.name()))
			.toList();
	}

	/**
	 * A subcategory the text could belong to.
	 *
	 * @param category code of the category
	 * @param categoryName the category's name on screen
	 * @param subcategory code of the subcategory
	 * @param name the subcategory's name on screen
	 */
	public record Suggestion(String category, String categoryName, String subcategory, String name) {
	}

}
