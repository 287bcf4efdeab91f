package no.nav.samtalepakker.platform;

/** What a feature tells in the forms of its tasks. */
public interface TaskContextPart {

	/**
	 * Adds the feature's part, and records that its words were seen; does nothing for
	 * tasks that show nothing of the feature.
	 */
	void addTo(TaskContext context);

}
