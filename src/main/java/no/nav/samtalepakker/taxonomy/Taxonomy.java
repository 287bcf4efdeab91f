package no.nav.samtalepakker.taxonomy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.platform.InvalidInput;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Categories and subcategories of obstacles: those that ship, read once at start, and
 * what the secretariat has changed of them. The order is the screen's. A code that was
 * ever given keeps its name; one that has gone is stored no more.
 */
@Component
public class Taxonomy {

	private static final String FILE = "organisation/obstacle-taxonomy.csv";

	private final Map<String, Subcategory> shipped = new LinkedHashMap<>();

	private final CategoryRows rows;

	private volatile Merged merged = new Merged(null, Map.of(), Map.of(), Map.of());

	Taxonomy(CategoryRows rows) {
		this.rows = rows;
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (Reader file = new InputStreamReader(new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8);
				CSVParser parsed = format.parse(file)) {
			parsed.getRecords()
				.stream()
				.sorted(Comparator.comparing((row) -> Integer.valueOf(row.get("position"))))
				.map(Taxonomy::subcategory)
				.forEach((subcategory) -> this.shipped.put(subcategory.code(), subcategory));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + FILE, ex);
		}
	}

	private static Subcategory subcategory(CSVRecord row) {
		return new Subcategory(row.get("subcategory_code"), row.get("category_code"), row.get("category_label"),
				row.get("subcategory_label"), Level.valueOf(row.get("level")), Boolean.parseBoolean(row.get("shown")));
	}

	/** Whether it came with the application, and so can have a rule. */
	boolean isShipped(String code) {
		return this.shipped.containsKey(code)
				|| this.shipped.values().stream().anyMatch((each) -> each.category().equals(code));
	}

	/** The subcategory with this code, hidden ones and those that have gone included. */
	public Optional<Subcategory> find(String code) {
		return Optional.ofNullable((code != null) ? merged().subcategories().get(code) : null);
	}

	/** The category's name on screen; empty if unknown. */
	public Optional<String> nameOfCategory(String code) {
		return Optional.ofNullable((code != null) ? merged().categories().get(code) : null);
	}

	/** What a form offers, in screen order; what is hidden or has gone is left out. */
	public List<Category> categories() {
		Merged all = merged();
		Map<String, Category> categories = new LinkedHashMap<>();
		all.subcategories()
			.values()
			.stream()
			.filter((each) -> each.shown() && !hasGone(each.code()) && !hasGone(each.category()))
			.forEach((shown) -> categories
				.computeIfAbsent(shown.category(),
						(code) -> new Category(code, shown.categoryName(), new ArrayList<>()))
				.subcategories()
				.add(new Choice(shown.code(), shown.name(), shown.level())));
		return List.copyOf(categories.values());
	}

	/** Every category there is or was, by code, in screen order. */
	Map<String, String> allCategories() {
		return merged().categories();
	}

	/** Every subcategory there is or was, in screen order. */
	List<Subcategory> allSubcategories() {
		return List.copyOf(merged().subcategories().values());
	}

	/** What has been changed of it, if anything. */
	Optional<CategoryRows.Row> change(String code) {
		return Optional.ofNullable(merged().changes().get(code));
	}

	/** Whether forms do not offer it any more. */
	boolean hasGone(String code) {
		return change(code).filter((row) -> row.isDeprecatedOn(this.rows.today())).isPresent();
	}

	/**
	 * Category, subcategory and level as they are stored: codes must exist and belong
	 * together; what the unit left out comes from the subcategory. A code that has gone,
	 * which a form opened before may send, is stored as its successor.
	 * @param path of the fields in the form, for the error
	 */
	public Placement place(String category, String subcategory, Level level, String path) {
		if (category != null && nameOfCategory(category).isEmpty()) {
			throw new InvalidInput(path + "category", "Denne kategorien finnes ikke");
		}
		if (subcategory == null) {
			return new Placement(current(category), null, level);
		}
		Subcategory found = find(subcategory)
			.orElseThrow(() -> new InvalidInput(path + "subcategory", "Denne underkategorien finnes ikke"));
		if (category != null && !category.equals(found.category())) {
			throw new InvalidInput(path + "subcategory", "Underkategorien hører til en annen kategori");
		}
		Subcategory current = find(current(subcategory)).orElseThrow();
		if (hasGone(current.category())) {
			return new Placement(current(current.category()), null, level);
		}
		return new Placement(current.category(), current.code(), (level != null) ? level : current.level());
	}

	/** The code itself, or the one that is used in its place. */
	private String current(String code) {
		String current = code;
		// two people at once may have let two take over from each other
		Set<String> passed = new HashSet<>();
		while (current != null && hasGone(current) && passed.add(current)) {
			current = change(current).orElseThrow().successor();
		}
		return current;
	}

	private Merged merged() {
		List<CategoryRows.Row> rows = this.rows.all();
		Merged all = this.merged;
		if (all.of() != rows) {
			all = merge(rows);
			this.merged = all;
		}
		return all;
	}

	private Merged merge(List<CategoryRows.Row> rows) {
		Map<String, CategoryRows.Row> changes = new LinkedHashMap<>();
		rows.forEach((row) -> changes.put(row.code(), row));
		Map<String, String> categories = new LinkedHashMap<>();
		this.shipped.values()
			.forEach((each) -> categories.putIfAbsent(each.category(),
					name(changes.get(each.category()), each.categoryName())));
		rows.stream()
			.filter((row) -> row.added() && row.category() == null)
			.forEach((row) -> categories.put(row.code(), row.name()));
		Map<String, Subcategory> subcategories = new LinkedHashMap<>();
		this.shipped.values()
			.forEach((each) -> subcategories.put(each.code(),
					new Subcategory(each.code(), each.category(), categories.get(each.category()),
							name(changes.get(each.code()), each.name()), each.level(), each.shown())));
		rows.stream()
			.filter((row) -> row.added() && row.category() != null)
			.forEach((row) -> subcategories.put(row.code(), new Subcategory(row.code(), row.category(),
					categories.get(row.category()), row.name(), row.level(), true)));
		return new Merged(rows, categories, subcategories, changes);
	}

	private static String name(CategoryRows.Row change, String shipped) {
		return (change != null && change.name() != null) ? change.name() : shipped;
	}

	/**
	 * What ships with what has been changed.
	 *
	 * @param of the changes it is made of
	 * @param categories names by code
	 * @param subcategories by code
	 * @param changes by code
	 */
	private record Merged(List<CategoryRows.Row> of, Map<String, String> categories,
			Map<String, Subcategory> subcategories, Map<String, CategoryRows.Row> changes) {
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
