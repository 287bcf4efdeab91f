package no.nav.samtalepakker.keyfigures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.keyfigures.KeyFigure.Row;
import no.nav.samtalepakker.keyfigures.KeyFigureCounts.Asked;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.rollout.Rollout;

import org.springframework.stereotype.Component;

/**
 * What may be told of how a package was prepared, held, reported and followed up.
 *
 * <p>
 * A table is shown only if its whole is known from the overview, or is a class of another
 * table that is shown, and then decided about as if everybody knew the whole; so it tells
 * nothing of other tables, and they nothing of it. For the same reason there is no sum
 * over packages or rollouts, and a unit that omitted a question is counted among those
 * that changed any, of which nothing else is told.
 */
@Component
class KeyFigures {

	private static final String ALL = "all";

	private static final String UNITS = "enheter";

	private static final Figure HIDDEN = Figure.hidden(Figure.Hidden.COVER);

	private final KeyFigureCounts counts;

	private final RecipientFigures recipients;

	private final Packages packages;

	private final NorwegianCalendar calendar;

	private final KeptFigures kept;

	KeyFigures(KeyFigureCounts counts, RecipientFigures recipients, Packages packages, NorwegianCalendar calendar,
			KeptFigures kept) {
		this.counts = counts;
		this.recipients = recipients;
		this.packages = packages;
		this.calendar = calendar;
		this.kept = kept;
	}

	/** The packages of a rollout, those that reach most units first. */
	List<ConversationPackage> packagesOf(Rollout rollout) {
		return this.kept.get("packages " + rollout.id(), () -> this.counts.packages(rollout.id()))
			.figures()
			.entrySet()
			.stream()
			.map((entry) -> this.packages.get(entry.getKey(), entry.getValue()))
			.toList();
	}

	/** All of them; {@link NotFound} if the rollout does not have the package. */
	PackageFigures of(Rollout rollout, String packageKey) {
		ConversationPackage pack = packagesOf(rollout).stream()
			.filter((one) -> one.key().equals(packageKey))
			.findFirst()
			.orElseThrow(() -> new NotFound("Utrullingen har ikke denne samtalepakken."));
		KeptFigures.Kept<List<KeyFigure>> told = this.kept.get("key figures " + rollout.id() + " " + packageKey,
				() -> figures(rollout, pack));
		return new PackageFigures(rollout, packageKey, pack.name(), pack.version(), this.calendar.today(), told.words(),
				told.figures());
	}

	private List<KeyFigure> figures(Rollout rollout, ConversationPackage pack) {
		Progress.Stage stage = rollout.state().stage();
		String silent = (stage == Progress.Stage.OPEN) ? "Ikke fortalt ennå" : "Ukjent";
		Progress progress = this.counts.progress(rollout.id(), pack.key());
		ProgressFigures shown = progress.figures(stage);
		List<Question> questions = pack.questions(Use.CONVERSATION);
		KeyFigureCounts.Answers answers = this.counts.answers(rollout.id(), pack.key(), questions.size());
		List<KeyFigure> figures = new ArrayList<>();
		if (pack.decidedByCounty()) {
			figures.add(table(Measure.COUNTIES, "fylker", Figure.apart(this.counts.counties(rollout.id(), pack.key())),
					this.counts.participation(rollout.id(), pack.key()), "Ikke svart"));
		}
		Figure held = held(progress, shown);
		Measure.ofConversations()
			.stream()
			.filter((measure) -> measure.whole() == Whole.HELD)
			.forEach((measure) -> figures
				.add((measure == Measure.FORM) ? table(measure, UNITS, held, answers.of(measure), silent)
						: ofMeeting(measure, held, answers.planned(), answers.of(measure), silent)));
		figures.add(omitted(rollout, pack, questions, figures));
		figures.add(reporting(shown, silent));
		KeyFigure date = table(Measure.FOLLOW_UP_DATE, UNITS, shown.reported(), answers.of(Measure.FOLLOW_UP_DATE),
				silent);
		figures.add(date);
		figures.add(table(Measure.FOLLOWED_UP, UNITS, number(date, "DATE"), answers.of(Measure.FOLLOWED_UP),
				"Ikke ennå, eller ikke fortalt"));
		addObstacles(rollout, figures);
		return figures.stream()
			.sorted((one, other) -> one.measure().compareTo(other.measure()))
			.collect(Collectors.toUnmodifiableList());
	}

