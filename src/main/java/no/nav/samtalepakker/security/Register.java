package no.nav.samtalepakker.security;

import java.util.Map;

/**
 * A list of ours that says who belongs where, whatever the provider of the login says.
 */
public interface Register {

	/** The groups the register puts the user in today, each with what it is called. */
	Map<String, String> groupsOf(String userId);

	/** Takes note of where the user's mail goes. */
	void emailIs(String userId, String email);

}
