package no.nav.samtalepakker.platform;

import java.util.List;

/** What a feature tells of its tasks in a list. */
public interface TaskCardPart {

	/**
	 * The cards of those of the tasks that are the feature's, and records that their
	 * words were seen; none for all others.
	 */
	List<TaskCard> of(List<CaseTask> tasks);

}
