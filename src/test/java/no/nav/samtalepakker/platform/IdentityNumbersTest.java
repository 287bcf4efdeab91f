package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

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
			IdentityNumbersTest::arabicIndic);

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
			if (found.isEmpty()
					|| !found.stream().allMatch((span) -> sentence.substring(span.from(), span.to()).equals(written))) {
				missed.add(sentence);
			}
		}
		assertThat(missed).isEmpty();
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
		LOG.info("Taken for identity numbers: {} of accounts, KID and case numbers; {} of accounts without points",
				percent(flagged), percent(plainAccounts));
		assertThat((double) flagged / MANY).isLessThanOrEqualTo(ACCEPTED);
	}

	/** As people write them, a third each of accounts, KID and case numbers. */
	private static String otherNumber(int i, Random random) {
		return switch (i % 3) {
			case 0 -> account(random);
			case 1 -> kid(4 + random.nextInt(22), random);
			default -> caseNumber(random);
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
