package no.nav.samtalepakker;

import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.migration.Migration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Conversation packages about trust, from rollout to answered obstacle. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class SamtalepakkerApplication {

	public static void main(String[] args) {
		if (List.of(args).contains(Consistency.ARGUMENT)) {
			System.exit(Consistency.check(args));
		}
		if (Stream.of(args).anyMatch((argument) -> argument.startsWith(Migration.ARGUMENT))) {
			System.exit(Migration.run(args));
		}
		SpringApplication.run(SamtalepakkerApplication.class, args);
	}

}
