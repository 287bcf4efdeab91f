package no.nav.samtalepakker.meeting;

/**
 * What a leader says of a package. Whose words they are is for the audit alone.
 *
 * @param conversationId the conversation
 * @param unitId whose it is
 * @param packageVersion the version they talked about
 * @param worked what worked, or null
 * @param improve what should be another way, or null
 * @param adaptation what they did another way, or null
 * @param omittedReason why they left questions out, or null
 * @param notHeldReason why they did not hold it, or null
 */
record Feedback(String conversationId, String unitId, int packageVersion, String worked, String improve,
		String adaptation, String omittedReason, String notHeldReason) {
}
