package no.nav.samtalepakker.platform;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FormsTest {

	private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

	private static final String BAD = "\u00e6ondt";

	private final Forms forms = new Forms(VALIDATION.getValidator(), (event) -> {
	});

	@AfterAll
	static void close() {
		VALIDATION.close();
	}

	@Test
	void readsAForm() {
		assertThat(read("""
				{"text": " Hei \\n på deg ", "count": 3, "ok": true, "colour": "RED", "on": "2026-09-07", "at": "09:30",
				 "names": ["a"], "parts": [{"text": "del"}]}""")).isEqualTo(new Sample("Hei \n på deg", 3, true,
				Colour.RED, LocalDate.of(2026, 9, 7), LocalTime.of(9, 30), List.of("a"), List.of(new Part("del"))));
	}

	@Test
	void namesTheVariableAfterTheForm() {
		assertThat(Forms.nameOf(Sample.class)).isEqualTo("sample");
	}

	@Test
	void writesWhatItCanRead() {
		Sample form = new Sample("t", 1, null, Colour.RED, LocalDate.of(2026, 9, 7), null, null, null);
		assertThat(read(this.forms.write(form))).isEqualTo(form);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"text\": null}", "{\"text\": \"\"}", "{\"text\": \" \\t\\n \"}" })
	void aMissingOrBlankTextIsMissing(String json) {
		refuses(json, "text");
	}

	@Test
	void namesTheMissingFieldOfAPart() {
		refuses("{\"text\": \"t\", \"parts\": [{\"text\": \"t\"}, {}]}", "parts[1].text");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "count|\"1\"", "count|1.0", "count|1.5", "count|true", "count|99999999999", "count|[1]",
					"ok|\"true\"", "ok|1", "colour|0", "colour|\"red\"", "colour|\"GREEN\"", "colour|true",
					"on|20260907", "on|[2026,9,7]", "at|\"25:00\"", "names|\"a\"", "parts|[1]" })
	void refusesTheWrongType(String field, String value) {
		assertThatExceptionOfType(InvalidInput.class)
			.isThrownBy(() -> read("{\"text\": \"t\", \"" + field + "\": " + value + "}"))
			.satisfies((invalid) -> assertThat(invalid.field()).startsWith(field));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1.5", "true", "[\"a\"]", "{\"a\": 1}" })
	void aTextIsText(String value) {
		refuses("{\"text\": " + value + "}", "text");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+999999999-01-01", "-999999999-01-01", "0000-01-01", "1999-12-31", "2201-01-01",
			"10000-01-01", "2026-02-29", "2026-13-01", "2026-9-7", "7.9.2026", "2026-09-07T10:00:00",
			"2026-09-07T00:00:00Z", "i dag" })
	void refusesDatesThatAreNone(String date) {
		refuses("{\"text\": \"t\", \"on\": \"" + date + "\"}", "on");
	}

	@Test
	void takesTheFirstAndTheLastDate() {
		assertThat(read("{\"text\": \"t\", \"on\": \"2000-01-01\"}").on()).isEqualTo(LocalDate.of(2000, 1, 1));
		assertThat(read("{\"text\": \"t\", \"on\": \"2200-12-31\"}").on()).isEqualTo(LocalDate.of(2200, 12, 31));
	}

	@Test
	void anEmptyFieldIsNoDateTimeOrChoice() {
		assertThat(read("{\"text\": \"t\", \"on\": \"\", \"at\": \"\", \"colour\": \"\"}"))
			.isEqualTo(new Sample("t", null, null, null, null, null, null, null));
	}

	@Test
	void refusesUnknownFieldsWithoutRepeatingThem() {
		refuses("{\"text\": \"t\", \"extra\": 1}", "extra");
		refuses("{\"text\": \"t\", \"" + BAD + " <script>\": 1}", "?");
		refuses("{\"text\": \"t\", \"parts\": [{\"text\": \"t\", \"extra\": 1}]}", "parts[0].extra");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\\u0000b", "a\\u0003b", "a\\u001fb", "a\\u007fb", "a\\u009fb", "a\\ud83db", "a\\udc00b",
			"a\\udc00\\ud83db", "\\u0007ab", "ab\\ud83d", "\\ufeffab", "ab\\u200b", "\\u00a0ab\\u3000" })
	void leavesOutWhatNobodySeesAndNoDatabaseCanHold(String text) {
		assertThat(read("{\"text\": \"" + text + "\"}").text()).isEqualTo("ab");
		assertThat(read("{\"text\": \"t\", \"names\": [\"" + text + "\"]}").names()).containsExactly("ab");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\n", "\\r", "\\r\\n", "\\u000b", "\\u000c", "\\u0085", "\\u2028", "\\u2029",
			"\\u0007\\u000b" })
	void everyKindOfLineBreakIsOne(String lineBreak) {
		assertThat(read("{\"text\": \"a" + lineBreak + "b\"}").text()).isEqualTo("a\nb");
		assertThat(this.forms.read(Map.of("text", "a" + unescaped(lineBreak) + "b"), Sample.class).text())
			.as("from a page")
			.isEqualTo("a\nb");
	}

	@Test
	void leavesWhatBelongsToTheText() {
		String text = "\u2764\ufe0f 👩\u200d👧 a\u00adb \u202eom\u202c\tx \ud83d\ude00\ufe0f";
		assertThat(this.forms.read(Map.of("text", text), Sample.class).text()).isEqualTo(text);
	}

	/** By every character Unicode has that leaves nothing on the screen. */
	@Test
	void aTextOfInvisibleCharactersAloneIsMissing() {
		List<String> taken = new ArrayList<>();
		IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
			.filter(FormsTest::leavesNothingToSee)
			.forEach((character) -> {
				String blank = " \u00a0" + Character.toString(character).repeat(2);
				try {
					this.forms.read(Map.of("text", blank), Sample.class);
					taken.add(Integer.toHexString(character));
				}
				catch (InvalidInput missing) {
					assertThat(missing.field()).isEqualTo("text");
				}
			});
		assertThat(taken).isEmpty();
	}

	/** Unicode's default ignorable code points (DerivedCoreProperties), and blanks. */
	private static boolean leavesNothingToSee(int character) {
		return Character.toString(character)
			.matches("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}"
					+ "\\x{2060}-\\x{206f}\\x{2800}\\x{3164}\\x{fe00}-\\x{fe0f}\\x{ffa0}\\x{fff0}-\\x{fff8}"
					+ "\\x{e0000}-\\x{e0fff}]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "text|5|tekst", "names|[5]|tekst", "count|\"x\"|tall", "ok|\"ja\"|ja eller nei",
					"colour|\"red\"|kodene", "on|\"i dag\"|Datoer", "at|\"25:00\"|Klokkeslett", "names|\"a\"|liste" })
	void namesWhatIsWrongAndNothingElse(String field, String value, String advice) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> read("{\"" + field + "\": " + value + "}"))
			.satisfies((invalid) -> {
				assertThat(invalid.advice()).contains(advice);
				assertThat(invalid.advice().contains("Datoer")).isEqualTo(field.equals("on"));
			});
	}

	@Test
	void countsCodePoints() {
		String emoji = "\ud83d\ude00";
		assertThat(read("{\"text\": \"" + emoji.repeat(500) + "\"}").text()).hasSize(1000);
		refuses("{\"text\": \"" + emoji.repeat(501) + "\"}", "text");
		refuses("{\"text\": \"" + "a".repeat(501) + "\"}", "text");
		assertThat(read("{\"text\": \"" + "a".repeat(500) + "  \"}").text()).as("stripped first").hasSize(500);
		refuses("{\"text\": \"t\", \"names\": [\"a\", \"" + "a".repeat(121) + "\"]}", "names[1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{not json", "", " ", "[]", "[{\"text\": \"t\"}]", "null", "1", "\"text\"",
			"{\"text\": \"t\"", "{\"text\": \"t\"} {}", "{\"text\": \"t\"} x", "{\"text\": \"t\", \"text\": \"u\"}",
			"{'text': 't'}", "{\"text\": \"t\",}", "{\"count\": NaN}" })
	void refusesWhatIsNotOneObject(String json) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> read(json))
			.satisfies((invalid) -> assertThat(invalid.field()).isIn("sample", "text"));
	}

	@Test
	void refusesNothing() {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> read(null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "names", "parts", "extra" })
	void refusesDeepNesting(String field) {
		for (String pair : List.of("[]", "{}")) {
			String open = pair.equals("[]") ? "[" : "{\"a\":";
			String json = "{\"" + field + "\": " + open.repeat(5000) + "1" + pair.substring(1).repeat(5000) + "}";
			assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> read(json));
		}
	}

	private static String unescaped(String json) {
		try {
			return new JsonMapper().readValue('"' + json + '"', String.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(json, ex);
		}
	}

	private Sample read(String json) {
		return this.forms.read(json, Sample.class);
	}

	private void refuses(String json, String field) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> read(json)).satisfies((invalid) -> {
			assertThat(invalid.field()).isEqualTo(field);
			assertThat(invalid.getMessage()).doesNotContain(BAD, "script", "999999");
		});
	}

	enum Colour {

		RED

	}

	record Part(@Required("Delen") @Text String text) {
	}

	record Sample(@Required("Teksten") @Text String text, Integer count, Boolean ok, Colour colour, LocalDate on,
			LocalTime at, List<@Text(Text.NAME) String> names, List<@Valid Part> parts) {
	}

}
