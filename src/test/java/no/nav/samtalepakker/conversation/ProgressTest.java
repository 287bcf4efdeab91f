package no.nav.samtalepakker.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

import no.nav.samtalepakker.conversation.Progress.Stage;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rule for small groups: what is hidden cannot be found out. */
class ProgressTest {

	private static final List<Function<ProgressFigures, Figure>> FIGURES = List.of(ProgressFigures::heldOnly,
			ProgressFigures::reported, ProgressFigures::withInput, ProgressFigures::withoutInput,
			ProgressFigures::notHeld, ProgressFigures::unknown, ProgressFigures::planned);

	private final Random random = new Random(20261127);

	@Test
	void showsALargeRolloutAsItIs() {
		ProgressFigures figures = new Progress(255, 179, 12, 36, 14, 16, 12, 89).figures(Stage.CLOSED);
		assertThat(FIGURES.stream().map((figure) -> figure.apply(figures).text())).containsExactly("16", "50", "36",
				"14", "12", "89", "12");
		assertThat(figures.started()).isEqualTo(179);
	}

	@Test
	void showsNothingOfAFewUnits() {
		for (Progress few : List.of(new Progress(1, 1, 0, 0, 0, 0, 1, 0), new Progress(3, 3, 0, 2, 0, 0, 0, 1),
				new Progress(2, 2, 0, 0, 0, 0, 0, 2), new Progress(5, 5, 0, 5, 0, 0, 0, 0),
				new Progress(255, 255, 0, 0, 0, 0, 0, 255))) {
			assertThat(few.figures(Stage.CLOSED).isAnythingShown()).as(few.toString()).isFalse();
		}
	}

