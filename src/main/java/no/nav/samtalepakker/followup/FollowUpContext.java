package no.nav.samtalepakker.followup;

import java.util.List;

import no.nav.samtalepakker.conversation.PagesPart;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;

import org.springframework.stereotype.Component;

/** The action points to follow up. */
@Component
class FollowUpContext implements TaskContextPart {

	private final ActionPoints actionPoints;

	FollowUpContext(ActionPoints actionPoints) {
		this.actionPoints = actionPoints;
	}

	@Override
	public void addTo(TaskContext context) {
		String key = context.task().key();
		if (key.equals(FollowUpProcess.SET_FOLLOW_UP_DATE) || key.equals(FollowUpProcess.FOLLOW_UP_ACTIONS)) {
			String conversationId = context.task().conversationId();
			List<ActionPoint> points = this.actionPoints.of(conversationId);
			context.add("actionPoints", points.isEmpty() ? null : points.stream().map(ActionPointPart::of).toList());
			context.add("pages", PagesPart.of(conversationId));
		}
	}

}
