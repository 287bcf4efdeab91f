package no.nav.samtalepakker.summary;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.proposal.Proposal;
import no.nav.samtalepakker.proposal.Proposals;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Theme;

import org.springframework.stereotype.Component;

/**
 * What the summary tells of the answers to proposals: a heading of its own in the
 * closing, made of the answers each time. Nobody writes in it; the answers themselves are
 * corrected.
 */
@Component
class ProposalOutcomes {

	/** Id of the heading, by which pages and editor know it. */
	static final String THEME = "dette-skjer-med-forslagene";

	private static final String HEADING = "Dette skjer med forslagene";

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private final Proposals proposals;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	ProposalOutcomes(Proposals proposals, Recipients recipients, NorwegianCalendar calendar) {
		this.proposals = proposals;
		this.recipients = recipients;
		this.calendar = calendar;
	}

	/** The content with the answers of today, those that change most first. */
	SummaryContent in(SummaryContent content, String rolloutId) {
		List<Bullet> bullets = bullets(rolloutId);
		SummaryContent rest = without(content);
		return bullets.isEmpty() ? rest : rest.withBlocks((block) -> {
			if (!block.key().equals(SummaryContent.Block.CLOSING)) {
				return block;
			}
			List<Theme> themes = new ArrayList<>(block.themes());
			themes.add(new Theme(THEME, HEADING, true, false, bullets));
			return new SummaryContent.Block(block.key(), block.heading(), themes);
		});
	}

	/** As it was before any answer. */
	static SummaryContent without(SummaryContent content) {
		return content.withBlocks((block) -> new SummaryContent.Block(block.key(), block.heading(),
				block.themes().stream().filter((theme) -> !theme.id().equals(THEME)).toList()));
	}

	/** Whether the content says something else than the answers of today. */
	boolean areOther(SummaryContent content, String rolloutId) {
		return !texts(content.closing()
			.themes()
			.stream()
			.filter((theme) -> theme.id().equals(THEME))
			.flatMap((theme) -> theme.bullets().stream())
			.toList()).equals(texts(bullets(rolloutId)));
	}

	/** Whether a recipient is still to answer. */
	boolean isAwaited(String rolloutId) {
		return this.proposals.of(rolloutId).stream().anyMatch((proposal) -> !proposal.isAnswered());
	}

	private static List<String> texts(List<Bullet> bullets) {
		return bullets.stream().map(Bullet::text).filter((text) -> !Redactions.isGone(text)).toList();
	}

	private List<Bullet> bullets(String rolloutId) {
		return this.proposals.of(rolloutId)
			.stream()
			.filter(Proposal::isAnswered)
			.filter((proposal) -> !Redactions.isGone(proposal.text()) && !Redactions.isGone(proposal.answerText()))
			.sorted(Comparator.comparing(Proposal::answer))
			.map((proposal) -> new Bullet(proposal.id(), text(proposal), null, null, true, proposal.revision(),
					List.of(TextSource.of(FreeText.PROPOSAL, proposal.id(), "answer_text"))))
			.toList();
	}

	/**
	 * A line each for proposal, answer and who gave it; on one line it can be read too.
	 */
	private String text(Proposal proposal) {
		String by = proposal.isAnsweredBySecretariat() ? "Sekretariatet for tillitsreformen"
				: this.recipients.get(proposal.recipient()).name();
		return sentence(proposal.text()) + "\n" + proposal.answer().words() + ": " + sentence(proposal.answerText())
				+ "\nSvar fra " + by + ", " + DAY.format(this.calendar.dateOf(proposal.answeredAt())) + ".";
	}

	private static String sentence(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return line.matches(".*[.!?]") ? line : line + ".";
	}

}
