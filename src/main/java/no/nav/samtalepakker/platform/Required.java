package no.nav.samtalepakker.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** A field that must be filled in; an empty list counts as missing. */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Required.Validator.class)
public @interface Required {

	/** The Norwegian name of the field, as the form shows it. */
	String value();

	String message() default "{value} må fylles ut";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Null and the empty list are missing; blank texts have become null on reading. */
	class Validator implements ConstraintValidator<Required, Object> {

		@Override
		public boolean isValid(Object value, ConstraintValidatorContext context) {
			return value != null && !(value instanceof Collection<?> list && list.isEmpty());
		}

	}

}
