package no.nav.samtalepakker.obstacle;

import java.util.List;

/**
 * The names of {@code obstacle.bpmn}, of {@code answering.bpmn}, which it calls for each
 * recipient, and of their decisions that code needs.
 */
public final class ObstacleProcess {

	public static final String ANSWER = "userTask_answerObstacle";

	public static final String UPDATE_ANSWER = "userTask_updateAnswer";

	public static final String READ_ANSWER = "userTask_readAnswer";

	public static final String TRIAGE = "userTask_triageObstacle";

	public static final String RESOLVE_OVERDUE = "userTask_resolveOverdueAnswer";

	/** What those do who are not to know which unit it was. */
	public static final List<String> OF_RECIPIENTS = List.of(ANSWER, UPDATE_ANSWER);

	static final String KEY = "obstacle";

	static final String DECISION_SCOPE = "obstacle-scope";

	static final String DECISION_RECIPIENTS = "obstacle-recipients";

	static final String UPDATE_DUE = "timer_updateDue";

	static final String UPDATE_PROMISED = "message_updatePromised";

	static final String WITHDRAWN = "message_withdrawn";

	/** To the part of one recipient. */
	static final String RECONSIDERED = "message_reconsidered";

	/** To the round, while somebody has the question. */
	static final String ONE_MORE_ASKED = "message_oneMoreAsked";

	static final String TARGET_ANSWERED = "message_targetAnswered";

	private ObstacleProcess() {
	}

}
