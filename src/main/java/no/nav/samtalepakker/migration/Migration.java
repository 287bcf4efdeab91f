package no.nav.samtalepakker.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.SamtalepakkerApplication;
import no.nav.samtalepakker.platform.ModelVersions;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Moves running cases to another version of their model, for whoever runs the
 * application; over REST nobody can. First every case is tried and taken back, which
 * tells exactly which cannot be moved; they are moved only when told so. A case that
 * cannot be moved stays as it is and goes on, and whoever is stopped in between can begin
 * again.
 */
@Component
public class Migration {

	/** The argument that makes the application migrate instead of serve. */
	public static final String ARGUMENT = "--samtalepakker.migrate=";

	private static final Logger log = LoggerFactory.getLogger(Migration.class);

	private static final String ORDER = "samtalepakker.migrate";

	private static final int DONE = 0;

	private static final int SOME_STAY = 1;

	private static final int NOT_DONE = 2;

	/** A node that takes no job, sends no e-mail and serves nobody. */
	private static final String[] IDLE = { "--server.address=127.0.0.1", "--server.port=0",
			"--management.server.address=127.0.0.1", "--management.server.port=0",
			"--camunda.bpm.job-execution.enabled=false", "--samtalepakker.mail.deliver=false",
			"--samtalepakker.demo.play=false" };

	private final ModelVersions models;

	private final Moves moves;

	Migration(ModelVersions models, Moves moves) {
		this.models = models;
		this.moves = moves;
	}

	/**
	 * Does what the arguments say beside nodes at work, and tells in the log.
	 * @return exit code: 0 if all cases can be or were moved, 1 if some stay, 2 if it
	 * could not be tried
	 */
	public static int run(String... arguments) {
		try (ConfigurableApplicationContext context = SpringApplication.run(SamtalepakkerApplication.class,
				idle(arguments))) {
			Environment settings = context.getEnvironment();
			boolean move = settings.getProperty(ORDER + ".move") != null;
			Set<String> cases = Set.of(listed(settings, "cases"));
			Map<String, String> elements = Order.elements(List.of(listed(settings, "elements")));
			int worst = DONE;
			for (String each : settings.getRequiredProperty(ORDER, String[].class)) {
				worst = Math.max(worst,
						context.getBean(Migration.class).migrate(Order.of(each), elements, cases, move));
			}
			return worst;
		}
		catch (Refused | NotFound ex) {
			log.error("{}", ex.getMessage());
			return NOT_DONE;
		}
		catch (RuntimeException ex) {
			log.error("Ikke fullført: {}", NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			return NOT_DONE;
		}
	}

	/** What is said twice would be a list. */
	private static String[] idle(String... arguments) {
		return Stream
			.concat(Stream.of(arguments)
				.filter((argument) -> Stream.of(IDLE).noneMatch((idle) -> name(idle).equals(name(argument)))),
					Stream.of(IDLE))
			.toArray(String[]::new);
	}

	private static String name(String argument) {
		return argument.split("=")[0];
	}

	private static String[] listed(Environment settings, String name) {
		return settings.getProperty(ORDER + "." + name, String[].class, new String[0]);
	}

	private int migrate(Order order, Map<String, String> elements, Set<String> cases, boolean move) {
		ModelVersions.Plan plan = this.models.plan(order.process(), order.from(), order.to(), elements);
		log.info("{} forekomster av «{}» går på versjon {}", plan.instances().size(), order.process(), order.from());
		log.info("{} steg har sin plass i versjon {}, disse har ingen: {}", plan.places(), order.to(),
				plan.withoutPlace().isEmpty() ? "-" : String.join(", ", plan.withoutPlace()));
		List<String> stay = new ArrayList<>();
		List<ModelVersions.Instance> asked = plan.instances()
			.stream()
			.filter((instance) -> cases.isEmpty() || cases.contains(instance.caseId()))
			.toList();
		for (ModelVersions.Instance instance : asked) {
			try {
				if (move) {
					this.moves.move(order, plan, instance);
				}
				else {
					this.moves.rehearse(plan, instance);
				}
			}
			catch (Refused ex) {
				stay.add(instance.id());
				log.warn("Saken {} (forekomst {}) blir på versjon {}: {}", instance.caseId(), instance.id(),
						order.from(), ex.getMessage());
			}
		}
		log.info(move ? "{} er flyttet, {} er ikke" : "{} kan flyttes, {} kan ikke; ingen er flyttet",
				asked.size() - stay.size(), stay.size());
		return stay.isEmpty() ? DONE : SOME_STAY;
	}

}
