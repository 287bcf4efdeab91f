package no.nav.samtalepakker.overview;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.CaseInstances;
import no.nav.samtalepakker.platform.CaseInstances.CaseInstance;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the one case somebody has asked the secretariat for help with, by the unit's name
 * or number or by an id (design §1: a single case can be looked up to help). The units
 * found say nothing of their conversations; those of one are shown when it is chosen,
 * which is written down.
 */
@Component
@Transactional
class CaseSearch {

	/** More are found by more words. */
	private static final int MOST = 10;

	private static final String CONVERSATION = "conversation";

	private static final String OBSTACLE = "obstacle";

	private static final String PAGE = "cockpit";

	private final Units units;

	private final Conversations conversations;

	private final Obstacles obstacles;

	private final Rollouts rollouts;

	private final Packages packages;

	private final CaseInstances instances;

	private final Audit audit;

	CaseSearch(Units units, Conversations conversations, Obstacles obstacles, Rollouts rollouts, Packages packages,
			CaseInstances instances, Audit audit) {
		this.units = units;
		this.conversations = conversations;
		this.obstacles = obstacles;
		this.rollouts = rollouts;
		this.packages = packages;
		this.instances = instances;
		this.audit = audit;
	}

	/** Units whose name or number has all the words, and the case whose id they are. */
	Hits search(String words) {
		String wanted = words.strip().toLowerCase(Locale.ROOT);
		if (wanted.isEmpty()) {
			return new Hits(List.of(), null, false);
		}
		Optional<Case> byId = byId(wanted);
		if (byId.isPresent()) {
			return new Hits(List.of(), byId.get(), false);
		}
		List<FoundUnit> found = NorwegianAlphabet
			.sorted(this.units.search(List.of(wanted.split("\\s+")), null, null), Unit::name)
			.stream()
			.filter((unit) -> unit.type() != UnitType.COUNTY)
			.limit(MOST + 1L)
			.map((unit) -> new FoundUnit(unit.id(), unit.name(), unit.type()))
			.toList();
		return new Hits(found.stream().limit(MOST).toList(), null, found.size() > MOST);
	}

	/** The cases of a unit, the newest first. */
	UnitCasesFound of(String unitId) {
		Unit unit = this.units.get(unitId);
		Map<String, Rollout> named = this.rollouts.all()
			.stream()
			.collect(Collectors.toMap(Rollout::id, Function.identity()));
		List<Conversation> all = this.conversations.of(List.of(unitId))
			.stream()
			.filter((conversation) -> conversation.startedAt() != null)
			.sorted((one, other) -> other.startedAt().compareTo(one.startedAt()))
			.toList();
		Map<String, CaseInstance> running = newest(CONVERSATION, all.stream().map(Conversation::id).toList());
		this.audit.record(Act.CONVERSATION_SEEN,
				all.stream().map((conversation) -> new Audit.Subject(conversation.id(), unitId, PAGE)).toList());
		return new UnitCasesFound(new FoundUnit(unit.id(), unit.name(), unit.type()), all.stream()
			.map((conversation) -> new FoundConversation(conversation.id(), named.get(conversation.rolloutId()).name(),
					this.packages.get(conversation.packageKey(), conversation.packageVersion()).name(),
					word(conversation), instance(running.get(conversation.id())), obstacles(conversation.id())))
			.toList());
	}

	/**
	 * The business keys of a unit's cases; asking is written down as when they are shown.
	 */
	List<String> keysOf(String unitId) {
		List<Conversation> all = this.conversations.of(List.of(this.units.get(unitId).id()));
		this.audit.record(Act.CONVERSATION_SEEN,
				all.stream().map((conversation) -> new Audit.Subject(conversation.id(), unitId, PAGE)).toList());
		return all.stream()
			.flatMap((conversation) -> Stream.concat(Stream.of(conversation.id()),
					this.obstacles.of(conversation.id()).stream().map(Obstacle::id)))
			.toList();
	}

	/**
	 * Writes down that the case with this business key was asked for, if it is a unit's.
	 */
	void lookedUp(String key) {
		this.conversations.find(key).ifPresent(this::seen);
		this.obstacles.find(key).ifPresent(this::seen);
	}

	private void seen(Conversation conversation) {
		this.audit.record(Act.CONVERSATION_SEEN, conversation.id(), conversation.unitId(), PAGE);
	}

	private void seen(Obstacle obstacle) {
		this.audit.record(Act.OBSTACLE_SEEN, obstacle.id(), obstacle.unitId(), PAGE);
	}

	private List<Case> obstacles(String conversationId) {
		List<Obstacle> raised = this.obstacles.of(conversationId)
			.stream()
			.filter((obstacle) -> obstacle.processInstanceId() != null)
			.toList();
		Map<String, CaseInstance> known = newest(OBSTACLE, raised.stream().map(Obstacle::id).toList());
		return raised.stream()
			.map((obstacle) -> new Case(OBSTACLE, "Hindring", obstacle.id(), instance(known.get(obstacle.id()))))
			.toList();
	}

	private Map<String, CaseInstance> newest(String process, List<String> ids) {
		return this.instances.of(process, ids)
			.stream()
			.collect(Collectors.toMap(CaseInstance::businessKey, Function.identity(), (newer, older) -> newer));
	}

	private Optional<Case> byId(String id) {
		return Stream.<Optional<Case>>of(this.conversations.find(id).map((found) -> {
			seen(found);
			return found(CONVERSATION, "Samtale", id);
		}), this.obstacles.find(id).map((found) -> {
			seen(found);
			return found(OBSTACLE, "Hindring", id);
		}), this.instances.find(id).map((found) -> new Case(found.process(), "Prosess", id, instance(found))))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private Case found(String kind, String name, String id) {
		return new Case(kind, name, id, instance(newest(kind, List.of(id)).get(id)));
	}

	private static Instance instance(CaseInstance instance) {
		return (instance != null) ? new Instance(instance.id(), instance.running()) : null;
	}

	/** Not how far it has come, which is the unit's own to tell. */
	private static String word(Conversation conversation) {
		return (conversation.endedAt() != null) ? "avsluttet" : "pågår";
	}

	/**
	 * What was found.
	 *
	 * @param units by name
	 * @param found the case the words are the id of, or null
	 * @param more whether there are more units
	 */
	record Hits(List<FoundUnit> units, Case found, boolean more) {
	}

	record FoundUnit(String id, String name, UnitType type) {
	}

	/**
	 * A unit and its cases.
	 *
	 * @param unit the unit
	 * @param conversations the newest first
	 */
	record UnitCasesFound(FoundUnit unit, List<FoundConversation> conversations) {
	}

	record FoundConversation(String id, String rollout, String packageName, String state, Instance instance,
			List<Case> obstacles) {
	}

	/**
	 * A business case.
	 *
	 * @param kind key of its process
	 * @param name of the kind, to read
	 * @param id its business key
	 * @param instance null once the engine has forgotten it
	 */
	record Case(String kind, String name, String id, Instance instance) {
	}

	record Instance(String id, boolean running) {
	}

}
