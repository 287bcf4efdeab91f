package no.nav.samtalepakker.summary;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;
import no.nav.samtalepakker.rollout.RolloutPart;
import no.nav.samtalepakker.rollout.RolloutProcess;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;

/** The draft of a summary, in figures. */
@Component
class SummaryContext implements TaskContextPart {

	private final Summaries summaries;

	private final Rollouts rollouts;

	private final Audit audit;

	SummaryContext(Summaries summaries, Rollouts rollouts, Audit audit) {
		this.summaries = summaries;
		this.rollouts = rollouts;
		this.audit = audit;
	}

	@Override
	public void addTo(TaskContext context) {
		if (!context.task().key().equals(RolloutProcess.REVIEW_SUMMARY)) {
			return;
		}
		String rolloutId = context.task().rolloutId();
		Summary summary = this.summaries.latest(rolloutId).orElseThrow();
		context.add("rollout", RolloutPart.of(this.rollouts.get(rolloutId)));
		context.add("summary", new SummaryPart(summary.version(), summary.cutOffOn(), "/oppsummering/" + rolloutId,
				"/oppsummering/" + rolloutId + "/rediger", counts(this.summaries.content(summary.id()))));
		context.add("comments", (summary.comment() != null) ? List.of(new CommentPart(summary.comment())) : null);
		this.audit.record(Act.SUMMARY_SEEN, rolloutId);
	}

	/** The figures of the draft itself, added up where every one of them is shown. */
	private static Map<String, Object> counts(SummaryContent content) {
		Map<String, Object> counts = new HashMap<>();
		List<ProgressFigures> progress = content.groups().stream().map(SummaryContent.Chapter::progress).toList();
		counts.put("units", progress.stream().mapToInt(ProgressFigures::started).sum());
		counts.put("heldOnly", sum(progress, ProgressFigures::heldOnly));
		counts.put("reported", sum(progress, ProgressFigures::reported));
		counts.put("notHeld", sum(progress, ProgressFigures::notHeld));
		counts.put("unknown", sum(progress, ProgressFigures::unknown));
		counts.put("quotes",
				content.bullets().stream().filter((bullet) -> bullet.unit() != null && !bullet.ours()).count());
		counts.put("routed", content.bullets().size());
		counts.put("unworded", content.unworded().size());
		counts.put("answered", sum(content, SummaryContent.RecipientCount::answered));
		counts.put("waiting", sum(content, SummaryContent.RecipientCount::waiting));
		return counts;
	}

	private static String sum(List<ProgressFigures> rows, Function<ProgressFigures, Figure> figure) {
		return rows.stream().map(figure).reduce(Figure::plus).map(Figure::text).orElse("0");
	}

	/** Of those who have figures. */
	private static int sum(SummaryContent content, Function<SummaryContent.RecipientCount, Integer> figure) {
		return content.answers().stream().map(figure).filter(Objects::nonNull).mapToInt(Integer::intValue).sum();
	}

	private record SummaryPart(int version, LocalDate cutOffOn, String url, String editUrl,
			Map<String, Object> counts) {
	}

	private record CommentPart(String text) {
	}

}
