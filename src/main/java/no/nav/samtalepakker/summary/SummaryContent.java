package no.nav.samtalepakker.summary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.privacy.TextSource;

/**
 * What a summary says, in the order it is published (seed-requirements §10). Every text
 * remembers where it was copied from, and a figure that may not be shown is not in it. A
 * unit's own words are published with its name and consent, or not at all.
 *
 * @param rolloutName what people call the rollout
 * @param openedOn when it opened
 * @param cutOffOn the day the counts are taken
 * @param groups one chapter per target group that the rollout has reached
 * @param closing the sum of it all
 * @param answers what the recipients have answered, those with most waiting first
 * @param takenBack how many texts have been taken back since
 * @param leftOut sources of what the secretariat has left out; a new draft leaves them
 * out too
 * @param beside what stands beside what was said
 */
public record SummaryContent(String rolloutName, LocalDate openedOn, LocalDate cutOffOn, List<Chapter> groups,
		Block closing, List<RecipientCount> answers, int takenBack, List<TextSource> leftOut, Beside beside) {

	public SummaryContent {
		beside = (beside != null) ? beside : Beside.NOTHING;
		closing = (closing != null) ? closing : new Block(Block.CLOSING, "Oppsummering av innspill", List.of());
		leftOut = (leftOut != null) ? leftOut : List.of();
	}

	/**
	 * The same figures when the texts have been erased; what stays stands in each place.
	 */
	SummaryContent erased(String instead) {
		return withThemes((theme) -> new Theme(theme.id, theme.ours ? theme.name : instead, theme.ours, theme.numbered,
				theme.bullets.stream()
					.map((bullet) -> new Bullet(bullet.id, instead, null, null, true, bullet.revision, List.of()))
					.toList()))
			.forgetting();
	}

	private SummaryContent forgetting() {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, this.groups, this.closing,
				this.answers, this.takenBack, List.of(), this.beside.seen());
	}

	/** The same without a text that is gone; what was redacted leaves a mark. */
	SummaryContent without(TextGone gone) {
		SummaryContent content = withThemes((theme) -> theme.with((bullet) -> bullet.without(gone)));
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, content.groups, content.closing,
				this.answers, this.takenBack + texts() - content.texts(), left(this.leftOut, gone), this.beside);
	}

	/** By who answers for each today: of one person there are no figures. */
	SummaryContent withoutFiguresOf(Predicate<String> onePerson) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, this.groups, this.closing,
				RecipientCount.inOrder(this.answers.stream()
					.map((count) -> onePerson.test(count.code()) ? count.withoutFigures() : count)
					.toList()),
				this.takenBack, this.leftOut, this.beside);
	}

	/** What nothing stands under is not published, nor what is not written. */
	SummaryContent asPublished() {
		return withThemes((theme) -> theme.with((bullet) -> bullet.text.isEmpty() ? null : bullet))
			.withBlocks((block) -> new Block(block.key, block.heading,
					block.themes.stream().filter((theme) -> !theme.bullets.isEmpty()).toList()))
			.with(this.beside.seen());
	}

	SummaryContent withThemes(UnaryOperator<Theme> change) {
		return withBlocks((block) -> new Block(block.key, block.heading, block.themes.stream().map(change).toList()));
	}

	SummaryContent withBlocks(UnaryOperator<Block> change) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn,
				this.groups.stream().map((chapter) -> chapter.with(change)).toList(), change.apply(this.closing),
				this.answers, this.takenBack, this.leftOut, this.beside);
	}

	SummaryContent leavingOut(List<TextSource> sources) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, this.groups, this.closing,
				this.answers, this.takenBack, Stream.concat(this.leftOut.stream(), sources.stream()).toList(),
				this.beside);
	}

	SummaryContent with(Beside newBeside) {
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, this.groups, this.closing,
				this.answers, this.takenBack, this.leftOut, newBeside);
	}

	Optional<Chapter> chapter(String key) {
		return this.groups.stream().filter((chapter) -> chapter.key().equals(key)).findFirst();
	}

	/** As others read it: chapters that are put together are one. */
	public SummaryContent asRead() {
		List<Chapter> chapters = new ArrayList<>(this.groups);
		for (Beside.Together together : this.beside.together()) {
			List<Chapter> parts = chapters.stream().filter((chapter) -> together.has(chapter.key())).toList();
			if (parts.size() > 1) {
				chapters.set(chapters.indexOf(parts.get(0)),
						parts.stream().reduce(Chapter::and).orElseThrow().with(together.progress()));
				chapters.removeAll(parts);
			}
		}
		return new SummaryContent(this.rolloutName, this.openedOn, this.cutOffOn, chapters, this.closing, this.answers,
				this.takenBack, this.leftOut, this.beside);
	}

	/** Every block, in the order of the page. */
	public List<Block> blocks() {
		return Stream
			.concat(this.groups.stream().flatMap((chapter) -> chapter.blocks.stream()), Stream.of(this.closing))
			.toList();
	}

	List<Theme> themes() {
		return blocks().stream().flatMap((block) -> block.themes.stream()).toList();
	}

	/** Every bullet, in the order of the page. */
	public List<Bullet> bullets() {
		return themes().stream().flatMap((theme) -> theme.bullets.stream()).toList();
	}

	/** What still stands in a unit's own words without its consent, in order. */
	public List<Bullet> unworded() {
		return bullets().stream().filter((bullet) -> !bullet.isPublishable()).toList();
	}

	/** What is missing before it can be published, in Norwegian. */
	static String missing(int unworded) {
		return Counted.of(unworded,
				"Ett punkt står med enhetens egne ord, uten at enheten har sagt ja til å bli sitert",
				"%d punkter står med enhetenes egne ord, uten at enhetene har sagt ja til å bli sitert");
	}

	/** What must be redacted before it can be published, in Norwegian. */
	static String found(int toRedact) {
		return Counted.of(toRedact, "Det er meldt fra om personopplysninger i det ett punkt bygger på",
				"Det er meldt fra om personopplysninger i det %d punkter bygger på");
	}

	Optional<Bullet> bullet(String id) {
		return bullets().stream().filter((bullet) -> bullet.id.equals(id)).findFirst();
	}

	private int texts() {
		return bullets().size();
	}

	static String newId() {
		return UUID.randomUUID().toString();
	}

	/**
	 * A chapter.
	 *
	 * @param targetGroup UNIT, USER_COUNCIL, MBA or OFFICE; SEVERAL where chapters are
	 * put together
	 * @param heading in Norwegian
	 * @param packageName the package
	 * @param audience whom it is for and who leads it; null in what was written before
	 * @param purpose why the conversations were held
	 * @param wantedResult what should come out of them
	 * @param localAdaptation what could be changed
	 * @param asked what the units were asked to report on
	 * @param tasks the tasks that were discussed, where there are such
	 * @param progress how many units did what
	 * @param blocks what came out of it
	 */
	public record Chapter(String targetGroup, String heading, String packageName, String audience, List<String> purpose,
			String wantedResult, String localAdaptation, List<String> asked, List<String> tasks,
			ProgressFigures progress, List<Block> blocks) {

		public Chapter {
			tasks = (tasks != null) ? tasks : List.of();
		}

		Chapter with(UnaryOperator<Block> change) {
			return with(this.blocks.stream().map(change).toList());
		}

		Chapter with(List<Block> newBlocks) {
			return new Chapter(this.targetGroup, this.heading, this.packageName, this.audience, this.purpose,
					this.wantedResult, this.localAdaptation, this.asked, this.tasks, this.progress, newBlocks);
		}

		/** Which chapter it is, also when it is drafted again. */
		@JsonIgnore
		public String key() {
			return this.targetGroup + "/" + this.packageName;
		}

		Stream<Bullet> bullets() {
			return this.blocks.stream()
				.flatMap((block) -> block.themes.stream())
				.flatMap((theme) -> theme.bullets.stream());
		}

		Chapter with(ProgressFigures figures) {
			return new Chapter(this.targetGroup, this.heading, this.packageName, this.audience, this.purpose,
					this.wantedResult, this.localAdaptation, this.asked, this.tasks, figures, this.blocks);
		}

		/** This one and another under one heading. */
		Chapter and(Chapter other) {
			List<Block> both = new ArrayList<>(this.blocks);
			for (Block block : other.blocks) {
				int place = both.stream().map(Block::name).toList().indexOf(block.name());
				if (place < 0) {
					both.add(block);
				}
				else {
					both.set(place, both.get(place).and(block));
				}
			}
			return new Chapter("SEVERAL", this.heading + " og " + other.heading,
					this.packageName + "» og «" + other.packageName, joined(this.audience, other.audience),
					concat(this.purpose, other.purpose), joined(this.wantedResult, other.wantedResult),
					joined(this.localAdaptation, other.localAdaptation), concat(this.asked, other.asked),
					concat(this.tasks, other.tasks), this.progress, both);
		}

		private static String joined(String one, String other) {
			return (one == null || one.equals(other)) ? other : (other == null) ? one : one + " " + other;
		}

		private static List<String> concat(List<String> one, List<String> other) {
			return Stream.concat(one.stream(), other.stream()).distinct().toList();
		}

		/** Enough units have reported for what they say to be counted. */
		@JsonIgnore
		public boolean mayCount() {
			return Stream.of(this.progress.reported(), this.progress.withInput())
				.anyMatch((figure) -> figure != null && figure.isShown());
		}

	}

	/**
	 * Themes that stand together.
	 *
	 * @param key POSITIVE, CHALLENGES, DISCUSSED, PROPOSED, TASK or CLOSING
	 * @param heading in Norwegian
	 * @param themes in order
	 */
	public record Block(String key, String heading, List<Theme> themes) {

		static final String POSITIVE = "POSITIVE";

		static final String CHALLENGES = "CHALLENGES";

		static final String DISCUSSED = "DISCUSSED";

		static final String PROPOSED = "PROPOSED";

		static final String TASK = "TASK";

		static final String CLOSING = "CLOSING";

		/** What two blocks have in common that may stand as one. */
		private String name() {
			return this.key.equals(TASK) ? this.heading : this.key;
		}

		private Block and(Block other) {
			List<Theme> both = new ArrayList<>(this.themes);
			for (Theme theme : other.themes) {
				int place = both.stream().map(Theme::name).toList().indexOf(theme.name);
				if (place < 0) {
					both.add(theme);
				}
				else {
					Theme open = both.get(place);
					both.set(place, open.with(Stream.concat(open.bullets.stream(), theme.bullets.stream()).toList()));
				}
			}
			return new Block(this.key, this.heading, both);
		}

		/** Whether there is nothing to read. */
		@JsonIgnore
		public boolean isEmpty() {
			return this.themes.stream().allMatch((theme) -> theme.bullets.isEmpty());
		}

	}

	/**
	 * Bullets on one theme.
	 *
	 * @param id its id
	 * @param name the category or topic
	 * @param ours whether the name is ours; if not, it is a topic several units use
	 * @param numbered whether the bullets are
	 * @param bullets what was said
	 */
	public record Theme(String id, String name, boolean ours, boolean numbered, List<Bullet> bullets) {

		/** What a change makes null is left out. */
		Theme with(UnaryOperator<Bullet> change) {
			return with(this.bullets.stream().map(change).filter(Objects::nonNull).toList());
		}

		Theme with(List<Bullet> newBullets) {
			return new Theme(this.id, this.name, this.ours, this.numbered, newBullets);
		}

		boolean has(String bulletId) {
			return this.bullets.stream().anyMatch((bullet) -> bullet.id.equals(bulletId));
		}

	}

	/**
	 * A bullet.
	 *
	 * @param id its id
	 * @param text what was said
	 * @param assistance what is needed to do it, or null
	 * @param unit the unit, if it has consented to be quoted, else null
	 * @param ours whether the words are the secretariat's
	 * @param revision grows with every change
	 * @param sources where the words come from; several if several have said the same
	 */
	public record Bullet(String id, String text, String assistance, String unit, boolean ours, int revision,
			List<TextSource> sources) {

		public Bullet {
			sources = (sources != null) ? sources : List.of();
		}

		/** A unit's own words need its consent; what is not written yet says nothing. */
		@JsonIgnore
		public boolean isPublishable() {
			return this.ours || this.unit != null || this.text.isEmpty();
		}

		Bullet worded(String words) {
			return new Bullet(this.id, words, null, null, true, this.revision + 1, this.sources);
		}

		Bullet withSources(List<TextSource> newSources) {
			return new Bullet(this.id, this.text, this.assistance, this.unit, this.ours, this.revision + 1, newSources);
		}

		/** The secretariat's words about several stay when one of them is gone. */
		private Bullet without(TextGone gone) {
			List<TextSource> left = left(this.sources, gone);
			if (left.size() == this.sources.size()) {
				return this;
			}
			if (gone.instead() != null && (!this.ours || left.isEmpty())) {
				return new Bullet(this.id, gone.instead(), null, null, true, this.revision + 1, this.sources);
			}
			return left.isEmpty() ? null : withSources(left);
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
