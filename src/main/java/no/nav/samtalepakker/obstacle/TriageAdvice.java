package no.nav.samtalepakker.obstacle;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.Decisions;
import no.nav.samtalepakker.platform.MatchedRules;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.taxonomy.Suggestions;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/**
 * What helps whoever decides about an obstacle no rule could place: why it is here, who
 * could answer and why, and what sounds like it. It decides nothing.
 */
@Component
class TriageAdvice {

	private static final int MOST = 4;

	private final Decisions decisions;

	private final Suggestions suggestions;

	private final SimilarCases similar;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final Routings routings;

	private final Answers answers;

	private final Conversations conversations;

	TriageAdvice(Decisions decisions, Suggestions suggestions, SimilarCases similar, Taxonomy taxonomy,
			Recipients recipients, Routings routings, Answers answers, Conversations conversations) {
		this.decisions = decisions;
		this.suggestions = suggestions;
		this.similar = similar;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.routings = routings;
		this.answers = answers;
		this.conversations = conversations;
	}

	Advice on(Obstacle obstacle) {
		List<SimilarCases.Similar> alike = this.similar.to(obstacle.id());
		return new Advice(why(obstacle), this.routings.waitsForRedaction(obstacle.id()), recipients(obstacle, alike),
				alike);
	}

	/** Why a person must decide, in a sentence or two. */
	private List<String> why(Obstacle obstacle) {
		List<AskedRecipient> unsettled = this.routings.of(obstacle.id())
			.stream()
			.filter((asked) -> asked.round() == obstacle.round() && asked.settledAt() == null)
			.toList();
		if (!unsettled.isEmpty()) {
			return Stream.concat(unsettled.stream().map(this::why).distinct(), whatIsLeft(obstacle, unsettled))
				.toList();
		}
		if (obstacle.category() == null) {
			return List.of("Enheten visste ikke hvilken kategori hindringen hører til.");
		}
		if (obstacle.subcategory() == null) {
			return List.of("Enheten valgte en kategori, men ikke hva slags hindring det er.");
		}
		if (this.taxonomy.find(obstacle.subcategory()).isEmpty()) {
			return List.of("Kategorien enheten valgte, er ikke lenger i bruk.");
		}
		if (this.routings.of(obstacle.id()).stream().anyMatch((asked) -> asked.round() == obstacle.round())
				&& !this.answers.isAnswered(obstacle.id(), obstacle.round())) {
			return List.of("De som er spurt, har ikke kunnet svare.");
		}
		List<MatchedRules.Rule> rules = rules(obstacle, obstacle.category(), obstacle.subcategory());
		return rules.stream()
			.filter((rule) -> Answers.SECRETARIAT.equals(rule.outputs().get("recipient")))
			.map((rule) -> (String) rule.outputs().get("reason"))
			.findFirst()
			.map((sentence) -> List.of("Reglene sier at sekretariatet skal vurdere den.", sentence))
			.orElse(List.of("Ingen regel passer når enheten ikke kan løse en slik hindring selv."));
	}

	/** Where the text is gone, and somebody must still say who gets what is left. */
	private static Stream<String> whatIsLeft(Obstacle obstacle, List<AskedRecipient> unsettled) {
		boolean redacted = unsettled.stream().anyMatch(AskedRecipient::waitsForRedaction)
				&& (obstacle.text() == null || Redactions.isGone(obstacle.text()));
		return redacted ? Stream.of("Teksten er alt sladdet. Velg «Fjern personopplysninger» og skriv hindringen om, "
				+ "så går den tilbake til mottakeren. Eller send den til en annen, slå den sammen eller svar enheten selv.")
				: Stream.empty();
	}

	private String why(AskedRecipient asked) {
		String name = this.recipients.get(asked.recipient()).name();
		return switch (asked.state()) {
			case TO_REDACT -> name + " har meldt fra om personopplysninger i teksten.";
			case NO_CONTACT -> "Reglene sender den til " + name + ", men ingen svarer der ennå.";
			default -> name + " ville sende den videre, men kom ikke lenger. Se svarene under.";
		};
	}

