package no.nav.samtalepakker.organisation;

/**
 * Somebody with a part in a unit.
 *
 * @param userId the user, who may never have logged in
 * @param role LEADER, CO_SIGNER or DEPUTY
 * @param party the side the person speaks for in an MBA
 * @param email where mail goes, or null
 */
public record Person(String userId, String role, Party party, String email) {

	static final String LEADER = "LEADER";

	static final String CO_SIGNER = "CO_SIGNER";

	static final String DEPUTY = "DEPUTY";

	/** Whether the person stands in for another. */
	public boolean isDeputy() {
		return DEPUTY.equals(this.role);
	}

}
