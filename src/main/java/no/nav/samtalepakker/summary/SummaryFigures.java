package no.nav.samtalepakker.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.ConversationFigures;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.summary.Beside.Together;

import org.springframework.stereotype.Component;

/**
 * What may be told of chapters that are put together, where each chapter's figures, and
 * those of each county, are told elsewhere.
 */
@Component
class SummaryFigures {

	private final ConversationFigures figures;

	private final Packages packages;

	SummaryFigures(ConversationFigures figures, Packages packages) {
		this.figures = figures;
		this.packages = packages;
	}

	/** Those of the chapters; what no longer needs another stands alone. */
	SummaryContent renew(String rolloutId, SummaryContent content) {
		if (content.beside().together().isEmpty()) {
			return content;
		}
		Map<String, Map<String, Progress>> counted = count(rolloutId);
		List<Together> together = content.beside().together().stream().map((one) -> {
			List<String> few = one.chapters()
				.stream()
				.filter((key) -> content.chapter(key).filter((chapter) -> !chapter.mayCount()).isPresent())
				.toList();
			Together left = new Together(one.with(), few, null);
			return new Together(one.with(), few, Progress.together(
					left.all().stream().filter(counted::containsKey).<Map<String, Progress>>map(counted::get).toList(),
					Progress.Stage.CUT_OFF));
		}).filter((one) -> !one.chapters().isEmpty()).toList();
		return content.with(content.beside().together(together));
	}

	/** By chapter, and by county as the counties see them. */
	private Map<String, Map<String, Progress>> count(String rolloutId) {
		Map<String, Map<String, Progress>> counted = new LinkedHashMap<>();
		this.figures.ofRollout(rolloutId)
			.stream()
			.collect(Collectors.groupingBy(this::chapterOf))
			.forEach((chapter, parts) -> counted.put(chapter, ConversationFigures.byCounty(parts)));
		return counted;
	}

	private String chapterOf(ConversationFigures.Part part) {
		ConversationPackage version = this.packages.get(part.packageKey(), part.packageVersion());
		return version.targetGroup().name() + "/" + version.name();
	}

}
