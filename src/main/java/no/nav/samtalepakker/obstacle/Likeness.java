package no.nav.samtalepakker.obstacle;

import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.taxonomy.TextIndex;

/** Which of several texts say much the same as one. */
final class Likeness {

	/** How much of what one says must be in another. */
	private static final double NEARLY_ALL = 0.5;

	private Likeness() {
	}

	/** The ids of the texts that nearly repeat this one, the most alike first. */
	static List<String> nearlyTheSame(String text, Map<String, String> others) {
		return (text == null || others.isEmpty()) ? List.of()
				: new TextIndex(others).like(text, others.size(), NEARLY_ALL);
	}

}
