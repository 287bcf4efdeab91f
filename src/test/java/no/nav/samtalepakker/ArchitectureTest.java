package no.nav.samtalepakker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.StartFormListener;
import no.nav.samtalepakker.platform.Text;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.flywaydb.core.api.migration.JavaMigration;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** What the code agrees on: features, their borders, and the few rules within them. */
@AnalyzeClasses(packages = "no.nav.samtalepakker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	private static final String ENGINE = "org.camunda..";

	private static final String ENGINE_INSIDES = "org.camunda..impl..";

	private static final String PLATFORM = "no.nav.samtalepakker.platform..";

	/**
	 * Wires Spring Security to the engine's users, rights and tasks, which is neither a
	 * feature's business nor the platform's.
	 */
	private static final String SECURITY = "no.nav.samtalepakker.security..";

	private static final String TASKLIST = "no.nav.samtalepakker.tasklist..";

	// engine

	@ArchTest
	static final ArchRule onlyDelegatesListenersAndPlatformKnowTheEngine = noClasses().that()
		.resideOutsideOfPackages(PLATFORM, SECURITY, TASKLIST)
		.and(areNotWithin("Delegate", "Listener"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ENGINE);

	@ArchTest
	static final ArchRule onlyPlatformKnowsTheEnginesInsides = noClasses().that()
		.resideOutsideOfPackage(PLATFORM)
		.should()
		.dependOnClassesThat(resideInAPackage(ENGINE_INSIDES)
			// what the public IdentityService gives and takes back
			.and(DescribedPredicate.not(DescribedPredicate.describe("the engine's Authentication",
					(type) -> type.getName().equals("org.camunda.bpm.engine.impl.identity.Authentication")))));

	/**
	 * Its REST interface, web applications and starters, and the tools it is made with:
	 * where a move to a fork costs more than other names (processes/README.md).
	 */
	@ArchTest
	static final ArchRule onlyPlatformKnowsWhatIsAroundTheEngine = noClasses().that()
		.resideOutsideOfPackage(PLATFORM)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.camunda.bpm.engine.rest..", "org.camunda.bpm.engine.spring..",
				"org.camunda.bpm.webapp..", "org.camunda.bpm.cockpit..", "org.camunda.bpm.tasklist..",
				"org.camunda.bpm.admin..", "org.camunda.bpm.welcome..", "org.camunda.bpm.spring..",
				"org.camunda.bpm.dmn..", "org.camunda.commons..", "org.camunda.connect..");

	/**
	 * The same on the other side: our pages know nothing of the engine, forms know what
	 * Tasklist gives them, and the rest is in the scripts its web applications load.
	 */
	@ArchTest
	static void onlyScriptsOfTheWebApplicationsKnowTheEngine(JavaClasses classes) throws IOException {
		Pattern engines = Pattern.compile("engine-rest|api/engine|engine-api|[\"']cam\\.|\\bcam[A-Z]|\\bangular\\b");
		Set<String> scripts = new TreeSet<>();
		for (Path file : filesOf("src/main/resources", "forms")) {
			String text = Files.readString(file);
			if (file.startsWith("forms")) {
				text = text.replaceAll("\\bcamForm\\b|\\bangular\\.", "");
			}
			if (engines.matcher(text).find()) {
				scripts.add(file.toString().replace('\\', '/'));
			}
		}
		assertThat(scripts).isNotEmpty()
			.allMatch((name) -> name.matches(
					".*/camunda/app/(tasklist|cockpit)/scripts/.*|.*/camunda/lib/samtalepakker-(dates|frame)\\.js"));
	}

	private static List<Path> filesOf(String... folders) throws IOException {
		List<Path> found = new ArrayList<>();
		for (String folder : folders) {
			try (Stream<Path> files = Files.walk(Path.of(folder))) {
				files.filter((file) -> file.toString().matches(".*\\.(js|html)")).forEach(found::add);
			}
		}
		return found;
	}

	@ArchTest
	static final ArchRule delegatesAndListenersAreNoBusinessOfOthers = classes().that()
		.resideOutsideOfPackage(PLATFORM)
		.and()
		.haveNameMatching(".*(Delegate|Listener)")
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule recordsKnowNeitherSpringNorTheEngine = noClasses().that()
		.areRecords()
		.and()
		.areNotAnnotatedWith(ConfigurationProperties.class)
		.and()
		.resideOutsideOfPackages(PLATFORM, SECURITY)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", ENGINE);

	/** Who ends a membership gives the open tasks back; {@code Identities} does both. */
	@ArchTest
	static final ArchRule membershipsEndInOnePlace = noClasses().that()
		.doNotHaveSimpleName("Identities")
		.should()
		.callCodeUnitWhere(calls(IdentityService.class, "deleteMembership", "deleteUser", "deleteGroup"));

	/** A right of a single user's own would outlive their membership. */
	@ArchTest
	static final ArchRule tasksAreGivenInOnePlace = noClasses().that()
		.doNotHaveSimpleName("Processes")
		.should()
		.callCodeUnitWhere(calls(TaskService.class, "setAssignee", "claim", "setOwner", "delegateTask",
				"addCandidateUser", "addUserIdentityLink"));

	/** What moves the clock or knows passwords is not there in production. */
	@ArchTest
	static final ArchRule whatOnlyTheDemonstrationNeedsIsThereOnlyThen = classes().that()
		.areAnnotatedWith(Component.class)
		.and(DescribedPredicate.describe("are needed by the demonstration only", ArchitectureTest::isForDemonstration))
		.should(new ArchCondition<>("be there in the demonstration only") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!isInDemonstrationOnly(type)) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " is a bean in production too"));
				}
			}

		});

	// transactions

	@ArchTest
	static final ArchRule whoWritesIsATransaction = classes().that(writeToOurTables())
		.and()
		.areAnnotatedWith(Component.class)
		.and(openNoneThemselves())
		// runs in Flyway's own, and before there is an engine
		.and()
		.areNotAssignableTo(JavaMigration.class)
		.and()
		.areNotAssignableTo(ProcessEnginePlugin.class)
		.should()
		.beAnnotatedWith(Transactional.class);

	@ArchTest
	static final ArchRule aTransactionIsTheWholeClass = noMethods().that()
		.areDeclaredInClassesThat(openNoneThemselves())
		.should()
		.beAnnotatedWith(Transactional.class);

	@ArchTest
	static final ArchRule whoOnlyTranslatesIsNoTransaction = noClasses().that()
		.haveNameMatching(".*(Controller|Page|Delegate|Listener)")
		.should()
		.beAnnotatedWith(Transactional.class);

	// packages and names

	@ArchTest
	static final ArchRule featuresAreFreeOfCycles = slices().matching("no.nav.samtalepakker.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule packagesAreBusinessNouns = noClasses().should()
		.resideInAnyPackage("..util..", "..utils..", "..common..", "..dto..", "..impl..", "..config..", "..service..");

	@ArchTest
	static final ArchRule theEngineAlreadyHasAnExecution = noClasses().should().haveSimpleNameStartingWith("Execution");

	@ArchTest
	static final ArchRule whatIsPublicIsUsedByOthers = classes().that()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.and(DescribedPredicate.describe("are no package-info", (type) -> !type.getSimpleName().equals("package-info")))
		.should(beNeededOutsideTheirPackage());

	@ArchTest
	static final ArchRule anInterfaceHasMoreThanOneImplementation = classes().that()
		.areInterfaces()
		.and()
		.areNotAnnotations()
		.should(haveNoOrSeveralImplementations());

	// habits

	@ArchTest
	static final ArchRule dependenciesComeThroughTheConstructor = noFields().should()
		.beAnnotatedWith(Autowired.class)
		.orShould()
		.beAnnotatedWith(Value.class)
		.orShould()
		.beAnnotatedWith("jakarta.inject.Inject")
		.orShould()
		.beAnnotatedWith("jakarta.annotation.Resource");

	@ArchTest
	static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static final ArchRule timeComesFromTheClock = noClasses().that()
		.doNotBelongToAnyOf(ApplicationClock.class)
		.and()
		// has moved the clock and must find back to the present
		.doNotHaveSimpleName("DemoPlay")
		.should()
		.callCodeUnitWhere(asksTheSystemForTheTime());

	/**
	 * Checked by hand: keys of the package's questions and checklist and recipients (an
	 * annotation would quote an unknown one in its message) with what is said to them.
	 */
	private static final Set<String> CHECKED_BY_HAND = Set.of("ConfirmExecution.questions[]",
			"PrepareMeeting.checklist[]", "ReportConversation.answers[]", "TriageObstacle.reasons[]");

	/** A text without a limit could fill the database. */
	@ArchTest
	static void everyTextOfAFormHasALimit(JavaClasses classes) {
		Set<String> unlimited = new TreeSet<>();
		classes.stream()
			.filter((type) -> !Modifier.isAbstract(type.reflect().getModifiers()))
			.filter((type) -> type.isAssignableTo(FormListener.class) || type.isAssignableTo(StartFormListener.class))
			.map((type) -> (ParameterizedType) type.reflect().getGenericSuperclass())
			.forEach((listener) -> findUnlimited((Class<?>) listener.getActualTypeArguments()[0], unlimited));
		classes.stream()
			.filter(JavaClass::isRecord)
			.map(JavaClass::reflect)
			.filter(ArchitectureTest::isForm)
			.forEach((form) -> findUnlimited(form, unlimited));
		assertThat(unlimited).containsExactlyInAnyOrderElementsOf(CHECKED_BY_HAND);
	}

	private static boolean isForm(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.anyMatch((component) -> component.getAccessor().isAnnotationPresent(Required.class)
					|| component.getAccessor().isAnnotationPresent(Text.class));
	}

	private static void findUnlimited(Class<?> form, Set<String> unlimited) {
		for (RecordComponent component : form.getRecordComponents()) {
			String path = form.getSimpleName() + "." + component.getName();
			boolean limited = isLimited(component.getAccessor());
			findUnlimited(component.getAnnotatedType(), limited, path, unlimited);
		}
	}

	private static void findUnlimited(AnnotatedType annotated, boolean limited, String path, Set<String> unlimited) {
		if (annotated instanceof AnnotatedParameterizedType generic) {
			Arrays.stream(generic.getAnnotatedActualTypeArguments())
				.forEach((argument) -> findUnlimited(argument, false, path + "[]", unlimited));
		}
		else if (annotated.getType() instanceof Class<?> type) {
			if (type == String.class && !limited && !isLimited(annotated)) {
				unlimited.add(path);
			}
			else if (type.isRecord()) {
				findUnlimited(type, unlimited);
			}
		}
	}

	private static boolean isLimited(AnnotatedElement annotated) {
		return annotated.isAnnotationPresent(Text.class) || annotated.isAnnotationPresent(Id.class);
	}

	private static boolean isForDemonstration(JavaClass type) {
		Set<JavaClass> needing = type.getDirectDependenciesToSelf()
			.stream()
			.map((dependency) -> outermost(dependency.getOriginClass()))
			.filter((origin) -> !origin.equals(type))
			.collect(Collectors.toSet());
		return !needing.isEmpty() && needing.stream().allMatch(ArchitectureTest::isInDemonstrationOnly);
	}

	private static boolean isInDemonstrationOnly(JavaClass type) {
		return type.tryGetAnnotationOfType(Profile.class)
			.filter((profile) -> List.of(profile.value()).equals(List.of("demo")))
			.isPresent();
	}

	private static DescribedPredicate<JavaClass> openNoneThemselves() {
		return DescribedPredicate.describe("open none themselves", (type) -> type.getDirectDependenciesFromSelf()
			.stream()
			.noneMatch((dependency) -> dependency.getTargetClass().isAssignableTo(TransactionOperations.class)));
	}

	private static DescribedPredicate<JavaClass> writeToOurTables() {
		return DescribedPredicate.describe("write to our tables",
				(type) -> type.getMethodCallsFromSelf()
					.stream()
					.map(JavaCall::getTarget)
					.filter((target) -> Set.of("update", "batchUpdate").contains(target.getName()))
					.anyMatch((target) -> target.getOwner().isAssignableTo(JdbcClient.StatementSpec.class)
							|| target.getOwner().isAssignableTo(JdbcOperations.class)
							|| target.getOwner().isAssignableTo(NamedParameterJdbcOperations.class)));
	}

	private static DescribedPredicate<JavaClass> areNotWithin(String... suffixes) {
		return DescribedPredicate.describe("are not within " + String.join(" or ", suffixes),
				(type) -> Arrays.stream(suffixes)
					.noneMatch((suffix) -> outermost(type).getSimpleName().endsWith(suffix)));
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
	}

	private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String... methods) {
		return DescribedPredicate.describe("calls " + type.getSimpleName() + "." + String.join("/", methods),
				(call) -> call.getTarget().getOwner().isEquivalentTo(type)
						&& List.of(methods).contains(call.getTarget().getName()));
	}

	private static DescribedPredicate<JavaCall<?>> asksTheSystemForTheTime() {
		Set<String> types = Set.of(LocalDate.class.getName(), LocalDateTime.class.getName(), Instant.class.getName(),
				OffsetDateTime.class.getName(), ZonedDateTime.class.getName());
		return DescribedPredicate.describe("asks the system for the time", (call) -> {
			CodeUnitCallTarget target = call.getTarget();
			String owner = target.getOwner().getName();
			boolean clock = target.getRawParameterTypes().stream().anyMatch((type) -> type.isEquivalentTo(Clock.class));
			return (types.contains(owner) && target.getName().equals("now") && !clock)
					|| (owner.equals(Date.class.getName()) && target.getName().equals("<init>")
							&& target.getRawParameterTypes().isEmpty())
					|| (owner.equals(System.class.getName()) && target.getName().equals("currentTimeMillis"))
					|| (owner.equals(Clock.class.getName()) && target.getName().startsWith("system"));
		});
	}

	private static ArchCondition<JavaClass> beNeededOutsideTheirPackage() {
		String named = namedElsewhere();
		return new ArchCondition<>("be needed outside their package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = type.getDirectDependenciesToSelf()
					.stream()
					.anyMatch((
							dependency) -> !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
				boolean exposed = type.getDirectDependenciesToSelf()
					.stream()
					.map((dependency) -> outermost(dependency.getOriginClass()))
					.anyMatch((origin) -> origin.getModifiers().contains(JavaModifier.PUBLIC) && !origin.equals(type));
				// the compiler copies constants, so nobody seems to use them
				boolean constants = type.getMethods().isEmpty() && type.getFields()
					.stream()
					.allMatch((field) -> field.getModifiers().contains(JavaModifier.STATIC));
				// created by the web applications, from a name
				boolean createdByName = type.isAssignableTo(AuthenticationProvider.class);
				boolean inModels = named.contains("{" + beanName(type) + ".");
				if (!used && !exposed && !constants && !createdByName && !inModels && !named.contains(type.getName())
						&& !type.isAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " is public for nobody"));
				}
			}

		};
	}

	private static String beanName(JavaClass type) {
		return java.beans.Introspector.decapitalize(type.getSimpleName());
	}

	/** Classes that models, lists of tasks or frameworks find by name. */
	private static String namedElsewhere() {
		StringBuilder texts = new StringBuilder();
		try (Stream<Path> files = Stream
			.of(Path.of("processes"), Path.of("src/main/resources/META-INF"),
					Path.of("src/main/java/no/nav/samtalepakker/tasklist"))
			.flatMap(ArchitectureTest::filesIn)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
				.filter((path) -> path.toString().matches(".*(bpmn|factories|services/.*|TaskList.java)"))::iterator) {
				texts.append(Files.readString(file));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return texts.toString();
	}

	private static Stream<Path> filesIn(Path folder) {
		try {
			return Files.walk(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ArchCondition<JavaClass> haveNoOrSeveralImplementations() {
		return new ArchCondition<>("have no implementation of ours or several") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				List<JavaClass> implementations = new ArrayList<>(type.getAllSubclasses());
				implementations.removeIf(JavaClass::isInterface);
				if (implementations.size() == 1) {
					events.add(SimpleConditionEvent.violated(type,
							type.getName() + " is implemented by " + implementations.get(0).getName() + " alone"));
				}
			}

		};
	}

}
