package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.IdentityNumbers.Span;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static no.nav.samtalepakker.testing.IdentityNumberSeries.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

class IdentityNumbersTest {

	private static final Logger LOG = LoggerFactory.getLogger(IdentityNumbersTest.class);

	private static final int MANY = 10_000;

	/** The highest share of other numbers that may be taken for identity numbers. */
	private static final double ACCEPTED = 0.03;

	private static final List<UnaryOperator<String>> NOTATIONS = List.of((number) -> number, parts(6, " "),
			parts(6, "-"), parts(6, "."), parts(6, "\u00a0"), parts(6, "\u2009"), parts(6, "\u202f"),
			parts(6, " \u2013 "), parts(6, "\u2011"), parts(6, "  "), parts(6, "\n"), parts(6, "\u00ad"),
			(number) -> grouped(number, ".", 2, 4), (number) -> grouped(number, " ", 2, 4, 6),
			(number) -> grouped(number, "-", 2, 4, 6), (number) -> grouped(number, ".", 2, 4, 6, 9),
			(number) -> grouped(number, " ", 6, 9), (number) -> grouped(number, " ", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
			(number) -> grouped(number, "\u200b", 3, 5, 8), IdentityNumbersTest::fullWidth,
			IdentityNumbersTest::arabicIndic, parts(6, ", "), parts(6, ","), parts(6, " ("), parts(6, ";"),
			parts(6, "/"), parts(6, " / "), parts(6, "+"), parts(6, "'"), parts(6, "\u2019"), parts(6, "*"),
			parts(6, "]["), parts(6, "&nbsp;"), parts(6, "&#160;"), parts(6, "\u3164"), parts(6, "\u2800"),
			parts(6, "\ufe0f \u00ad"), (number) -> grouped(number, " ", 3, 6), (number) -> grouped(number, " ", 3, 7),
			(number) -> grouped(number, "\u00a0", 2, 4, 6, 8, 10), (number) -> grouped(number, "-", 8),
			(number) -> grouped(number, "\u0301", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
			(number) -> symbols(number, "⓪①②③④⑤⑥⑦⑧⑨"), (number) -> symbols(number, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
			(number) -> symbols(number, "₀₁₂₃₄₅₆₇₈₉"), (number) -> number.replaceAll("(.)", "$1\ufe0f\u20e3"),
			(number) -> longYear(number, ".", " "), (number) -> longYear(number, "", "-"),
			(number) -> longYear(number, "/", ", "), (number) -> longYear(number, ".", " personnr. "),
			IdentityNumbersTest::yearFirst, IdentityNumbersTest::withoutZeros,
			(number) -> longYear(number, ".", ", personnummer "), parts(6, ", personnummer "),
			parts(6, " med personnr. "), parts(6, " (pnr. "),
			(number) -> grouped(number, ".", 2, 4, 6).replaceFirst("[.](?=\\d{5}$)", ", de fem siste sifrene er "));

	private static final List<String> SENTENCES = List.of("%s", "Brukeren (%s) fikk avslag.", "f.nr. %s, født i Norge",
			"Fnr:%s", "Vi har 3 saker om %s i 2026.", "Se «%s»!\nHun ringte 22334455.", "%s %s", "fødselsnummer%s.",
			"14. mars: %s", "\uD83D\uDE00 og %s\u200f");

	@Test
	void findsEveryIdentityNumberInASentence() {
		Random random = new Random(2032);
		IdentityNumberSeries[] series = IdentityNumberSeries.values();
		List<String> missed = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			String number = series[i % series.length].next(random);
			String written = NOTATIONS.get(random.nextInt(NOTATIONS.size())).apply(number);
			String sentence = SENTENCES.get(random.nextInt(SENTENCES.size())).replace("%s", written);
			List<Span> found = IdentityNumbers.in(sentence);
			// with a date before it the digits may be read in more ways than one
			if (found.isEmpty() || !sentence.startsWith("14.")
					&& !found.stream().allMatch((span) -> sentence.substring(span.from(), span.to()).equals(written))) {
				missed.add(sentence);
			}
		}
		assertThat(missed).isEmpty();
	}

	/** All but those that are written like accounts and cases. */
	@Test
	void findsANumberInEveryGrouping() {
		List<String> missed = new ArrayList<>();
		for (int gaps = 0; gaps < 1 << 10; gaps++) {
			StringBuilder written = new StringBuilder();
			for (int i = 0; i < EXAMPLE.length(); i++) {
				written.append(EXAMPLE.charAt(i)).append(((gaps >> i & 1) == 1 && i < 10) ? " " : "");
			}
			if (IdentityNumbers.in("Om " + written + " her").size() != 1) {
				missed.add(written.toString());
			}
		}
		assertThat(missed).containsExactlyInAnyOrder(grouped(EXAMPLE, " ", 4, 6), grouped(EXAMPLE, " ", 4, 8),
				grouped(EXAMPLE, " ", 4, 9));
	}

	@Test
	void findsSeveralInARow() {
		for (String between : List.of("", " ", ",", "\n")) {
			String row = String.join(between, EXAMPLE, EXAMPLE, parts(6, "-").apply(EXAMPLE), EXAMPLE);
			assertThat(IdentityNumbers.in(row)).as(row).hasSize(4);
		}
	}

	@Test
	void findsANumberWhoseMonthHasAName() {
		Random random = new Random(1);
		for (String name : List.of("januar", "feb.", "MARS", "april", "mai", "juni", "juli", "aug", "sept.", "okt",
				"november", "des")) {
			int month = 1 + List.of("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
				.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
			String number = IdentityNumberSeries.FODSELSNUMMER.next(random);
			while (Integer.parseInt(number.substring(2, 4)) != month) {
				number = IdentityNumberSeries.FODSELSNUMMER.next(random);
			}
			String date = Integer.parseInt(number.substring(0, 2)) + ". " + name + " ";
			assertThat(IdentityNumbers.in("født " + date + "19" + number.substring(4, 6) + ", personnummer "
					+ number.substring(6) + " bor her"))
				.hasSize(1);
			assertThat(IdentityNumbers.in(date + number.substring(4, 6) + " " + number.substring(6))).hasSize(1);
		}
	}

	@Test
	void findsTheRestBeforeTheDate() {
		String date = grouped(EXAMPLE.substring(0, 6), ".", 2, 4);
		String rest = EXAMPLE.substring(6);
		assertThat(IdentityNumbers.in("Personnr. " + rest + ", født " + date + ".")).hasSize(1);
		assertThat(IdentityNumbers.in("Postnr. " + rest + ", født " + date + ".")).as("not said").isEmpty();
	}

	/** Ours are of both kinds: random ones and those the engine makes of the time. */
	@Test
	void takesNoIdForOne() {
		Random random = new Random(52_800);
		List<String> taken = new ArrayList<>(List.of("46a139e2-6262-44a5-b4dd-58922658429f",
				EXAMPLE.substring(0, 8) + "-1234-4567-8901-" + EXAMPLE + "0"));
		for (int i = 0; i < 200_000; i++) {
			String digits = "%08d-%04d-4%03d-8%03d-%s%d".formatted(random.nextInt(100_000_000), random.nextInt(10_000),
					random.nextInt(1000), random.nextInt(1000), EXAMPLE, random.nextInt(10));
			taken.add((i % 2 == 0) ? new UUID(random.nextLong(), random.nextLong()).toString() : digits);
		}
		taken.removeIf((id) -> IdentityNumbers.in(id).isEmpty() && IdentityNumbers
			.in("Se https://samtalepakker.example/hindringer/" + id.toUpperCase(Locale.ROOT) + ", takk")
			.isEmpty());
		assertThat(taken).isEmpty();
		assertThat(IdentityNumbers.in("46a139e2-6262-44a5-b4dd-58922658429f " + EXAMPLE)).hasSize(1);
	}

	@Test
	void leavesOtherNumbersAlone() {
		Random random = new Random(11);
		int flagged = 0;
		for (int i = 0; i < MANY; i++) {
			flagged += IdentityNumbers.in(otherNumber(i, random)).isEmpty() ? 0 : 1;
		}
		int plainAccounts = 0;
		for (int i = 0; i < MANY; i++) {
			plainAccounts += IdentityNumbers.in(IdentityNumberSeries.account(random)).isEmpty() ? 0 : 1;
		}
		LOG.info(
				"Taken for identity numbers: {} of account, KID, case and phone numbers and dates; {} of accounts without points",
				percent(flagged), percent(plainAccounts));
		assertThat((double) flagged / MANY).isLessThanOrEqualTo(ACCEPTED);
	}

	/** As people write them, a quarter each; one in three has another one beside it. */
	private static String otherNumber(int i, Random random) {
		String number = switch (i % 4) {
			case 0 -> account(random);
			case 1 -> kid(4 + random.nextInt(22), random);
			case 2 -> caseNumber(random);
			default -> phoneOrDate(random);
		};
		return (random.nextInt(3) == 0) ? number + ", " + phoneOrDate(random) : number;
	}

	private static String phoneOrDate(Random random) {
		int day = 1 + random.nextInt(28);
		int month = 1 + random.nextInt(12);
		int year = 2015 + random.nextInt(20);
		return switch (random.nextInt(9)) {
			case 0 -> "%d %02d %02d %02d".formatted(20 + random.nextInt(80), random.nextInt(100), random.nextInt(100),
					random.nextInt(100));
			case 1 -> "%d%07d".formatted(2 + random.nextInt(8), random.nextInt(10_000_000));
			case 2 -> "+47 9%02d %02d %03d".formatted(random.nextInt(100), random.nextInt(100), random.nextInt(1000));
			case 3 -> "0047%d".formatted(20_000_000 + random.nextInt(80_000_000));
			case 4 -> "%d.%d.%d".formatted(day, month, year);
			case 5 -> "%02d.%02d.%02d kl. %02d.%02d".formatted(day, month, year % 100, random.nextInt(24),
					random.nextInt(60));
			case 6 -> "%d-%02d-%02d %02d:%02d".formatted(year, month, day, random.nextInt(24), random.nextInt(60));
			case 7 -> "%d. mai %d, %04d".formatted(day, year, random.nextInt(10_000));
			default -> "%02d.%02d.%02d, %05d".formatted(day, month, year % 100, random.nextInt(100_000));
		};
	}

	/** Printed as 1234.56.78903 by every bank; some leave the points out. */
	private static String account(Random random) {
		String number = IdentityNumberSeries.account(random);
		return switch (random.nextInt(4)) {
			case 0 -> "Konto " + grouped(number, ".", 4, 6);
			case 1 -> grouped(number, ".", 4, 6);
			case 2 -> "kontonr. " + grouped(number, " ", 4, 6);
			default -> "konto " + number;
		};
	}

	private static String kid(int length, Random random) {
		StringBuilder digits = new StringBuilder();
		random.ints(length - 1, 0, 10).forEach(digits::append);
		return "KID " + digits + (random.nextBoolean() ? luhn(digits) : weighted(digits));
	}

	private static int luhn(CharSequence digits) {
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			int product = (digits.charAt(digits.length() - 1 - i) - '0') * ((i % 2 == 0) ? 2 : 1);
			sum += product / 10 + product % 10;
		}
		return (10 - sum % 10) % 10;
	}

	private static String weighted(CharSequence digits) {
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			sum += (digits.charAt(digits.length() - 1 - i) - '0') * (2 + i % 6);
		}
		int control = (11 - sum % 11) % 11;
		return (control == 10) ? "-" : String.valueOf(control);
	}

	private static String caseNumber(Random random) {
		return switch (random.nextInt(8)) {
			case 0 -> "Sak %d/%d".formatted(2000 + random.nextInt(30), random.nextInt(99_999));
			case 1 -> "%02d/%05d-%d".formatted(random.nextInt(30), random.nextInt(99_999), random.nextInt(30));
			case 2 -> "Saksnr. %011d".formatted(Math.floorMod(random.nextLong(), 99_999_999_999L));
			case 3 -> "tlf. %d %02d %02d %02d".formatted(20 + random.nextInt(80), random.nextInt(100),
					random.nextInt(100), random.nextInt(100));
			case 4 ->
				"org.nr. 9%02d %03d %03d".formatted(random.nextInt(100), random.nextInt(1000), random.nextInt(1000));
			case 5 -> "%02d.%02d.%d–%02d.%02d.%d".formatted(1 + random.nextInt(28), 1 + random.nextInt(12),
					2000 + random.nextInt(40), 1 + random.nextInt(28), 1 + random.nextInt(12),
					2000 + random.nextInt(40));
			case 6 -> "Faktura %012d".formatted(Math.floorMod(random.nextLong(), 999_999_999_999L));
			default ->
				"kr %d %03d %03d,50".formatted(1 + random.nextInt(900), random.nextInt(1000), random.nextInt(1000));
		};
	}

	@Test
	void isNotFooledByWhatIsNearlyOne() {
		String number = EXAMPLE;
		assertThat(IdentityNumbers.in(number)).hasSize(1);
		assertThat(IdentityNumbers.in(number + "0")).as("a longer number").isEmpty();
		assertThat(IdentityNumbers.in("7" + number)).as("a longer number").isEmpty();
		assertThat(IdentityNumbers.in("7\u200b" + number)).as("a number that looks longer").isEmpty();
		assertThat(IdentityNumbers.in(number.substring(0, 10))).as("a shorter number").isEmpty();
		for (int i = 0; i < number.length(); i++) {
			char wrong = (char) ('0' + (number.charAt(i) - '0' + 1) % 10);
			assertThat(IdentityNumbers.in(number.substring(0, i) + wrong + number.substring(i + 1)))
				.as("digit %d wrong", i + 1)
				.isEmpty();
		}
		assertThat(IdentityNumbers.in(grouped(number, ".", 4, 6))).as("as accounts are written").isEmpty();
		assertThat(IdentityNumbers.in(grouped(number, " ", 6).replace(" ", " og "))).isEmpty();
		assertThat(IdentityNumbers.in(grouped(number, " ", 6).replace(" ", "      "))).as("two columns").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\uD83D\uDE00", "\uD83D", "1", "1234567890", "\u200b", "1\u200b" })
	void standsAnyText(String text) {
		assertThat(IdentityNumbers.in(text)).isEmpty();
	}

	@Test
	void tellsWhereInCharactersAsPeopleCount() {
		String text = "\uD83D\uDE00\uD83D\uDE00 " + EXAMPLE + " og " + EXAMPLE;
		assertThat(IdentityNumbers.in(text)).containsExactly(new Span(5, 16), new Span(20, 31));
		assertThat(IdentityNumbers.in(text)).extracting((span) -> span.within(text)).containsExactly("4–14", "19–29");
	}

	private static String percent(int flagged) {
		return "%.2f %%".formatted(100.0 * flagged / MANY);
	}

	private static UnaryOperator<String> parts(int after, String separator) {
		return (number) -> grouped(number, separator, after);
	}

	private static String grouped(String number, String separator, int... after) {
		StringBuilder grouped = new StringBuilder(number);
		for (int i = after.length - 1; i >= 0; i--) {
			grouped.insert(after[i], separator);
		}
		return grouped.toString();
	}

	/** Of today's people: the year is no part of the number's rules. */
	private static String longYear(String number, String within, String before) {
		return String.join(within, number.substring(0, 2), number.substring(2, 4), "19" + number.substring(4, 6))
				+ before + number.substring(6);
	}

	private static String yearFirst(String number) {
		return "20%s-%s-%s %s".formatted(number.substring(4, 6), number.substring(2, 4), number.substring(0, 2),
				number.substring(6));
	}

	private static String withoutZeros(String number) {
		return "%d.%d.%s %s".formatted(Integer.parseInt(number.substring(0, 2)),
				Integer.parseInt(number.substring(2, 4)), number.substring(4, 6), number.substring(6));
	}

	private static String symbols(String number, String tenDigits) {
		return number.chars()
			.mapToObj((digit) -> tenDigits.substring(digit - '0', digit - '0' + 1))
			.collect(Collectors.joining());
	}

	private static String fullWidth(String number) {
		return shifted(number, '\uff10');
	}

	private static String arabicIndic(String number) {
		return shifted(number, '\u0660');
	}

	private static String shifted(String number, char zero) {
		StringBuilder shifted = new StringBuilder();
		number.chars().forEach((digit) -> shifted.append((char) (zero + digit - '0')));
		return shifted.toString();
	}

}
