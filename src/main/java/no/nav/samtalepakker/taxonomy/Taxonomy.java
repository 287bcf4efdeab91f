package no.nav.samtalepakker.taxonomy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import no.nav.samtalepakker.platform.InvalidInput;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Categories and subcategories of obstacles as shipped, read once at start. The order is
 * the screen's.
 */
@Component
public class Taxonomy {

	private static final String FILE = "organisation/obstacle-taxonomy.csv";

	private final Map<String, Subcategory> subcategories = new LinkedHashMap<>();

	Taxonomy() {
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (Reader file = new InputStreamReader(new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8);
				CSVParser rows = format.parse(file)) {
			rows.getRecords()
				.stream()
				.sorted(Comparator.comparing((row) -> Integer.valueOf(row.get("position"))))
				.map(Taxonomy::subcategory)
				.forEach((subcategory) -> this.subcategories.put(subcategory.code(), subcategory));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + FILE, ex);
		}
	}

	private static Subcategory subcategory(CSVRecord row) {
		return new Subcategory(row.get("subcategory_code"), row.get("category_code"), row.get("category_label"),
				row.get("subcategory_label"), Level.valueOf(row.get("level")), Boolean.parseBoolean(row.get("shown")));
	}

	/** The subcategory with this code, hidden ones included. */
	public Optional<Subcategory> find(String code) {
		return Optional.ofNullable(this.subcategories.get(code));
	}

	/**
	 * The category's name on screen, as its first subcategory gives it; empty if unknown.
	 */
	public Optional<String> nameOfCategory(String code) {
		return this.subcategories.values()
			.stream()
			.filter((subcategory) -> subcategory.category().equals(code))
			.map(Subcategory::categoryName)
			.findFirst();
	}

	/** What a form offers, in screen order; hidden subcategories are left out. */
	public List<Category> categories() {
		Map<String, Category> categories = new LinkedHashMap<>();
		this.subcategories.values()
			.stream()
			.filter(Subcategory::shown)
			.forEach((shown) -> categories
				.computeIfAbsent(shown.category(),
						(code) -> new Category(code, shown.categoryName(), new ArrayList<>()))
				.subcategories()
				.add(new Choice(shown.code(), shown.name(), shown.level())));
		return List.copyOf(categories.values());
	}

	/**
	 * Category, subcategory and level as they are stored: codes must exist and belong
	 * together; what the unit left out comes from the subcategory.
	 * @param path of the fields in the form, for the error
	 */
	public Placement place(String category, String subcategory, Level level, String path) {
		if (category != null && nameOfCategory(category).isEmpty()) {
			throw new InvalidInput(path + "category", "Denne kategorien finnes ikke");
		}
		if (subcategory == null) {
			return new Placement(category, null, level);
		}
		Subcategory found = find(subcategory)
			.orElseThrow(() -> new InvalidInput(path + "subcategory", "Denne underkategorien finnes ikke"));
		if (category != null && !category.equals(found.category())) {
			throw new InvalidInput(path + "subcategory", "Underkategorien hører til en annen kategori");
		}
		return new Placement(found.category(), found.code(), (level != null) ? level : found.level());
	}

	/**
	 * A subcategory.
	 *
	 * @param code such as {@code REGELVERK.TOLKNING}
	 * @param category code of the category
	 * @param categoryName the category's name on screen
	 * @param name on screen
	 * @param level the usual one
	 * @param shown whether forms offer it
	 */
	public record Subcategory(String code, String category, String categoryName, String name, Level level,
			boolean shown) {
	}

	/**
	 * A category as a form offers it.
	 *
	 * @param code of the category
	 * @param name on screen
	 * @param subcategories never empty
	 */
	public record Category(String code, String name, List<Choice> subcategories) {
	}

	/**
	 * A subcategory as a form offers it.
	 *
	 * @param code of the subcategory
	 * @param name on screen
	 * @param level the usual one
	 */
	public record Choice(String code, String name, Level level) {
	}

	/**
	 * Where an obstacle belongs.
	 *
	 * @param category code or null
	 * @param subcategory code or null
	 * @param level or null
	 */
	public record Placement(String category, String subcategory, Level level) {
	}

}
