package no.nav.samtalepakker.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.IdentityNumbers.Span;
import no.nav.samtalepakker.platform.TransactionMemory;

import org.springframework.stereotype.Component;

/**
 * Finds names in free text: of units, with their place alone too («Moss» for «Nav Moss»),
 * and what looks like the name of a person. For warnings only, since a word with a
 * capital may be anything.
 */
@Component
public class Names {

	/** «Nav», and what is in so many names that it names nobody. */
	private static final Set<String> NO_NAMES = Set.of("nav", "navet", "kontaktsenter", "brukerutvalg",
			"brukerutvalget", "mba", "indre", "ytre", "nedre", "øvre", "nordre", "søndre", "østre", "vestre", "nord",
			"sør", "øst", "vest", "midt", "store", "lille", "gamle", "sentrum");

	/** What often begins a sentence, so that a capital there means nothing. */
	private static final Set<String> BEGINNINGS = Set.of("alle", "at", "av", "både", "da", "de", "den", "denne", "der",
			"dere", "deres", "derfor", "dersom", "det", "dette", "disse", "du", "en", "er", "et", "etter", "for",
			"fordi", "fra", "før", "først", "han", "har", "hele", "her", "hos", "hun", "hva", "hver", "hvis", "hvor",
			"hvordan", "ikke", "ingen", "innen", "ja", "jeg", "kan", "kontakt", "les", "men", "mens", "mange", "med",
			"mellom", "mer", "når", "nei", "noen", "nå", "og", "også", "om", "over", "per", "på", "se", "selv", "siden",
			"skal", "som", "spør", "så", "samtidig", "til", "under", "ut", "uten", "vår", "våre", "ved", "vi", "via",
			"vil", "ønsker");

	private static final String WORD = "\\p{Lu}\\p{Ll}+(?:[-’']\\p{Lu}?\\p{Ll}+)*";

	/** Two or three words with capitals after each other, with an initial between. */
	private static final Pattern PERSON = Pattern
		.compile("(?<![\\p{L}\\p{N}-])(" + WORD + ")(?:(?: \\p{Lu}\\.)? " + WORD + ")+(?![\\p{L}\\p{N}])");

	private static final Pattern CAPITAL = Pattern.compile("(?<=[\\p{L}\\p{N},;:»)] )(" + WORD + ")(?![\\p{L}\\p{N}])");

	private static final Pattern PART = Pattern.compile("[ -]");

	private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]+");

	private static final int SHORTEST_PART = 4;

	private final Units units;

	private final KeptFigures kept;

	Names(Units units, KeptFigures kept) {
		this.units = units;
		this.kept = kept;
	}

	/**
	 * Where the text names any unit. Whichever the text is about is not asked: whoever
	 * may not know the unit could find it out by trying names.
	 */
	public List<Span> ofUnitsIn(String text) {
		CallNames all = TransactionMemory.recall(CallNames.class,
				() -> this.kept.get("what units are called", this::ofUnits).figures());
		return find(text, all.whoseEndIsIn(text));
	}

	private CallNames ofUnits() {
		return CallNames.of(this.units.all()
			.stream()
			// counties and result units are spoken of as departments are
			.filter((unit) -> unit.type() != UnitType.COUNTY && unit.type() != UnitType.RESULT_UNIT)
			.flatMap((unit) -> callNames(unit).stream()));
	}

	/** Where the text names one of these units. */
	public List<Span> ofUnitsIn(String text, Collection<Unit> named) {
		return find(text, named.stream().flatMap((unit) -> callNames(unit).stream()).toList());
	}

	/**
	 * What in a text could tell whom it is about: the units it is of, other units, these
	 * words, and whatever else looks like a person's name.
	 * @param told words that tell, such as names of the units' people
	 */
	public List<String> telling(String text, Collection<Unit> about, Collection<String> told) {
		return Stream.of(ofUnitsIn(text, about), ofUnitsIn(text), find(text, told), ofPersonsIn(text))
			.flatMap(List::stream)
			.map((span) -> text.substring(span.from(), span.to()))
			.distinct()
			.toList();
	}

	/** Where the text holds one of these words, such as the name of a leader. */
	public static List<Span> find(String text, Collection<String> words) {
		Set<String> there = words.stream()
			.filter((word) -> !word.isBlank() && text.contains(word))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (there.isEmpty()) {
			return List.of();
		}
		// the longest first, so that «Nav Moss» is one finding and not two
		String any = there.stream()
			.sorted(Comparator.comparing(String::length).reversed())
			.map(Pattern::quote)
			.collect(Collectors.joining("|"));
		return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")(?:s)?(?![\\p{L}\\p{N}])")
			.matcher(text)
			.results()
			.map((match) -> new Span(match.start(), match.end()))
			.toList();
	}

	/** The words with capitals within sentences; there, they are names of some kind. */
	public static Set<String> capitalsIn(String text) {
		return CAPITAL.matcher(text)
			.results()
			.map((match) -> match.group(1))
			.filter((word) -> word.length() > 2 && !NO_NAMES.contains(word.toLowerCase(Locale.ROOT)))
			.collect(Collectors.toSet());
	}

	/** Where there is what looks like the first and the last name of a person. */
	public List<Span> ofPersonsIn(String text) {
		List<Span> units = ofUnitsIn(text);
		return PERSON.matcher(text).results().map((match) -> {
			String first = match.group(1).toLowerCase(Locale.ROOT);
			int from = match.start();
			if (BEGINNINGS.contains(first) || NO_NAMES.contains(first)) {
				from += match.group(1).length() + 1;
			}
			return new Span(from, match.end());
		})
			.filter((span) -> text.substring(span.from(), span.to()).contains(" "))
			.filter((span) -> units.stream().noneMatch((unit) -> unit.from() <= span.from() && span.to() <= unit.to()))
			.toList();
	}

	/** The whole name, and of offices the places in it. */
	private static Set<String> callNames(Unit unit) {
		Set<String> names = new LinkedHashSet<>(Set.of(unit.name()));
		if (unit.type() == UnitType.OFFICE) {
			String place = unit.name().replaceFirst("(?i)^nav ", "");
			List<String> parts = new ArrayList<>(List.of(place));
			Stream.of(PART.split(place)).filter((part) -> part.length() >= SHORTEST_PART).forEach(parts::add);
			parts.removeIf((part) -> NO_NAMES.contains(part.toLowerCase(Locale.ROOT)));
			names.addAll(parts);
			names.add("NAV " + place);
			names.add("Nav " + place);
		}
		return names;
	}

	/**
	 * What units are called, by the last word of it: of thousands a text has few, and the
	 * first word is mostly «Nav».
	 */
	private record CallNames(Map<String, Set<String>> byLastWord) {

		static CallNames of(Stream<String> names) {
			Map<String, Set<String>> byLastWord = new HashMap<>();
			names.forEach((name) -> LETTERS.matcher(name)
				.results()
				.reduce((earlier, later) -> later)
				.ifPresent(
						(last) -> byLastWord.computeIfAbsent(last.group(), (word) -> new LinkedHashSet<>()).add(name)));
			return new CallNames(byLastWord);
		}

		/** Those that could be in the text, also in the genitive. */
		List<String> whoseEndIsIn(String text) {
			return LETTERS.matcher(text)
				.results()
				.map(MatchResult::group)
				.flatMap((word) -> word.endsWith("s") ? Stream.of(word, word.substring(0, word.length() - 1))
						: Stream.of(word))
				.distinct()
				.flatMap((word) -> this.byLastWord.getOrDefault(word, Set.of()).stream())
				.toList();
		}

	}

}
