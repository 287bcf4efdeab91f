package no.nav.samtalepakker.platform;

import java.util.Optional;
import java.util.function.Function;

/** A feature that knows what the cases of some tasks are about. */
public interface TaskTitle {

	/**
	 * What the list of tasks shows beside what is to be done: unit, package and category
	 * only, never text (design §4).
	 * @param task its id in the model
	 * @param variables gives a variable of the case by its name, or null
	 * @return nothing for a case of another feature
	 */
	Optional<String> of(String task, Function<String, Object> variables);

}
