package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.Journeys;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Walk;
import no.nav.samtalepakker.platform.Walks;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trail of one case in Cockpit: what was done, when, and by whom as a role, never as
 * a person. Whoever reads it looks up one case (design §1), which is written down.
 */
@Component
@Transactional
class CaseTrails {

	private static final Set<String> OF_CONVERSATION = Set.of("conversation", "preparation", "execution", "reporting",
			"followUp");

	private static final Set<String> OF_OBSTACLE = Set.of("obstacle", "answering");

	private static final String PAGE = "cockpit";

	private final Walks walks;

	private final Units units;

	private final Recipients recipients;

	private final Conversations conversations;

	private final Obstacles obstacles;

	private final Journeys journeys;

	private final Audit audit;

	CaseTrails(Walks walks, Units units, Recipients recipients, Conversations conversations, Obstacles obstacles,
			Journeys journeys, Audit audit) {
		this.walks = walks;
		this.units = units;
		this.recipients = recipients;
		this.conversations = conversations;
		this.obstacles = obstacles;
		this.journeys = journeys;
		this.audit = audit;
	}

	/** The trail of a process instance. */
	Trail of(String id) {
		Walk walk = this.walks.of(id)
			.orElseThrow(() -> new NotFound("Prosessen finnes ikke, eller Cockpit har glemt den."));
		About about = about(walk);
		Map<String, String> roles = walk.steps()
			.stream()
			.map(Walk.Step::assignee)
			.filter((assignee) -> assignee != null)
			.distinct()
			.collect(Collectors.toMap(Function.identity(), this::roleInUnit));
		return new Trail(walk.id(), walk.process(), walk.name(), walk.businessKey(), walk.parent(), walk.startedAt(),
				walk.endedAt(), walk.end(), about,
				walk.steps()
					.stream()
					.map((step) -> new Step(step.activity(), step.name(), step.type(), step.from(), step.to(),
							step.cancelled(), who(step, roles), step.called()))
					.toList(),
				walk.more(), walk.shapes(), walk.flows());
	}

	private About about(Walk walk) {
		if (OF_CONVERSATION.contains(walk.process())) {
			return Optional.ofNullable(walk.businessKey()).flatMap(this.conversations::find).map((conversation) -> {
				this.audit.record(Act.CONVERSATION_SEEN, conversation.id(), conversation.unitId(), PAGE);
				return new About(nameOf(conversation.unitId()), "/styring/enheter/" + conversation.unitId(), List.of(),
						List.of());
			}).orElse(null);
		}
		if (OF_OBSTACLE.contains(walk.process())) {
			return Optional.ofNullable(walk.businessKey()).flatMap(this.obstacles::find).map((obstacle) -> {
				this.audit.record(Act.OBSTACLE_SEEN, obstacle.id(), obstacle.unitId(), PAGE);
				return about(obstacle);
			}).orElse(null);
		}
		return null;
	}

	/** The unit is not told: the case's own page does so when it is opened there. */
	private About about(Obstacle obstacle) {
		Journey journey = this.journeys.of(obstacle);
		return new About(null, "/hindringer/" + obstacle.id(),
				journey.sent()
					.stream()
					.map((sent) -> new Sent(sent.name(), sent.reason(), sent.on(), sent.dueOn(),
							(sent.state() != null) ? sent.state().words() : null))
					.toList(),
				journey.answers()
					.stream()
					.map((given) -> new Given(given.name(), given.answer().answer().words(), given.on()))
					.toList());
	}

	private String nameOf(String unitId) {
		return this.units.find(unitId).map(Unit::name).orElse(null);
	}

	/** As a role; what nobody did, the application did. */
	private String who(Walk.Step step, Map<String, String> roles) {
		if (!step.type().equals("userTask")) {
			return null;
		}
		for (String group : step.groups()) {
			if (group.equals(Identities.SECRETARIAT)) {
				return "sekretariatet";
			}
			if (GroupKind.RECIPIENT.has(group)) {
				return this.recipients.answering()
					.stream()
					.filter((recipient) -> recipient.group().equals(group))
					.map((recipient) -> recipient.name())
					.findFirst()
					.orElse("mottakeren");
			}
			if (GroupKind.COUNTY.has(group)) {
				return Optional.ofNullable(nameOf(GroupKind.COUNTY.idIn(group))).orElse("fylket");
			}
		}
		return (step.assignee() == null) ? "enheten" : roles.get(step.assignee());
	}

	private String roleInUnit(String userId) {
		return this.units.unitsOf(userId)
			.stream()
			.flatMap((unit) -> this.units.people(unit).stream())
			.filter((person) -> person.userId().equals(userId))
			.map((person) -> person.isDeputy() ? "en stedfortreder" : "lederen")
			.findFirst()
			.orElse("enheten");
	}

	/**
	 * A trail.
	 *
	 * @param id of the instance
	 * @param process key of its process
	 * @param name of its process
	 * @param businessKey of the case
	 * @param parent the instance that called it, or null
	 * @param startedAt when it started
	 * @param endedAt when it ended, null while it runs
	 * @param end what it ended with, null while it runs
	 * @param about the case, null if it is nobody's
	 * @param steps what was done
	 * @param more whether there is more
	 * @param shapes of the drawing
	 * @param flows of the drawing
	 */
	record Trail(String id, String process, String name, String businessKey, String parent, OffsetDateTime startedAt,
			OffsetDateTime endedAt, String end, About about, List<Step> steps, boolean more, List<Walk.Shape> shapes,
			List<Walk.Flow> flows) {
	}

	record Step(String activity, String name, String type, OffsetDateTime from, OffsetDateTime to, boolean cancelled,
			String who, String called) {
	}

	/**
	 * The case.
	 *
	 * @param unit whose conversation it is, or null
	 * @param address of the page where the secretariat goes on
	 * @param sent where an obstacle was sent, and which sentence of a rule says why
	 * @param answers what kinds of answers it got, and when
	 */
	record About(String unit, String address, List<Sent> sent, List<Given> answers) {
	}

	record Sent(String name, String reason, LocalDate on, LocalDate dueOn, String state) {
	}

	record Given(String name, String answer, LocalDate on) {
	}

}
