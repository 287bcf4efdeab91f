package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds Norwegian national identity numbers in free text: fødselsnummer, D-number (first
 * digit raised by 4), H-number and synthetic numbers (month raised by 40, 65 or 80), of
 * today's series and of the one that starts in 2032. A number counts when its date exists
 * and both control digits are right.
 *
 * <p>
 * The rules are those of Skatteetaten ("Nytt fødselsnummer fra 2032"). From 2032 on the
 * first control digit may leave a remainder of 0 to 3, and neither sex nor century can be
 * read, so the individual number is not looked at.
 */
public final class IdentityNumbers {

	private static final int LENGTH = 11;

	private static final int[] FIRST_WEIGHTS = { 3, 7, 6, 1, 8, 9, 4, 5, 2, 1 };

	private static final int LAST_REMAINDER_OF_FIRST = 3;

	private static final int[] SECOND_WEIGHTS = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };

	private static final int MODULUS = 11;

	private static final int D_NUMBER = 40;

	private static final int[] MONTHS_RAISED_BY = { 0, 40, 65, 80 };

	private static final int[] LONGEST_MONTHS = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	private static final int FEBRUARY = 2;

	/** As many blanks and signs as people put between two groups of digits. */
	private static final int WIDEST_GAP = 5;

	/**
	 * After how many digits a group may end, as bits: 6 + 5, 2 + 2 + 2 + 5, each with the
	 * control digits apart or not, and every digit for itself. Not 4 + 2 + 5: so account
	 * numbers are written, and nothing else is.
	 */
	private static final Set<Integer> GROUPINGS = groupings();

	private IdentityNumbers() {
	}

	/** The places in the text where an identity number stands, from the left. */
	public static List<Span> in(String text) {
		List<Span> found = new ArrayList<>();
		int previous = -1;
		int i = 0;
		while (i < text.length()) {
			int character = text.codePointAt(i);
			int next = i + Character.charCount(character);
			if (!isInvisible(character)) {
				int digit = Character.digit(character, 10);
				Span number = (digit >= 0 && previous < 0) ? read(text, i) : null;
				if (number != null) {
					found.add(number);
					next = number.to();
				}
				previous = digit;
			}
			i = next;
		}
		return found;
	}

	/** The identity number that starts here, or null. */
	private static Span read(String text, int start) {
		int[] digits = new int[LENGTH];
		int count = 0;
		int gap = 0;
		int groups = 0;
		int i = start;
		while (count < LENGTH) {
			if (i >= text.length()) {
				return null;
			}
			int character = text.codePointAt(i);
			int digit = Character.digit(character, 10);
			if (digit >= 0) {
				groups |= (gap > 0) ? 1 << count : 0;
				gap = 0;
				digits[count++] = digit;
			}
			else if (!isInvisible(character) && (!isSeparator(character) || ++gap > WIDEST_GAP)) {
				return null;
			}
			i += Character.charCount(character);
		}
		return (!startsWithDigit(text, i) && GROUPINGS.contains(groups) && isValid(digits)) ? new Span(start, i) : null;
	}

	/** The next thing one sees is a digit: the number is longer. */
	private static boolean startsWithDigit(String text, int start) {
		int i = start;
		while (i < text.length() && isInvisible(text.codePointAt(i))) {
			i += Character.charCount(text.codePointAt(i));
		}
		return i < text.length() && Character.digit(text.codePointAt(i), 10) >= 0;
	}

	/** Zero width, direction and soft hyphens, as they come with copied text. */
	private static boolean isInvisible(int character) {
		return Character.getType(character) == Character.FORMAT;
	}

	private static boolean isSeparator(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.getType(character) == Character.DASH_PUNCTUATION
				|| "./_:\u2212\u00b7\u2022\u2024\u3002\uff0e\uff0f".indexOf(character) >= 0;
	}

	private static boolean isValid(int[] digits) {
		return isDate(digits) && remainder(digits, FIRST_WEIGHTS) <= LAST_REMAINDER_OF_FIRST
				&& remainder(digits, SECOND_WEIGHTS) == 0;
	}

	private static int remainder(int[] digits, int[] weights) {
		int sum = 0;
		for (int i = 0; i < weights.length; i++) {
			sum += weights[i] * digits[i];
		}
		return sum % MODULUS;
	}

	private static boolean isDate(int[] digits) {
		int day = 10 * digits[0] + digits[1];
		int raisedMonth = 10 * digits[2] + digits[3];
		int year = 10 * digits[4] + digits[5];
		if (day > D_NUMBER) {
			day -= D_NUMBER;
		}
		for (int raisedBy : MONTHS_RAISED_BY) {
			int month = raisedMonth - raisedBy;
			if (month >= 1 && month <= LONGEST_MONTHS.length) {
				// the century is unknown, and 2000 was a leap year
				int longest = (month == FEBRUARY && year % 4 != 0) ? 28 : LONGEST_MONTHS[month - 1];
				return day >= 1 && day <= longest;
			}
		}
		return false;
	}

	private static Set<Integer> groupings() {
		int date = 1 << 2 | 1 << 4;
		int personal = 1 << 6;
		int control = 1 << 9;
		int all = (1 << LENGTH) - 2;
		return Set.of(0, personal, control, personal | control, date, date | personal, date | control,
				date | personal | control, all);
	}

	/**
	 * A part of a text.
	 *
	 * @param from index of its first char, as in {@link String#substring(int, int)}
	 * @param to index after its last
	 */
	public record Span(int from, int to) {

		/** Where it stands as people count: code points, from 1, both ends included. */
		public String within(String text) {
			int first = text.codePointCount(0, this.from) + 1;
			return first + "–" + (first + text.codePointCount(this.from, this.to) - 1);
		}

	}

}
