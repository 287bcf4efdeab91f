package no.nav.samtalepakker.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a group agreed on.
 *
 * @param understanding what it sees in the same way
 * @param measures it agreed on
 * @param actions what it does itself
 * @param followUpOn the day it looks at that again, or null
 */
record Agreement(List<Item> understanding, List<Item> measures, List<Item> actions, LocalDate followUpOn) {

	/** All of them, in the order of the e-mail. */
	public List<Item> items() {
		return Stream.of(this.understanding, this.measures, this.actions).flatMap(List::stream).toList();
	}

	/** Whether there is nothing to send. */
	public boolean isEmpty() {
		return items().isEmpty();
	}

	/** With nothing but these. */
	Agreement only(Set<String> ids) {
		return new Agreement(only(this.understanding, ids), only(this.measures, ids), only(this.actions, ids),
				this.followUpOn);
	}

	private static List<Item> only(List<Item> items, Set<String> ids) {
		return items.stream().filter((item) -> ids.contains(item.id())).toList();
	}

	/**
	 * One point.
	 *
	 * @param id of the point in the report, or of the action point
	 * @param line it in one line, with who does it and by when
	 */
	record Item(String id, String line) {
	}

}
