package no.nav.samtalepakker.organisation;

/** A feature that puts questions to recipients. */
public interface WorkOfRecipients {

	/** How many of its questions the recipient has still to do with. */
	int openAt(String recipient);

	/** How many of them another recipient can be given, who has not had them. */
	int movable(String recipient, String successor);

	/**
	 * Gives them all to the other, with the date they were due.
	 * @return how many
	 */
	int moveTo(String recipient, String successor);

}
