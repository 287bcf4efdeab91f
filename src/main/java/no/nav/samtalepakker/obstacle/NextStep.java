package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import no.nav.samtalepakker.followup.ActionPoint;

/**
 * What happens to an obstacle next, in a sentence its unit reads. Never blames, never
 * hurries (design §1).
 *
 * @param kind what is waited for
 * @param sentence in Norwegian
 */
public record NextStep(Kind kind, String sentence) {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM", NORWEGIAN);

	private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d. MMMM yyyy", NORWEGIAN);

	private static final List<String> NUMBERS = List.of("én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni",
			"ti");

	/** The model's timer {@code timer_notRead}. */
	private static final int DAYS_TO_READ = 60;

	static NextStep of(Situation now) {
		return switch (now.state()) {
			case DRAFT -> new NextStep(Kind.REPORT, "Rapporten er ikke sendt ennå.");
			case LOCAL -> local(now);
			case NONE ->
				nothing("Ingenting mer skjer. Dette er en positiv tilbakemelding, så ingen er bedt om å svare.");
			case RAISED -> now.reading() ? reading(now) : waiting(now);
			case MERGED -> waiting(now);
			case CLOSED -> over(now, "Dere har lukket saken.");
			case ANSWERED_UNREAD -> over(now, now.answered() ? "Saken ble lukket av seg selv etter 60 dager."
					: "Saken ble lukket av seg selv, uten svar.");
			case WITHDRAWN -> nothing("Ingenting mer skjer. Hindringen er trukket.");
		};
	}

	private static NextStep local(Situation now) {
		if (now.actionPoint() == ActionPoint.Status.DONE) {
			return nothing("Ingenting mer skjer. Dere har gjort det dere ble enige om.");
		}
		if (now.actionPoint() == ActionPoint.Status.DROPPED) {
			return nothing("Ingenting mer skjer. Dere har sagt at det ikke er aktuelt lenger.");
		}
		boolean dated = now.followUpOn() != null && !now.followUpOn().isBefore(now.today());
		return new NextStep(Kind.FOLLOW_UP,
				"Dette er et handlingspunkt hos dere. "
						+ (dated ? "Dere har valgt å ta det opp " + day(now.followUpOn(), now) + "."
								: "Dere avgjør selv når dere tar det opp."));
	}

	private static NextStep reading(Situation now) {
		LocalDate closes = now.readableSince().plusDays(DAYS_TO_READ);
		String byItself = " Gjør dere ingenting, lukkes saken av seg selv " + day(closes, now) + ".";
		if (!now.answered()) {
			return new NextStep(Kind.READ, awaited(now, "Kommer det et svar, får dere en e-post.")
					+ " Dere kan vente, eller lukke saken uten svar." + byItself);
		}
		if (!now.waiting().isEmpty()) {
			return new NextStep(Kind.READ, some(now) + "Dere kan lese det som er kommet. "
					+ awaited(now, "Svaret legges til i den samme oppgaven.") + byItself);
		}
		return new NextStep(Kind.READ, ((now.round() == 1) ? "Dere kan lese svaret og lukke saken, eller spørre mer."
				: "Dere kan lese svaret og lukke saken.") + byItself);
	}

	private static NextStep waiting(Situation now) {
		if (now.redacting() && now.waiting().isEmpty()) {
			return new NextStep(Kind.REDACTION,
					"Sekretariatet tar ut personopplysninger fra teksten. Så går hindringen videre til den som svarer.");
		}
		if (now.waiting().isEmpty()) {
			return new NextStep(Kind.TRIAGE,
					"Sekretariatet vurderer hvem som kan svare. Dere får en e-post når svaret kommer.");
		}
		return new NextStep(some(now).isEmpty() ? Kind.ANSWER : Kind.SOME_ANSWERED,
				some(now) + awaited(now, (now.waiting().size() == 1) ? "Dere får en e-post når svaret kommer."
						: "Dere får en e-post for hvert svar som kommer."));
	}

	/** How many have answered while others have not; empty if nobody has. */
	private static String some(Situation now) {
		return (now.answers() == 0) ? "" : number(now.answers(), true) + " av "
				+ number(now.answers() + now.waiting().size(), false) + " har svart. ";
	}

	private static String number(int number, boolean first) {
		String word = (number <= NUMBERS.size()) ? NUMBERS.get(number - 1) : String.valueOf(number);
		return first ? word.substring(0, 1).toUpperCase(NORWEGIAN) + word.substring(1) : word;
	}

