package no.nav.samtalepakker.platform;

import org.springframework.stereotype.Component;

/** Words that follow a number: one has its own. Pages call it {@code @counted}. */
@Component("counted")
public class Counted {

	/**
	 * Says how many.
	 * @param one what is said of one, such as «én enhet»
	 * @param many what is said of none or several, with {@code %d} for the number, such
	 * as «%d enheter»
	 */
	public static String of(long number, String one, String many) {
		return (number == 1) ? one : many.formatted(number);
	}

}
