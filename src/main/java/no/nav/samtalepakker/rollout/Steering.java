package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the secretariat must know to steer a rollout: where it stands, what the counties
 * have said, and what an act would bring about. Changes nothing.
 */
@Component
@Transactional(readOnly = true)
class Steering {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private static final String READERS = "Alle som kan logge inn, kan se milepælen og datoen. Notatet ser bare dere, og det blir med til arkivet.";

	private static final Set<ConversationState> OPEN = EnumSet.of(ConversationState.PLANNING, ConversationState.PLANNED,
			ConversationState.REPORTING);

	private final Rollouts rollouts;

	private final Reach reach;

	private final CountyDecisions decisions;

	private final Milestones milestones;

	private final Conversations conversations;

	private final Units units;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	Steering(Rollouts rollouts, Reach reach, CountyDecisions decisions, Milestones milestones,
			Conversations conversations, Units units, Processes processes, NorwegianCalendar calendar) {
		this.rollouts = rollouts;
		this.reach = reach;
		this.decisions = decisions;
		this.milestones = milestones;
		this.conversations = conversations;
		this.units = units;
		this.processes = processes;
		this.calendar = calendar;
	}

	View of(String id) {
		Rollout rollout = this.rollouts.get(id);
		List<ConversationPackage> packages = this.rollouts.packages(id);
		return new View(rollout, packages, this.conversations.reached(id), this.rollouts.settingUp().get(id),
				counties(rollout), this.milestones.ofRollout(id), this.calendar.today());
	}

	private List<CountyRow> counties(Rollout rollout) {
		return this.decisions.deciding(rollout.id())
			.stream()
			.map(this.units::get)
			.sorted(NorwegianAlphabet.by(Unit::name))
			.map((county) -> row(rollout, county))
			.toList();
	}

	private CountyRow row(Rollout rollout, Unit county) {
		Optional<CountyDecisions.CountyDecision> latest = this.decisions.latest(rollout.id(), county.id());
		return new CountyRow(county.name(),
				latest.map((decision) -> DecideParticipation.Participation.valueOf(decision.participation()).words())
					.orElse(rollout.isOpenForDecisions() ? "Har ikke svart ennå" : "Svarte ikke"),
				latest.map((decision) -> decision.decidedAt().toLocalDate()).orElse(null),
				latest.map(CountyDecisions.CountyDecision::reconsiderOn).orElse(null),
				this.decisions.wishes(rollout.id(), county.id()).size());
	}

	Preview previewDates(String id, LocalDate closesOn, LocalDate cutOffOn) {
		Rollout rollout = this.rollouts.get(id);
		Rollouts.Dates dates = this.rollouts.datesAfter(id, closesOn, cutOffOn);
		if (dates.closesOn().equals(rollout.closesOn()) && dates.cutOffOn().equals(rollout.cutOffOn())) {
			throw new Conflict("Datoene er de samme som før.");
		}
		List<String> lines = new ArrayList<>();
		if (rollout.isOpenForDecisions()) {
			lines.add(change("Lukkes", rollout.closesOn(), dates.closesOn()));
		}
		lines.add(change("Avsluttes", rollout.cutOffOn(), dates.cutOffOn()));
		if (!dates.closesOn().equals(rollout.closesOn())) {
			lines.add("Fristen på oppgaven til fylkene som ikke har svart, flyttes også.");
			lines.add(Counted.of(count(id, EnumSet.of(ConversationState.PLANNING)),
					"Én enhet har ikke lagt inn en dato ennå. Den får den nye fristen, men ingen e-post om det.",
					"%d enheter har ikke lagt inn en dato ennå. De får den nye fristen, men ingen e-post om det."));
		}
		lines.add("Dere kan flytte datoene igjen, så lenge utrullingen ikke er "
				+ (rollout.isOpenForDecisions() ? "lukket." : "avsluttet."));
		return new Preview("Flytt datoene", lines, false);
	}

	private static String change(String what, LocalDate before, LocalDate then) {
		return before.equals(then) ? "%s %s, som før.".formatted(what, DAY.format(then))
				: "%s %s, ikke %s.".formatted(what, DAY.format(then), DAY.format(before));
	}

