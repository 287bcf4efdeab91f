package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitPart;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * One obstacle as the secretariat sees it, without its unit until somebody opens the
 * case.
 */
@Component
public class ObstacleDesk {

	private final Obstacles obstacles;

	private final ObstacleList list;

	private final Trail trail;

	private final Delivery delivery;

	private final Routings routings;

	private final Wordings wordings;

	private final SimilarCases similar;

	private final Recipients recipients;

	private final Conversations conversations;

	private final Rollouts rollouts;

	private final Units units;

	private final Identities identities;

	private final Processes processes;

	private final CurrentUser user;

	private final Audit audit;

	ObstacleDesk(Obstacles obstacles, ObstacleList list, Trail trail, Delivery delivery, Routings routings,
			Wordings wordings, SimilarCases similar, Recipients recipients, Conversations conversations,
			Rollouts rollouts, Units units, Identities identities, Processes processes, CurrentUser user, Audit audit) {
		this.obstacles = obstacles;
		this.list = list;
		this.trail = trail;
		this.delivery = delivery;
		this.routings = routings;
		this.wordings = wordings;
		this.similar = similar;
		this.recipients = recipients;
		this.conversations = conversations;
		this.rollouts = rollouts;
		this.units = units;
		this.identities = identities;
		this.processes = processes;
		this.user = user;
		this.audit = audit;
	}

	/**
	 * Fills the page of one obstacle; that its words were seen is remembered, and that
	 * the unit was. {@link NotFound} for what has not been raised.
	 * @param opened whether the unit is to be shown
	 * @return the page's template
	 */
	public String show(String id, boolean opened, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Obstacle obstacle = this.obstacles.find(id)
			.filter((found) -> found.raisedAt() != null)
			.orElseThrow(() -> new NotFound("Hindringen finnes ikke."));
		ObstacleList.Shown shown = this.list.shown(List.of(id)).get(0);
		this.audit.record(Act.OBSTACLE_SEEN, id, obstacle.unitId(), "sak");
		model.addAttribute("obstacle", obstacle);
		model.addAttribute("shown", shown);
		model.addAttribute("package", this.conversations.packageOf(obstacle.conversationId()).name());
		model.addAttribute("steps", this.trail.of(obstacle));
		model.addAttribute("sharedBy", this.delivery.sharedBy(id));
		model.addAttribute("target",
				Optional.ofNullable(obstacle.mergedInto())
					.flatMap(this.obstacles::find)
					.map((target) -> new Named(target.id(), this.list.nameOf(target)))
					.orElse(null));
		model.addAttribute("task",
				Stream.of(ObstacleProcess.TRIAGE, ObstacleProcess.RESOLVE_OVERDUE)
					.flatMap((task) -> this.processes.openTasks(id, task).stream())
					.map(Processes.OpenTask::id)
					.findFirst()
					.orElse(null));
		if (opened) {
			this.audit.record(Act.OBSTACLE_UNIT_SEEN, id, obstacle.unitId(), "sak");
			model.addAttribute("opened", opened(obstacle));
		}
		model.addAttribute("open",
				this.routings.openOf(id).stream().map((asked) -> this.recipients.get(asked.recipient())).toList());
		model.addAttribute("wordable", this.wordings.withoutWording(id).isPresent());
		model.addAttribute("redactFirst", this.routings.waitsForRedaction(id));
		fillActs(model, List.of(shown));
		return "obstacle-case";
	}

	/**
	 * What was raised in a conversation and where it is, without a word of it; that one
	 * saw whose it is, is remembered.
	 */
	public List<Raised> raisedIn(String conversationId) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		List<ObstacleList.Shown> raised = this.list
			.described(this.obstacles.of(conversationId).stream().map(Obstacle::id).toList());
		this.audit.record(Act.OBSTACLE_UNIT_SEEN,
				raised.stream().map((one) -> new Audit.Subject(one.id(), one.unitId(), "samtale")).toList());
		return raised.stream()
			.map((one) -> new Raised(one.id(), one.theme(), one.stage().words(), one.raisedOn(),
					one.sent().stream().map((sent) -> new Asked(sent.name(), sent.state().words())).toList()))
			.toList();
	}

	/** Fills the page of several chosen ones. */
	String show(List<String> ids, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		List<ObstacleList.Shown> shown = this.list.shown(ids.stream().distinct().limit(Interventions.MOST).toList());
		model.addAttribute("open", List.of());
		model.addAttribute("wordable", false);
		model.addAttribute("redactFirst", false);
		fillActs(model, shown);
		return "obstacles-chosen";
	}

	private void fillActs(Model model, List<ObstacleList.Shown> chosen) {
		model.addAttribute("chosen", chosen);
		model.addAttribute("ids", String.join(",", chosen.stream().map(ObstacleList.Shown::id).toList()));
		model.addAttribute("recipients", this.recipients.offered());
		List<SimilarCases.Similar> alike = chosen.isEmpty() ? List.of() : this.similar.to(chosen.get(0).id());
		this.audit.record(Act.OBSTACLE_SEEN,
				this.obstacles.unitsOf(alike.stream().map(SimilarCases.Similar::id).toList())
					.entrySet()
					.stream()
					.map((one) -> new Audit.Subject(one.getKey(), one.getValue(), "sak"))
					.toList());
		model.addAttribute("similar", alike);
		model.addAttribute("decidable",
				chosen.stream()
					.anyMatch((one) -> one.stage() == Stage.TRIAGE || one.stage() == Stage.ASKED
							|| one.stage() == Stage.OVERDUE));
		model.addAttribute("asked",
				chosen.stream().anyMatch((one) -> one.stage() == Stage.ASKED || one.stage() == Stage.OVERDUE));
	}

	private Opened opened(Obstacle obstacle) {
		Unit unit = this.units.get(obstacle.unitId());
		Conversation conversation = this.conversations.get(obstacle.conversationId());
		return new Opened(this.units.named(unit), this.rollouts.get(conversation.rolloutId()).name(),
				this.units.leading(unit.id())
					.stream()
					.map((person) -> this.identities.nameOf(person.userId()).orElse(person.userId()))
					.toList());
	}

	/**
	 * Another obstacle.
	 *
	 * @param name as a sentence has it
	 */
	record Named(String id, String name) {
	}

	/**
	 * What a unit has raised.
	 *
	 * @param theme category and subcategory
	 * @param stage where it is
	 * @param asked whom it was sent to
	 */
	public record Raised(String id, String theme, String stage, LocalDate raisedOn, List<Asked> asked) {
	}

	/**
	 * A recipient of it.
	 *
	 * @param recipient the name
	 * @param state what has become of the question
	 */
	public record Asked(String recipient, String state) {
	}

	/**
	 * What tells which case it is.
	 *
	 * @param leaders names of those who lead it
	 */
	record Opened(UnitPart unit, String rollout, List<String> leaders) {
	}

}
