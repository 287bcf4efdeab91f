package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.summary.SummaryContent.Block;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Chapter;
import no.nav.samtalepakker.summary.SummaryContent.Theme;

/**
 * A draft made anew: figures are those of today, words and order those of the
 * secretariat, and what has been said since stands where a first draft would put it.
 */
final class Redraft {

	private final Set<TextSource> known;

	private final List<String> news = new ArrayList<>();

	private Redraft(SummaryContent former) {
		this.known = new HashSet<>(former.leftOut());
		former.bullets().forEach((bullet) -> this.known.addAll(bullet.sources()));
	}

	static SummaryContent of(SummaryContent former, SummaryContent fresh) {
		Redraft redraft = new Redraft(former);
		List<Chapter> chapters = fresh.groups().stream().map((chapter) -> redraft.chapter(former, chapter)).toList();
		return new SummaryContent(fresh.rolloutName(), fresh.openedOn(), fresh.cutOffOn(), chapters,
				redraft.closing(former, fresh), fresh.answers(), former.takenBack(), former.leftOut(),
				former.beside().withNews(redraft.news));
	}

	private Chapter chapter(SummaryContent former, Chapter fresh) {
		return former.groups()
			.stream()
			.filter((chapter) -> chapter.targetGroup().equals(fresh.targetGroup())
					&& chapter.packageName().equals(fresh.packageName()))
			.findFirst()
			.map((chapter) -> fresh.with(blocks(chapter.blocks(), fresh.blocks())))
			.orElse(fresh);
	}

	/** Whoever has written a section has said what there is to say. */
	private Block closing(SummaryContent former, SummaryContent fresh) {
		boolean isWritten = former.closing()
			.themes()
			.stream()
			.flatMap((theme) -> theme.bullets().stream())
			.anyMatch(Bullet::ours);
		return isWritten ? former.closing() : fresh.closing();
	}

	private List<Block> blocks(List<Block> former, List<Block> fresh) {
		List<Block> blocks = new ArrayList<>(former.stream()
			.map((block) -> same(fresh, block)
				.map((newer) -> new Block(block.key(), block.heading(), themes(block.themes(), newer.themes())))
				.orElse(block))
			.toList());
		fresh.stream()
			.filter((block) -> same(former, block).isEmpty())
			.map((block) -> new Block(block.key(), block.heading(), themes(List.of(), block.themes())))
			.forEach(blocks::add);
		return blocks;
	}

	private static Optional<Block> same(List<Block> blocks, Block block) {
		return blocks.stream()
			.filter((other) -> other.key().equals(block.key()))
			.filter((other) -> !block.key().equals(Block.TASK) || other.heading().equals(block.heading()))
			.findFirst();
	}

	private List<Theme> themes(List<Theme> former, List<Theme> fresh) {
		List<Theme> themes = new ArrayList<>(former);
		for (Theme theme : fresh) {
			List<Bullet> added = theme.bullets().stream().map(this::unknown).flatMap(Optional::stream).toList();
			if (added.isEmpty()) {
				continue;
			}
			added.forEach((bullet) -> this.news.add(bullet.id()));
			int place = themes.stream().map(Theme::name).toList().indexOf(theme.name());
			if (place < 0) {
				themes.add(theme.with(added));
			}
			else {
				Theme open = themes.get(place);
				themes.set(place, open.with(Stream.concat(open.bullets().stream(), added.stream()).toList()));
			}
		}
		return themes;
	}

	private Optional<Bullet> unknown(Bullet bullet) {
		List<TextSource> sources = bullet.sources().stream().filter((source) -> !this.known.contains(source)).toList();
		return sources.isEmpty() ? Optional.empty() : Optional.of(bullet.withSources(sources));
	}

}
