package no.nav.samtalepakker.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.test.context.TestPropertySource;

/** Runs an {@link HttpCaseTest} on H2; all of them share one application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:http;DB_CLOSE_DELAY=-1")
public @interface OnH2 {

}
