package no.nav.samtalepakker.overview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.overview.Standing.Plan;
import no.nav.samtalepakker.overview.Standing.Step;
import no.nav.samtalepakker.overview.Standing.Telling;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a conversation stands: a sentence that is true for each state it can be in. */
class StandingTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

	private static final LocalDate MEETING = LocalDate.of(2026, 12, 9);

	private static final LocalDate HELD_ON = LocalDate.of(2026, 11, 20);

	private static final Plan AHEAD = new Plan(MEETING, LocalTime.of(12, 30), MEETING, false, 0);

	private static final String NOTHING_TO_DO = " Dere trenger ikke å gjøre noe.";

	/** Everything there is, with what its unit reads. */
	private static Map<Standing, String> all() {
		Map<Standing, String> all = new LinkedHashMap<>();
		beforeTheStart(all);
		untilTheMeeting(all);
		afterTheMeeting(all);
		over(all);
		return all;
	}

	private static void beforeTheStart(Map<Standing, String> all) {
		all.put(in(ConversationState.AWAITING_COUNTY).build(),
				"Fylket har ikke svart ennå på om kontorene skal være med.");
		all.put(in(ConversationState.AWAITING_COUNTY).county("LATER", LocalDate.of(2027, 1, 11)).build(),
				"Fylket vil avgjøre senere om kontorene skal være med, og har satt opp 11. januar 2027.");
		all.put(in(ConversationState.AWAITING_COUNTY).county("LATER", null).build(),
				"Fylket vil avgjøre senere om kontorene skal være med.");
		all.put(in(ConversationState.DECLINED).county("NO", null).build(),
				"Fylket har svart at kontorene ikke er med denne gangen.");
		all.put(in(ConversationState.DECLINED).county("YES", null).build(),
				"Fylket har valgt at andre kontorer er med denne gangen.");
		all.put(in(ConversationState.UNDECIDED).build(),
				"Fylket svarte ikke før fristen, så samtalen ble ikke startet." + NOTHING_TO_DO);
		all.put(in(ConversationState.LEFT_OUT).build(),
				"Dere hadde alt en åpen samtale med den samme samtalepakken, så denne ble ikke startet."
						+ NOTHING_TO_DO);
		all.put(in(ConversationState.PENDING).build(),
				"Samtalen starter snart. Dere får en e-post når dere kan planlegge den.");
		all.put(in(ConversationState.NOT_STARTED).build(),
				"Samtalen ble trukket tilbake før den startet." + NOTHING_TO_DO);
	}

	private static void untilTheMeeting(Map<Standing, String> all) {
		all.put(in(ConversationState.PLANNING).build(),
				"Samtalen er ikke planlagt ennå. Dere velger selv når dere holder den.");
		all.put(in(ConversationState.PLANNING).meeting(new Plan(null, null, null, false, 0)).build(),
				"Det er ikke satt noen ny dato for møtet ennå.");
		all.put(in(ConversationState.PLANNED).meeting(AHEAD).build(),
				"Møtet er 9. desember kl. 12.30. Dere kan forberede det når dere vil.");
		all.put(in(ConversationState.PLANNED).meeting(new Plan(MEETING, null, MEETING, true, 9)).build(),
				"Møtet er 9. desember. Dere har forberedt det. Invitasjonen er sendt.");
		all.put(in(ConversationState.PLANNED).meeting(new Plan(MEETING, null, MEETING.plusDays(2), true, 0)).build(),
				"Møtet er 9. desember, og den siste gruppa møtes 11. desember. Dere har forberedt det.");
		all.put(in(ConversationState.PLANNED).meeting(new Plan(TODAY, LocalTime.of(9, 0), TODAY, false, 0)).build(),
				"Møtet er i dag kl. 09.00.");
		all.put(in(ConversationState.PLANNED).meeting(new Plan(HELD_ON, null, HELD_ON, false, 0)).build(),
				"Møtet skulle være 20. november. Fortell gjerne om samtalen ble holdt.");
	}

	private static void afterTheMeeting(Map<Standing, String> all) {
		String held = "Samtalen ble holdt 20. november.";
		all.put(in(ConversationState.REPORTING).held().build(),
				held + " Nå kan dere fortelle hva den ga. Det er frivillig.");
		all.put(in(ConversationState.REPORTING).held().report(Telling.AWAITS_US).build(),
				held + " Den andre parten har skrevet rapporten, og den venter på svar fra dere.");
		all.put(in(ConversationState.REPORTING).held().report(Telling.AWAITS_OTHERS).build(),
				held + " Rapporten dere har skrevet, venter på svar fra den andre parten.");
		all.put(in(ConversationState.REPORTING).held().report(Telling.SENT_BACK).build(),
				held + " Partene er ikke enige om rapporten ennå, så den kan skrives på nytt.");
		all.put(in(ConversationState.REPORTING).held().report(Telling.ON_ITS_WAY).build(),
				held + " Det dere har fortalt, er på vei.");
		all.put(in(ConversationState.FOLLOW_UP).held()
			.report(Telling.SENT)
			.followUp(LocalDate.of(2026, 12, 18), 0)
			.build(), held + " Dere meldte ingen hindringer. Dere følger opp 18. desember.");
		all.put(in(ConversationState.FOLLOW_UP).held().report(Telling.SENT).obstacles(1, 0, 1).build(),
				held + " Dere meldte én hindring. Den venter på svar. Dere kan velge en dag dere vil følge opp.");
		all.put(in(ConversationState.FOLLOW_UP).held()
			.report(Telling.SENT)
			.obstacles(1, 1, 0)
			.followUp(TODAY, 1)
			.build(),
				held + " Dere meldte én hindring. Den har et svar dere kan lese. Dere satte av 26. november til å følge opp.");
		all.put(in(ConversationState.FOLLOW_UP).held()
			.report(Telling.SENT)
			.obstacles(5, 2, 3)
			.followUp(LocalDate.of(2027, 2, 1), 0)
			.build(),
				held + " Dere meldte 5 hindringer. 2 har svar dere kan lese. 3 venter på svar. "
						+ "Dere følger opp 1. februar 2027.");
	}

	private static void over(Map<Standing, String> all) {
		String held = "Samtalen ble holdt 20. november.";
		all.put(ended("NOT_HELD").build(), "Dere holder ikke denne samtalen, og det er helt i orden.");
		all.put(ended("CANCELLED").build(), "Møtet er avlyst, og samtalen ble ikke holdt. Det er helt i orden.");
		all.put(ended("HELD_NOTHING_TO_REPORT").held().build(),
				held + " Dere hadde ingenting å melde. Takk for at dere tok dere tid.");
		all.put(ended("COMPLETED").held().report(Telling.SENT).obstacles(2, 0, 1).followUp(null, 1).build(),
				held + " Dere meldte 2 hindringer. 1 venter på svar. "
						+ "Dere har fulgt opp det dere ble enige om. Samtalen er avsluttet.");
		all.put(ended("CLOSED").build(), "Siste dag for å planlegge var 26. mars 2027, så samtalen er avsluttet. "
				+ "Vi vet ikke om dere holdt den." + NOTHING_TO_DO);
		all.put(ended("CUT_OFF").build(), "Siste dag for å fortelle var 30. april 2027, så samtalen er avsluttet. "
				+ "Vi vet ikke om den ble holdt." + NOTHING_TO_DO);
		all.put(ended("CUT_OFF").held().build(),
				held + " Dere meldte ikke noe etterpå, og det er helt i orden. Siste dag var 30. april 2027.");
		all.put(ended("CUT_OFF").held().report(Telling.SENT_BACK).build(),
				held + " Partene ble ikke enige om rapporten til 30. april 2027, så den ble ikke sendt.");
		all.put(ended("CUT_OFF").held().report(Telling.SENT).build(),
				held + " Dere meldte ingen hindringer. Samtalen er avsluttet.");
		all.put(ended("STOPPED").stopped().build(),
				"Sekretariatet har stoppet utrullingen, så samtalen er avsluttet." + NOTHING_TO_DO);
		all.put(ended("STOPPED").held().stopped().build(),
				held + " Sekretariatet har stoppet utrullingen, så samtalen er avsluttet." + NOTHING_TO_DO);
		all.put(ended("STOPPED").county("NO", null).build(),
				"Fylket har svart at kontorene ikke er med likevel, så samtalen er avsluttet." + NOTHING_TO_DO);
	}

	@Test
	void everyStateHasItsSentence() {
		all().forEach((standing, sentence) -> assertThat(standing.sentence()).isEqualTo(sentence));
	}

	@Test
	void noStateIsForgotten() throws IOException {
		assertThat(all().keySet().stream().map(Standing::state).collect(Collectors.toSet()))
			.isEqualTo(EnumSet.allOf(ConversationState.class));
		assertThat(all().keySet().stream().map(Standing::report).collect(Collectors.toSet()))
			.isEqualTo(EnumSet.allOf(Telling.class));
		assertThat(all().keySet()
			.stream()
			.filter((standing) -> standing.state() == ConversationState.ENDED)
			.map(Standing::endReason)
			.collect(Collectors.toSet())).isEqualTo(endsOfTheModels());
	}

	private static Set<String> endsOfTheModels() throws IOException {
		Set<String> ends = new TreeSet<>();
		try (Stream<Path> models = Files.list(Path.of("processes"))) {
			for (Path model : models.filter((file) -> file.toString().endsWith(".bpmn")).toList()) {
				Pattern.compile("conversations\\.ends\\(conversationId, '(\\w+)'\\)")
					.matcher(Files.readString(model))
					.results()
					.forEach((found) -> ends.add(found.group(1)));
			}
		}
		return ends;
	}

	@Test
	void nobodyIsBlamedOrHurried() {
		all().keySet()
			.forEach((standing) -> assertThat(standing.sentence()).matches("\\p{Lu}.*\\.")
				.doesNotContain("  ", "..", " må ", "snarest", "purr", "null", "forsinket"));
	}

	/** Also with what nobody has said. */
	@Test
	void whatIsNotKnownIsNotSaid() {
		for (ConversationState state : ConversationState.values()) {
			for (Telling telling : Telling.values()) {
				assertThat(in(state).report(telling).build().sentence()).doesNotContain("null");
				assertThat(in(state).report(telling).build().steps().toString()).doesNotContain("null null");
			}
		}
	}

	@Test
	void theWayHasOneStepNow() {
		all().keySet().forEach((standing) -> {
			List<Step> steps = standing.steps();
			long now = steps.stream().filter((step) -> step.state() == Step.State.NOW).count();
			assertThat(now).as(standing.sentence())
				.isEqualTo((steps.isEmpty() || standing.state() == ConversationState.ENDED) ? 0 : 1);
		});
	}

	@Test
	void theWayGoesFromPlanToFollowUp() {
		assertThat(way(in(ConversationState.PLANNING))).containsExactly("Planlegge: Nå, til og med 26. mars 2027",
				"Forberede: Senere", "Møte: Senere", "Fortelle: Senere", "Følge opp: Senere");
		assertThat(way(in(ConversationState.PLANNED).meeting(AHEAD))).containsExactly("Planlegge: Ferdig",
				"Forberede: Nå, frivillig, før møtet", "Møte: Senere, 9. desember", "Fortelle: Senere",
				"Følge opp: Senere");
		assertThat(way(in(ConversationState.PLANNED).meeting(new Plan(MEETING, null, MEETING, true, 0))))
			.contains("Forberede: Ferdig", "Møte: Nå, 9. desember");
		assertThat(way(in(ConversationState.REPORTING).held())).containsExactly("Planlegge: Ferdig",
				"Forberede: Hoppet over", "Møte: Ferdig, 20. november",
				"Fortelle: Nå, frivillig, til og med 30. april 2027", "Følge opp: Senere");
		assertThat(way(ended("COMPLETED").held().report(Telling.SENT).followUp(null, 1))).containsExactly(
				"Planlegge: Ferdig", "Forberede: Hoppet over", "Møte: Ferdig, 20. november",
				"Fortelle: Ferdig, 21. november", "Følge opp: Ferdig");
		assertThat(way(ended("NOT_HELD"))).isEmpty();
		assertThat(way(in(ConversationState.DECLINED))).isEmpty();
	}

	private static List<String> way(Builder standing) {
		return standing.build()
			.steps()
			.stream()
			.map((step) -> step.name() + ": " + step.state().words()
					+ ((step.when() != null) ? ", " + step.when() : ""))
			.toList();
	}

	private static Builder in(ConversationState state) {
		return new Builder(state, null);
	}

	private static Builder ended(String reason) {
		return new Builder(ConversationState.ENDED, reason);
	}

	/** A state, with what is known of it. */
	private static final class Builder {

		private final ConversationState state;

		private final String endReason;

		private boolean held;

		private String county;

		private LocalDate reconsiderOn;

		private boolean stopped;

		private Plan meeting;

		private Telling report = Telling.NOTHING;

		private int[] obstacles = { 0, 0, 0 };

		private LocalDate followUpOn;

		private int followUps;

		Builder(ConversationState state, String endReason) {
			this.state = state;
			this.endReason = endReason;
		}

		Builder held() {
			this.held = true;
			return this;
		}

		Builder county(String participation, LocalDate reconsider) {
			this.county = participation;
			this.reconsiderOn = reconsider;
			return this;
		}

		Builder stopped() {
			this.stopped = true;
			return this;
		}

		Builder meeting(Plan plan) {
			this.meeting = plan;
			return this;
		}

		Builder report(Telling telling) {
			this.report = telling;
			return this;
		}

		Builder obstacles(int raised, int toRead, int waiting) {
			this.obstacles = new int[] { raised, toRead, waiting };
			return this;
		}

		Builder followUp(LocalDate next, int done) {
			this.followUpOn = next;
			this.followUps = done;
			return this;
		}

		Standing build() {
			return new Standing(this.state, this.held ? Held.YES : null, this.endReason, this.held ? HELD_ON : null,
					this.county, this.reconsiderOn, this.stopped, TODAY, LocalDate.of(2027, 3, 26),
					LocalDate.of(2027, 4, 30), this.meeting, this.report,
					(this.report == Telling.SENT) ? HELD_ON.plusDays(1) : null, this.obstacles[0], this.obstacles[1],
					this.obstacles[2], this.followUpOn, this.followUps, TODAY);
		}

	}

}
