package no.nav.samtalepakker.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
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

	private final Conversations conversations;

	private final Packages packages;

	private final Units units;

	SummaryFigures(Conversations conversations, Packages packages, Units units) {
		this.conversations = conversations;
		this.packages = packages;
		this.units = units;
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
		Map<String, Unit> known = this.units.all().stream().collect(Collectors.toMap(Unit::id, Function.identity()));
		Map<String, Map<String, Progress>> counted = new LinkedHashMap<>();
		this.conversations.ofRollout(rolloutId)
			.stream()
			.collect(Collectors.groupingBy(this::chapterOf))
			.forEach((chapter, all) -> all.stream()
				.collect(Collectors.groupingBy((conversation) -> countyOf(known.get(conversation.unitId())),
						TreeMap::new, Collectors.toList()))
				.forEach((county, some) -> counted.computeIfAbsent(chapter, (key) -> new TreeMap<>())
					.put(county, Progress.of(some))));
		return counted;
	}

	private String chapterOf(Conversation conversation) {
		ConversationPackage version = this.packages.get(conversation.packageKey(), conversation.packageVersion());
		return version.targetGroup().name() + "/" + version.name();
	}

	private static String countyOf(Unit unit) {
		return (unit != null && unit.type() == UnitType.OFFICE && unit.countyId() != null) ? unit.countyId() : "";
	}

}
