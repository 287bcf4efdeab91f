package no.nav.samtalepakker.organisation;

/** A feature that puts questions to recipients. */
public interface WorkOfRecipients {

	/** How many of its questions the recipient has still to do with. */
	int openAt(String recipient);

}
