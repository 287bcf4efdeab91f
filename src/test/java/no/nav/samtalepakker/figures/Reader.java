package no.nav.samtalepakker.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody who reads every page at once, puts the figures together, and knows the rule.
 * What such a reader cannot know is found by looking for a world that would have been
 * told in the same way, by trying; the rule itself is not asked.
 */
public final class Reader {

	/** A way round all counts of a page and its parts is shorter. */
	private static final int MOST_CHANGES = 12;

	private final Map<String, Integer> counts = new LinkedHashMap<>();

	private final List<Told> told = new ArrayList<>();

	/**
	 * Reads a figure.
	 * @param what it is called, for people
	 * @param parts the counts it is the sum of
	 * @param figure as it is told
	 * @param fewIsTold whether the same row tells another one to be few; then one that
	 * only is not shown is not few
	 */
	public void read(String what, Collection<String> parts, Figure figure, boolean fewIsTold) {
		if (figure.isShown()) {
			read(what, parts, figure.number(), figure.number(), false);
		}
		else if (figure.isFew()) {
			read(what, parts, 0, SmallGroups.LEAST - 1, true);
		}
		else {
			read(what, parts, fewIsTold ? SmallGroups.LEAST : 0, Integer.MAX_VALUE, true);
		}
	}

	/** Reads a number that everybody may know. */
	public void read(String what, Collection<String> parts, int number) {
		read(what, parts, number, number, false);
	}

	private void read(String what, Collection<String> parts, int least, int most, boolean hidden) {
		this.told.add(new Told(what,
				parts.stream()
					.mapToInt((part) -> this.counts.computeIfAbsent(part, (one) -> this.counts.size()))
					.toArray(),
				least, most, hidden));
	}

	/**
	 * What is few, is hidden, and can be found out. A larger one is hidden for the sake
	 * of those; where it is a sum of others that are shown, it tells nothing.
	 * @param truth the counts as they are
	 */
	public List<String> findsOut(Map<String, Integer> truth) {
		int[] numbers = this.counts.keySet().stream().mapToInt(truth::get).toArray();
		List<String> found = new ArrayList<>();
		List<Told> all = this.told.stream().map((one) -> one.besides(numbers)).toList();
		for (Told one : all) {
			if (one.hidden && one.sum(numbers) < SmallGroups.LEAST && !couldBeAnother(one, all, numbers)) {
				found.add(one.what + " is " + one.sum(numbers));
			}
		}
		return found;
	}

	/** Near worlds first: most are only a few counts away. */
	private static boolean couldBeAnother(Told one, List<Told> all, int[] numbers) {
		for (int depth = 1; depth <= MOST_CHANGES; depth++) {
			for (int step : new int[] { 1, -1 }) {
				if (one.least <= step && step <= one.most) {
					List<Told> other = new ArrayList<>(all);
					other.set(all.indexOf(one), new Told(one.what, one.parts, step, step, true));
					if (mend(other, new int[numbers.length], numbers, depth)) {
						return true;
					}
				}
			}
		}
		return false;
	}

	/** Counts one more or less somewhere until everything told is true again. */
	private static boolean mend(List<Told> all, int[] change, int[] numbers, int depth) {
		Told wrong = all.stream()
			.filter((told) -> !told.allows(told.sum(change)))
			.min(Comparator.comparing((told) -> told.parts.length))
			.orElse(null);
		if (wrong == null) {
			return true;
		}
		if (depth == 0) {
			return false;
		}
		int step = (wrong.sum(change) < wrong.least) ? 1 : -1;
		for (int part : wrong.parts) {
			if (change[part] == 0 && numbers[part] + step >= 0) {
				change[part] = step;
				if (mend(all, change, numbers, depth - 1)) {
					return true;
				}
				change[part] = 0;
			}
		}
		return false;
	}

	/** Between which a sum may be, or how much it may change. */
	private record Told(String what, int[] parts, int least, int most, boolean hidden) {

		int sum(int[] numbers) {
			return Arrays.stream(this.parts).map((part) -> numbers[part]).sum();
		}

		boolean allows(int sum) {
			return this.least <= sum && sum <= this.most;
		}

		Told besides(int[] truth) {
			int sum = sum(truth);
			if (!allows(sum)) {
				throw new IllegalStateException(
						this.what + " is told wrong, as " + this.least + " to " + this.most + ": it is " + sum);
			}
			return new Told(this.what, this.parts, this.least - sum, this.most - sum, this.hidden);
		}

	}

}
