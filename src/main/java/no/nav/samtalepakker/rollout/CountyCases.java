package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.ConversationFigures;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rollouts as one county sees them: its answer, the wishes of its offices, how far
 * they have come, and what else they have in hand. The figures of all counties are
 * decided about together, since the overview shows everybody the whole.
 */
@Component
@Transactional
class CountyCases {

	private static final String PAGE = "fylke";

	private final Rollouts rollouts;

	private final CountyDecisions decisions;

	private final ConversationFigures figures;

	private final Packages packages;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	private final KeptFigures kept;

	CountyCases(Rollouts rollouts, CountyDecisions decisions, ConversationFigures figures, Packages packages,
			Units units, NorwegianCalendar calendar, Audit audit, KeptFigures kept) {
		this.rollouts = rollouts;
		this.decisions = decisions;
		this.figures = figures;
		this.packages = packages;
		this.units = units;
		this.calendar = calendar;
		this.audit = audit;
		this.kept = kept;
	}

	/**
	 * Those that concern the county's offices, the newest first. That it has been looked
	 * at is remembered.
	 */
	KeptFigures.Kept<List<CountyCase>> of(String countyId) {
		KeptFigures.Kept<List<ConversationFigures.Part>> parts = this.kept.get("conversations", this.figures::all);
		Map<String, List<ConversationFigures.Part>> all = parts.figures()
			.stream()
			.collect(Collectors.groupingBy(ConversationFigures.Part::rolloutId));
		List<Counted> counted = this.rollouts.all()
			.stream()
			.filter((rollout) -> rollout.state() != RolloutState.CANCELLED && rollout.state() != RolloutState.STOPPED)
			.sorted(Comparator.comparing(Rollout::opensOn).reversed())
			.map((rollout) -> new Counted(rollout,
					figures(rollout, all.getOrDefault(rollout.id(), List.of()), countyId)))
			.filter((found) -> !found.packages().isEmpty())
			.toList();
		List<CountyCase> cases = counted.stream().map((rollout) -> caseOf(rollout, counted, countyId)).toList();
		Set<String> seen = this.audit.seenToday(Act.PARTICIPATION_SEEN, PAGE);
		this.audit.record(Act.PARTICIPATION_SEEN,
				cases.stream()
					.filter((found) -> found.decides() && !seen.contains(found.rollout().id()))
					.map((found) -> new Audit.Subject(found.rollout().id(), countyId, PAGE))
					.toList());
		return new KeptFigures.Kept<>(cases, parts.countedAt());
	}

	private CountyCase caseOf(Counted counted, List<Counted> all, String countyId) {
		Rollout rollout = counted.rollout();
		List<Unit> offices = this.decisions.offices(rollout.id(), countyId);
		ConversationPackage decided = offices.isEmpty() ? null : this.rollouts.packageDecidedByCounty(rollout.id());
		return new CountyCase(rollout, decided, offices, this.decisions.wishes(rollout.id(), countyId),
				this.decisions.history(rollout.id(), countyId).stream().map(this::answer).toList(),
				all.stream()
					.filter((other) -> !other.rollout().id().equals(rollout.id()))
					.filter((other) -> other.rollout().state() != RolloutState.CUT_OFF)
					.flatMap((other) -> other.packages().stream().map((row) -> Load.of(other.rollout(), row)))
					.toList(),
				counted.packages());
	}

	private Answer answer(CountyDecisions.CountyDecision decision) {
		return new Answer(DecideParticipation.Participation.valueOf(decision.participation()),
				this.calendar.dateOf(decision.decidedAt()),
				codes(decision.reasons()).stream()
					.map((code) -> DecideParticipation.Reason.valueOf(code).words())
					.toList(),
				codes(decision.unitIds()),
				codes(decision.unitIds()).stream().map((id) -> this.units.get(id).name()).toList(), decision.comment(),
				decision.reconsiderOn());
	}

	private static List<String> codes(String stored) {
		return (stored == null || stored.isEmpty()) ? List.of() : Arrays.asList(stored.split(","));
	}

	/** Of each package that reaches the county's offices. */
	private List<PackageRow> figures(Rollout rollout, List<ConversationFigures.Part> all, String countyId) {
		return this.packages.newest().stream().flatMap((version) -> {
			Map<String, Progress> counties = ConversationFigures
				.byCounty(all.stream().filter((part) -> part.packageKey().equals(version.key())).toList());
			return (counties.containsKey(countyId) && counties.get(countyId).reached() > 0) ? Stream
				.of(new PackageRow(version.name(), Progress.breakdown(counties, rollout.state().stage()).get(countyId)))
					: Stream.empty();
		}).toList();
	}

	/**
	 * A rollout and its figures.
	 *
	 * @param packages those that reach the county's offices
	 */
	private record Counted(Rollout rollout, List<PackageRow> packages) {
	}

	/**
	 * How far the county's offices have come with a package.
	 *
	 * @param name of the package
	 * @param progress as the county may see it
	 */
	record PackageRow(String name, ProgressFigures progress) {
	}

	/**
	 * A rollout as one county sees it.
	 *
	 * @param rollout the rollout
	 * @param decided the package the county decides about, or null
	 * @param offices those the decision is about
	 * @param wishes offices that would like to take part
	 * @param answers what the county has answered, the last first
	 * @param others what else its offices have in hand
	 * @param packages how far its offices have come
	 */
	record CountyCase(Rollout rollout, ConversationPackage decided, List<Unit> offices, List<Unit> wishes,
			List<Answer> answers, List<Load> others, List<PackageRow> packages) {

		/** Whether there is anything to decide. */
		public boolean decides() {
			return this.decided != null;
		}

		/** Whether the answer may still be changed. */
		public boolean open() {
			return decides() && this.rollout.isOpenForDecisions();
		}

		public boolean plans() {
			return this.rollout.state().stage() != Progress.Stage.CUT_OFF;
		}

		/** What those are called who have told nothing. */
		public String silent() {
			return (this.rollout.state().stage() == Progress.Stage.OPEN) ? "Ikke fortalt ennå" : "Ukjent";
		}

	}

	/**
	 * What the county has answered.
	 *
	 * @param participation yes, no, or later
	 * @param on the day
	 * @param reasons in words
	 * @param officeIds those the yes was for; empty for all
	 * @param offices their names
	 * @param comment in the county's words, or null
	 * @param reconsiderOn when to ask again, or null
	 */
	record Answer(DecideParticipation.Participation participation, LocalDate on, List<String> reasons,
			List<String> officeIds, List<String> offices, String comment, LocalDate reconsiderOn) {
	}

	/**
	 * What the county's offices have in hand from another rollout.
	 *
	 * @param rollout its name
	 * @param packageName the package
	 * @param opensOn the day it opens, null if it has
	 * @param offices how many it reaches, or how many got it
	 * @param ahead how many have the conversation ahead of them: a sum of what is shown
	 * anyway, so it tells no more than that
	 */
	record Load(String rollout, String packageName, LocalDate opensOn, int offices, Figure ahead) {

		private static Load of(Rollout rollout, PackageRow row) {
			ProgressFigures progress = row.progress();
			if (rollout.state() == RolloutState.PLANNED) {
				return new Load(rollout.name(), row.name(), rollout.opensOn(), progress.reached(), null);
			}
			Figure ahead = (rollout.state() == RolloutState.RUNNING) ? progress.planned().plus(progress.unknown())
					: progress.planned();
			return new Load(rollout.name(), row.name(), null, progress.started(), ahead);
		}

	}

}
