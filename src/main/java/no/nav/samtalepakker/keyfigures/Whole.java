package no.nav.samtalepakker.keyfigures;

import no.nav.samtalepakker.platform.Counted;

/** What the answers to a measure add up to, its denominator. */
enum Whole {

	COUNTIES("fylke", "fylker", "som kunne velge"), STARTED("enhet", "enheter", "som fikk pakken"),
	HELD("enhet", "enheter", "som holdt samtalen"), REPORTED("enhet", "enheter", "som rapporterte"),
	CHANGED("enhet", "enheter", "som slo sammen eller utelot spørsmål"),
	DATED("enhet", "enheter", "som valgte en dato for oppfølging"),
	ASKED("spørsmål", "spørsmål", "sendt til mottakere med flere enn én person");

	private final String one;

	private final String many;

	private final String which;

	Whole(String one, String many, String which) {
		this.one = one;
		this.many = many;
		this.which = which;
	}

	/** As it stands after this number. */
	public String words(int number) {
		return Counted.of(number, this.one, this.many) + " " + this.which;
	}

	/** As it is called. */
	public String words() {
		return this.many + " " + this.which;
	}

}
