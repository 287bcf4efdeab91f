package no.nav.samtalepakker.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.obstacle.Answers;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.Routings;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.CaseTrails;
import no.nav.samtalepakker.platform.CaseTrails.Called;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.proposal.Proposal;
import no.nav.samtalepakker.proposal.ProposalQuestion;
import no.nav.samtalepakker.proposal.ProposalQuestions;
import no.nav.samtalepakker.proposal.Proposals;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way one instance has gone, with who by role and never by name. To see that of a
 * unit's case is to look the case up (design §1), which is written down.
 */
@Component
@Transactional
class Trails {

	private static final String PAGE = "cockpit";

	private static final Set<String> DONE_BY_SYSTEM = Set.of("serviceTask", "sendTask", "businessRuleTask",
			"scriptTask");

	private final CaseTrails trails;

	private final Conversations conversations;

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final Proposals proposals;

	private final ProposalQuestions questions;

	private final Recipients recipients;

	private final Units units;

	private final Rollouts rollouts;

	private final Packages packages;

	private final Audit audit;

	Trails(CaseTrails trails, Conversations conversations, Obstacles obstacles, Routings routings, Answers answers,
			Proposals proposals, ProposalQuestions questions, Recipients recipients, Units units, Rollouts rollouts,
			Packages packages, Audit audit) {
		this.trails = trails;
		this.conversations = conversations;
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.proposals = proposals;
		this.questions = questions;
		this.recipients = recipients;
		this.units = units;
		this.rollouts = rollouts;
		this.packages = packages;
		this.audit = audit;
	}

	/** The trail of the instance; {@link NotFound} once the engine has forgotten it. */
	Trail of(String instanceId) {
		CaseTrails.Trail trail = this.trails.find(instanceId)
			.orElseThrow(() -> new NotFound("Saken finnes ikke, eller Cockpit har glemt den."));
		return new Trail(trail.id(), trail.definition(), trail.name(), trail.started(), trail.ended(), end(trail),
				subject(trail.businessKey()), trail.caller(), trail.steps().stream().map(this::step).toList());
	}

	/**
	 * The event it ended with, or null while it runs and if it was ended from outside.
	 */
	private static String end(CaseTrails.Trail trail) {
		return (trail.ended() == null) ? null
				: trail.steps()
					.stream()
					.filter((step) -> step.type().endsWith("EndEvent") && step.name() != null)
					.reduce((former, latter) -> latter)
					.map(CaseTrails.Step::name)
					.orElse(null);
	}

	private Subject subject(String id) {
		if (id == null) {
			return null;
		}
		return this.obstacles.find(id)
			.map(this::subject)
			.or(() -> this.conversations.find(id).map(this::subject))
			.or(() -> this.proposals.find(id).map(this::subject))
			.or(() -> this.rollouts.all()
				.stream()
				.filter((rollout) -> rollout.id().equals(id))
				.map((rollout) -> new Subject("rollout", id, rollout.name(), null, null, List.of(), List.of()))
				.findFirst())
			.orElse(null);
	}

	private Subject subject(Conversation conversation) {
		this.audit.record(Act.CONVERSATION_SEEN, conversation.id(), conversation.unitId(), PAGE);
		return new Subject("conversation", conversation.id(), name(conversation), conversation.id(),
				this.units.get(conversation.unitId()).name(), List.of(), List.of());
	}

	private Subject subject(Obstacle obstacle) {
		this.audit.record(Act.OBSTACLE_SEEN, obstacle.id(), obstacle.unitId(), PAGE);
		return new Subject("obstacle", obstacle.id(), name(this.conversations.get(obstacle.conversationId())),
				obstacle.conversationId(), this.units.get(obstacle.unitId()).name(),
				this.routings.decided(obstacle.id()).stream().map(this::decision).toList(),
				this.answers.of(obstacle.id())
					.stream()
					.map((answer) -> new Given(answer.givenAt(), name(answer.recipient()), answer.answer().words()))
					.toList());
	}

	/** Units stand behind it, and none of them is told. */
	private Subject subject(Proposal proposal) {
		this.audit.record(Act.PROPOSAL_SEEN, proposal.id(), null, PAGE);
		List<Decision> decisions = new ArrayList<>();
		int hops = 0;
		for (ProposalQuestion question : this.questions.of(proposal.id())) {
			decisions
				.add(new Decision(question.askedAt(), (question.hops() > hops) ? "Mottakeren før" : "Sekretariatet",
						name(question.recipient()), null, null, null, question.dueOn(), question.state().words()));
			hops = question.hops();
		}
		return new Subject("proposal", proposal.id(), this.rollouts.get(proposal.rolloutId()).name(), null, null,
				decisions,
				proposal.isAnswered()
						? List
							.of(new Given(proposal.answeredAt(), name(proposal.recipient()), proposal.answer().words()))
						: List.of());
	}