	@Test
	void hidesWhatSubtractionWouldGiveAway() {
		ProgressFigures figures = new Progress(100, 100, 0, 30, 20, 10, 2, 38).figures(Stage.CUT_OFF);
		assertThat(figures.notHeld().text()).isEqualTo("færre enn fem");
		assertThat(figures.heldOnly().text()).isEqualTo("vises ikke");
		assertThat(List.of(figures.reported(), figures.withInput(), figures.withoutInput(), figures.unknown()))
			.allMatch(Figure::isShown);
		assertThat(figures.planned()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void noHiddenFigureCanBeComputed(Stage stage) {
		for (int i = 0; i < 150; i++) {
			Progress progress = random(this.random.nextInt(1, 16), stage);
			ProgressFigures shown = progress.figures(stage);
			check(progress.toString(), List.of(shown),
					alternatives(shown, stage).stream().map((other) -> List.of(raw(other, stage))).toList());
		}
	}

	@ParameterizedTest
	@EnumSource
	void noHiddenFigureOfAPartCanBeComputedFromTheWholeAndTheOtherParts(Stage stage) {
		for (int i = 0; i < 40; i++) {
			Map<String, Progress> parts = new LinkedHashMap<>();
			parts.put("A", random(this.random.nextInt(1, 10), stage));
			parts.put("B", random(this.random.nextInt(1, 13), stage));
			ProgressFigures whole = sum(parts.get("A"), parts.get("B")).figures(stage);
			Map<String, ProgressFigures> shown = Progress.breakdown(parts, stage);
			List<List<int[]>> worlds = new ArrayList<>();
			List<Progress> ofB = alternatives(shown.get("B"), stage);
			for (Progress a : alternatives(shown.get("A"), stage)) {
				for (Progress b : ofB) {
					if (looksLike(whole, raw(sum(a, b), stage))) {
						worlds.add(List.of(raw(a, stage), raw(b, stage)));
					}
				}
			}
			check(parts.toString(), List.of(shown.get("A"), shown.get("B")), worlds);
		}
	}

	@Test
	void aPartThatNobodyGotHidesNothingOfTheOthers() {
		Map<String, Progress> parts = new LinkedHashMap<>();
		parts.put("A", new Progress(25, 25, 7, 0, 0, 7, 1, 10));
		parts.put("B", new Progress(28, 28, 9, 1, 1, 5, 0, 12));
		parts.put("C", new Progress(20, 20, 2, 0, 1, 8, 1, 8));
		Map<String, ProgressFigures> shown = Progress.breakdown(parts, Stage.OPEN);
		assertThat(shown.get("A").unknown().isShown()).isTrue();
		parts.put("D", new Progress(11, 0, 0, 0, 0, 0, 0, 0));
		Map<String, ProgressFigures> beside = Progress.breakdown(parts, Stage.OPEN);
		assertThat(beside.get("D").isAnythingShown()).isFalse();
		beside.remove("D");
		assertThat(beside).isEqualTo(shown);
	}

	@Test
	void onePersonIsNoGroup() {
		assertThat(IntStream.of(0, 1, 2).mapToObj(SmallGroups::isOnePerson)).containsExactly(true, true, false);
	}

	/** Every hidden figure has another value in some world that looks the same. */
	private static void check(String what, List<ProgressFigures> shown, List<List<int[]>> worlds) {
		assertThat(worlds).as(what).isNotEmpty();
		for (int part = 0; part < shown.size(); part++) {
			for (int i = 0; i < FIGURES.size(); i++) {
				Figure figure = FIGURES.get(i).apply(shown.get(part));
				if (figure != null && !figure.isShown()) {
					Set<Integer> possible = new TreeSet<>();
					for (List<int[]> world : worlds) {
						possible.add(world.get(part)[i]);
					}
					assertThat(possible).as("%s: figure %d of part %d in %s", what, i, part, shown)
						.hasSizeGreaterThan(1);
				}
			}
		}
	}

	/** Every progress of as many units that would be shown with the same figures. */
	private static List<Progress> alternatives(ProgressFigures shown, Stage stage) {
		List<Progress> found = new ArrayList<>();
		int n = shown.started();
		for (int planned = 0; planned <= (stage == Stage.CUT_OFF ? 0 : n); planned++) {
			for (int held = 0; held <= n - planned; held++) {
				for (int with = 0; with <= n - planned - held; with++) {
					for (int without = 0; without <= n - planned - held - with; without++) {
						for (int not = 0; not <= n - planned - held - with - without; not++) {
							Progress other = new Progress(n, n, planned, with, without, held, not,
									n - planned - held - with - without - not);
							if (looksLike(shown, raw(other, stage))) {
								found.add(other);
							}
						}
					}
				}
			}
		}
		return found;
	}

	/** Where nothing tells «færre enn fem», «vises ikke» may be anything. */
	private static boolean looksLike(ProgressFigures shown, int[] numbers) {
		boolean few = FIGURES.stream().map((figure) -> figure.apply(shown)).anyMatch((f) -> f != null && f.isFew());
		for (int i = 0; i < numbers.length; i++) {
			Figure figure = FIGURES.get(i).apply(shown);
			if (figure != null && (figure.isShown() ? figure.number() != numbers[i]
					: figure.isFew() ? numbers[i] >= SmallGroups.LEAST : few && numbers[i] < SmallGroups.LEAST)) {
				return false;
			}
		}
		return true;
	}

	private static int[] raw(Progress progress, Stage stage) {
		return new int[] { progress.heldOnly(), progress.withInput() + progress.withoutInput(), progress.withInput(),
				progress.withoutInput(), progress.notHeld(),
				progress.unknown() + ((stage == Stage.CUT_OFF) ? progress.planned() : 0), progress.planned() };
	}

	private static Progress sum(Progress a, Progress b) {
		return new Progress(a.reached() + b.reached(), a.started() + b.started(), a.planned() + b.planned(),
				a.withInput() + b.withInput(), a.withoutInput() + b.withoutInput(), a.heldOnly() + b.heldOnly(),
				a.notHeld() + b.notHeld(), a.unknown() + b.unknown());
	}

	/** Most units in a few classes, as in life. */
	private Progress random(int started, Stage stage) {
		int[] classes = new int[6];
		int favourite = this.random.nextInt(6);
		for (int i = 0; i < started; i++) {
			classes[this.random.nextInt(3) > 0 ? favourite : this.random.nextInt(6)]++;
		}
		int planned = (stage == Stage.CUT_OFF) ? 0 : classes[0];
		return new Progress(started, started, planned, classes[1], classes[2], classes[3], classes[4],
				classes[5] + classes[0] - planned);
	}

}
