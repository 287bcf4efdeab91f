package no.nav.samtalepakker.keyfigures;

import java.util.List;

/**
 * What the evaluation asks (seed-requirements §14, 003:388-453), which key figures speak
 * to it, and what they cannot say.
 */
final class Evaluation {

	/** Fidelity: what the package asks for. */
	static final List<Pick> CORE = List.of(
			new Pick(Measure.MATERIAL, "TWO_WEEKS", "Materiellet ute 14 dager før eller mer"),
			new Pick(Measure.PREPARATION_MEETING, "YES", "Forberedende møte holdt"),
			new Pick(Measure.QUESTIONS, "ALL", "Alle spørsmålene tatt opp"),
			new Pick(Measure.NAVET, "YES", "Viste hvor på Navet det står mer"),
			new Pick(Measure.FOLLOW_UP_DATE, "DATE", "Valgte en dato for oppfølging"));

	/** Adaptation: what a unit is free to choose. */
	static final List<Pick> ADAPTATION = List.of(
			new Pick(Measure.QUESTIONS, "CHANGED", "Spørsmål slått sammen eller utelatt"),
			new Pick(Measure.FORM, "HYBRID", "Noen på skjerm"), new Pick(Measure.FORM, "DIGITAL", "Alle på skjerm"),
			new Pick(Measure.ARENA, "PROFESSIONAL_DEVELOPMENT_DAY", "Del av fagdag"),
			new Pick(Measure.ARENA, "REGULAR_MEETING", "Del av et fast møte"),
			new Pick(Measure.EXAMPLES, "YES", "Eksempler fra egen hverdag"),
			new Pick(Measure.ADAPTATION, "YES", "Skrev om en annen tilpasning"));

	static final List<Question> QUESTIONS = List.of(
			new Question("Hvordan blir pakken mottatt og brukt, og eier lederen den?", "003:392-394",
					List.of(Measure.COUNTIES, Measure.REPORTING, Measure.OWN_CASE, Measure.ADAPTATION),
					"Tallene viser hva enhetene gjorde og fortalte. Om lederen kjente eierskap, må dere spørre om."),
			new Question("Hvilke måter å bruke pakken på er mer og mindre nyttige?", "003:396-400",
					List.of(Measure.DIALOGUE, Measure.QUESTIONS, Measure.OMITTED, Measure.DURATION, Measure.EXAMPLES),
					"Vi kobler ikke måten de snakket på til hva samtalen ga. Da ville tallene handlet om få enheter."),
			new Question("Hva hemmer og fremmer forberedelse, oppfølging og etterarbeid?", "003:402-404",
					List.of(Measure.MATERIAL, Measure.PREPARATION_MEETING, Measure.OWN_CASE, Measure.FOLLOW_UP_DATE,
							Measure.FOLLOWED_UP),
					"Tallene viser om det ble gjort, ikke hvorfor. Behov, eierskap og tid spør vi ikke om."),
			new Question("Hvordan varierer gruppestørrelse, møteform og ramme?", "003:406-410",
					List.of(Measure.GROUP_SIZE, Measure.FORM, Measure.ARENA), ""),
			new Question("Hvilke erfaringer har deltakerne, og vet de hvem de kan spørre?", "003:418-422",
					List.of(Measure.NAVET),
					"Deltakerne fyller ikke ut noe. Vi vet bare om de fikk se hvor det står mer, hvis lederen har fortalt det."),
			new Question("Hva betyr pakken for dem som kan lite fra før, og for dem som alt følger retningslinjene?",
					"003:424-432", List.of(), "Det måler vi ikke, fordi vi ikke spør om hva deltakerne kan fra før."),
			new Question("Har pakken endret praksis?", "003:434", List.of(Measure.FOLLOW_UP_DATE, Measure.FOLLOWED_UP),
					"Tallene viser at gruppa har fulgt opp, ikke om praksis er endret."),
			new Question("Hvilke muligheter og grenser har samtalepakker som verktøy?", "003:445-453",
					List.of(Measure.REPORTING, Measure.ANSWERED, Measure.ANSWER_TIME, Measure.ROUTED),
					"Tallene viser hvor mange som deltar, og om de får svar. Resten må vurderes."),
			new Question("Lærte de ved å få svar, eller ved å drøfte det de tok for gitt?", "003:547-598",
					List.of(Measure.DIALOGUE, Measure.QUESTIONS),
					"Måten de snakket på er bare en pekepinn. Læring måler vi ikke."),
			new Question("Bruker kontorene rådgivende lege mer eller annerledes etterpå?", "003:463-465", List.of(),
					"Det kan ingen slutte av disse tallene. Spørsmålet var heller ikke en del av evalueringen."));

	/** What one might look for, and why it is not there. */
	static final List<NotMeasured> NOT_MEASURED = List.of(
			new NotMeasured("Tiden lederen bruker i verktøyet",
					"Det måler vi ikke, fordi vi da måtte følge med på hva den enkelte lederen gjør."),
			new NotMeasured("Hvorfor fylker sa nei",
					"Det står ikke her. Sekretariatet ser på Oversikt og i Cockpit hvor mange fylker som har gitt hver grunn."),
			new NotMeasured("Hindringer etter tema",
					"De står ikke her, fordi to tellinger av de samme hindringene kunne røpet små tall. Temaene står i Oversikt."),
			new NotMeasured("Hindringer etter nivå",
					"Enhetene kan si om en hindring ligger hos den enkelte, i Nav som organisasjon, eller hos politikerne og i samfunnet. Det er frivillig og hjelper dem som svarer. Telt ved siden av temaene kunne det røpet små tall."),
			new NotMeasured("Alle pakkene eller alle utrullingene samlet",
					"Det viser vi ikke, fordi små tall da kunne regnes ut ved å trekke fra."),
			new NotMeasured("Nøyaktig hvor lenge etter datoen de fulgte opp",
					"Det måler vi ikke, fordi datoen er gruppas egen og ikke en frist."));

	private Evaluation() {
	}

	/** A class of a measure under a name of its own. */
	record Pick(Measure measure, String code, String words) {
	}

	/** A question, where the sources ask it, what speaks to it, and what is missing. */
	record Question(String text, String source, List<Measure> measures, String missing) {
	}

	/** What there is no figure of. */
	record NotMeasured(String what, String why) {
	}

}
