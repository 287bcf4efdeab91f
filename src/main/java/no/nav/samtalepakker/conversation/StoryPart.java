package no.nav.samtalepakker.conversation;

/** What a feature tells a unit of its own conversation. */
public interface StoryPart {

	/**
	 * Adds what the feature knows. Checks no rights, and tells nothing of a draft, which
	 * is nobody's but its writers'.
	 */
	void addTo(Story story);

}