	Preview previewMessage(String id) {
		int units = this.rollouts.awaitingMessage(id).size();
		int unplanned = count(id, EnumSet.of(ConversationState.PLANNING));
		if (units == 0) {
			throw new Conflict(
					"Ingen enheter kan få meldingen: alle har lagt inn en dato, har fått to påminnelser, eller har satt dem på pause.");
		}
		List<String> lines = new ArrayList<>();
		lines.add(Counted.of(unplanned,
				"Meldingen går som e-post til lederen i den ene enheten som ikke har lagt inn en dato.",
				"Meldingen går som e-post til lederen i " + ((units < unplanned) ? units + " av de" : "alle de")
						+ " %d enhetene som ikke har lagt inn en dato."));
		if (units < unplanned) {
			lines.add("De andre har fått to påminnelser, eller har satt påminnelsene på pause.");
		}
		lines.add("Meldingen teller som én av de to påminnelsene en enhet kan få.");
		lines.add("En e-post kan ikke tas tilbake.");
		return new Preview("Send meldingen", lines, false);
	}

	Preview previewUnits(String id, List<String> unitIds) {
		Rollout rollout = this.rollouts.get(id);
		List<Reach.Load> loads = this.rollouts.newlyReached(rollout, unitIds)
			.entrySet()
			.stream()
			.filter((each) -> !each.getValue().isEmpty())
			.map((each) -> this.reach.load(each.getKey(), each.getValue()))
			.toList();
		List<String> lines = new ArrayList<>();
		loads.forEach((load) -> lines.addAll(lines(load)));
		if (loads.stream().anyMatch((load) -> !load.getting().isEmpty())) {
			lines.add((rollout.state() == RolloutState.RUNNING) ? "Lederne får oppgaven og en e-post med en gang."
					: "Lederne får oppgaven når utrullingen åpner %s.".formatted(DAY.format(rollout.opensOn())));
		}
		lines.add("En enhet som er med, kan ikke tas ut igjen, men kan si at den ikke holder samtalen.");
		return new Preview(Counted.of(unitIds.size(), "Legg til enheten", "Legg til enhetene"), lines, false);
	}

	/** Who gets the package, who does not and why, and what they have to do already. */
	private List<String> lines(Reach.Load load) {
		List<String> lines = new ArrayList<>();
		int chosen = load.getting().size() + load.leftOut().size();
		String name = load.version().name();
		if (load.getting().isEmpty()) {
			lines.add("Ingen av enhetene får «%s».".formatted(name));
		}
		else if (chosen == 1) {
			lines.add("%s får «%s».".formatted(names(load.getting()), name));
		}
		else {
			lines.add("%d av %d får «%s»: %s.".formatted(load.getting().size(), chosen, name, names(load.getting())));
		}
		if (!load.leftOut().isEmpty()) {
			lines.add("Har denne pakken fra før og blir holdt utenfor: %s.".formatted(names(load.leftOut())));
		}
		load.getting().forEach((unit) -> {
			long tasks = this.processes.countTasks(unit.group());
			String open = Counted.of(tasks, "én åpen oppgave", "%d åpne oppgaver");
			if (load.busy().contains(unit)) {
				lines.add("%s har alt en annen samtale i gang, og %s.".formatted(unit.name(), open));
			}
			else if (tasks > 0) {
				lines.add("%s har %s fra før.".formatted(unit.name(), open));
			}
		});
		if (!load.withoutLeader().isEmpty()) {
			lines.add("Mangler leder hos oss, og får ingen e-post: %s.".formatted(names(load.withoutLeader())));
		}
		if (!load.withoutEmail().isEmpty()) {
			lines.add("Får oppgaven, men ingen e-post før lederen har logget inn: %s."
				.formatted(names(load.withoutEmail())));
		}
		return lines;
	}

	private static String names(List<Unit> units) {
		return units.stream().map(Unit::name).collect(Collectors.joining(", "));
	}

	Preview previewStop(String id) {
		if (!Set.of(RolloutState.RUNNING, RolloutState.CLOSED).contains(this.rollouts.get(id).state())) {
			throw new Conflict("Bare en utrulling som er i gang, kan stoppes.");
		}
		int open = count(id, OPEN);
		return new Preview("Stopp utrullingen", List.of(Counted.of(open,
				"Én samtale som er i gang, blir avsluttet, og de som leder den, får en e-post med forklaringen din.",
				"%d samtaler som er i gang, blir avsluttet, og lederne får en e-post med forklaringen din."),
				"Møter som er planlagt, blir avlyst.", "Hindringer som alt er sendt videre, får svar som før.",
				"Det blir ikke laget noen oppsummering.", "Det kan ikke angres."), true);
	}

