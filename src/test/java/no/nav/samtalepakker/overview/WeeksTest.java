package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.Reader;
import no.nav.samtalepakker.figures.SmallGroups;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told week by week gives away no few, neither of a week nor between the lines.
 */
class WeeksTest {

	private static final LocalDate OPENED = LocalDate.of(2026, 1, 5);

	private static final int WEEKS = 4;

	private static final int NEVER = WEEKS;

	private final Random random = new Random(20261128);

	@Test
	void showsAWeekOnlyWhereItIsFarFromEveryOther() {
		Weeks weeks = weeks(100, new int[] { 3, 10, 12, 30, 44 }, new int[] { 0, 2, 4, 9, 20 });
		assertThat(texts(weeks, 0)).containsExactly("vises ikke", "10", "vises ikke", "30", "44");
		assertThat(texts(weeks, 1)).containsExactly("vises ikke", "vises ikke", "vises ikke", "9", "20");
		assertThat(weeks.lines().get(0).points().get(4).until()).isEqualTo(OPENED.plusDays(30));
	}

	@Test
	void hidesAWeekThatWouldTellHowFewHadHeldAndNotReported() {
		Weeks weeks = weeks(100, new int[] { 10, 40 }, new int[] { 8, 30 });
		assertThat(texts(weeks, 0)).containsExactly("10", "40");
		assertThat(texts(weeks, 1)).containsExactly("vises ikke", "30");
	}

	@Test
	void nothingFewIsFoundOutFromTheLines() {
		int shown = 0;
		for (int i = 0; i < 150; i++) {
			Map<String, Integer> truth = world();
			int started = truth.values().stream().mapToInt(Integer::intValue).sum();
			Weeks weeks = weeks(started, cumulated(truth, 0), cumulated(truth, 1));
			Reader reader = new Reader();
			reader.read("started", truth.keySet(), started);
			List<Point> points = new ArrayList<>();
			for (int line = 0; line < 2; line++) {
				for (int week = 0; week < WEEKS; week++) {
					Point point = new Point(line, week);
					points.add(point);
					Figure figure = weeks.lines().get(line).points().get(week).units();
					shown += (figure.isShown() && week < WEEKS - 1) ? 1 : 0;
					reader.read(point.toString(), point.of(truth), figure, false);
				}
			}
			for (Point inner : points) {
				for (Point outer : points) {
					if (inner != outer && inner.line >= outer.line && inner.week <= outer.week) {
						List<String> between = new ArrayList<>(outer.of(truth));
						between.removeAll(inner.of(truth));
						reader.read(inner + " to " + outer, between, Figure.hidden(Figure.Hidden.COVER), false);
					}
				}
			}
			assertThat(reader.findsOut(truth)).as(truth.toString()).isEmpty();
		}
		assertThat(shown).as("weeks that are shown").isGreaterThan(150);
	}

	/** By the week they held and the week they reported; both are shown in the end. */
	private Map<String, Integer> world() {
		while (true) {
			Map<String, Integer> truth = new TreeMap<>();
			for (int held = 0; held <= WEEKS; held++) {
				for (int reported = held; reported <= WEEKS; reported++) {
					truth.put(held + " " + reported, this.random.nextInt(3) * this.random.nextInt(6));
				}
			}
			int held = new Point(0, WEEKS - 1).count(truth);
			int reported = new Point(1, WEEKS - 1).count(truth);
			if (reported >= SmallGroups.LEAST && held - reported >= SmallGroups.LEAST) {
				return truth;
			}
		}
	}

	private static int[] cumulated(Map<String, Integer> truth, int line) {
		int[] units = new int[WEEKS];
		for (int week = 0; week < WEEKS; week++) {
			units[week] = new Point(line, week).count(truth);
		}
		return units;
	}

	private static Weeks weeks(int started, int[] held, int[] reported) {
		return Weeks.of(OPENED, OPENED.plusDays(30), started, List.of("Pakken"), List
			.of(new Weeks.Done("HELD", "Holdt", 0, held), new Weeks.Done("REPORTED", "Rapportert", 1, reported)));
	}

	private static List<String> texts(Weeks weeks, int line) {
		return weeks.lines().get(line).points().stream().map((point) -> point.units().text()).toList();
	}

	private record Point(int line, int week) {

		private List<String> of(Map<String, Integer> truth) {
			return truth.keySet().stream().filter((one) -> {
				int when = Integer.parseInt(one.split(" ")[this.line]);
				return when != NEVER && when <= this.week;
			}).toList();
		}

		private int count(Map<String, Integer> truth) {
			return of(truth).stream().mapToInt(truth::get).sum();
		}

	}

}
