package no.nav.samtalepakker.taxonomy;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The secretariat's own categories, names and what is not to be used any more. Nothing is
 * deleted: what was reported keeps its code, and the code its name.
 */
@Component
@Transactional
class CategoryChanges {

	/** Room for the category, a dot and the subcategory. */
	private static final int LONGEST_PART = 38;

	private final JdbcClient jdbc;

	private final Taxonomy taxonomy;

	private final CategoryRows rows;

	private final CurrentUser user;

	private final Audit audit;

	CategoryChanges(JdbcClient jdbc, Taxonomy taxonomy, CategoryRows rows, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.taxonomy = taxonomy;
		this.rows = rows;
		this.user = user;
		this.audit = audit;
	}

	/** The name of a category or subcategory, or {@link NotFound}. */
	String nameOf(String code) {
		return this.taxonomy.nameOfCategory(code)
			.or(() -> this.taxonomy.find(code).map(Taxonomy.Subcategory::name))
			.orElseThrow(() -> new NotFound("Kategorien finnes ikke."));
	}

	/** The category of a subcategory, or null for a category. */
	String categoryOf(String code) {
		return this.taxonomy.find(code).map(Taxonomy.Subcategory::category).orElse(null);
	}

	/**
	 * The code something of this name gets.
	 * @param category the category it comes under, or null
	 */
	String codeFor(String category, String name) {
		String plain = Normalizer
			.normalize(name.toUpperCase(Locale.ROOT).replace("Æ", "AE").replace("Ø", "OE").replace("Å", "AA"),
					Normalizer.Form.NFD)
			.replaceAll("[^A-Z0-9]+", "_")
			.replaceAll("^_|_$", "");
		if (plain.isEmpty()) {
			throw new InvalidInput("name", "Navnet må ha minst én bokstav");
		}
		String prefix = (category != null) ? category + "." : "";
		String code = prefix + plain.substring(0, Math.min(plain.length(), LONGEST_PART));
		for (int number = 2; exists(code); number++) {
			code = prefix + plain.substring(0, Math.min(plain.length(), LONGEST_PART - 3)) + "_" + number;
		}
		return code;
	}

	private boolean exists(String code) {
		return this.taxonomy.nameOfCategory(code).isPresent() || this.taxonomy.find(code).isPresent();
	}

	/** Adds a category, or a subcategory to one. */
	public String add(String category, Added added) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		check(category, added);
		String code = codeFor(category, added.name());
		this.jdbc.sql("insert into category_change (code, category, name, level, added) values (?, ?, ?, ?, true)")
			.params(code, category, added.name(), (added.level() != null) ? added.level().name() : null)
			.update();
		done(Act.CATEGORY_ADDED, code, null);
		return code;
	}

	void check(String category, Added added) {
		if (category != null && this.taxonomy.nameOfCategory(category).isEmpty()) {
			throw new NotFound("Kategorien finnes ikke.");
		}
		if (category != null
				&& this.taxonomy.change(category).filter((row) -> row.deprecatedFrom() != null).isPresent()) {
			throw new Conflict("Kategorien går ut, og får ikke flere underkategorier.");
		}
		if (category != null && added.level() == null) {
			throw new InvalidInput("level", "Nivå må fylles ut");
		}
		refuseTaken(category, added.name(), null);
	}

	/** Calls it something else, also where it was used before. */
	public void rename(String code, String name) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		refuseTaken(categoryOf(code), name, code);
		change(code);
		this.jdbc.sql("update category_change set name = ? where code = ?").params(name, code).update();
		done(Act.CATEGORY_RENAMED, code, null);
	}

	void refuseTaken(String category, String name, String except) {
		List<String> taken = new ArrayList<>();
		if (category == null) {
			this.taxonomy.allCategories().forEach((code, other) -> {
				if (!code.equals(except)) {
					taken.add(other);
				}
			});
		}
		else {
			this.taxonomy.allSubcategories()
				.stream()
				.filter((other) -> other.category().equals(category) && !other.code().equals(except))
				.forEach((other) -> taken.add(other.name()));
		}
		if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
			throw new InvalidInput("name", "En annen heter det samme");
		}
	}

	/** From the day on its successor is stored in its place. */
	public void deprecate(String code, Deprecated deprecated) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		checkSuccessor(code, deprecated);
		change(code);
		if (this.jdbc.sql("""
				update category_change set deprecated_from = ?, successor = ?
				where code = ? and deprecated_from is null
				""").params(deprecated.from(), deprecated.successor(), code).update() == 0) {
			throw new Conflict("Kategorien går alt ut.");
		}
		done(Act.CATEGORY_DEPRECATED, code, deprecated.from() + " " + deprecated.successor());
	}

	/** Refuses what cannot take over. */
	void checkSuccessor(String code, Deprecated deprecated) {
		nameOf(code);
		if (this.taxonomy.change(code).filter((row) -> row.deprecatedFrom() != null).isPresent()) {
			throw new Conflict("Kategorien går alt ut.");
		}
		if (deprecated.from().isBefore(this.rows.today())) {
			throw new InvalidInput("from", "Velg i dag eller en senere dag");
		}
		if (successors(code).keySet().stream().noneMatch(deprecated.successor()::equals)) {
			throw new InvalidInput("successor", "Velg en som ikke selv går ut");
		}
	}

	/** What may take over, by code: a category for a category, else a subcategory. */
	Map<String, String> successors(String code) {
		Map<String, String> successors = new LinkedHashMap<>();
		if (categoryOf(code) == null) {
			this.taxonomy.allCategories().forEach((other, name) -> {
				if (!other.equals(code) && stays(other)) {
					successors.put(other, name);
				}
			});
			return successors;
		}
		this.taxonomy.allSubcategories()
			.stream()
			.filter((other) -> !other.code().equals(code) && other.shown() && stays(other.code())
					&& stays(other.category()))
			.forEach((other) -> successors.put(other.code(), other.categoryName() + ": " + other.name()));
		return successors;
	}

	private boolean stays(String code) {
		return this.taxonomy.change(code).map(CategoryRows.Row::deprecatedFrom).filter(Objects::nonNull).isEmpty();
	}

	/** It is offered as before. */
	public void reinstate(String code) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (stays(code)) {
			throw new Conflict("Kategorien går ikke ut.");
		}
		this.jdbc.sql("update category_change set deprecated_from = null, successor = null where code = ?")
			.param(code)
			.update();
		done(Act.CATEGORY_REINSTATED, code, null);
	}

	/** Makes sure that there is a row to change. */
	private void change(String code) {
		nameOf(code);
		if (this.taxonomy.change(code).isEmpty()) {
			this.jdbc.sql("insert into category_change (code, category) values (?, ?)")
				.params(code, categoryOf(code))
				.update();
		}
	}

	private void done(Act act, String code, String detail) {
		this.rows.changed();
		this.audit.record(act, code, null, detail);
	}

	/**
	 * Something new to choose.
	 *
	 * @param name on screen
	 * @param level the usual one of a subcategory
	 */
	record Added(@Required("Navn") @Text(Text.NAME) String name, Level level) {
	}

	/** Another name. */
	record Renamed(@Required("Navn") @Text(Text.NAME) String name) {
	}

	/**
	 * Something that is not to be chosen any more.
	 *
	 * @param from the first day it is not offered
	 * @param successor code of what is used instead
	 */
	record Deprecated(@Required("Dato") LocalDate from, @Required("Det som tar over") String successor) {
	}

}
