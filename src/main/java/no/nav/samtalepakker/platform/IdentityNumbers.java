package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds Norwegian national identity numbers in free text: fødselsnummer, D-number (first
 * digit raised by 4), H-number and synthetic numbers (month raised by 40, 65 or 80), of
 * today's series and of the one that starts in 2032. A number counts when its date exists
 * and both control digits are right, however it is grouped and whatever digits it is
 * written with. The year may have four digits and stand first, the month may have a name,
 * and words may stand between the date and the rest, if they tell what follows.
 *
 * <p>
 * The rules are those of Skatteetaten ("Nytt fødselsnummer fra 2032"). From 2032 on the
 * first control digit may leave a remainder of 0 to 3, and neither sex nor century can be
 * read, so the individual number is not looked at.
 */
public final class IdentityNumbers {

	private static final int TEN = 10;

	private static final int LAST_DIGIT = 9;

	/** Day, month and year, two digits each. */
	private static final int DATE = 6;

	private static final int YEAR = 4;

	/** A date with all four digits of its year. */
	private static final int LONG_DATE = 8;

	private static final List<Integer> CENTURIES = List.of(18, 19, 20);

	/** What follows the date: individual number and control digits. */
	private static final int REST = 5;

	private static final int LENGTH = DATE + REST;

	private static final int MOST_WITH_DATE = LONG_DATE + REST + 1;

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

	/** As many characters as may stand there with a word that tells what follows. */
	private static final int WIDEST_TOLD_GAP = 40;

	/**
	 * So account numbers, the account of an IBAN and case numbers are written, and
	 * nothing else is.
	 */
	private static final Set<List<Integer>> GROUPED_OTHERWISE = Set.of(List.of(4, 2, 5), List.of(4, 4, 3),
			List.of(4, 5, 2));

	private static final Pattern TELLS_THE_REST = Pattern.compile(
			"person|p\\.? ?nr|f\\.? ?nr|fødsels|foedsels|fodsels|ident|siste|siffer|sifre", Pattern.CASE_INSENSITIVE);

	private static final Pattern TELLS_THE_DATE = Pattern.compile("født|foedt|fodt|fødsels|dato|\\bf\\b",
			Pattern.CASE_INSENSITIVE);

	/** Ids of ours and of most other systems are no numbers of persons. */
	private static final Pattern UUID = Pattern.compile(
			"(?<![\\p{L}\\p{N}])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\\p{L}\\p{N}])",
			Pattern.CASE_INSENSITIVE);

