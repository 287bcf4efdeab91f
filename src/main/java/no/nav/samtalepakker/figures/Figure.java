package no.nav.samtalepakker.figures;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A count as others may see it. What is hidden is not in it, so that it can be kept,
 * exported and shown without asking again.
 *
 * @param number the count, null if it is hidden
 * @param hidden why it is hidden, null if it is not
 */
public record Figure(Integer number, Hidden hidden) {

	/** A count that may be shown. */
	public static Figure of(int number) {
		return new Figure(number, null);
	}

	/** A count that adds up with no other on the page. */
	public static Figure apart(int number) {
		return (number < SmallGroups.LEAST) ? hidden(Hidden.FEW) : of(number);
	}

	/** A count that may not. */
	public static Figure hidden(Hidden why) {
		return new Figure(null, why);
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static Figure stored(Object value) {
		return (value instanceof Number number) ? of(number.intValue()) : hidden(Hidden.valueOf((String) value));
	}

	@JsonValue
	Object stored() {
		return isShown() ? this.number : this.hidden.name();
	}

	@JsonIgnore
	public boolean isShown() {
		return this.hidden == null;
	}

	@JsonIgnore
	public boolean isFew() {
		return this.hidden == Hidden.FEW;
	}

	/** As people read it. */
	public String text() {
		return isShown() ? String.valueOf(this.number) : isFew() ? "færre enn fem" : "vises ikke";
	}

	/** Together with another; known only if both are. */
	public Figure plus(Figure other) {
		return (isShown() && other.isShown()) ? of(this.number + other.number) : hidden(Hidden.COVER);
	}

	/** Why a count is hidden. */
	public enum Hidden {

		/** It is below five, none included. */
		FEW,
		/** It would give away another that is hidden. */
		COVER

	}

}
