package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.obstacle.NextStep.Appointment;
import no.nav.samtalepakker.obstacle.NextStep.Kind;
import no.nav.samtalepakker.obstacle.NextStep.Situation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a unit is told happens next, state by state. */
class NextStepTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

	private static final Appointment PLAIN_LANGUAGE = new Appointment("Klarspråksatsingen", LocalDate.of(2026, 12, 14));

	private static final Appointment HR = new Appointment("HR-avdelingen", LocalDate.of(2027, 1, 11));

	private static final Appointment LATE = new Appointment("Kunnskapsavdelingen", LocalDate.of(2026, 11, 24));

	@Test
	void whoeverIsAskedHasADate() {
		says(raised(PLAIN_LANGUAGE), Kind.ANSWER,
				"Klarspråksatsingen har frist 14. desember. Dere får en e-post når svaret kommer.");
		says(raised(HR, PLAIN_LANGUAGE), Kind.ANSWER,
				"Klarspråksatsingen har frist 14. desember. HR-avdelingen har frist 11. januar 2027. "
						+ "Dere får en e-post for hvert svar som kommer.");
		says(raised(PLAIN_LANGUAGE, new Appointment("Temaverkstedet", PLAIN_LANGUAGE.on())), Kind.ANSWER,
				"Klarspråksatsingen og Temaverkstedet har frist 14. desember. "
						+ "Dere får en e-post for hvert svar som kommer.");
	}

	@Test
	void whenSomeHaveAnsweredItSaysSo() {
		says(new Situation(Obstacle.State.RAISED, 1, false, null, false, List.of(PLAIN_LANGUAGE), 1, List.of(), null,
				null, TODAY), Kind.SOME_ANSWERED,
				"Én av to har svart. Klarspråksatsingen har frist 14. desember. Dere får en e-post når svaret kommer.");
		says(new Situation(Obstacle.State.RAISED, 1, true, LocalDate.of(2026, 11, 20), false, List.of(PLAIN_LANGUAGE),
				2, List.of(), null, null, TODAY), Kind.READ,
				"To av tre har svart. Dere kan lese det som er kommet. Klarspråksatsingen har frist 14. desember. "
						+ "Svaret legges til i den samme oppgaven. "
						+ "Gjør dere ingenting, lukkes saken av seg selv 19. januar 2027.");
	}

	@Test
	void theDayOfTheDateIsNotLateAndTheDayAfterIs() {
		says(raised(new Appointment("HR-avdelingen", TODAY)), Kind.ANSWER,
				"HR-avdelingen har frist 25. november. Dere får en e-post når svaret kommer.");
		says(raised(LATE), Kind.ANSWER, "Fristen til Kunnskapsavdelingen gikk ut 24. november. "
				+ "Sekretariatet følger opp. Dere får en e-post når svaret kommer.");
	}

	@Test
	void theSecretariatFindsSomebody() {
		says(raised(), Kind.TRIAGE, "Sekretariatet vurderer hvem som kan svare. Dere får en e-post når svaret kommer.");
		says(new Situation(Obstacle.State.RAISED, 1, false, null, true, List.of(), 0, List.of(), null, null, TODAY),
				Kind.REDACTION,
				"Sekretariatet tar ut personopplysninger fra teksten. Så går hindringen videre til den som svarer.");
		says(new Situation(Obstacle.State.RAISED, 1, false, null, true, List.of(PLAIN_LANGUAGE), 0, List.of(), null,
				null, TODAY), Kind.ANSWER,
				"Klarspråksatsingen har frist 14. desember. Dere får en e-post når svaret kommer.");
	}

	@Test
	void theUnitReadsAndMayAskOnce() {
		says(reading(1, true), Kind.READ, "Dere kan lese svaret og lukke saken, eller spørre mer. "
				+ "Gjør dere ingenting, lukkes saken av seg selv 19. januar 2027.");
		says(reading(2, true), Kind.READ, "Dere kan lese svaret og lukke saken. "
				+ "Gjør dere ingenting, lukkes saken av seg selv 19. januar 2027.");
	}

	@Test
	void theUnitReadsWhatThereIs() {
		says(reading(1, true, LATE), Kind.READ,
				"Dere kan lese det som er kommet. Fristen til Kunnskapsavdelingen gikk ut 24. november. "
						+ "Sekretariatet følger opp. Svaret legges til i den samme oppgaven. "
						+ "Gjør dere ingenting, lukkes saken av seg selv 19. januar 2027.");
		says(reading(1, false, LATE), Kind.READ,
				"Fristen til Kunnskapsavdelingen gikk ut 24. november. Sekretariatet følger opp. "
						+ "Kommer det et svar, får dere en e-post. Dere kan vente, eller lukke saken uten svar. "
						+ "Gjør dere ingenting, lukkes saken av seg selv 19. januar 2027.");
	}

	@Test
	void aMergedObstacleWaitsAsTheOtherDoes() {
		says(in(Obstacle.State.MERGED, false, List.of(PLAIN_LANGUAGE), List.of()), Kind.ANSWER,
				"Klarspråksatsingen har frist 14. desember. Dere får en e-post når svaret kommer.");
		says(in(Obstacle.State.MERGED, false, List.of(), List.of()), Kind.TRIAGE,
				"Sekretariatet vurderer hvem som kan svare. Dere får en e-post når svaret kommer.");
	}

	@Test
	void whatIsOverIsOver() {
		says(in(Obstacle.State.CLOSED, true, List.of(), List.of()), Kind.NOTHING,
				"Ingenting mer skjer. Dere har lukket saken.");
		says(in(Obstacle.State.ANSWERED_UNREAD, true, List.of(), List.of()), Kind.NOTHING,
				"Ingenting mer skjer. Saken ble lukket av seg selv etter 60 dager.");
		says(in(Obstacle.State.ANSWERED_UNREAD, false, List.of(), List.of()), Kind.NOTHING,
				"Ingenting mer skjer. Saken ble lukket av seg selv, uten svar.");
		says(in(Obstacle.State.WITHDRAWN, false, List.of(), List.of()), Kind.NOTHING,
				"Ingenting mer skjer. Hindringen er trukket.");
		says(in(Obstacle.State.NONE, false, List.of(), List.of()), Kind.NOTHING,
				"Ingenting mer skjer. Dette er en positiv tilbakemelding, så ingen er bedt om å svare.");
	}

	@Test
	void aPromiseOutlivesTheClosing() {
		says(in(Obstacle.State.CLOSED, true, List.of(), List.of(PLAIN_LANGUAGE)), Kind.UPDATE,
				"Dere har lukket saken. Klarspråksatsingen har lovet nytt 14. desember. "
						+ "Dere får en e-post når det kommer.");
		says(in(Obstacle.State.CLOSED, true, List.of(), List.of(LATE, HR)), Kind.UPDATE,
				"Dere har lukket saken. Kunnskapsavdelingen skulle komme tilbake med nytt 24. november. "
						+ "HR-avdelingen har lovet nytt 11. januar 2027. Dere får en e-post når det kommer.");
	}

	@Test
	void aLocalObstacleIsTheUnitsOwn() {
		says(local(ActionPoint.Status.OPEN, LocalDate.of(2026, 12, 16)), Kind.FOLLOW_UP,
				"Dette er et handlingspunkt hos dere. Dere har valgt å ta det opp 16. desember.");
		says(local(ActionPoint.Status.OPEN, TODAY.minusDays(1)), Kind.FOLLOW_UP,
				"Dette er et handlingspunkt hos dere. Dere avgjør selv når dere tar det opp.");
		says(local(null, null), Kind.FOLLOW_UP,
				"Dette er et handlingspunkt hos dere. Dere avgjør selv når dere tar det opp.");
		says(local(ActionPoint.Status.DONE, null), Kind.NOTHING,
				"Ingenting mer skjer. Dere har gjort det dere ble enige om.");
		says(local(ActionPoint.Status.DROPPED, null), Kind.NOTHING,
				"Ingenting mer skjer. Dere har sagt at det ikke er aktuelt lenger.");
	}

	@ParameterizedTest
	@EnumSource
	void everyStateHasWholeSentencesWithoutBlameOrHurry(Obstacle.State state) {
		for (List<Appointment> waiting : List.of(List.<Appointment>of(), List.of(LATE))) {
			assertThat(NextStep.of(in(state, false, waiting, List.of())).sentence()).matches("\\p{Lu}.*\\.")
				.doesNotContain("  ", "..", "må ", "snarest", "purr", "null");
		}
	}

	private static void says(Situation now, Kind kind, String sentence) {
		assertThat(NextStep.of(now)).isEqualTo(new NextStep(kind, sentence));
	}

	private static Situation raised(Appointment... waiting) {
		return in(Obstacle.State.RAISED, false, Arrays.asList(waiting), List.of());
	}

	/** Given to the unit five days ago. */
	private static Situation reading(int round, boolean answered, Appointment... waiting) {
		return new Situation(Obstacle.State.RAISED, round, answered, LocalDate.of(2026, 11, 20), false,
				Arrays.asList(waiting), 0, List.of(), null, null, TODAY);
	}

	private static Situation local(ActionPoint.Status status, LocalDate followUpOn) {
		return new Situation(Obstacle.State.LOCAL, 1, false, null, false, List.of(), 0, List.of(), status, followUpOn,
				TODAY);
	}

	private static Situation in(Obstacle.State state, boolean answered, List<Appointment> waiting,
			List<Appointment> promised) {
		return new Situation(state, 1, answered, null, false, waiting, 0, promised, null, null, TODAY);
	}

}
