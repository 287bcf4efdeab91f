package no.nav.samtalepakker.summary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.ProgressFigures;

/**
 * What stands in a summary beside what was said.
 *
 * @param counts what others have counted
 * @param together chapters that are put together
 * @param news bullets that have come since the secretariat last looked
 */
public record Beside(List<OtherCount> counts, List<Together> together, List<String> news) {

	static final Beside NOTHING = new Beside(List.of(), List.of(), List.of());

	/** The other count of a chapter's reporting units. */
	public Optional<OtherCount> countOf(String chapter) {
		return this.counts.stream().filter((count) -> count.chapter.equals(chapter)).findFirst();
	}

	/** What a chapter is put together with, if it is. */
	Optional<Together> of(String chapter) {
		return this.together.stream().filter((one) -> one.has(chapter)).findFirst();
	}

	/** Key of the chapter another is put together with, or blank. */
	public String with(String chapter) {
		return this.together.stream()
			.filter((one) -> one.chapters.contains(chapter))
			.map(Together::with)
			.findFirst()
			.orElse("");
	}

	Beside seen() {
		return new Beside(this.counts, this.together, List.of());
	}

	Beside seen(String bullet) {
		return new Beside(this.counts, this.together, this.news.stream().filter((one) -> !one.equals(bullet)).toList());
	}

	Beside withNews(List<String> more) {
		return new Beside(this.counts, this.together,
				Stream.concat(this.news.stream(), more.stream()).distinct().toList());
	}

	/** Null takes a count away. */
	Beside count(String chapter, OtherCount count) {
		List<OtherCount> others = new ArrayList<>(
				this.counts.stream().filter((one) -> !one.chapter.equals(chapter)).toList());
		if (count != null) {
			others.add(count);
		}
		return new Beside(others, this.together, this.news);
	}

	Beside together(List<Together> newTogether) {
		return new Beside(this.counts, newTogether, this.news);
	}

	/**
	 * How many units have reported to somebody else.
	 *
	 * @param chapter key of the chapter
	 * @param source who counted
	 * @param on the day
	 * @param number how many
	 */
	public record OtherCount(String chapter, String source, LocalDate on, int number) {
	}

	/**
	 * Chapters that are one to others.
	 *
	 * @param with key of the one they are put together with
	 * @param chapters keys of the others
	 * @param progress what may be told of them as one
	 */
	public record Together(String with, List<String> chapters, ProgressFigures progress) {

		boolean has(String chapter) {
			return this.with.equals(chapter) || this.chapters.contains(chapter);
		}

		Together without(String chapter) {
			return new Together(this.with, this.chapters.stream().filter((one) -> !one.equals(chapter)).toList(),
					this.progress);
		}

		List<String> all() {
			return Stream.concat(Stream.of(this.with), this.chapters.stream()).toList();
		}

	}

}
