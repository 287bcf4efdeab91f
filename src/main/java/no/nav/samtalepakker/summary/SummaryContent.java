package no.nav.samtalepakker.summary;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.privacy.TextSource;

/**
 * What a summary says, in the order it is published (seed-requirements §10). Bullets name
 * no unit; a quote names the unit that has consented to it. Every text remembers where it
 * was copied from, and a figure that may not be shown is not in it.
 *
 * @param rolloutName what people call the rollout
 * @param openedOn when it opened
 * @param cutOffOn the day the counts are taken
 * @param groups one chapter per target group that the rollout has reached
 * @param answers what the recipients have answered, those with most waiting first
 * @param takenBack how many texts have been taken back since
 */
public record SummaryContent(String rolloutName, LocalDate openedOn, LocalDate cutOffOn, List<Chapter> groups,
		List<RecipientCount> answers, int takenBack) {

	/**
	 * The same figures when the texts have been erased; what stays stands in each place.
	 */
	SummaryContent erased(String instead) {
		return with((chapter) -> chapter
			.with((quote) -> new Quote(instead, null, List.of()),
					(bullet) -> new Bullet(instead, null, null, List.of()))
			.withTopics(instead), this.takenBack);
	}

	/** The same without a text that is gone; what was redacted leaves a mark. */
	SummaryContent without(TextGone gone) {
		SummaryContent content = with(
				(chapter) -> chapter.with((quote) -> quote.without(gone), (bullet) -> bullet.without(gone)),
				this.takenBack);
		return content.withTakenBack(this.takenBack + texts() - content.texts());
	}

	/** By who answers for each today: of one person there are no figures. */
	SummaryContent withoutFiguresOf(Predicate<String> onePerson) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, this.groups,
				RecipientCount.inOrder(this.answers.stream()
					.map((count) -> onePerson.test(count.code()) ? count.withoutFigures() : count)
					.toList()),
				this.takenBack);
	}

	private SummaryContent with(UnaryOperator<Chapter> change, int newTakenBack) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn,
				this.groups.stream().map(change).toList(), this.answers, newTakenBack);
	}

	private SummaryContent withTakenBack(int newTakenBack) {
		return with(UnaryOperator.identity(), newTakenBack);
	}

	private int texts() {
		return this.groups.stream()
			.mapToInt((chapter) -> chapter.positives.size()
					+ Stream.of(chapter.challenges, chapter.discussed, chapter.proposed)
						.flatMap(List::stream)
						.mapToInt((theme) -> theme.bullets.size())
						.sum())
			.sum();
	}

	/**
	 * A chapter.
	 *
	 * @param targetGroup UNIT, USER_COUNCIL, MBA or OFFICE
	 * @param heading in Norwegian
	 * @param packageName the package
	 * @param purpose why the conversations were held
	 * @param wantedResult what should come out of them
	 * @param localAdaptation what could be changed
	 * @param asked what the units were asked to report on
	 * @param progress how many units did what
	 * @param positives good things said, with the unit's consent
	 * @param challenges obstacles, by category
	 * @param discussed what was talked about, by topic
	 * @param proposed what should be worked on, by topic
	 */
	public record Chapter(String targetGroup, String heading, String packageName, List<String> purpose,
			String wantedResult, String localAdaptation, List<String> asked, ProgressFigures progress,
			List<Quote> positives, List<Theme> challenges, List<Theme> discussed, List<Theme> proposed) {

		/** What a change makes null is left out, and so is a theme without bullets. */
		Chapter with(UnaryOperator<Quote> ofQuotes, UnaryOperator<Bullet> ofBullets) {
			return new Chapter(this.targetGroup, this.heading, this.packageName, this.purpose, this.wantedResult,
					this.localAdaptation, this.asked, this.progress,
					this.positives.stream().map(ofQuotes).filter(Objects::nonNull).toList(),
					with(this.challenges, ofBullets), with(this.discussed, ofBullets), with(this.proposed, ofBullets));
		}

		private static List<Theme> with(List<Theme> themes, UnaryOperator<Bullet> change) {
			return themes.stream()
				.map((theme) -> new Theme(theme.name,
						theme.bullets.stream().map(change).filter(Objects::nonNull).toList()))
				.filter((theme) -> !theme.bullets.isEmpty())
				.toList();
		}

		/** A topic is the unit's own words, a category is ours. */
		private Chapter withTopics(String instead) {
			return new Chapter(this.targetGroup, this.heading, this.packageName, this.purpose, this.wantedResult,
					this.localAdaptation, this.asked, this.progress, this.positives, this.challenges,
					topics(this.discussed, instead), topics(this.proposed, instead));
		}

		private static List<Theme> topics(List<Theme> themes, String instead) {
			return themes.stream().map((theme) -> new Theme(instead, theme.bullets)).toList();
		}

		Chapter with(ProgressFigures newProgress) {
			return new Chapter(this.targetGroup, this.heading, this.packageName, this.purpose, this.wantedResult,
					this.localAdaptation, this.asked, newProgress, this.positives, this.challenges, this.discussed,
					this.proposed);
		}

	}

	/**
	 * A quote.
	 *
	 * @param text the unit's own words
	 * @param unit the unit that has consented
	 * @param sources where the words come from
	 */
	public record Quote(String text, String unit, List<TextSource> sources) {

		public Quote {
			sources = (sources != null) ? sources : List.of();
		}

		private Quote without(TextGone gone) {
			List<TextSource> left = left(this.sources, gone);
			if (left.size() == this.sources.size()) {
				return this;
			}
			if (gone.instead() != null) {
				return new Quote(gone.instead(), null, this.sources);
			}
			return left.isEmpty() ? null : new Quote(this.text, this.unit, left);
		}

	}

	/**
	 * Bullets on one theme.
	 *
	 * @param name the category or topic
	 * @param bullets what was said
	 */
	public record Theme(String name, List<Bullet> bullets) {
	}

	/**
	 * A bullet.
	 *
	 * @param text what was said
	 * @param assistance what is needed to do it, or null
	 * @param unit the unit, if it has consented to be quoted, else null
	 * @param sources where the words come from; several if several have said the same
	 */
	public record Bullet(String text, String assistance, String unit, List<TextSource> sources) {

		public Bullet {
			sources = (sources != null) ? sources : List.of();
		}

		private Bullet without(TextGone gone) {
			List<TextSource> left = left(this.sources, gone);
			if (left.size() == this.sources.size()) {
				return this;
			}
			if (gone.instead() != null) {
				return new Bullet(gone.instead(), null, null, this.sources);
			}
			return left.isEmpty() ? null : new Bullet(this.text, this.assistance, this.unit, left);
		}

	}

	private static List<TextSource> left(List<TextSource> sources, TextGone gone) {
		return sources.stream().filter((source) -> !gone.isOf(source)).toList();
	}

	/**
	 * How a recipient stands.
	 *
	 * @param code of the recipient
	 * @param name of the recipient
	 * @param answered obstacles answered, null if one person answers alone
	 * @param waiting obstacles not answered, null if one person answers alone
	 */
	public record RecipientCount(String code, String name, Integer answered, Integer waiting) {

		/** Most waiting first; without figures last, and nothing told by their order. */
		static List<RecipientCount> inOrder(List<RecipientCount> counts) {
			return counts.stream()
				.sorted(Comparator.comparing(RecipientCount::waiting, Comparator.nullsLast(Comparator.reverseOrder()))
					.thenComparing(NorwegianAlphabet.by(RecipientCount::name)))
				.toList();
		}

		RecipientCount withoutFigures() {
			return new RecipientCount(this.code, this.name, null, null);
		}

	}

}
