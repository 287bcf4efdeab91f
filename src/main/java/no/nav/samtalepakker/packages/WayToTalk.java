package no.nav.samtalepakker.packages;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How people may talk, for whoever leads the conversation: the same whatever package it
 * is about. The package's page and sheet, and the forms, take their words from here.
 */
public enum WayToTalk {

	ROUND_TABLE("En runde rundt bordet", "Alle får ordet etter tur.",
			"Still spørsmålet, og la alle svare etter tur i ett til to minutter. Ingen avbryter.",
			"Det er lov å si «pass». Ta gjerne en runde til når alle har snakket.",
			"Passer når dere vil høre alle, eller når noen få pleier å snakke mest."),

	IPG("Alene, i par og i gruppe (IPG)", "Tenk først alene, så to og to, så sammen.",
			"Tenk alene i to minutter, snakk to og to i fem, og del så det viktigste med gruppa.",
			"La hvert par trekke fram én ting, så går det fort og alle er med.",
			"Passer til vanskelige spørsmål, og når noen er nye eller usikre."),

	GROUPS_THEN_PLENARY("Først i grupper, så alle sammen", "Små grupper oppsummerer for alle.",
			"Del dere i grupper på fem til ti, og gi hver gruppe det samme spørsmålet.",
			"Hver gruppe velger to–tre punkter og forteller dem til de andre.",
			"Passer når dere er mer enn ti, og når dere har god tid."),

	PLENARY("Alle sammen (plenum)", "Én samtale med alle i rommet.",
			"Still spørsmålet til alle, og la noen minutter gå i stillhet før den første svarer.",
			"Spør direkte: «Hva tenker dere som ikke har sagt noe ennå?»",
			"Passer når dere er få og trygge på hverandre, og til å oppsummere til slutt.");

	private final String title;

	private final String summary;

	private final List<String> lines;

	WayToTalk(String title, String summary, String... lines) {
		this.title = title;
		this.summary = summary;
		this.lines = List.of(lines);
	}

	/** What it is called. */
	public String title() {
		return this.title;
	}

	/** What it is, in one sentence. */
	public String summary() {
		return this.summary;
	}

	/** How it is done, and when it suits. */
	public List<String> lines() {
		return this.lines;
	}

	/** All of them as forms show them. */
	static List<Part> parts() {
		return Arrays.stream(values()).map((way) -> new Part(way.name(), way.title, way.summary, way.lines)).toList();
	}

	/**
	 * One as a form shows it.
	 *
	 * @param code what the form sends
	 * @param name what it is called
	 * @param summary what it is
	 * @param lines how it is done
	 */
	record Part(String code, String name, @JsonProperty("short") String summary, List<String> lines) {
	}

}