	/** How many have held it, if the overview tells so: as a sum, or as what is left. */
	private static Figure held(Progress progress, ProgressFigures shown) {
		boolean told = shown.heldOnly().isShown() && shown.reported().isShown();
		boolean left = shown.notHeld().isShown() && shown.unknown().isShown()
				&& (shown.planned() == null || shown.planned().isShown());
		return (told || left) ? Figure.apart(progress.heldOnly() + progress.withInput() + progress.withoutInput())
				: HIDDEN;
	}

	/**
	 * What is told of a meeting. Who has not planned it here has told nothing of it, and
	 * how many those are can be read from the {@link Measure#FORM}, which every plan has:
	 * so the answers are decided about as if everybody knew, and those who have not said
	 * are told as one sum, or not at all.
	 */
	private static KeyFigure ofMeeting(Measure measure, Figure held, int planned, Map<String, Integer> numbers,
			String silent) {
		Map<String, Figure> figures = new LinkedHashMap<>();
		if (held.isShown()) {
			figures.putAll(parts(Figure.of(planned), numbers));
			figures.computeIfPresent(Measure.UNKNOWN,
					(code, figure) -> figure.isShown() ? Figure.of(figure.number() + held.number() - planned) : HIDDEN);
		}
		return shown(measure, UNITS, held, figures, silent);
	}

	/** A whole, its classes, and those who have not said. */
	private static KeyFigure table(Measure measure, String unit, Figure whole, Map<String, Integer> numbers,
			String silent) {
		Map<String, Integer> classes = new LinkedHashMap<>();
		measure.answers().keySet().forEach((code) -> classes.put(code, numbers.getOrDefault(code, 0)));
		return shown(measure, unit, whole, parts(whole, classes), silent);
	}

	private static KeyFigure shown(Measure measure, String unit, Figure whole, Map<String, Figure> figures,
			String silent) {
		Map<String, String> names = new LinkedHashMap<>(measure.answers());
		names.put(Measure.UNKNOWN, silent);
		List<Row> rows = names.keySet()
			.stream()
			.map((code) -> new Row(code, names.get(code), figures.getOrDefault(code, HIDDEN), whole))
			.toList();
		return new KeyFigure(measure, unit, whole, rows);
	}

	/**
	 * What may be shown of the classes of a whole everybody knows.
	 * @param classes all but those who have not said
	 */
	private static Map<String, Figure> parts(Figure whole, Map<String, Integer> classes) {
		if (!whole.isShown()) {
			return Map.of();
		}
		SmallGroups groups = new SmallGroups().known(ALL, "", whole.number());
		classes.forEach((code, number) -> groups.count("", code, "", ALL, number));
		int said = classes.values().stream().mapToInt(Integer::intValue).sum();
		groups.count("", Measure.UNKNOWN, "", ALL, whole.number() - said);
		return groups.figures().get("");
	}

	private static Figure number(KeyFigure figure, String code) {
		return figure.rows()
			.stream()
			.filter((row) -> row.code().equals(code))
			.map(Row::number)
			.findFirst()
			.orElseThrow();
	}

	/** Each question by itself: who changed any has omitted this one, or not. */
	private KeyFigure omitted(Rollout rollout, ConversationPackage pack, List<Question> questions,
			List<KeyFigure> figures) {
		Figure changed = figures.stream()
			.filter((figure) -> figure.measure() == Measure.QUESTIONS)
			.map((figure) -> number(figure, "CHANGED"))
			.findFirst()
			.orElseThrow();
		Map<String, Integer> omitted = this.counts.omitted(rollout.id(), pack.key());
		List<Row> rows = questions.stream()
			.map((question) -> new Row(question.key(), question.text(),
					parts(changed, Map.of(question.key(), omitted.getOrDefault(question.key(), 0)))
						.getOrDefault(question.key(), HIDDEN),
					changed))
			.toList();
		return new KeyFigure(Measure.OMITTED, UNITS, changed, rows);
	}

