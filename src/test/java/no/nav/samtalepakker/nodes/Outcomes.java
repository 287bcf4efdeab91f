package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What came of it, in figures, one line each in {@code target/nodes/outcomes.txt}; those
 * of the long form stand in {@code docker/README.md}.
 */
final class Outcomes {

	private Outcomes() {
	}

	static void tell(String words, Object... figures) {
		try {
			Path folder = Files.createDirectories(Path.of("target/nodes"));
			Files.writeString(folder.resolve("outcomes.txt"), words.formatted(figures) + "\n",
					StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
