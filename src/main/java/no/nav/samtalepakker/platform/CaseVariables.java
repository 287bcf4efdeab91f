package no.nav.samtalepakker.platform;

import java.util.Set;

/**
 * Every process variable there is: ids, dates, flags and codes (design §4). Only some of
 * these reach the engine's history, so a text that strays into the engine leaves no trace
 * there.
 */
public final class CaseVariables {

	public static final String ROLLOUT_ID = "rolloutId";

	public static final String COUNTY_ID = "countyId";

	public static final String LANE = "lane";

	public static final String MORE_CONVERSATIONS = "moreConversations";

	public static final String SUMMARY_APPROVED = "summaryApproved";

	public static final String CONVERSATION_ID = "conversationId";

	public static final String UNIT_ID = "unitId";

	public static final String PACKAGE_KEY = "packageKey";

	public static final String PACKAGE_VERSION = "packageVersion";

	public static final String CHOICE = "choice";

	public static final String OUTCOME = "outcome";

	public static final String ANYTHING_TO_REPORT = "anythingToReport";

	public static final String NEEDS_APPROVAL = "needsApproval";

	public static final String REPORT_SETTLED = "reportSettled";

	public static final String OBSTACLE_ID = "obstacleId";

	public static final String PROPOSAL_ID = "proposalId";

	public static final String RECIPIENT = "recipient";

	public static final String RECIPIENT_COUNT = "recipientCount";

	public static final String TRIAGE_NEXT = "triageNext";

	public static final String ASK_AGAIN = "askAgain";

	/**
	 * Those whose last value the history keeps, since it tells why a case went the way it
	 * did.
	 */
	static final Set<String> REMEMBERED = Set.of(COUNTY_ID, SUMMARY_APPROVED, CHOICE, OUTCOME, ANYTHING_TO_REPORT,
			NEEDS_APPROVAL, REPORT_SETTLED, RECIPIENT, RECIPIENT_COUNT, TRIAGE_NEXT, ASK_AGAIN);

	private CaseVariables() {
	}

}
