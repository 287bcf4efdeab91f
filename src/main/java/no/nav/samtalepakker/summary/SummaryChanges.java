package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.summary.SummaryContent.Block;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Theme;

/**
 * What a version says that the one before did not, and the other way round, in plain
 * sentences. Nothing of it is stored: both are read as they are today, so that a text
 * that is gone is gone from here too.
 */
final class SummaryChanges {

	private final Map<String, Placed> before;

	private final Map<String, Placed> after;

	private final List<String> sentences = new ArrayList<>();

	private SummaryChanges(SummaryContent former, SummaryContent now) {
		this.before = placed(former);
		this.after = placed(now);
	}

	static List<String> between(SummaryContent former, SummaryContent now) {
		SummaryChanges changes = new SummaryChanges(former, now);
		changes.after.forEach(changes::added);
		changes.after.forEach(changes::changed);
		changes.before.forEach(changes::removed);
		if (!figures(former).equals(figures(now))) {
			changes.sentences.add("Tallene for hvor mange som har gjennomført og rapportert, er oppdatert.");
		}
		if (!former.answers().equals(now.answers())) {
			changes.sentences.add("Tallene for svar fra mottakerne er oppdatert.");
		}
		return changes.sentences;
	}

	private static List<?> figures(SummaryContent content) {
		return content.groups().stream().map(SummaryContent.Chapter::progress).toList();
	}

	private void added(String id, Placed now) {
		if (!this.before.containsKey(id) && !says(this.before, now)) {
			this.sentences.add("Nytt under «%s»: %s".formatted(now.place, now.text));
		}
	}

	private void changed(String id, Placed now) {
		Placed former = this.before.get(id);
		if (former == null) {
			return;
		}
		if (!former.text.equals(now.text)) {
			this.sentences.add("Endret under «%s»: «%s» er blitt «%s»".formatted(now.place, former.text, now.text));
		}
		else if (!former.themeId.equals(now.themeId)) {
			this.sentences.add("Flyttet fra «%s» til «%s»: %s".formatted(former.place, now.place, now.text));
		}
	}

	private void removed(String id, Placed former) {
		if (!this.after.containsKey(id) && !says(this.after, former)) {
			this.sentences.add("Tatt ut under «%s»: %s".formatted(former.place, former.text));
		}
	}

	/** Drafted anew the same words have another id. */
	private static boolean says(Map<String, Placed> version, Placed bullet) {
		Set<String> said = version.values().stream().map(Placed::text).collect(Collectors.toSet());
		return said.contains(bullet.text);
	}

	/** What can be read, by id. */
	private static Map<String, Placed> placed(SummaryContent content) {
		Map<String, Placed> bullets = new LinkedHashMap<>();
		for (Block block : content.blocks()) {
			boolean isNamedByBlock = List.of(Block.TASK, Block.POSITIVE).contains(block.key());
			for (Theme theme : block.themes()) {
				for (Bullet bullet : theme.bullets()) {
					if (!bullet.text().isBlank() && !Redactions.isGone(bullet.text())) {
						bullets.put(bullet.id(),
								new Placed(bullet.text(), theme.id(), isNamedByBlock ? block.heading() : theme.name()));
					}
				}
			}
		}
		return bullets;
	}

	private record Placed(String text, String themeId, String place) {
	}

}