	/** A blank as it stands in copied HTML. */
	private static final Pattern ENTITY = Pattern.compile("&(?:[a-z]{2,8}|#x?[0-9a-f]{2,5});",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern MONTH = Pattern.compile(
			"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
					+ "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|des)(?![\\p{L}\\p{N}])\\.?",
			Pattern.CASE_INSENSITIVE);

	private static final String MONTHS = "janfebmaraprmaijunjulaugsepoktnovdes";

	private static final int LETTERS_OF_MONTH = 3;

	private final String text;

	private final List<Digit> digits = new ArrayList<>();

	private IdentityNumbers(String text) {
		this.text = text;
	}

	/** The places in the text where an identity number stands, from the left. */
	public static List<Span> in(String text) {
		IdentityNumbers numbers = new IdentityNumbers(text);
		numbers.readDigits();
		return numbers.find();
	}

	// reading

	/** All digits of the text, each with what stands before it. */
	private void readDigits() {
		Matcher uuid = UUID.matcher(this.text);
		Matcher entity = ENTITY.matcher(this.text);
		Matcher month = MONTH.matcher(this.text);
		Before before = new Before(0, true);
		int i = 0;
		while (i < this.text.length()) {
			int character = this.text.codePointAt(i);
			int next = i + Character.charCount(character);
			if (isWithoutWidth(character)) {
				growLast(i, next);
				i = next;
				continue;
			}
			int number = numberOf(character);
			if (Character.digit(character, 16) >= 0 && startsAt(i, uuid)) {
				next = uuid.end();
				before = before.andWord();
			}
			else if (number >= 0) {
				add(number, number > LAST_DIGIT, i, next, before);
				before = Before.NOTHING;
			}
			else if (Character.isLetter(character)) {
				if (before.isGap() && startsAt(i, month)) {
					next = month.end();
					add(numberOfMonth(month.group()), true, i, next, before);
					before = Before.NOTHING;
				}
				else {
					before = before.andWord();
				}
			}
			else if (character == '&' && startsAt(i, entity)) {
				next = entity.end();
				before = before.andSign();
			}
			else {
				before = before.andSign();
			}
			i = next;
		}
	}

	private void add(int number, boolean twoDigits, int from, int to, Before before) {
		if (twoDigits) {
			this.digits.add(new Digit(number / TEN, from, to, before));
			this.digits.add(new Digit(number % TEN, from, to, Before.NOTHING));
		}
		else {
			this.digits.add(new Digit(number, from, to, before));
		}
	}

	/** Accents and frames belong to their digit. */
	private void growLast(int from, int to) {
		int last = this.digits.size() - 1;
		if (last >= 0 && this.digits.get(last).to() == from
				&& Character.getType(this.text.codePointAt(from)) != Character.FORMAT) {
			Digit digit = this.digits.get(last);
			this.digits.set(last, new Digit(digit.value(), digit.from(), to, digit.before()));
		}
	}

	private static boolean startsAt(int place, Matcher matcher) {
		return matcher.region(place, matcher.regionEnd()).useTransparentBounds(true).lookingAt();
	}

	/** Also of full-width, raised, circled and other scripts' digits; else -1. */
	private static int numberOf(int character) {
		int digit = Character.digit(character, TEN);
		if (digit >= 0 || Character.getType(character) != Character.OTHER_NUMBER) {
			return digit;
		}
		int number = Character.getNumericValue(character);
		return (number >= 0 && number < TEN * TEN) ? number : -1;
	}

	private static int numberOfMonth(String name) {
		String start = name.substring(0, LETTERS_OF_MONTH).toLowerCase(Locale.ROOT);
		return MONTHS.indexOf(start) / LETTERS_OF_MONTH + 1;
	}

	/** Zero width, direction and soft hyphens, accents and the frames of keycaps. */
	private static boolean isWithoutWidth(int character) {
		int type = Character.getType(character);
		return PlainText.isInvisible(character) || type == Character.NON_SPACING_MARK
				|| type == Character.ENCLOSING_MARK || type == Character.COMBINING_SPACING_MARK;
	}

	// finding

	private List<Span> find() {
		int[] ends = ends();
		List<Span> found = new ArrayList<>();
		boolean begins = false;
		int i = 0;
		while (i < this.digits.size()) {
			begins = (begins || startsGroup(i)) && ends[i] > 0;
			if (begins) {
				found.add(new Span(this.digits.get(i).from(), this.digits.get(ends[i] - 1).to()));
			}
			i = begins ? ends[i] : i + 1;
		}
		return found;
	}

	/**
	 * For each digit the index after the identity number that would begin there, or 0. It
	 * ends where a group ends or the next one begins, so the last are looked at first.
	 */
	private int[] ends() {
		int[] ends = new int[this.digits.size()];
		for (int start = ends.length - 1; start >= 0; start--) {
			for (Reading reading : readings(start)) {
				if (isValid(reading.digits()) && (startsGroup(reading.end()) || ends[reading.end()] > 0)) {
					ends[start] = reading.end();
				}
			}
		}
		return ends;
	}

	/** Where a group begins, one has ended. */
	private boolean startsGroup(int i) {
		return i >= this.digits.size() || !this.digits.get(i).before().equals(Before.NOTHING);
	}

	/** The ways to read what begins here as eleven digits. */
	private List<Reading> readings(int start) {
		List<Reading> readings = new ArrayList<>();
		if (areTogether(start, LENGTH) && !GROUPED_OTHERWISE.contains(groups(start, LENGTH))) {
			readings.add(new Reading(values(start, LENGTH), start + LENGTH));
		}
		for (Reading date : dates(start)) {
			int rest = date.end();
			if (areTogether(rest, REST) && follows(rest, TELLS_THE_REST)) {
				readings.add(new Reading(join(date.digits(), values(rest, REST)), rest + REST));
			}
		}
		int date = start + REST;
		if (date < this.digits.size() && startsGroup(start) && startsGroup(date) && areTogether(start, REST)
				&& follows(date, TELLS_THE_DATE) && isTold(start, TELLS_THE_REST)) {
			dates(date)
				.forEach((born) -> readings.add(new Reading(join(born.digits(), values(start, REST)), born.end())));
		}
		return readings;
	}

	/** The ways to read what begins here as a date, in its six digits. */
	private List<Reading> dates(int start) {
		List<Reading> dates = new ArrayList<>();
		List<Integer> groups = groups(start, together(start, MOST_WITH_DATE));
		int first = groups.get(0);
		if (first == DATE) {
			dates.add(new Reading(values(start, DATE), start + DATE));
		}
		if (first == LONG_DATE || first == LONG_DATE + REST) {
			addDate(dates, start, 2, 2, YEAR);
			addDate(dates, start, YEAR, 2, 2);
		}
		if (groups.size() > 2) {
			// the rest may follow the last part of the date at once
			List.of(groups.get(2), groups.get(2) - REST)
				.forEach((last) -> addDate(dates, start, first, groups.get(1), last));
		}
		return dates;
	}

	/** Day, month, year, or year, month, day; the parts may lack their zeros. */
	private void addDate(List<Reading> dates, int start, int first, int second, int third) {
		boolean yearFirst = first == YEAR;
		int year = yearFirst ? first : third;
		int day = yearFirst ? third : first;
		if (day < 1 || day > 2 || second > 2 || (year != 2 && year != YEAR)) {
			return;
		}
		int end = start + first + second + third;
		int[] years = values(yearFirst ? start : end - third, year);
		if (year == YEAR && !CENTURIES.contains(TEN * years[0] + years[1])) {
			return;
		}
		int[] dayDigits = values(yearFirst ? end - third : start, day);
		int[] monthDigits = values(start + first, second);
		dates.add(new Reading(join(twoDigits(dayDigits), join(twoDigits(monthDigits), twoDigits(years))), end));
	}

	private static int[] twoDigits(int[] digits) {
		return (digits.length == 1) ? new int[] { 0, digits[0] }
				: Arrays.copyOfRange(digits, digits.length - 2, digits.length);
	}

	private static int[] join(int[] first, int[] second) {
		return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
	}

	private int[] values(int start, int length) {
		return this.digits.subList(start, start + length).stream().mapToInt(Digit::value).toArray();
	}

	/** So many digits stand beside each other, as far as people part them. */
	private boolean areTogether(int start, int length) {
		return together(start, length) == length;
	}

	private int together(int start, int most) {
		int count = (start < this.digits.size()) ? 1 : 0;
		while (count > 0 && count < most && start + count < this.digits.size()
				&& this.digits.get(start + count).before().isNear()) {
			count++;
		}
		return count;
	}

	private List<Integer> groups(int start, int length) {
		List<Integer> groups = new ArrayList<>(List.of(0));
		for (int i = start; i < start + length; i++) {
			if (i > start && startsGroup(i)) {
				groups.add(0);
			}
			groups.set(groups.size() - 1, groups.get(groups.size() - 1) + 1);
		}
		return groups;
	}

	/** Stands near what is before it, or words tell that it belongs to that. */
	private boolean follows(int i, Pattern words) {
		return this.digits.get(i).before().isNear() || (between(i).length() <= WIDEST_TOLD_GAP && isTold(i, words));
	}

	private boolean isTold(int i, Pattern words) {
		String before = between(i);
		return words.matcher(before.substring(Math.max(0, before.length() - WIDEST_TOLD_GAP))).find();
	}

	/** What stands between a digit and the one before it. */
	private String between(int i) {
		return this.text.substring((i > 0) ? this.digits.get(i - 1).to() : 0, this.digits.get(i).from());
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
		int day = TEN * digits[0] + digits[1];
		int raisedMonth = TEN * digits[2] + digits[3];
		int year = TEN * digits[4] + digits[5];
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

	/**
	 * A digit of the text, or one of two of a circled number or the name of a month.
	 *
	 * @param value from 0 to 9
	 * @param from index of its first char
	 * @param to index after its last
	 * @param before what parts it from the digit before it
	 */
	private record Digit(int value, int from, int to, Before before) {
	}

	/**
	 * What stands before a digit.
	 *
	 * @param signs how many blanks and signs
	 * @param word whether there is a letter, or nothing at all
	 */
	private record Before(int signs, boolean word) {

		private static final Before NOTHING = new Before(0, false);

		private Before andSign() {
			return new Before(this.signs + 1, this.word);
		}

		private Before andWord() {
			return new Before(this.signs, true);
		}

		private boolean isGap() {
			return this.signs > 0 && isNear();
		}

		private boolean isNear() {
			return !this.word && this.signs <= WIDEST_GAP;
		}

	}

	/**
	 * A way to read some digits.
	 *
	 * @param digits in the order of an identity number
	 * @param end index after the last of them
	 */
	private record Reading(int[] digits, int end) {
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