	/** What the overview tells, class by class. */
	private static KeyFigure reporting(ProgressFigures shown, String silent) {
		Figure whole = Figure.of(shown.started());
		List<Row> rows = new ArrayList<>();
		if (shown.planned() != null) {
			rows.add(new Row("PLANNED", "Har dato", shown.planned(), whole));
		}
		rows.add(new Row("HELD", "Holdt, ikke rapportert", shown.heldOnly(), whole));
		rows.add(new Row("REPORTED", "Rapportert", shown.reported(), whole));
		rows.add(new Row("WITH_INPUT", "– av dem med innspill", shown.withInput(), shown.reported()));
		rows.add(new Row("WITHOUT_INPUT", "– av dem uten innspill", shown.withoutInput(), shown.reported()));
		rows.add(new Row("NOT_HELD", "Holdes ikke", shown.notHeld(), whole));
		rows.add(new Row(Measure.UNKNOWN, silent, shown.unknown(), whole));
		return new KeyFigure(Measure.REPORTING, UNITS, whole, rows);
	}

	/** Of the whole rollout; where one person answers alone there is no figure. */
	private void addObstacles(Rollout rollout, List<KeyFigure> figures) {
		Predicate<String> several = this.recipients.onePersons().negate();
		List<Asked> asked = this.counts.asked(rollout.id())
			.stream()
			.filter((one) -> several.test(one.recipient()))
			.toList();
		figures.add(routed(asked));
		List<RecipientFigures.Row> known = this.recipients.ofRollout(rollout.id())
			.stream()
			.filter(RecipientFigures.Row::isShown)
			.toList();
		figures.add(new KeyFigure(Measure.ANSWERED, "spørsmål", null,
				known.stream()
					.map((row) -> new Row(row.code(), row.name(), Figure.of(row.answered()),
							Figure.of(row.answered() + row.waiting())))
					.toList()));
		Map<String, Integer> days = this.counts.answerTimes(rollout.id())
			.stream()
			.filter((took) -> took.answers() >= SmallGroups.LEAST && several.test(took.recipient()))
			.collect(Collectors.toMap(KeyFigureCounts.Took::recipient, KeyFigureCounts.Took::days));
		figures.add(new KeyFigure(Measure.ANSWER_TIME, "døgn", null,
				known.stream()
					.filter((row) -> days.containsKey(row.code()))
					.map((row) -> new Row(row.code(), row.name(), Figure.of(days.get(row.code())), null))
					.toList()));
	}

	/** A unit that asks again, or shares an answer, chooses among those asked before. */
	private static KeyFigure routed(List<Asked> asked) {
		Map<String, Integer> numbers = new LinkedHashMap<>();
		Measure.ROUTED.answers().keySet().forEach((code) -> numbers.put(code, 0));
		for (Asked one : asked) {
			switch (one.decidedBy()) {
				case "RULE", "FORWARD" -> numbers.merge(one.decidedBy(), one.n(), Integer::sum);
				case "TRIAGE", "REROUTE", "ADDITION" -> numbers.merge("BY_HAND", one.n(), Integer::sum);
				default -> {
				}
			}
		}
		int all = numbers.values().stream().mapToInt(Integer::intValue).sum();
		Figure whole = Figure.apart(all);
		Map<String, Figure> figures = new LinkedHashMap<>();
		if (whole.isShown()) {
			SmallGroups groups = new SmallGroups().known(ALL, "", all);
			numbers.forEach((code, number) -> groups.count("", code, "", ALL, number));
			figures.putAll(groups.figures().get(""));
		}
		return new KeyFigure(Measure.ROUTED, "spørsmål", whole, numbers.keySet()
			.stream()
			.map((code) -> new Row(code, Measure.ROUTED.answers().get(code), figures.getOrDefault(code, HIDDEN), whole))
			.toList());
	}

}
