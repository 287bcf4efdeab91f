package no.nav.samtalepakker.testing;

import java.time.LocalDate;
import java.util.Random;

/**
 * Makes synthetic identity numbers that keep the rules of a series. Nobody has them, or
 * only by chance: tests that show one use {@link #EXAMPLE}.
 */
public enum IdentityNumberSeries {

	FODSELSNUMMER(0, 0, 0), D_NUMBER(40, 0, 0), H_NUMBER(0, 40, 0), SYNTHETIC_65(0, 65, 0), SYNTHETIC_80(0, 80, 0),
	SYNTHETIC_D_80(40, 80, 0), D_AND_H_NUMBER(40, 40, 0), FROM_2032_1(0, 0, 1), FROM_2032_2(0, 0, 2),
	FROM_2032_3(0, 0, 3), D_FROM_2032(40, 0, 2), SYNTHETIC_80_FROM_2032(0, 80, 3);

	/** Of Skatteetaten's synthetic people, month raised by 80. */
	public static final String EXAMPLE = "15842091230";

	private static final int[] FIRST_WEIGHTS = { 3, 7, 6, 1, 8, 9, 4, 5, 2 };

	private static final int[] SECOND_WEIGHTS = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };

	private final int dayRaisedBy;

	private final int monthRaisedBy;

	private final int remainder;

	IdentityNumberSeries(int dayRaisedBy, int monthRaisedBy, int remainder) {
		this.dayRaisedBy = dayRaisedBy;
		this.monthRaisedBy = monthRaisedBy;
		this.remainder = remainder;
	}

	/** Eleven digits. */
	public String next(Random random) {
		while (true) {
			LocalDate born = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(100 * 365));
			String number = "%02d%02d%02d%03d".formatted(born.getDayOfMonth() + this.dayRaisedBy,
					born.getMonthValue() + this.monthRaisedBy, born.getYear() % 100, random.nextInt(1000));
			// sum + control digit leaves the series' remainder
			int first = Math.floorMod(this.remainder - sum(number, FIRST_WEIGHTS), 11);
			int second = Math.floorMod(-sum(number + first, SECOND_WEIGHTS), 11);
			if (first < 10 && second < 10) {
				return number + first + second;
			}
		}
	}

	/** A number that keeps the rule of bank accounts, eleven digits. */
	public static String account(Random random) {
		while (true) {
			String number = "%04d%02d%04d".formatted(random.nextInt(9999), random.nextInt(100), random.nextInt(10_000));
			int control = Math.floorMod(-sum(number, SECOND_WEIGHTS), 11);
			if (control < 10) {
				return number + control;
			}
		}
	}

	private static int sum(String digits, int[] weights) {
		int sum = 0;
		for (int i = 0; i < weights.length; i++) {
			sum += weights[i] * (digits.charAt(i) - '0');
		}
		return sum;
	}

}
