package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What has been done since the opening, as lines: each from nothing on the opening day
 * over the weeks that are shown. Lines differ in dashes and marks as well as in colour.
 *
 * @param lines what was done
 * @param grid levels to read them by
 * @param opensOn the first day
 * @param until the last day that is counted
 */
record TimeLine(List<Line> lines, List<Level> grid, LocalDate opensOn, LocalDate until) {

	/** Of the whole picture. */
	static final int HEIGHT = 260;

	private static final int TOP = 34;

	private static final int BOTTOM = 224;

	/** Names at the end of lines stand this far from each other. */
	private static final int BETWEEN_NAMES = 20;

	/** Beside the levels, and before the edge. */
	private static final double LEFT = 9;

	private static final double RIGHT = 98;

	static TimeLine of(Weeks weeks) {
		int most = weeks.lines()
			.stream()
			.flatMap((line) -> line.points().stream())
			.filter((point) -> point.units().isShown())
			.mapToInt((point) -> point.units().number())
			.max()
			.orElse(0);
		if (most == 0) {
			return null;
		}
		int top = roundUp(most);
		List<Line> lines = new ArrayList<>();
		List<Integer> taken = new ArrayList<>();
		weeks.lines()
			.stream()
			.sorted(Comparator.comparing((line) -> -last(line).units().number()))
			.forEach((line) -> lines.add(line(line, top, taken)));
		List<Level> grid = List.of(new Level(0, y(0, top)), new Level(top / 2, y(top / 2, top)),
				new Level(top, y(top, top)));
		return new TimeLine(lines, grid, weeks.opensOn(), last(weeks.lines().get(0)).until());
	}

	private static Line line(Weeks.Line line, int top, List<Integer> taken) {
		int weeks = line.points().size();
		List<Stretch> stretches = new ArrayList<>();
		List<Mark> marks = new ArrayList<>();
		String x = StackedBar.percent(LEFT);
		int y = y(0, top);
		for (int week = 0; week < weeks; week++) {
			if (line.points().get(week).units().isShown()) {
				String nextX = StackedBar.percent(LEFT + (RIGHT - LEFT) * (week + 1) / weeks);
				int nextY = y(line.points().get(week).units().number(), top);
				stretches.add(new Stretch(x, y, nextX, nextY));
				marks.add(new Mark(nextX, nextY));
				x = nextX;
				y = nextY;
			}
		}
		int nameY = y - 10;
		for (int other : taken) {
			if (nameY < other + BETWEEN_NAMES) {
				nameY = other + BETWEEN_NAMES;
			}
		}
		taken.add(nameY);
		Look look = Look.valueOf(line.name());
		return new Line(line.words(), last(line).units().number(), look.colour, look.dashes, stretches, marks, nameY);
	}

	private static Weeks.Point last(Weeks.Line line) {
		return line.points().get(line.points().size() - 1);
	}

	private static int y(int units, int top) {
		return BOTTOM - (int) Math.round((double) (BOTTOM - TOP) * units / top);
	}

	/** To an even number one likes to read. */
	private static int roundUp(int most) {
		int step = (most <= 20) ? 10 : (most <= 100) ? 20 : (most <= 1000) ? 100 : 1000;
		return (most + step - 1) / step * step;
	}

	public int height() {
		return HEIGHT;
	}

	public String left() {
		return StackedBar.percent(LEFT);
	}

	public String right() {
		return StackedBar.percent(RIGHT);
	}

	public int bottom() {
		return BOTTOM;
	}

	/** In words, for whoever does not see it. */
	public String words() {
		return String.join(", ",
				this.lines.stream().map((line) -> line.words.toLowerCase(Locale.ROOT) + " " + line.number).toList());
	}

	private enum Look {

		PLANNED("#005bb6", "2 5"), HELD("#1f6b3f", null), REPORTED("#7342b6", "9 5");

		private final String colour;

		private final String dashes;

		Look(String colour, String dashes) {
			this.colour = colour;
			this.dashes = dashes;
		}

	}

	/**
	 * A line.
	 *
	 * @param words what was done
	 * @param number how many in all
	 * @param colour of the line
	 * @param dashes of the line, or null
	 * @param stretches from each week that is shown to the next
	 * @param marks at each
	 * @param nameY where its name stands
	 */
	record Line(String words, int number, String colour, String dashes, List<Stretch> stretches, List<Mark> marks,
			int nameY) {
	}

	/**
	 * A straight part of a line.
	 *
	 * @param x1 where it begins
	 * @param y1 where it begins
	 * @param x2 where it ends
	 * @param y2 where it ends
	 */
	record Stretch(String x1, int y1, String x2, int y2) {
	}

	/**
	 * A week that is shown.
	 *
	 * @param x where
	 * @param y where
	 */
	record Mark(String x, int y) {
	}

	/**
	 * A level to read the lines by.
	 *
	 * @param units how many
	 * @param y where
	 */
	record Level(int units, int y) {
	}

}
