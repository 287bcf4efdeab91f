package no.nav.samtalepakker.summary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.proposal.Proposals;
import no.nav.samtalepakker.proposal.Statement;
import no.nav.samtalepakker.summary.SummaryContent.Block;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Chapter;
import no.nav.samtalepakker.summary.SummaryContent.Theme;
import no.nav.samtalepakker.summary.SummarySources.Said;

import org.springframework.stereotype.Component;

/**
 * The groups of proposals, measures and requests for help: the bullets of the latest
 * summary that propose something, or whose units have said what help they need. Obstacles
 * are not among them; they have recipients and answers of their own.
 */
@Component
class ProposalGroups {

	private final Summaries summaries;

	private final SummarySources sources;

	private final Proposals proposals;

	ProposalGroups(Summaries summaries, SummarySources sources, Proposals proposals) {
		this.summaries = summaries;
		this.sources = sources;
		this.proposals = proposals;
	}

	/**
	 * Those with a statement that nobody has answered or sent, in the summary's order.
	 */
	List<Group> open(String rolloutId) {
		SummaryContent content = this.summaries.latest(rolloutId)
			.map((summary) -> this.summaries.content(summary.id()))
			.orElse(null);
		if (content == null) {
			return List.of();
		}
		Map<TextSource, Said> said = this.sources.of(content.bullets());
		Map<TextSource, String> taken = this.proposals.bySource(rolloutId);
		// a statement belongs to one group: the first that names it
		Set<String> seen = new LinkedHashSet<>();
		List<Group> groups = new ArrayList<>();
		for (boolean proposing : List.of(true, false)) {
			for (Chapter chapter : content.groups()) {
				for (Block block : chapter.blocks()) {
					block.themes()
						.forEach((theme) -> theme.bullets()
							.stream()
							.filter((bullet) -> proposing ? isProposal(block, theme) : wantsHelp(bullet, said))
							.map((bullet) -> group(chapter, block, theme, bullet, said, taken, seen))
							.filter((group) -> !group.statements().isEmpty())
							.forEach(groups::add));
				}
			}
		}
		return groups;
	}

	/** As it was shown; {@link Conflict} if somebody has changed it since. */
	Group get(String rolloutId, String id, String version) {
		return open(rolloutId).stream()
			.filter((group) -> group.id().equals(id) && group.version().equals(version))
			.findFirst()
			.orElseThrow(() -> new Conflict("Forslaget er endret siden du åpnet det. Se over og prøv igjen."));
	}

	/** What the units behind each proposal have said, for the secretariat. */
	Map<String, List<Said>> said(String rolloutId) {
		Map<TextSource, String> taken = this.proposals.bySource(rolloutId);
		Map<TextSource, Said> said = this.sources
			.of(List.of(new Bullet("", "", null, null, true, 0, List.copyOf(taken.keySet()))));
		return taken.entrySet()
			.stream()
			.filter((entry) -> said.containsKey(entry.getKey()))
			.collect(Collectors.groupingBy(Map.Entry::getValue,
					Collectors.mapping((entry) -> said.get(entry.getKey()), Collectors.toList())));
	}

	private static boolean isProposal(Block block, Theme theme) {
		return block.key().equals(Block.PROPOSED) || block.key().equals(Block.TASK) && theme.numbered();
	}

	private static boolean wantsHelp(Bullet bullet, Map<TextSource, Said> said) {
		return bullet.sources()
			.stream()
			.filter((source) -> !source.kind().equals(FreeText.OBSTACLE.code()))
			.anyMatch((source) -> said.containsKey(source) && said.get(source).assistance() != null);
	}

	private static Group group(Chapter chapter, Block block, Theme theme, Bullet bullet, Map<TextSource, Said> said,
			Map<TextSource, String> taken, Set<String> seen) {
		Map<TextSource, Said> left = new LinkedHashMap<>();
		Set<String> others = new LinkedHashSet<>();
		for (TextSource source : bullet.sources()) {
			Optional<Said> one = Optional.ofNullable(said.get(source))
				.filter((found) -> found.text() != null && !Redactions.isGone(found.text()))
				.filter((found) -> !source.kind().equals(FreeText.OBSTACLE.code()));
			if (taken.containsKey(source)) {
				others.add(taken.get(source));
			}
			else if (one.isPresent() && seen.add(source.kind() + source.id())) {
				left.put(source, one.get());
			}
		}
		String heading = block.key().equals(Block.TASK) ? block.heading() : theme.name();
		return new Group(bullet.id(), chapter.heading() + ": " + heading, bullet.ours() ? bullet.text() : "", left,
				List.copyOf(others));
	}

	/**
	 * A group.
	 *
	 * @param id of the bullet
	 * @param about chapter and heading
	 * @param text in the secretariat's words, empty until there are any
	 * @param said what its units have said and nobody has answered
	 * @param others proposals that other statements of the same bullet are part of
	 */
	record Group(String id, String about, String text, Map<TextSource, Said> said, List<String> others) {

		List<Statement> statements() {
			return this.said.entrySet()
				.stream()
				.map((entry) -> new Statement(entry.getKey(), entry.getValue().conversationId(),
						entry.getValue().text()))
				.toList();
		}

		/** How many units stand behind it; the secretariat knows them. */
		public long units() {
			return this.said.values().stream().map(Said::unitId).distinct().count();
		}

		/** Another one when other statements are in it. */
		public String version() {
			String all = this.said.keySet()
				.stream()
				.map((source) -> source.kind() + "/" + source.id())
				.sorted()
				.collect(Collectors.joining(","));
			return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
		}

	}

}
