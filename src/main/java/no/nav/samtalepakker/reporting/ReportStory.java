package no.nav.samtalepakker.reporting;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.Story.Chapter;
import no.nav.samtalepakker.conversation.StoryPart;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.packages.ConversationPackage.Use;

import org.springframework.stereotype.Component;

/**
 * What the unit told, once it is sent: answers to the package's questions, what went
 * well, points, and what the other party of an MBA said about it.
 */
@Component
class ReportStory implements StoryPart {

	private final Reports reports;

	private final Conversations conversations;

	ReportStory(Reports reports, Conversations conversations) {
		this.reports = reports;
		this.conversations = conversations;
	}

	@Override
	public void addTo(Story story) {
		this.reports.find(story.conversation().id())
			.filter((report) -> report.state() == Report.State.SENT)
			.ifPresent((report) -> tell(story, report));
	}

	private void tell(Story story, Report report) {
		Map<String, String> answers = this.reports.answers(report.id())
			.stream()
			.collect(Collectors.toMap(ReportAnswer::question, ReportAnswer::text));
		this.conversations.packageOf(report.conversationId())
			.questions(Use.REPORT)
			.forEach((question) -> story.tell(Chapter.REPORT, question.text(), answers.get(question.key())));
		story.tell(Chapter.REPORT, "Dette var bra", report.positive());
		this.reports.points(report.id())
			.forEach(
					(point) -> story.tell(Chapter.REPORT, label(point),
							Stream
								.of(point.text(),
										(point.assistance() != null) ? "Trenger hjelp til: " + point.assistance()
												: null,
										(point.involved() != null) ? "Må være med: " + point.involved() : null)
								.filter((text) -> text != null)
								.toList()));
		List<ReportComment> comments = this.reports.comments(report.id());
		comments.forEach((comment) -> story.tell(Chapter.REPORT,
				(report.round() > 1) ? "Kommentar til versjon " + comment.round() : "Kommentar", comment.text()));
		story.tell(Chapter.REPORT,
				"Merknad fra " + ((report.authorParty() == Party.EMPLOYER) ? "arbeidstakersiden" : "arbeidsgiversiden"),
				report.remark());
	}

	private static String label(ReportPoint point) {
		String kind = switch (point.kind()) {
			case DISCUSSED -> "Noe dere snakket om";
			case SHARED_UNDERSTANDING -> "Noe dere er enige om";
			case PROPOSED -> "Noe dere foreslår";
			case MEASURE -> "Et tiltak";
		};
		return kind + ((point.topic() != null) ? ": " + point.topic() : "");
	}

}
