package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.platform.Counted;

/**
 * How a conversation stands, in sentences its unit reads, and where it is on its way from
 * plan to follow-up. Never blames, never hurries (design §1).
 *
 * @param state of the conversation
 * @param held whether it was held, null if nobody has said
 * @param endReason how it ended, null while it runs
 * @param heldOn the day it was held, or null
 * @param county what the county has decided for the unit, or null: YES, NO or LATER
 * @param reconsiderOn when the county looks at it again, or null
 * @param stopped whether the secretariat has stopped the rollout
 * @param opensOn the day the rollout opens
 * @param closesOn the last day to begin
 * @param cutOffOn the last day to tell
 * @param meeting the plan, or null where there is none
 * @param report what was told and by whom
 * @param reportedOn the day it was sent, or null
 * @param raised how many obstacles were told
 * @param toRead how many of them have something to read
 * @param waiting how many of them wait for others
 * @param followUpOn the day the group has chosen to look at it again, or null
 * @param followUps how often it has done so
 * @param today for what lies behind
 */
record Standing(ConversationState state, Held held, String endReason, LocalDate heldOn, String county,
		LocalDate reconsiderOn, boolean stopped, LocalDate opensOn, LocalDate closesOn, LocalDate cutOffOn,
		Plan meeting, Telling report, LocalDate reportedOn, int raised, int toRead, int waiting, LocalDate followUpOn,
		int followUps, LocalDate today) {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM", NORWEGIAN);

	private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d. MMMM yyyy", NORWEGIAN);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm", NORWEGIAN);

	private static final String NEED_NOTHING = "Dere trenger ikke å gjøre noe.";

	/** How it stands. */
	String sentence() {
		return switch (this.state) {
			case AWAITING_COUNTY -> awaitingCounty();
			case DECLINED -> "YES".equals(this.county) ? "Fylket har valgt at andre kontorer er med denne gangen."
					: "Fylket har svart at kontorene ikke er med denne gangen.";
			case UNDECIDED -> "Fylket svarte ikke før fristen, så samtalen ble ikke startet. " + NEED_NOTHING;
			case LEFT_OUT -> "Dere hadde alt en åpen samtale med den samme samtalepakken, så denne ble ikke startet. "
					+ NEED_NOTHING;
			case PENDING -> "Samtalen starter " + (this.opensOn.isAfter(this.today) ? day(this.opensOn) : "snart")
					+ ". Dere får en e-post når dere kan planlegge den.";
			case NOT_STARTED -> "Samtalen ble trukket tilbake før den startet. " + NEED_NOTHING;
			case PLANNING -> planning();
			case PLANNED -> planned();
			case REPORTING -> wasHeld() + " " + reporting();
			case FOLLOW_UP -> wasHeld() + " " + told() + followingUp();
			case ENDED -> ended();
		};
	}

	private String awaitingCounty() {
		if (!"LATER".equals(this.county)) {
			return "Fylket har ikke svart ennå på om kontorene skal være med.";
		}
		return "Fylket vil avgjøre senere om kontorene skal være med"
				+ ((this.reconsiderOn != null) ? ", og har satt opp " + day(this.reconsiderOn) : "") + ".";
	}

	private String planning() {
		return (this.meeting != null) ? "Det er ikke satt noen ny dato for møtet ennå."
				: "Samtalen er ikke planlagt ennå. Dere velger selv når dere holder den.";
	}

	private String planned() {
		if (this.meeting == null || this.meeting.date() == null) {
			return "Samtalen er planlagt.";
		}
		if (this.meeting.lastDate().isBefore(this.today)) {
			return "Møtet skulle være " + day(this.meeting.lastDate()) + ". Fortell gjerne om samtalen ble holdt.";
		}
		String when = "Møtet er " + (this.meeting.date().equals(this.today) ? "i dag" : day(this.meeting.date()))
				+ ((this.meeting.time() != null) ? " kl. " + TIME.format(this.meeting.time()) : "")
				+ (this.meeting.lastDate().isAfter(this.meeting.date())
						? ", og den siste gruppa møtes " + day(this.meeting.lastDate()) : "")
				+ ".";
		return when
				+ (this.meeting.prepared() ? " Dere har forberedt det."
						: this.meeting.date().isAfter(this.today) ? " Dere kan forberede det når dere vil." : "")
				+ ((this.meeting.invited() > 0) ? " Invitasjonen er sendt." : "");
	}

	private String wasHeld() {
		return (this.heldOn != null) ? "Samtalen ble holdt " + day(this.heldOn) + "." : "Samtalen er holdt.";
	}

	private String reporting() {
		return switch (this.report) {
			case ON_ITS_WAY, SENT -> "Det dere har fortalt, er på vei.";
			case NOTHING -> "Nå kan dere fortelle hva den ga. Det er frivillig.";
			case AWAITS_US -> "Den andre parten har skrevet rapporten, og den venter på svar fra dere.";
			case AWAITS_OTHERS -> "Rapporten dere har skrevet, venter på svar fra den andre parten.";
			case SENT_BACK -> "Partene er ikke enige om rapporten ennå, så den kan skrives på nytt.";
		};
	}

	/** What was told, and what has come of it. */
	private String told() {
		if (this.report != Telling.SENT) {
			return "Dere meldte ikke noe etterpå, og det er helt i orden.";
		}
		if (this.raised == 0) {
			return "Dere meldte ingen hindringer.";
		}
		String raised = Counted.of(this.raised, "Dere meldte én hindring.", "Dere meldte %d hindringer.");
		if (this.raised == 1) {
			return raised + ((this.toRead > 0) ? " Den har et svar dere kan lese."
					: (this.waiting > 0) ? " Den venter på svar." : "");
		}
		return raised + ((this.toRead > 0) ? " " + this.toRead + " har svar dere kan lese." : "")
				+ ((this.waiting > 0) ? " " + this.waiting + " venter på svar." : "");
	}

	private String followingUp() {
		if (this.followUpOn == null) {
			return " Dere kan velge en dag dere vil følge opp.";
		}
		return this.followUpOn.isAfter(this.today) ? " Dere følger opp " + day(this.followUpOn) + "."
				: " Dere satte av " + day(this.followUpOn) + " til å følge opp.";
	}

	private String ended() {
		return switch ((this.endReason != null) ? this.endReason : "") {
			case "NOT_HELD" -> "Dere holder ikke denne samtalen, og det er helt i orden.";
			case "CANCELLED" -> "Møtet er avlyst, og samtalen ble ikke holdt. Det er helt i orden.";
			case "HELD_NOTHING_TO_REPORT" ->
				wasHeld() + " Dere hadde ingenting å melde. Takk for at dere tok dere tid.";
			case "COMPLETED" ->
				wasHeld() + " " + told() + ((this.followUps > 0) ? " Dere har fulgt opp det dere ble enige om." : "")
						+ " Samtalen er avsluttet.";
			case "CLOSED" -> "Siste dag for å planlegge var " + day(this.closesOn)
					+ ", så samtalen er avsluttet. Vi vet ikke om dere holdt den. " + NEED_NOTHING;
			case "CUT_OFF" -> cutOff();
			case "STOPPED" -> ((this.held == Held.YES) ? wasHeld() + " " : "")
					+ (this.stopped ? "Sekretariatet har stoppet utrullingen, så samtalen er avsluttet."
							: "Fylket har svart at kontorene ikke er med likevel, så samtalen er avsluttet.")
					+ " " + NEED_NOTHING;
			default -> ((this.held == Held.YES) ? wasHeld() + " " : "") + "Samtalen er avsluttet.";
		};
	}

	private String cutOff() {
		if (this.held != Held.YES) {
			return "Siste dag for å fortelle var " + day(this.cutOffOn)
					+ ", så samtalen er avsluttet. Vi vet ikke om den ble holdt. " + NEED_NOTHING;
		}
		return wasHeld() + " " + switch (this.report) {
			case SENT -> told() + " Samtalen er avsluttet.";
			case NOTHING -> told() + " Siste dag var " + day(this.cutOffOn) + ".";
			case ON_ITS_WAY, AWAITS_US, AWAITS_OTHERS, SENT_BACK ->
				"Partene ble ikke enige om rapporten til " + day(this.cutOffOn) + ", så den ble ikke sendt.";
		};
	}

	/** The way from plan to follow-up; empty where none of it was walked. */
	List<Step> steps() {
		int now = switch (this.state) {
			case AWAITING_COUNTY, DECLINED, UNDECIDED, LEFT_OUT, PENDING, NOT_STARTED -> -1;
			case PLANNING -> 0;
			case PLANNED -> mayPrepare() ? 1 : 2;
			case REPORTING -> 3;
			case FOLLOW_UP -> 4;
			case ENDED -> (this.held == Held.YES) ? 5 : -1;
		};
		List<Step> steps = new ArrayList<>();
		if (now < 0) {
			return steps;
		}
		steps.add(step("Planlegge", now, 0, true, (now == 0) ? "til og med " + day(this.closesOn) : null));
		steps.add(step("Forberede", now, 1, this.meeting != null && this.meeting.prepared(),
				(now == 1) ? "frivillig, før møtet" : null));
		LocalDate met = (this.heldOn != null) ? this.heldOn : (this.meeting != null) ? this.meeting.date() : null;
		steps.add(step("Møte", now, 2, true, (met != null) ? day(met) : null));
		steps.add(
				step("Fortelle", now, 3, this.report == Telling.SENT || "HELD_NOTHING_TO_REPORT".equals(this.endReason),
						(this.reportedOn != null) ? day(this.reportedOn)
								: (now == 3) ? "frivillig, til og med " + day(this.cutOffOn) : null));
		steps.add(step("Følge opp", now, 4, this.followUps > 0,
				(this.followUpOn != null && now < 5) ? day(this.followUpOn) : null));
		return steps;
	}

	private boolean mayPrepare() {
		return this.meeting != null && this.meeting.date() != null && this.meeting.date().isAfter(this.today)
				&& !this.meeting.prepared();
	}

	private static Step step(String name, int now, int position, boolean done, String when) {
		Step.State state = (position == now) ? Step.State.NOW
				: (position > now) ? Step.State.NEXT : done ? Step.State.DONE : Step.State.SKIPPED;
		return new Step(name, state, when);
	}

	/** The year is said where it is not this one. */
	private String day(LocalDate date) {
		return ((date.getYear() == this.today.getYear()) ? DAY : DAY_AND_YEAR).format(date);
	}

	/** How far the report has come, as the reader's party sees it. */
	enum Telling {

		/** Nobody has written. */
		NOTHING,
		/** The other party has written. */
		AWAITS_US,
		/** We have written. */
		AWAITS_OTHERS,
		/** The parties do not agree on what was written. */
		SENT_BACK,
		/** Nobody has to agree, and it is being sent. */
		ON_ITS_WAY,
		/** It is told. */
		SENT

	}

	/**
	 * The meeting.
	 *
	 * @param date the first day, null when postponed
	 * @param time when it begins, or null
	 * @param lastDate the last day, the same as the first for one group
	 * @param prepared whether the offer of preparation has been used
	 * @param invited how many have the invitation
	 */
	record Plan(LocalDate date, LocalTime time, LocalDate lastDate, boolean prepared, int invited) {
	}

	/**
	 * A part of the way.
	 *
	 * @param name what is done
	 * @param state where it is
	 * @param when a date, or a word about it; or null
	 */
	record Step(String name, State state, String when) {

		/** Where a part of the way is. */
		enum State {

			DONE("Ferdig"), SKIPPED("Hoppet over"), NOW("Nå"), NEXT("Senere");

			private final String words;

			State(String words) {
				this.words = words;
			}

			/** What the unit reads. */
			public String words() {
				return this.words;
			}

		}

	}

}
