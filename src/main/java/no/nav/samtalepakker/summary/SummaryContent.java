package no.nav.samtalepakker.summary;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.conversation.Progress;

/**
 * What a summary says, in the order it is published (seed-requirements §10). Bullets name
 * no unit; a quote names the unit that has consented to it.
 *
 * @param rolloutName what people call the rollout
 * @param openedOn when it opened
 * @param cutOffOn the day the counts are taken
 * @param groups one chapter per target group that the rollout has reached
 * @param answers what the recipients have answered, those with most waiting first
 */
public record SummaryContent(String rolloutName, LocalDate openedOn, LocalDate cutOffOn, List<Chapter> groups,
		List<RecipientCount> answers) {

	/**
	 * The same figures when the texts have been erased; what stays stands in each place.
	 */
	SummaryContent erased(String instead) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn,
				this.groups.stream().map((chapter) -> chapter.erased(instead)).toList(), this.answers);
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
			String wantedResult, String localAdaptation, List<String> asked, Progress progress, List<Quote> positives,
			List<Theme> challenges, List<Theme> discussed, List<Theme> proposed) {

		private Chapter erased(String instead) {
			return new Chapter(this.targetGroup, this.heading, this.packageName, this.purpose, this.wantedResult,
					this.localAdaptation, this.asked, this.progress,
					this.positives.stream().map((quote) -> new Quote(instead, null)).toList(),
					erased(this.challenges, instead), topics(this.discussed, instead), topics(this.proposed, instead));
		}

		private static List<Theme> erased(List<Theme> themes, String instead) {
			return themes.stream().map((theme) -> theme.erased(theme.name(), instead)).toList();
		}

		/** A topic is the unit's own words, a category is ours. */
		private static List<Theme> topics(List<Theme> themes, String instead) {
			return themes.stream().map((theme) -> theme.erased(instead, instead)).toList();
		}

	}

	/**
	 * A quote.
	 *
	 * @param text the unit's own words
	 * @param unit the unit that has consented
	 */
	public record Quote(String text, String unit) {
	}

	/**
	 * Bullets on one theme.
	 *
	 * @param name the category or topic
	 * @param bullets what was said
	 */
	public record Theme(String name, List<Bullet> bullets) {

		private Theme erased(String newName, String instead) {
			return new Theme(newName, this.bullets.stream().map((bullet) -> new Bullet(instead, null, null)).toList());
		}

	}

	/**
	 * A bullet.
	 *
	 * @param text what was said
	 * @param assistance what is needed to do it, or null
	 * @param unit the unit, if it has consented to be quoted, else null
	 */
	public record Bullet(String text, String assistance, String unit) {
	}

	/**
	 * How a recipient stands.
	 *
	 * @param name of the recipient
	 * @param answered obstacles answered
	 * @param waiting obstacles not answered
	 */
	public record RecipientCount(String name, int answered, int waiting) {
	}

}
