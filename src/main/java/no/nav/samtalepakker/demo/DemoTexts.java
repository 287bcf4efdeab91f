package no.nav.samtalepakker.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What people in the demonstration say; worded by us, after the statements of the
 * sources.
 */
@Component
@Profile("demo")
class DemoTexts {

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
		.setDelimiter(';')
		.setHeader()
		.setSkipHeaderRecord(true)
		.get();

	private final List<Map<String, String>> obstacles = read("obstacles-labelled.csv");

	private final List<Map<String, String>> points = read("points.csv");

	private final List<Map<String, String>> positives = read("positives.csv");

	private final List<Map<String, String>> actionPoints = read("action-points.csv");

	private final List<Map<String, String>> answers = read("answers.csv");

	private final List<Map<String, String>> bullets = read("summary-bullets.csv");

	private final List<Map<String, String>> nextBullets = read("summary-next.csv");

	/** What the secretariat makes of a statement, if it has thought about it. */
	Optional<String> bullet(String statement) {
		return this.bullets.stream()
			.filter((row) -> statement.startsWith(row.get("starts")))
			.map((row) -> row.get("bullet"))
			.findFirst();
	}

	/** What it makes of its own bullet in the version after. */
	Optional<String> nextBullet(String bullet) {
		return this.nextBullets.stream()
			.filter((row) -> bullet.equals(row.get("bullet")))
			.map((row) -> row.get("next"))
			.findFirst();
	}

	private final List<Map<String, String>> learned = read("learned.csv");

	private final List<Map<String, String>> feedback = read("feedback.csv");

	List<Map<String, String>> learned(String targetGroup) {
		return of(this.learned, "target_group", targetGroup);
	}

	List<Map<String, String>> feedback(String targetGroup) {
		return of(this.feedback, "target_group", targetGroup);
	}

	List<Map<String, String>> obstacles(String targetGroup) {
		return of(this.obstacles, "target_group", targetGroup);
	}

	List<Map<String, String>> points(String targetGroup) {
		return of(this.points, "target_group", targetGroup);
	}

	List<Map<String, String>> positives(String targetGroup) {
		return of(this.positives, "target_group", targetGroup);
	}

	List<Map<String, String>> actionPoints(String targetGroup) {
		return of(this.actionPoints, "target_group", targetGroup);
	}

	List<Map<String, String>> answers(String recipient) {
		return of(this.answers, "recipient", recipient);
	}

	private static List<Map<String, String>> of(List<Map<String, String>> rows, String column, String value) {
		return rows.stream().filter((row) -> row.get(column).equals(value)).toList();
	}

	private static List<Map<String, String>> read(String file) {
		try (Reader reader = new InputStreamReader(new ClassPathResource("demo/" + file).getInputStream(),
				StandardCharsets.UTF_8)) {
			return FORMAT.parse(reader).stream().map(CSVRecord::toMap).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read demo/" + file, ex);
		}
	}

}
