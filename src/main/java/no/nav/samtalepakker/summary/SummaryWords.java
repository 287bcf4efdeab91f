package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.Names;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.summary.SummarySources.Said;
import no.nav.samtalepakker.taxonomy.TextIndex;

import org.springframework.stereotype.Component;

/**
 * The words that many units use about what stands in a summary, counted anew whenever it
 * is read: a text that is gone counts no more.
 */
@Component
class SummaryWords {

	private static final int MOST = 30;

	private static final int SHORTEST = 4;

	/** Words of any text, besides those the text index leaves out. */
	private static final Set<String> SAY_NOTHING = Set.of("aldri", "alle", "alltid", "andre", "annen", "annet", "bare",
			"bedre", "beste", "bestemt", "bestemte", "blant", "bordet", "bra", "bruke", "burde", "både", "bør",
			"dagens", "deler", "denne", "dere", "deres", "derfor", "dersom", "disse", "egen", "egentlig", "eget",
			"egne", "eller", "enda", "enkel", "enkelte", "enkle", "enklere", "enn", "ennå", "etter", "etterpå", "fast",
			"fikk", "finne", "finnes", "fint", "flere", "fleste", "foran", "fordi", "forhold", "fram", "frem", "fått",
			"først", "første", "gang", "ganger", "ganske", "gjelder", "gjennom", "gjerne", "gjort", "gjør", "gjøre",
			"gode", "godt", "hadde", "hele", "heller", "helt", "holde", "holder", "hver", "hverandre", "hverdag",
			"hvert", "hvilke", "hvordan", "hvorfor", "igjen", "ikke", "ingen", "innen", "kanskje", "kjenne", "kjenner",
			"komme", "kommer", "kunne", "langt", "lenge", "lenger", "lett", "lettere", "ligger", "like", "likevel",
			"lite", "litt", "mange", "mellom", "mener", "mens", "mente", "mest", "mindre", "minst", "mulig", "mulige",
			"mulighet", "mye", "måte", "måten", "måtte", "navn", "neste", "noe", "noen", "nok", "nytt", "ofte", "også",
			"opp", "opplever", "over", "plass", "prøve", "prøver", "raskt", "riktig", "rundt", "sagt", "samme",
			"sammen", "samtidig", "selv", "sett", "siden", "sider", "sier", "siste", "sitt", "sjelden", "skulle",
			"slik", "slike", "snakke", "snakker", "snakket", "snart", "spurt", "spør", "sted", "steder", "stor",
			"store", "stort", "står", "tatt", "ting", "trenger", "trodde", "tror", "under", "unna", "uten",
			"utfordring", "veldig", "vente", "verken", "viktig", "viktigste", "ville", "virker", "vite", "våre", "vårt",
			"være", "vært", "ønsker");

	private final Names names;

	SummaryWords(Names names) {
		this.names = names;
	}

	/** Those that at least five units use, the most used first. */
	WordCloud of(Map<TextSource, Said> said) {
		Map<String, Set<String>> texts = new TreeMap<>();
		said.values()
			.stream()
			.filter((one) -> one.text() != null && !Redactions.isGone(one.text()))
			.forEach((one) -> texts.computeIfAbsent(one.unitId(), (unit) -> new TreeSet<>()).add(one.text()));
		Map<String, Used> used = new HashMap<>();
		texts.forEach((unit, of) -> TextIndex.words(withoutNames(String.join(".\n", of)))
			.stream()
			.filter((word) -> says(word.form()))
			.forEach((word) -> used.computeIfAbsent(word.stem(), (stem) -> new Used()).by(unit, word.form())));
		List<WordCloud.Word> words = used.values()
			.stream()
			.filter(Used::isNoName)
			.filter((word) -> word.units.size() >= SmallGroups.LEAST)
			.sorted(Comparator.comparing((Used word) -> word.units.size())
				.reversed()
				.thenComparing(NorwegianAlphabet.by(Used::form)))
			.limit(MOST)
			.map((word) -> new WordCloud.Word(word.form(), figure(word.units.size(), texts.size())))
			.toList();
		return WordCloud.of(words);
	}

	/** Those who do not use it are a group, too. */
	private static Figure figure(int units, int all) {
		return new SmallGroups().known("all", "said", all)
			.count("word", "used", "said", "all", units)
			.count("word", "not used", "said", "all", all - units)
			.figures()
			.get("word")
			.get("used");
	}

	private static boolean says(String form) {
		return form.length() >= SHORTEST && form.chars().allMatch(Character::isLetter)
				&& !SAY_NOTHING.contains(form.toLowerCase(Locale.ROOT));
	}

	private String withoutNames(String text) {
		StringBuilder left = new StringBuilder(text);
		Stream.of(this.names.ofUnitsIn(text), this.names.ofPersonsIn(text)).flatMap(List::stream).forEach((span) -> {
			for (int i = span.from(); i < span.to(); i++) {
				left.setCharAt(i, ' ');
			}
		});
		return left.toString();
	}

	/** How a word is used. */
	private static final class Used {

		private final Set<String> units = new TreeSet<>();

		/** With a small letter: no name is written so. */
		private final Set<String> small = new TreeSet<>();

		private final Map<String, Integer> forms = new TreeMap<>();

		void by(String unit, String form) {
			this.units.add(unit);
			if (Character.isLowerCase(form.charAt(0))) {
				this.small.add(unit);
			}
			this.forms.merge(form.toLowerCase(Locale.ROOT), 1, Integer::sum);
		}

		boolean isNoName() {
			return this.small.size() >= SmallGroups.LEAST;
		}

		/** The most common one; of several, the first in the alphabet. */
		String form() {
			List<Map.Entry<String, Integer>> all = new ArrayList<>(this.forms.entrySet());
			all.sort(
					Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
			return all.get(0).getKey();
		}

	}

}
