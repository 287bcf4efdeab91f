package no.nav.samtalepakker.conversation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;

/**
 * How many units did what. Nobody is obliged to say, so not having told is a class of its
 * own. The counts themselves are for nobody's eyes; {@link #figures} are.
 *
 * @param reached units in the rollout
 * @param started units that got the package
 * @param planned with a date ahead
 * @param withInput units that reported something
 * @param withoutInput units that reported that there was nothing
 * @param heldOnly units that said it was held, and no more
 * @param notHeld units that said it was not held
 * @param unknown units that got the package and have told nothing
 */
public record Progress(int reached, int started, int planned, int withInput, int withoutInput, int heldOnly,
		int notHeld, int unknown) {

	private static final Progress NOTHING = new Progress(0, 0, 0, 0, 0, 0, 0, 0);

	private static final String ALL = "all";

	private static final String REPORTS = "reports";

	/**
	 * What others may see of it.
	 * @param stage of the rollout
	 */
	public ProgressFigures figures(Stage stage) {
		SmallGroups groups = new SmallGroups().known(ALL, "", this.started);
		add(groups, "", REPORTS, (name) -> ALL, stage);
		return ProgressFigures.of(this, groups.figures().get(""));
	}

	/**
	 * What others may see of the parts of a whole, such as its counties, when the
	 * {@link #figures} of the whole are seen too.
	 * @param parts every part of it
	 * @param stage of the rollout
	 */
	public static <K> Map<K, ProgressFigures> breakdown(Map<K, Progress> parts, Stage stage) {
		Progress whole = sum(parts.values());
		ProgressFigures seen = whole.figures(stage);
		SmallGroups groups = new SmallGroups();
		Map<String, K> rows = new LinkedHashMap<>();
		Map<K, ProgressFigures> shown = new LinkedHashMap<>();
		parts.forEach((key, part) -> {
			if (part.started == 0) {
				// nobody got it, which everybody may know: it can hide nothing, and need
				// not
				shown.put(key, ProgressFigures.of(part, part.nothing(stage)));
				return;
			}
			String row = "part " + rows.size();
			rows.put(row, key);
			groups.known(ALL, row, part.started);
			part.add(groups, row, REPORTS + " of " + row, (name) -> name, stage);
		});
		whole.classes(stage)
			.forEach((name, number) -> groups.decided(ALL, name, name, isReport(name) ? REPORTS : ALL, number,
					seen.figure(name)));
		groups.decided(ALL, "reported", REPORTS, ALL, whole.reporting(), seen.reported());
		Map<String, Map<String, Figure>> figures = groups.figures();
		rows.forEach((row, key) -> shown.put(key, ProgressFigures.of(parts.get(key), figures.get(row))));
		return shown;
	}

	/**
	 * What others may see of several packages counted as one, where each one's figures
	 * and those of its parts are seen too. Not what reports had in them.
	 * @param packages the parts of each
	 * @param stage of the rollout
	 */
	public static <K> ProgressFigures together(List<Map<K, Progress>> packages, Stage stage) {
		SmallGroups groups = new SmallGroups();
		Progress all = NOTHING;
		for (int i = 0; i < packages.size(); i++) {
			String of = " of package " + i;
			Progress whole = sum(packages.get(i).values());
			all = all.plus(whole);
			Map<K, ProgressFigures> seen = breakdown(packages.get(i), stage);
			packages.get(i).forEach((key, part) -> {
				if (part.started == 0) {
					return;
				}
				String row = "part " + key + of;
				groups.known(ALL, row, part.started);
				part.decided(groups, row, row, REPORTS + " of " + row, (name) -> name + of, seen.get(key), stage);
			});
			whole.decidedSums(groups, of, whole.figures(stage), stage);
		}
		for (Map.Entry<String, Integer> column : all.columns(stage).entrySet()) {
			groups.count("", column.getKey(), column.getKey(), ALL, column.getValue());
		}
		return ProgressFigures.of(all, groups.figures().get(""));
	}

	/** All of them counted as one. */
	public static Progress sum(Collection<Progress> parts) {
		return parts.stream().reduce(NOTHING, Progress::plus);
	}

	private void decided(SmallGroups groups, String row, String from, String reports, UnaryOperator<String> column,
			ProgressFigures seen, Stage stage) {
		groups.decided(row, "reported", from, reports, reporting(), seen.reported());
		classes(stage).forEach((name, number) -> groups.decided(row, name, isReport(name) ? reports : from,
				column.apply(name), number, seen.figure(name)));
	}

	/** From the columns of a package to those of all packages. */
	private void decidedSums(SmallGroups groups, String of, ProgressFigures seen, Stage stage) {
		String row = "whole" + of;
		groups.decided(row, "reported", REPORTS + of, "reported", reporting(), seen.reported());
		classes(stage).forEach((name, number) -> groups.decided(row, name, name + of,
				isReport(name) ? REPORTS + of : name, number, seen.figure(name)));
	}

	/** What others see side by side; every unit is in one of them. */
	private Map<String, Integer> columns(Stage stage) {
		Map<String, Integer> columns = classes(stage);
		columns.keySet().removeIf(Progress::isReport);
		columns.put("reported", reporting());
		return columns;
	}

	private void add(SmallGroups groups, String row, String reports, UnaryOperator<String> column, Stage stage) {
		groups.count(row, "reported", row, reports, reporting());
		classes(stage).forEach(
				(name, number) -> groups.count(row, name, isReport(name) ? reports : row, column.apply(name), number));
	}

	/** Every unit that got the package is in one of them. */
	private Map<String, Integer> classes(Stage stage) {
		Map<String, Integer> classes = new LinkedHashMap<>();
		if (stage.hasPlans()) {
			classes.put("planned", this.planned);
		}
		classes.put("heldOnly", this.heldOnly);
		classes.put("withInput", this.withInput);
		classes.put("withoutInput", this.withoutInput);
		classes.put("notHeld", this.notHeld);
		classes.put("unknown", stage.hasPlans() ? this.unknown : this.unknown + this.planned);
		return classes;
	}

	private static boolean isReport(String name) {
		return name.equals("withInput") || name.equals("withoutInput");
	}

	private Map<String, Figure> nothing(Stage stage) {
		Map<String, Figure> nothing = new LinkedHashMap<>();
		classes(stage).keySet().forEach((name) -> nothing.put(name, Figure.hidden(Figure.Hidden.FEW)));
		nothing.put("reported", Figure.hidden(Figure.Hidden.FEW));
		return nothing;
	}

	private int reporting() {
		return this.withInput + this.withoutInput;
	}

	Progress plus(Progress other) {
		return new Progress(this.reached + other.reached, this.started + other.started, this.planned + other.planned,
				this.withInput + other.withInput, this.withoutInput + other.withoutInput,
				this.heldOnly + other.heldOnly, this.notHeld + other.notHeld, this.unknown + other.unknown);
	}

	/** How far the rollout has come that is counted. */
	public enum Stage {

		/** Who has told nothing may still do so. */
		OPEN,
		/** Who has told nothing and has no date counts as unknown. */
		CLOSED,
		/** There are no dates ahead either. */
		CUT_OFF;

		boolean hasPlans() {
			return this != CUT_OFF;
		}

	}

}
