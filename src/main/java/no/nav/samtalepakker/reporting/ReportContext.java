package no.nav.samtalepakker.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.ActionPointPart;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.ReportedObstaclePart;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;

import org.springframework.stereotype.Component;

/** What has been reported, for whoever writes or approves it. */
@Component
class ReportContext implements TaskContextPart {

	private static final Set<String> TASKS = Set.of(ReportingProcess.REPORT_CONVERSATION,
			ReportingProcess.APPROVE_REPORT);

	private final Reports reports;

	private final Obstacles obstacles;

	private final ActionPoints actionPoints;

	private final Conversations conversations;

	private final Audit audit;

	ReportContext(Reports reports, Obstacles obstacles, ActionPoints actionPoints, Conversations conversations,
			Audit audit) {
		this.reports = reports;
		this.obstacles = obstacles;
		this.actionPoints = actionPoints;
		this.conversations = conversations;
		this.audit = audit;
	}

	@Override
	public void addTo(TaskContext context) {
		if (TASKS.contains(context.task().key())) {
			this.reports.find(context.task().conversationId()).ifPresent((report) -> {
				context.add("report", part(report));
				context.add("comments",
						this.reports.comments(report.id())
							.stream()
							.map((comment) -> new CommentPart(comment.text(), comment.round()))
							.toList());
				this.audit.record(Act.REPORT_SEEN, report.conversationId(),
						this.conversations.get(report.conversationId()).unitId(), context.task().key());
			});
		}
	}

	private ReportPart part(Report report) {
		return new ReportPart(report.outcome().name(), report.round(), report.authorParty().name(),
				this.reports.answers(report.id())
					.stream()
					.collect(Collectors.toMap(ReportAnswer::question, ReportAnswer::text)),
				report.positive(), report.positiveQuoteConsent(),
				this.reports.points(report.id())
					.stream()
					.map((point) -> new PointPart(point.kind().name(), point.topic(), point.text(), point.assistance(),
							point.involved(), point.quoteConsent()))
					.toList(),
				this.obstacles.of(report.conversationId()).stream().map(ReportedObstaclePart::of).toList(),
				this.actionPoints.of(report.conversationId()).stream().map(ActionPointPart::of).toList(),
				report.followUpOn(), this.reports.newTexts(report), this.reports.goneTexts(report));
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record ReportPart(String outcome, int round, String authorParty, Map<String, String> answers,
			String positive, Boolean positiveQuoteConsent, List<PointPart> points, List<ReportedObstaclePart> obstacles,
			List<ActionPointPart> actionPoints, LocalDate followUpOn, List<String> newTexts, int goneTexts) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record PointPart(String kind, String topic, String text, String assistance, String involved,
			boolean quoteConsent) {
	}

	private record CommentPart(String text, int round) {
	}

}