	private List<Recommended> recipients(Obstacle obstacle, List<SimilarCases.Similar> alike) {
		Map<String, Candidate> candidates = new LinkedHashMap<>();
		if (obstacle.text() != null && !SharedObstacles.GONE.contains(obstacle.text())) {
			this.suggestions.forText(obstacle.text())
				.forEach((guess) -> add(candidates, obstacle, guess.category(), guess.subcategory(),
						"Teksten ligner på «" + guess.categoryName() + ": " + guess.name()
								+ "», som reglene sender dit."));
		}
		this.taxonomy.categories()
			.stream()
			.filter((category) -> category.code().equals(obstacle.category()))
			.forEach((category) -> category.subcategories()
				.forEach((sub) -> add(candidates, obstacle, category.code(), sub.code(),
						"Reglene sender annet innen «" + category.name() + "» dit.")));
		alike.stream()
			.flatMap((other) -> other.answers().stream().map(SimilarCases.Given::code).distinct())
			.filter((code) -> !code.equals(Answers.SECRETARIAT))
			.collect(Collectors.groupingBy((code) -> code, LinkedHashMap::new, Collectors.counting()))
			.forEach((code, number) -> candidates.computeIfAbsent(code, Candidate::new).reasons
				.add("Har svart på noe som ligner."));
		return candidates.values()
			.stream()
			.filter((candidate) -> this.routings.canAnswer(candidate.code)
					&& !this.routings.hasHad(obstacle.id(), candidate.code))
			.sorted(Comparator.comparing((candidate) -> -candidate.reasons.size()))
			.limit(MOST)
			.map((candidate) -> new Recommended(candidate.code, this.recipients.get(candidate.code).name(),
					List.copyOf(candidate.reasons),
					Objects.requireNonNullElseGet(candidate.sentence,
							() -> this.recipients.get(candidate.code).name() + " har svart på lignende spørsmål før.")))
			.toList();
	}

	private void add(Map<String, Candidate> candidates, Obstacle obstacle, String category, String subcategory,
			String reason) {
		rules(obstacle, category, subcategory).forEach((rule) -> {
			Candidate candidate = candidates.computeIfAbsent((String) rule.outputs().get("recipient"), Candidate::new);
			candidate.reasons.add(reason);
			candidate.sentence = Optional.ofNullable(candidate.sentence)
				.orElseGet(() -> (String) rule.outputs().get("reason"));
		});
	}

	/** What the decision table would say if it were of this kind. */
	private List<MatchedRules.Rule> rules(Obstacle obstacle, String category, String subcategory) {
		Taxonomy.Placement placement = new Taxonomy.Placement(category, subcategory,
				this.taxonomy.find(subcategory).map(Taxonomy.Subcategory::level).orElse(obstacle.level()));
		return this.decisions.evaluate(ObstacleProcess.KEY, ObstacleProcess.DECISION_RECIPIENTS,
				Obstacles.routingInput(Obstacle.Solvable.NO, obstacle.structural(), placement,
						this.conversations.packageOf(obstacle.conversationId()).targetGroup()))
			.decision()
			.rules();
	}

	/**
	 * What helps to decide; the names the form knows.
	 *
	 * @param why sentences
	 * @param redactFirst whether nothing else can be decided yet
	 * @param suggested best first, may be empty
	 * @param similar best first, may be empty
	 */
	record Advice(List<String> why, boolean redactFirst, List<Recommended> suggested,
			List<SimilarCases.Similar> similar) {
	}

	/**
	 * One who could answer.
	 *
	 * @param code of the recipient
	 * @param name of the recipient
	 * @param reasons why, for whoever decides
	 * @param sentence why, as the unit could read it
	 */
	record Recommended(String code, String name, List<String> reasons, String sentence) {
	}

	private static final class Candidate {

		private final String code;

		private final Set<String> reasons = new LinkedHashSet<>();

		private String sentence;

		Candidate(String code) {
			this.code = code;
		}

	}

}
