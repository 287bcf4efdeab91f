package no.nav.samtalepakker.keyfigures;

/** What the answers to a measure add up to, its denominator. */
enum Whole {

	COUNTIES("fylker som kunne velge"), STARTED("enheter som fikk pakken"), HELD("enheter som holdt samtalen"),
	REPORTED("enheter som rapporterte"), CHANGED("enheter som slo sammen eller utelot spørsmål"),
	DATED("enheter som valgte en dato for oppfølging"), ASKED("spørsmål sendt til mottakere med flere enn én person");

	private final String words;

	Whole(String words) {
		this.words = words;
	}

	/** As it stands after a number. */
	public String words() {
		return this.words;
	}

}
