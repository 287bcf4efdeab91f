package no.nav.samtalepakker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What may block a task, read from {@code field-budget.txt}. */
public final class FieldBudget {

	private FieldBudget() {
	}

	/** Every line of the budget. */
	public static List<Line> lines() {
		try {
			return Files.readAllLines(Path.of("src/test/resources/field-budget.txt"))
				.stream()
				.filter((line) -> !line.startsWith("#") && !line.isBlank())
				.map((line) -> line.split("\\s+", 3))
				.map((parts) -> new Line(parts[0], parts[1], parts[2].replaceFirst("^\\(?\\*\\)?\\s*", "")))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A field that may block.
	 *
	 * @param form file name without its ending
	 * @param field path in the JSON, lists without their index
	 * @param when the choice that makes it mandatory; empty when it always is
	 */
	public record Line(String form, String field, String when) {

		/** Whether it blocks whatever else is chosen. */
		public boolean always() {
			return this.when.isEmpty();
		}

	}

}
