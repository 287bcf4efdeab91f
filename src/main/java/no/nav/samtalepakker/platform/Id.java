package no.nav.samtalepakker.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

/**
 * An id or a code of ours: chosen from a list, looked up, and no text of anybody's. It is
 * not searched for identity numbers, since one in some 25,000 random ids looks like one.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(regexp = "[A-Za-z0-9._-]{1,120}")
@ReportAsSingleViolation
public @interface Id {

	String message() default "Velg noe som finnes i listen";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
