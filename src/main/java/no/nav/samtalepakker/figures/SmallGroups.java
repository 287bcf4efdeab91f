package no.nav.samtalepakker.figures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import no.nav.samtalepakker.figures.Figure.Hidden;

/**
 * The one rule for small groups (design §11). A count below five is not shown, nor what
 * would give it away by subtraction; what one person has done is not shown at all.
 *
 * <p>
 * Counts that add up are told as flows between sums: what comes into a sum is what leaves
 * it. A hidden count is safe if the same page could have been made from other counts, and
 * that is so exactly if one could send one more round a circle of hidden counts without
 * touching one that is shown. Where there is no such circle, the cheapest is hidden too.
 */
public final class SmallGroups {

	/** The smallest count that is shown. */
	public static final int LEAST = 5;

	private final List<Count> counts = new ArrayList<>();

	/** Whether figures about these people would be one person's. */
	public static boolean isOnePerson(long people) {
		return people <= 1;
	}

	/**
	 * A count everybody knows, such as how many got the package.
	 * @param from the sum it leaves
	 * @param to the sum it comes into
	 */
	public SmallGroups known(String from, String to, int number) {
		this.counts.add(new Count(null, null, from, to, number, Mark.SHOWN, true));
		return this;
	}

	/**
	 * A count that is shown if the rule allows it.
	 * @param row which counts it stands with; if all else fails they are hidden together
	 * @param name what it is called in the row
	 * @param from the sum it leaves
	 * @param to the sum it comes into
	 */
	public SmallGroups count(String row, String name, String from, String to, int number) {
		this.counts.add(new Count(row, name, from, to, number, (number < LEAST) ? Mark.FEW : Mark.SHOWN, false));
		return this;
	}

	/**
	 * A count that has been decided about elsewhere; it stays as it is there, and if it
	 * is hidden there, nothing here gives it away.
	 */
	public SmallGroups decided(String row, String name, String from, String to, int number, Figure figure) {
		Mark mark = figure.isShown() ? Mark.SHOWN
				: figure.isFew() ? Mark.FEW : (number < LEAST) ? Mark.ANY : Mark.COVER;
		this.counts.add(new Count(row, name, from, to, number, mark, true));
		return this;
	}

	/** What may be shown of it, by row and name. */
	public Map<String, Map<String, Figure>> figures() {
		Set<Count> givenAway = new HashSet<>();
		for (Count open = unsafe(givenAway); open != null; open = unsafe(givenAway)) {
			if (!hideMoreFor(open)) {
				// by what is decided elsewhere: nothing that is hidden here would help
				givenAway.add(open);
			}
		}
		Map<String, Map<String, Figure>> figures = new LinkedHashMap<>();
		this.counts.stream()
			.filter((count) -> count.row != null)
			.forEach((count) -> figures.computeIfAbsent(count.row, (row) -> new LinkedHashMap<>())
				.put(count.name, count.figure()));
		return figures;
	}

	private Count unsafe(Set<Count> givenAway) {
		return this.counts.stream()
			.filter((count) -> count.mark != Mark.SHOWN && !givenAway.contains(count))
			.filter((count) -> !couldBeAnother(count))
			.findFirst()
			.orElse(null);
	}

	/** Whether what is shown would look the same if this count were another one. */
	private boolean couldBeAnother(Count count) {
		return count.canGrow() && reaches(count.to, count.from, count)
				|| count.canShrink() && reaches(count.from, count.to, count);
	}

	private boolean reaches(String start, String goal, Count without) {
		Set<String> seen = new HashSet<>(Set.of(start));
		Deque<String> open = new ArrayDeque<>(seen);
		while (!open.isEmpty()) {
			String sum = open.poll();
			if (sum.equals(goal)) {
				return true;
			}
			for (Count count : this.counts) {
				if (count != without && count.mark != Mark.SHOWN) {
					String next = count.nextFrom(sum);
					if (next != null && seen.add(next)) {
						open.add(next);
					}
				}
			}
		}
		return false;
	}

	/** Gives whether there was anything left to hide. */
	private boolean hideMoreFor(Count open) {
		Way growing = open.canGrow() ? cheapest(open.to, open.from, open) : null;
		Way shrinking = open.canShrink() ? cheapest(open.from, open.to, open) : null;
		Way way = (growing == null || shrinking != null && shrinking.cost < growing.cost) ? shrinking : growing;
		if (way != null) {
			way.counts.stream().filter((count) -> count.mark == Mark.SHOWN).forEach((count) -> count.mark = Mark.COVER);
			return true;
		}
		return hideAll(this.counts.stream().filter((count) -> open.row.equals(count.row)).toList())
				|| hideAll(this.counts);
	}

	private static boolean hideAll(List<Count> counts) {
		List<Count> more = counts.stream().filter((count) -> !count.decided && count.mark != Mark.ANY).toList();
		more.forEach((count) -> count.mark = Mark.ANY);
		return !more.isEmpty();
	}

	/** The way from sum to sum that hides the least, Dijkstra's. */
	private Way cheapest(String start, String goal, Count without) {
		Map<String, Integer> best = new HashMap<>();
		PriorityQueue<Way> open = new PriorityQueue<>(Comparator.comparingInt(Way::cost));
		open.add(new Way(start, 0, List.of()));
		while (!open.isEmpty()) {
			Way way = open.poll();
			if (way.end.equals(goal)) {
				return way;
			}
			if (best.putIfAbsent(way.end, way.cost) != null) {
				continue;
			}
			for (Count count : this.counts) {
				if (count != without && (count.mark != Mark.SHOWN || count.canBeHidden())) {
					String next = count.nextFrom(way.end);
					if (next != null) {
						List<Count> longer = new ArrayList<>(way.counts);
						longer.add(count);
						open.add(new Way(next, way.cost + count.price(), longer));
					}
				}
			}
		}
		return null;
	}

	/** What a reader is told of a count. */
	private enum Mark {

		SHOWN(0, Integer.MAX_VALUE), FEW(0, LEAST - 1), COVER(LEAST, Integer.MAX_VALUE),
		/** Nothing. */
		ANY(0, Integer.MAX_VALUE);

		private final int least;

		private final int most;

		Mark(int least, int most) {
			this.least = least;
			this.most = most;
		}

	}

	private record Way(String end, int cost, List<Count> counts) {
	}

	private static final class Count {

		private final String row;

		private final String name;

		private final String from;

		private final String to;

		private final int number;

		private final boolean decided;

		private Mark mark;

		Count(String row, String name, String from, String to, int number, Mark mark, boolean decided) {
			this.row = row;
			this.name = name;
			this.from = from;
			this.to = to;
			this.number = number;
			this.mark = mark;
			this.decided = decided;
		}

		private Mark asHidden() {
			return (this.mark == Mark.SHOWN) ? Mark.COVER : this.mark;
		}

		boolean canGrow() {
			return this.number < asHidden().most;
		}

		boolean canShrink() {
			return this.number > asHidden().least;
		}

		boolean canBeHidden() {
			return !this.decided;
		}

		int price() {
			return (this.mark == Mark.SHOWN) ? this.number : 0;
		}

		/** The sum at the other end, if the count can change in that direction. */
		String nextFrom(String sum) {
			if (sum.equals(this.from) && canGrow()) {
				return this.to;
			}
			return (sum.equals(this.to) && canShrink()) ? this.from : null;
		}

		Figure figure() {
			return switch (this.mark) {
				case SHOWN -> Figure.of(this.number);
				case FEW -> Figure.hidden(Hidden.FEW);
				case COVER, ANY -> Figure.hidden(Hidden.COVER);
			};
		}

	}

}