	private String name(Conversation conversation) {
		Rollout rollout = this.rollouts.get(conversation.rolloutId());
		return this.packages.get(conversation.packageKey(), conversation.packageVersion()).name() + ", "
				+ rollout.name();
	}

	private Decision decision(Routings.Decided decided) {
		String recipient = (decided.recipient() != null) ? name(decided.recipient()) : asksNobody(decided.scope());
		return new Decision(decided.decidedAt(), decided.decidedBy().words(), recipient, decided.sentence(),
				(decided.ruleId() != null) ? decided.ruleId() : decided.scopeRule(), decided.tableVersion(),
				decided.dueOn(), (decided.state() != null) ? decided.state().words() : null);
	}

	private static String asksNobody(Obstacle.Scope scope) {
		return (scope == Obstacle.Scope.LOCAL) ? "Enheten selv"
				: (scope == Obstacle.Scope.NONE) ? "Ingen" : "Sekretariatet";
	}

	/** The secretariat also answers, and is no recipient. */
	private String name(String recipient) {
		return this.recipients.find(recipient).map(Recipient::name).orElse("Sekretariatet");
	}

	private Step step(CaseTrails.Step step) {
		return new Step(step.activity(), step.name(), step.type(), step.started(), step.ended(), step.cancelled(),
				who(step), step.called());
	}

	private String who(CaseTrails.Step step) {
		String group = step.group();
		if (group == null) {
			return DONE_BY_SYSTEM.contains(step.type()) ? "systemet" : null;
		}
		return group.equals(Identities.SECRETARIAT) ? "sekretariatet"
				: GroupKind.COUNTY.has(group) ? "fylket"
						: GroupKind.PARTY.has(group) ? party(group)
								: GroupKind.RECIPIENT.has(group)
										? "mottaker " + name(GroupKind.RECIPIENT.idIn(group).toUpperCase(Locale.ROOT))
										: GroupKind.UNIT.has(group) ? leading(Unit.ofGroup(group), step.user()) : null;
	}

	private static String party(String group) {
		return group.endsWith(Party.EMPLOYER.group()) ? "part (arbeidsgiver)" : "part (arbeidstaker)";
	}

	/** As the unit is led today; who led it before is not remembered here. */
	private String leading(String unitId, String user) {
		Optional<Person> person = this.units.people(unitId)
			.stream()
			.filter((one) -> one.userId().equals(user))
			.findFirst();
		if (this.units.get(unitId).type() == UnitType.MBA) {
			return person.map((one) -> (one.party() == Party.EMPLOYER) ? "part (arbeidsgiver)" : "part (arbeidstaker)")
				.orElse("part");
		}
		return person.map((one) -> one.isDeputy() ? "stedfortreder" : "leder").orElse("leder eller stedfortreder");
	}

	/**
	 * The way an instance has gone.
	 *
	 * @param id of the instance
	 * @param definition id of the model it runs by
	 * @param name of the process
	 * @param ended null while it runs
	 * @param end how it ended, or null
	 * @param subject the business case, or null if there is none to tell of
	 * @param caller what has called it, or null
	 * @param steps in the order they began
	 */
	record Trail(String id, String definition, String name, Instant started, Instant ended, String end, Subject subject,
			Called caller, List<Step> steps) {
	}

	/**
	 * What the instance is about.
	 *
	 * @param kind obstacle, conversation, proposal or rollout
	 * @param id its business key
	 * @param name its package and rollout
	 * @param conversationId the conversation it is or belongs to, or null
	 * @param unit the unit's name, or null
	 * @param decisions whom an obstacle or a proposal was sent to and why
	 * @param answers what came, without a word of it
	 */
	record Subject(String kind, String id, String name, String conversationId, String unit, List<Decision> decisions,
			List<Given> answers) {
	}

	/**
	 * One recipient of a decision, or a decision that asked nobody.
	 *
	 * @param by who or what decided
	 * @param recipient whose it became
	 * @param sentence of the rule that matched, or null where a person chose
	 * @param rule id of the rule, or null
	 * @param version of the table, or null
	 * @param due when the answer was due, or null
	 * @param state what has become of the question, or null
	 */
	record Decision(OffsetDateTime at, String by, String recipient, String sentence, String rule, Integer version,
			LocalDate due, String state) {
	}

	record Given(OffsetDateTime at, String recipient, String kind) {
	}

	/**
	 * One step.
	 *
	 * @param activity id in the model
	 * @param name in the model, may be null
	 * @param type as the engine calls it
	 * @param ended null while it waits there
	 * @param cancelled whether it was left undone
	 * @param who by role, or null where nobody does anything
	 * @param called id of the instance it called, or null
	 */
	record Step(String activity, String name, String type, Instant started, Instant ended, boolean cancelled,
			String who, String called) {
	}

}
