package no.nav.samtalepakker.summary;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import no.nav.samtalepakker.packages.TargetGroup;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The headings of the summary in the order they are published, and what stands under
 * each: the one place that decides it.
 */
@Component
class SummaryHeadings {

	private static final String FILE = "organisation/summary-headings.csv";

	private static final String ALL = "ALL";

	private final List<Heading> headings;

	SummaryHeadings() {
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (Reader file = new InputStreamReader(new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8);
				CSVParser rows = format.parse(file)) {
			this.headings = rows.getRecords()
				.stream()
				.map((row) -> new Heading(row.get("target_group"), row.get("block"), row.get("heading"),
						List.of(row.get("codes").split("\\|")), row.get("topics")))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + FILE, ex);
		}
	}

	/** The headings of a block, in order. */
	List<Heading> of(TargetGroup group, String block) {
		return this.headings.stream()
			.filter((heading) -> heading.targetGroup.equals(group.name()) && heading.block.equals(block))
			.toList();
	}

	/** The headings of the closing. */
	List<Heading> closing() {
		return this.headings.stream().filter((heading) -> heading.targetGroup.equals(ALL)).toList();
	}

	/** Where an obstacle stands: by its subcategory, else by its category. */
	Optional<Heading> placeOf(TargetGroup group, String category, String subcategory) {
		return withCode(group, subcategory).or(() -> withCode(group, category));
	}

	private Optional<Heading> withCode(TargetGroup group, String code) {
		return this.headings.stream()
			.filter((heading) -> heading.targetGroup.equals(group.name()) && code != null
					&& heading.codes.contains(code))
			.findFirst();
	}

	/** The heading of a block that a topic is another name for. */
	Optional<Heading> ofTopic(TargetGroup group, String block, String topic) {
		return of(group, block).stream()
			.filter((heading) -> topic.equalsIgnoreCase(heading.name) || topic.equalsIgnoreCase(heading.topics))
			.findFirst();
	}

	/**
	 * A heading.
	 *
	 * @param targetGroup whose chapter it stands in, or ALL
	 * @param block in which block
	 * @param name as published
	 * @param codes categories and subcategories
	 * @param topics another name for it; in the closing, words to look for
	 */
	record Heading(String targetGroup, String block, String name, List<String> codes, String topics) {

		boolean isAbout(String text) {
			String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + " ";
			return List.of(this.topics.split(" ")).stream().anyMatch((word) -> words.contains(" " + word + " "));
		}

	}

}
