package no.nav.samtalepakker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What browsers load: ours, or a copy of a known version, and never from elsewhere. */
class StylesheetsTest {

	private static final Path RESOURCES = Path.of("src/main/resources");

	private static final Path STATIC = RESOURCES.resolve("static");

	private static final Path WEBJARS = RESOURCES.resolve("META-INF/resources/webjars");

	private static final Path COPIES = STATIC.resolve("css/aksel");

	private static final String SUMS = "SHA256SUMS";

	private static final Pattern LOADED = Pattern
		.compile("url\\(\\s*[\"']?([^\"')]+)|@import\\s+(?!url)[\"']([^\"']+)");

	private static final Pattern ELSEWHERE = Pattern.compile(
			"(?:src|href|action|poster|srcset)\\s*=\\s*[\"']?\\s*" + "(?:https?:)?//|@import[^;]*//|url\\([^)]*//");

	@ParameterizedTest
	@ValueSource(strings = { "static/css/aksel", "summary/fonts" })
	void everyFileOfOthersIsTheOneThatWasTaken(String folder) throws IOException {
		Path copies = STATIC.resolveSibling(folder);
		Map<String, String> written = new TreeMap<>();
		for (String line : Files.readAllLines(copies.resolve(SUMS))) {
			if (!line.startsWith("#")) {
				String[] sumAndName = line.split(" [ *]", 2);
				written.put(sumAndName[1], sumAndName[0]);
			}
		}
		Map<String, String> found = new TreeMap<>();
		for (Path file : files(copies, "")) {
			if (!file.endsWith(SUMS)) {
				found.put(copies.relativize(file).toString(), sum(file));
			}
		}

		assertThat(found).isNotEmpty().isEqualTo(written);
	}

	@Test
	void everyCopySaysItsVersionAndLicence() throws IOException {
		assertThat(Files.readString(COPIES.resolve(SUMS))).contains("@navikt/ds-css 8.16.2",
				"@fontsource-variable/source-sans-3 5.3.1", "LICENSE-aksel.txt", "LICENSE-source-sans-3.txt");
		assertThat(Files.readString(STATIC.resolveSibling("summary/fonts").resolve(SUMS)))
			.contains("@expo-google-fonts/source-sans-3 0.4.1", "LICENSE-source-sans-3.txt");
		assertThat(Files.readString(COPIES.resolve("tokens.css"))).contains("--ax-version: \"8.16.2\"");
	}

	@ParameterizedTest
	@MethodSource("stylesheets")
	void aStylesheetLoadsOnlyFilesOfOurs(Path stylesheet) throws IOException {
		List<String> loaded = LOADED.matcher(Files.readString(stylesheet))
			.results()
			.map(StylesheetsTest::address)
			.filter((address) -> !address.startsWith("data:image/svg+xml"))
			.toList();

		assertThat(loaded).allSatisfy((address) -> {
			assertThat(address).doesNotContain("//").doesNotStartWith("/");
			assertThat(file(stylesheet, address)).isRegularFile();
		});
	}

	@ParameterizedTest
	@MethodSource("markup")
	void aPageOrFormLoadsNothingFromElsewhere(Path page) throws IOException {
		String withoutLinksToRead = Pattern.compile("<a\\b[^>]*>").matcher(Files.readString(page)).replaceAll("");

		assertThat(ELSEWHERE.matcher(withoutLinksToRead).results().map(MatchResult::group)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "cockpit", "welcome", "admin" })
	void everyWebApplicationWearsAksel(String application) throws IOException {
		Path styles = WEBJARS.resolve("camunda/app/" + application + "/styles/user-styles.css");

		assertThat(imports(styles, new TreeSet<>())).contains(COPIES.resolve("tokens.css"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "cockpit", "welcome", "admin" })
	void everyWebApplicationBearsOurNameAndLeadsToHelp(String application) throws IOException {
		Path scripts = WEBJARS.resolve("camunda/app/" + application + "/scripts/configuration.js");
		Path frame = WEBJARS.resolve("camunda/lib/samtalepakker-frame.js");

		assertThat(Files.readString(scripts)).contains("vendor: 'Samtalepakker'",
				"import '../../../lib/" + frame.getFileName() + "'");
		assertThat(Files.readString(frame)).contains("'/hjelp'", "'/tilgjengelighet'", "document.title");
	}

	private static Set<Path> imports(Path stylesheet, Set<Path> seen) throws IOException {
		if (seen.add(stylesheet.normalize()) && stylesheet.toString().endsWith(".css")) {
			for (MatchResult match : LOADED.matcher(Files.readString(stylesheet)).results().toList()) {
				if (!address(match).startsWith("data:")) {
					imports(file(stylesheet, address(match)), seen);
				}
			}
		}
		return seen;
	}

	private static String address(MatchResult match) {
		return (match.group(1) != null) ? match.group(1) : match.group(2);
	}

	/** The file behind an address, as the browser would find it. */
	private static Path file(Path stylesheet, String address) {
		Path root = stylesheet.startsWith(WEBJARS) ? WEBJARS : STATIC;
		Path served = Path.of("/").resolve(root.relativize(stylesheet)).resolveSibling(address).normalize();
		return (served.startsWith("/camunda") ? WEBJARS : STATIC).resolve(Path.of("/").relativize(served));
	}

	private static Set<Path> stylesheets() throws IOException {
		return files(RESOURCES, ".css");
	}

	private static Set<Path> markup() throws IOException {
		Set<Path> pages = files(RESOURCES.resolve("templates"), ".html");
		pages.addAll(files(Path.of("forms"), ".html"));
		return pages;
	}

	private static Set<Path> files(Path directory, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> file.toString().endsWith(ending))
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	private static String sum(Path file) throws IOException {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
