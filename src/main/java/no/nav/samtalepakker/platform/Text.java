package no.nav.samtalepakker.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * A free text and how long it may be, in code points (design §6). It may not hold a
 * national identity number.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
public @interface Text {

	/** Obstacle, point, action point, comment, reason. */
	int SHORT = 500;

	/** Answers, positive, answer text, remark, adaptation. */
	int LONG = 2000;

	/** Names and functions. */
	int NAME = 120;

	/** The largest number of code points. */
	int value() default SHORT;

	/** Whether it may hold anything, since it is only looked at and never kept. */
	boolean unkept() default false;

	String message() default "Teksten kan ha høyst {value} tegn";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Counts code points, so that an emoji is one character here as on the screen. */
	class Validator implements ConstraintValidator<Text, String> {

		private static final int MAX_NAMED = 5;

		private int max;

		private boolean unkept;

		@Override
		public void initialize(Text annotation) {
			this.max = annotation.value();
			this.unkept = annotation.unkept();
		}

		@Override
		public boolean isValid(String value, ConstraintValidatorContext context) {
			if (value == null) {
				return true;
			}
			if (value.codePointCount(0, value.length()) > this.max) {
				return false;
			}
			Optional<String> fault = this.unkept ? Optional.empty() : identityNumbersIn(value);
			fault.ifPresent((message) -> {
				context.disableDefaultConstraintViolation();
				context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
			});
			return fault.isEmpty();
		}

		/**
		 * The same for a text that carries no annotation.
		 * @param field its path, for the message
		 */
		public static void check(String field, String text, int max) {
			if (text.codePointCount(0, text.length()) > max) {
				throw new InvalidInput(field, "Teksten kan ha høyst " + max + " tegn");
			}
			identityNumbersIn(text).ifPresent((message) -> {
				throw new InvalidInput(field, message);
			});
		}

		/** Tells where they stand and what to do, and never quotes them. */
		private static Optional<String> identityNumbersIn(String text) {
			List<IdentityNumbers.Span> found = IdentityNumbers.in(text);
			if (found.isEmpty()) {
				return Optional.empty();
			}
			String where = found.stream()
				.limit(MAX_NAMED)
				.map((number) -> number.within(text))
				.collect(Collectors.joining(", "));
			return Optional.of("Teksten inneholder et fødselsnummer eller lignende (tegn " + where
					+ "). Ta det ut. Er det et kontonummer, skriv det som 1234.56.78901");
		}

	}

}
