package no.nav.samtalepakker.browser;

/**
 * Counts what a task costs: every press of the mouse, also the one into a field before
 * typing, up to and with «Fullfør».
 */
final class Clicks {

	private int number;

	private int mandatoryFields;

	void click() {
		this.number++;
	}

	void mandatory(int fields) {
		this.mandatoryFields = fields;
	}

	int number() {
		return this.number;
	}

	/** How many fields had a star when the form was sent. */
	int mandatoryFields() {
		return this.mandatoryFields;
	}

}
