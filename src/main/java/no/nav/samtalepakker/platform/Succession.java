package no.nav.samtalepakker.platform;

import java.util.Arrays;
import java.util.List;

/**
 * States that know which may follow them. Whoever changes a state asks for the states
 * before it in the {@code where} of the update, so that the database decides on the row
 * as it is at that moment, and answers {@link Conflict} when it is in none of them.
 *
 * @param <S> the states, an enum
 */
public interface Succession<S extends Enum<S> & Succession<S>> {

	/** Whether that state may follow this one. */
	boolean mayBecome(S next);

	/** The names of the states that may come before. */
	static <S extends Enum<S> & Succession<S>> List<String> before(S next) {
		return Arrays.stream(next.getDeclaringClass().getEnumConstants())
			.filter((former) -> former.mayBecome(next))
			.map(Enum::name)
			.toList();
	}

}
