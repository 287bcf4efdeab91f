package no.nav.samtalepakker.conversation;

/**
 * The unit's own pages about a conversation, as a form links to them.
 *
 * @param answers address of what has been answered
 * @param nextMeeting address of what to tell in the next meeting
 */
public record PagesPart(String answers, String nextMeeting) {

	public static PagesPart of(String conversationId) {
		String conversation = "/samtaler/" + conversationId;
		return new PagesPart(conversation + "/svar", conversation + "/neste-mote");
	}

}