	private static NextStep over(Situation now, String how) {
		if (now.promised().isEmpty()) {
			return nothing("Ingenting mer skjer. " + how);
		}
		return new NextStep(Kind.UPDATE, how + now.promised()
			.stream()
			.map((promise) -> " " + promise.name()
					+ (promise.on().isBefore(now.today()) ? " skulle komme tilbake med nytt " + day(promise.on(), now)
							: " har lovet nytt " + day(promise.on(), now)))
			.collect(Collectors.joining(".")) + ". Dere får en e-post når det kommer.");
	}

	private static NextStep nothing(String sentence) {
		return new NextStep(Kind.NOTHING, sentence);
	}

	/** Who is waited for until when, and what the unit can expect. */
	private static String awaited(Situation now, String expectation) {
		Map<LocalDate, List<String>> byDate = now.waiting()
			.stream()
			.collect(Collectors.groupingBy(Appointment::on, TreeMap::new,
					Collectors.mapping(Appointment::name, Collectors.toList())));
		StringBuilder sentence = new StringBuilder();
		boolean late = false;
		for (Map.Entry<LocalDate, List<String>> date : byDate.entrySet()) {
			if (date.getKey().isBefore(now.today())) {
				late = true;
				sentence.append("Fristen til ")
					.append(listed(date.getValue()))
					.append(" gikk ut ")
					.append(day(date.getKey(), now))
					.append(". ");
			}
			else {
				sentence.append(listed(date.getValue()))
					.append(" har frist ")
					.append(day(date.getKey(), now))
					.append(". ");
			}
		}
		return sentence + (late ? "Sekretariatet følger opp. " : "") + expectation;
	}

	private static String listed(List<String> names) {
		return (names.size() == 1) ? names.get(0)
				: String.join(", ", names.subList(0, names.size() - 1)) + " og " + names.get(names.size() - 1);
	}

	/** The year is said where it is not this one. */
	private static String day(LocalDate date, Situation now) {
		return ((date.getYear() == now.today().getYear()) ? DAY : DAY_AND_YEAR).format(date);
	}

	/** What is waited for, in a word or two. */
	public enum Kind {

		/** The report to be sent. */
		REPORT("Ikke sendt"),
		/** The unit itself, on a day it has chosen. */
		FOLLOW_UP("Hos dere"),
		/** The secretariat, to find somebody who can answer. */
		TRIAGE("Hos sekretariatet"),
		/** The secretariat, to take personal data out of the text. */
		REDACTION("Hos sekretariatet"),
		/** A recipient's answer. */
		ANSWER("Venter på svar"),
		/** The answers of some recipients, while others have answered. */
		SOME_ANSWERED("Noen har svart"),
		/** The unit, to read what there is. */
		READ("Klar til å leses"),
		/** Somebody has promised to come back. */
		UPDATE("Lukket, mer kommer"),
		/** Nothing more. */
		NOTHING("Ferdig");

		private final String words;

		Kind(String words) {
			this.words = words;
		}

		/** What the unit reads. */
		public String words() {
			return this.words;
		}

		/** Whether others have something to do before the unit gets an answer. */
		public boolean isWithOthers() {
			return this == TRIAGE || this == REDACTION || this == ANSWER || this == SOME_ANSWERED;
		}

	}

	/**
	 * What the next step follows from.
	 *
	 * @param state how far the obstacle has come
	 * @param round 1, or 2 once the unit has asked again
	 * @param answered whether there is an answer in this round
	 * @param readableSince when the unit was given the answers to read, or null
	 * @param redacting whether personal data must be taken out first
	 * @param waiting who has the question now, and until when
	 * @param answers how many recipients have answered in this round
	 * @param promised who has promised to come back, and when
	 * @param actionPoint where the action point stands a local obstacle has become, or
	 * null
	 * @param followUpOn the day the unit has chosen to follow up, or null
	 * @param today for what lies behind
	 */
	record Situation(Obstacle.State state, int round, boolean answered, LocalDate readableSince, boolean redacting,
			List<Appointment> waiting, int answers, List<Appointment> promised, ActionPoint.Status actionPoint,
			LocalDate followUpOn, LocalDate today) {

		boolean reading() {
			return this.readableSince != null;
		}

	}

	/**
	 * Somebody's date.
	 *
	 * @param name of the recipient
	 * @param on the day
	 */
	record Appointment(String name, LocalDate on) {
	}

}
