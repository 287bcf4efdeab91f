package no.nav.samtalepakker.conversation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A unit's conversation as its own people read it afterwards, gathered from the features.
 */
public class Story {

	private final Conversation conversation;

	private final Map<Chapter, List<Entry>> chapters = new EnumMap<>(Chapter.class);

	public Story(Conversation conversation) {
		this.conversation = conversation;
	}

	public Conversation conversation() {
		return this.conversation;
	}

	/**
	 * Tells something.
	 * @param label what it is
	 * @param texts what is told; nothing is left of an entry without any
	 */
	public void tell(Chapter chapter, String label, List<String> texts) {
		List<String> told = texts.stream().filter(Objects::nonNull).toList();
		if (!told.isEmpty()) {
			this.chapters.computeIfAbsent(chapter, (first) -> new ArrayList<>()).add(new Entry(label, told));
		}
	}

	/** The same, with texts that may be null. */
	public void tell(Chapter chapter, String label, String... texts) {
		tell(chapter, label, Stream.of(texts).filter(Objects::nonNull).toList());
	}

	/** What is told, in the order it was; chapters without an entry are left out. */
	public Map<Chapter, List<Entry>> chapters() {
		return this.chapters;
	}

	/** What an entry is about, in the order a page shows them. */
	public enum Chapter {

		LEARNED("Det dere har lært"), PROPOSALS("Dette skjer med forslagene deres"), REPORT("Dette fortalte dere"),
		HELD("Slik ble samtalen"), PREPARATION("Møtet og forberedelsene"), PEOPLE("Hvem er med");

		private final String heading;

		Chapter(String heading) {
			this.heading = heading;
		}

		/** What the unit reads above it. */
		public String heading() {
			return this.heading;
		}

	}

	/**
	 * Something told.
	 *
	 * @param label what it is
	 * @param texts in the unit's words or ours
	 */
	public record Entry(String label, List<String> texts) {
	}

}
