package no.nav.samtalepakker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Norwegian of the engine's web applications, held against the English they ship
 * with.
 */
class LocalesTest {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}|\\{}|</?(?:a|br|strong)\\b[^>]*>|&\\w+;");

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "welcome", "cockpit", "admin" })
	void everyTextOfTheEngineIsThereAndNoOther(String app) {
		assertThat(norwegian(app).keySet()).isEqualTo(english(app).keySet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "welcome", "cockpit", "admin" })
	void noTextIsEmpty(String app) {
		Map<String, String> english = english(app);
		norwegian(app).forEach(
				(key, text) -> assertThat(text.isBlank()).as("%s %s", app, key).isEqualTo(english.get(key).isBlank()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "welcome", "cockpit", "admin" })
	void textsKeepTheirPlaceholdersAndTheirMarkup(String app) {
		Map<String, String> english = english(app);
		norwegian(app).forEach((key, text) -> assertThat(placeholders(text)).as("%s %s", app, key)
			.isEqualTo(placeholders(english.get(key))));
	}

	/** The file says of each text why it reads the same in both languages. */
	@Test
	void onlyListedTextsReadAsInEnglish() {
		Set<String> same = new TreeSet<>();
		for (String app : List.of("tasklist", "welcome", "cockpit", "admin")) {
			Map<String, String> english = english(app);
			norwegian(app).forEach((key, text) -> {
				if (!text.isBlank() && text.equals(english.get(key))) {
					same.add(app + " " + key);
				}
			});
		}
		assertThat(same).isEqualTo(listed());
	}

	@Test
	void whereTheApplicationsShareATextTheyShareItsTranslation() {
		Map<String, Set<String>> names = new TreeMap<>();
		for (String app : List.of("tasklist", "welcome", "cockpit", "admin")) {
			Map<String, String> english = english(app);
			norwegian(app).forEach((key,
					text) -> names.computeIfAbsent(key + ": " + english.get(key), (same) -> new TreeSet<>()).add(text));
		}
		assertThat(names).allSatisfy((key, texts) -> assertThat(texts).as(key).hasSize(1));
	}

	private static Map<String, String> english(String app) {
		return texts(app, "en");
	}

	private static Map<String, String> norwegian(String app) {
		return texts(app, "nb");
	}

	private static Map<String, String> texts(String app, String locale) {
		Map<String, String> texts = new TreeMap<>();
		flatten("", json("META-INF/resources/webjars/camunda/app/" + app + "/locales/" + locale + ".json"), texts);
		assertThat(texts).isNotEmpty();
		return texts;
	}

	private static void flatten(String path, JsonNode node, Map<String, String> texts) {
		if (node.isValueNode()) {
			texts.put(path, node.asText());
		}
		else if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				flatten(path + "/" + i, node.get(i), texts);
			}
		}
		else {
			node.properties().forEach((field) -> flatten(path + "/" + field.getKey(), field.getValue(), texts));
		}
	}

	private static List<String> placeholders(String text) {
		return PLACEHOLDER.matcher(text)
			.results()
			.map(MatchResult::group)
			.map((found) -> found.replace(" ", ""))
			.sorted()
			.toList();
	}

	private static Set<String> listed() {
		return read("same-in-english.txt").lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static JsonNode json(String resource) {
		try {
			return JsonMapper.builder().build().readTree(read(resource));
		}
		catch (IOException ex) {
			throw new IllegalStateException(resource, ex);
		}
	}

	private static String read(String resource) {
		try (InputStream file = LocalesTest.class.getClassLoader().getResourceAsStream(resource)) {
			assertThat(file).as(resource).isNotNull();
			String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (IOException ex) {
			throw new IllegalStateException(resource, ex);
		}
	}

}
