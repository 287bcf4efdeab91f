package no.nav.samtalepakker.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** A free text and how long it may be, in code points (design §6). */
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

	String message() default "Teksten kan ha høyst {value} tegn";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Counts code points, so that an emoji is one character here as on the screen. */
	class Validator implements ConstraintValidator<Text, String> {

		private int max;

		@Override
		public void initialize(Text annotation) {
			this.max = annotation.value();
		}

		@Override
		public boolean isValid(String value, ConstraintValidatorContext context) {
			return value == null || value.codePointCount(0, value.length()) <= this.max;
		}

	}

}