	Preview previewCancel(String id) {
		if (this.rollouts.get(id).state() != RolloutState.PLANNED) {
			throw new Conflict("Utrullingen har åpnet. Den kan stoppes, men ikke avlyses.");
		}
		return new Preview("Avlys utrullingen", List.of("Ingen enheter får pakken, og ingen får e-post.",
				"Det kan ikke angres, men dere kan bestille utrullingen på nytt med samme navn."), true);
	}

	Preview previewMilestone(String id, Milestones.Written written) {
		if (this.rollouts.get(id).state() == RolloutState.CANCELLED) {
			throw new Conflict("Utrullingen er avlyst.");
		}
		this.milestones.check(id, written, null);
		return new Preview("Skriv ned milepælen",
				List.of(line(written.kind(), written.on()), READERS, "Dere kan rette den eller ta den bort igjen."),
				false);
	}

	Preview previewCorrection(String id, String milestone, Milestones.Written written) {
		Milestone now = this.milestones.get(id, milestone);
		this.milestones.check(id, written, milestone);
		if (now.kind() == written.kind() && now.on().equals(written.on())
				&& Objects.equals(now.note(), written.note())) {
			throw new Conflict("Ingenting er endret.");
		}
		List<String> lines = new ArrayList<>();
		lines.add("%s I stedet for: %s".formatted(line(written.kind(), written.on()), line(now.kind(), now.on())));
		if (!Objects.equals(now.note(), written.note())) {
			lines.add("Notatet blir som det står her. Det som sto før, blir borte.");
		}
		lines.add(READERS);
		return new Preview("Rett milepælen", lines, false);
	}

	Preview previewRemoval(String id, String milestone) {
		Milestone now = this.milestones.get(id, milestone);
		return new Preview("Ta bort milepælen",
				List.of(line(now.kind(), now.on()), "Den og notatet blir borte. Det kan ikke angres."), true);
	}

	private static String line(MilestoneKind kind, LocalDate on) {
		return "%s %s.".formatted(kind.words(), DAY.format(on));
	}

	private int count(String id, Set<ConversationState> states) {
		Map<ConversationState, Integer> all = this.conversations.states(id);
		return states.stream().mapToInt((state) -> all.getOrDefault(state, 0)).sum();
	}

	/**
	 * A rollout as it is steered.
	 *
	 * @param rollout the rollout
	 * @param packages in the versions it began with
	 * @param reached how many units are in it, and have got the package
	 * @param settingUp how far it has come, or null if all it was ordered for are in
	 * @param counties what those that decide have said
	 * @param milestones what it has reached
	 * @param today the first day the dates may be moved to
	 */
	record View(Rollout rollout, List<ConversationPackage> packages, Conversations.Reached reached, SettingUp settingUp,
			List<CountyRow> counties, List<Milestone> milestones, LocalDate today) {

		public boolean mayMoveClosing() {
			return this.rollout.isOpenForDecisions();
		}

		public boolean mayMoveCutOff() {
			return mayMoveClosing() || this.rollout.state() == RolloutState.CLOSED;
		}

		/** What counties decide on, nobody else adds to. */
		public boolean mayAdd() {
			return this.rollout.isOpenForDecisions() && this.settingUp == null
					&& !this.packages.stream().allMatch(ConversationPackage::decidedByCounty);
		}

		public boolean maySend() {
			return this.rollout.state() == RolloutState.RUNNING;
		}

		public boolean mayStop() {
			return this.rollout.state() == RolloutState.RUNNING || this.rollout.state() == RolloutState.CLOSED;
		}

		public boolean mayNote() {
			return this.rollout.state() != RolloutState.CANCELLED;
		}

		public boolean mayCancel() {
			return this.rollout.state() == RolloutState.PLANNED;
		}

	}

	/**
	 * What a county has said.
	 *
	 * @param name the county
	 * @param answer in words
	 * @param on when, or null
	 * @param reconsiderOn when it will decide, or null
	 * @param wishes how many of its offices wish to take part
	 */
	record CountyRow(String name, String answer, LocalDate on, LocalDate reconsiderOn, int wishes) {
	}

}
