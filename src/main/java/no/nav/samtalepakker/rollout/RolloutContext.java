package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Choice;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.PackagePart;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;

import org.springframework.stereotype.Component;

/** The rollout a conversation belongs to, and what a county decides on. */
@Component
class RolloutContext implements TaskContextPart {

	private final Rollouts rollouts;

	private final CountyDecisions decisions;

	private final Conversations conversations;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	RolloutContext(Rollouts rollouts, CountyDecisions decisions, Conversations conversations, Units units,
			NorwegianCalendar calendar, Audit audit) {
		this.rollouts = rollouts;
		this.decisions = decisions;
		this.conversations = conversations;
		this.units = units;
		this.calendar = calendar;
		this.audit = audit;
	}

	@Override
	public void addTo(TaskContext context) {
		CaseTask task = context.task();
		if (context.isOfConversation()) {
			String rolloutId = this.conversations.get(task.conversationId()).rolloutId();
			context.add("rollout", RolloutPart.of(this.rollouts.get(rolloutId)));
		}
		else if (task.countyId() != null) {
			addDecision(context, task.rolloutId(), this.units.get(task.countyId()));
		}
	}

	private void addDecision(TaskContext context, String rolloutId, Unit county) {
		context.add("county", Choice.of(county));
		context.add("rollout", RolloutPart.of(this.rollouts.get(rolloutId)));
		context.add("package", PackagePart.of(this.rollouts.packageDecidedByCounty(rolloutId)));
		context.add("units", Choice.ofUnits(this.decisions.offices(rolloutId, county.id())));
		context.add("wishes", Choice.ofUnits(this.decisions.wishes(rolloutId, county.id())));
		context.add("decision",
				this.decisions.latest(rolloutId, county.id())
					.map((decision) -> new DecisionPart(decision.participation(),
							(decision.reasons() == null || decision.reasons().isEmpty()) ? List.of()
									: Arrays.asList(decision.reasons().split(",")),
							decision.comment(), decision.reconsiderOn(), this.calendar.dateOf(decision.decidedAt())))
					.orElse(null));
		this.audit.record(Act.PARTICIPATION_SEEN, rolloutId, county.id(), null);
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record DecisionPart(String participation, List<String> reasons, String comment, LocalDate reconsiderOn,
			LocalDate decidedOn) {
	}

}
