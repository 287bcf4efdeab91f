package no.nav.samtalepakker;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.InformationRequirement;
import org.camunda.bpm.model.dmn.instance.InputData;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the models against the conventions and against the code they name, without
 * starting the engine: a slip of the pen in a model is found here and not by a leader.
 */
class ModelConventionsTest {

	private static final Path PROCESSES = Path.of("processes");

	/** Models that have been released and changed since. */
	private static final Path FORMER = Path.of("src/test/resources/former");

	private static final Path FORMS = Path.of("forms");

	private static final Path SCRIPTS = Path
		.of("src/main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts");

	private static final Path SHARED_BY_FORMS = SCRIPTS.resolve("forms-v1.js");

	private static final Path FORMER_CONTRACT = Path.of("src/test/resources/former-forms/contract.txt");

	private static final Path PACKAGES = Path.of("src/main/resources/packages");

	private static final String FORM_PREFIX = "embedded:deployment:";

	private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z]*_[a-z][a-zA-Z]*");

	private static final Pattern NAME_OF_ELEMENT = Pattern.compile("\"((?:userTask|timer|message)_\\w+)\"");

	private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");

	private static final Pattern CALL = Pattern.compile("(\\w+)\\.(\\w+)\\(([^()]*)\\)");

	private static final Pattern NAME = Pattern.compile("(?<![.\\w'])[a-zA-Z_]\\w*(?![\\w(])(?!\\.)");

	private static final Set<String> WORDS_OF_THE_LANGUAGE = Set.of("true", "false", "null", "empty", "not", "and",
			"or");

	private static final Map<String, Class<?>> BEANS = beans();

	private static final Set<String> VARIABLES = variables();

	static List<Path> models() throws IOException {
		return files(PROCESSES, ".bpmn");
	}

	/** Models of today, and those that cases begun before may still follow. */
	static List<Path> modelsOfRunningCases() throws IOException {
		return Stream.concat(models().stream(), files(FORMER, ".bpmn").stream()).toList();
	}

	static List<Path> tables() throws IOException {
		return files(PROCESSES, ".dmn");
	}

	// ids and names

	/** A slip in a name that stands twice is found by nobody. */
	@Test
	void codeHasTheNamesOfModelsFromOnePlaceForEachProcess() throws IOException {
		String models = textsIn(PROCESSES);
		Set<String> names = new TreeSet<>();
		List<String> strewn = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : (Iterable<Path>) files.filter((path) -> path.toString().endsWith(".java"))::iterator) {
				Matcher name = NAME_OF_ELEMENT.matcher(Files.readString(file));
				while (name.find()) {
					names.add(name.group(1));
					if (!file.toString().endsWith("Process.java")) {
						strewn.add(file.getFileName() + ": " + name.group(1));
					}
				}
			}
		}
		assertThat(names).hasSizeGreaterThan(20).allSatisfy((name) -> assertThat(models).contains("=\"" + name + "\""));
		assertThat(strewn).isEmpty();
	}

	/**
	 * Whoever is in a group is asked by its kind; in the demonstration users are called
	 * like their groups.
	 */
	@Test
	void codeHasTheNamesOfGroupsFromOnePlace() throws IOException {
		Pattern names = Pattern.compile("\"(sekretariat|camunda-admin|(?:enhet|part|fylke|mottaker)-)\"");
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			assertThat(files.filter((path) -> path.toString().endsWith(".java"))
				.filter((path) -> !path.toString().contains("/demo/"))
				.filter((path) -> names.matcher(readString(path)).find())
				.map((path) -> path.getFileName().toString()))
				.containsExactlyInAnyOrder("GroupKind.java", "Identities.java", "LoginController.java");
		}
	}

	private static String readString(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static String textsIn(Path folder) throws IOException {
		StringBuilder texts = new StringBuilder();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				texts.append(Files.readString(file));
			}
		}
		return texts.toString();
	}

	@ParameterizedTest
	@MethodSource("models")
	void namesItsProcessAfterTheFile(Path file) {
		Process process = process(read(file));
		assertThat(process.getId()).isEqualTo(camelCase(file.getFileName().toString().replace(".bpmn", "")));
		assertThat(process.getName()).isNotBlank();
		assertThat(process.isExecutable()).isTrue();
		assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
	}

	@ParameterizedTest
	@MethodSource("models")
	void saysInEveryIdWhatItIsAndWhatItMeans(Path file) {
		BpmnModelInstance model = read(file);
		List<BaseElement> elements = new ArrayList<>(model.getModelElementsByType(FlowElement.class));
		elements.addAll(model.getModelElementsByType(Message.class));
		assertThat(elements).allSatisfy((element) -> assertThat(element.getId()).matches(ID)
			.satisfies((id) -> assertThat(id.substring(0, id.indexOf('_'))).as(id).isEqualTo(prefix(element))));
		assertThat(model.getModelElementsByType(EventDefinition.class))
			.allSatisfy((definition) -> assertThat(definition.getId())
				.isEqualTo(id(definition.getParentElement()) + "_definition"));
	}

	@ParameterizedTest
	@MethodSource("models")
	void namesWhatPeopleSee(Path file) {
		BpmnModelInstance model = read(file);
		List<FlowNode> seen = new ArrayList<>();
		seen.addAll(model.getModelElementsByType(Task.class));
		seen.addAll(model.getModelElementsByType(CallActivity.class));
		seen.addAll(model.getModelElementsByType(SubProcess.class));
		// what only joins says nothing
		model.getModelElementsByType(ExclusiveGateway.class)
			.stream()
			.filter((gateway) -> gateway.getOutgoing().size() > 1)
			.forEach(seen::add);
		seen.addAll(model.getModelElementsByType(EventBasedGateway.class));
		seen.addAll(model.getModelElementsByType(BoundaryEvent.class));
		seen.addAll(model.getModelElementsByType(IntermediateCatchEvent.class));
		seen.addAll(model.getModelElementsByType(StartEvent.class));
		seen.addAll(model.getModelElementsByType(EndEvent.class));
		assertThat(seen).allSatisfy((node) -> assertThat(node.getName()).as(node.getId()).isNotBlank());
		assertThat(model.getModelElementsByType(SequenceFlow.class))
			.filteredOn((flow) -> flow.getConditionExpression() != null)
			.allSatisfy((flow) -> assertThat(flow.getName()).as(flow.getId()).isNotBlank());
	}

	@Test
	void letsPeopleStartOnlyRollouts() throws IOException {
		assertThat(models()).filteredOn((file) -> process(read(file)).isCamundaStartableInTasklist())
			.extracting((file) -> file.getFileName().toString())
			.containsExactly("rollout.bpmn");
	}

	// forms

	@ParameterizedTest
	@MethodSource("models")
	void givesEveryUserTaskItsFormItsReasonAndItsListeners(Path file) {
		assertThat(read(file).getModelElementsByType(UserTask.class)).allSatisfy((task) -> {
			String meaning = task.getId().substring("userTask_".length());
			assertThat(task.getName()).doesNotContain("${", "#{");
			assertThat(task.getDocumentations()).as("documentation of %s", task.getId())
				.singleElement()
				.satisfies((documentation) -> assertThat(documentation.getTextContent()).isNotBlank());
			assertThat(task.getCamundaFormKey()).isEqualTo(FORM_PREFIX + kebabCase(meaning) + ".html");
			assertThat(task.getCamundaCandidateGroups()).as("groups of %s", task.getId()).isNotBlank();
			assertThat(listeners(task, "create")).contains("${caseTitleListener}");
			assertThat(listeners(task, "complete")).containsExactly("${" + meaning + "Listener}");
		});
	}

	/** Rights on a task come from its group, so it has one, and no users of its own. */
	@ParameterizedTest
	@MethodSource("models")
	void givesEveryUserTaskOneGroup(Path file) {
		assertThat(read(file).getModelElementsByType(UserTask.class)).allSatisfy((task) -> {
			assertThat(task.getCamundaCandidateGroupsList()).as(task.getId()).hasSize(1);
			assertThat(task.getCamundaCandidateUsers()).as(task.getId()).isNull();
		});
	}

	/**
	 * Forms stay as they were deployed; what they share comes with the application, and
	 * is a contract.
	 */
	@Test
	void takesWhatFormsShareFromTheApplication() throws IOException {
		List<String> offered = offered();
		Pattern taken = Pattern
			.compile("const \\{([\\w,\\s]+)} = window\\.samtalepakker\\.formsV1\\(\\$scope, camForm\\);");
		for (Path form : files(FORMS, ".html")) {
			String html = Files.readString(form);
			assertThat(html).as(form.toString()).doesNotContain("<style");
			Matcher names = taken.matcher(html);
			assertThat(names.find()).as("what %s takes", form).isTrue();
			assertThat(offered).as("what %s takes", form).containsAll(names(names.group(1)));
		}
	}

	@Test
	void takesNothingAwayFromFormsOfRunningCases() throws IOException {
		Map<String, List<String>> promised = Files.readAllLines(FORMER_CONTRACT)
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> List.of(line.split(" ")))
			.collect(Collectors.toMap((words) -> words.get(0), (words) -> words.subList(1, words.size())));
		StringBuilder scripts = new StringBuilder(Files.readString(SHARED_BY_FORMS));
		for (Path script : files(SCRIPTS.resolve("forms"), ".js")) {
			scripts.append(Files.readString(script));
		}
		String styles = Files.readString(SCRIPTS.resolveSibling("styles/forms.css"));
		assertThat(offered()).containsAll(promised.get("functions"));
		assertThat(promised.get("scope")).isNotEmpty()
			.allSatisfy((name) -> assertThat(scripts.toString())
				.containsPattern("\\$scope\\." + name + " = |extend\\(\\$scope, \\{.*\\b" + name + "\\b"));
		assertThat(promised.get("classes")).isNotEmpty()
			.allSatisfy((name) -> assertThat(styles).containsPattern("\\." + name + "(?![\\w-])"));
	}

	private static List<String> offered() throws IOException {
		Matcher offered = Pattern.compile("return \\{([\\w,\\s]+)};").matcher(Files.readString(SHARED_BY_FORMS));
		assertThat(offered.find()).as("names offered by %s", SHARED_BY_FORMS).isTrue();
		return names(offered.group(1));
	}

	/** What forms show alike comes from the application, too, and stands once. */
	@Test
	void usesOnlyBlocksTheApplicationHas() throws IOException {
		String blocks = Files.readString(SCRIPTS.resolve("forms/blocks.js"));
		String styles = Files.readString(SCRIPTS.resolveSibling("styles/forms.css"));
		Pattern used = Pattern.compile("<(sp-([a-z]+))>");
		for (Path form : files(FORMS, ".html")) {
			String html = Files.readString(form);
			assertThat(html).as(form.toString()).doesNotContain("ng-repeat=\"fact in facts\"");
			used.matcher(html).results().forEach((block) -> {
				String name = block.group(2);
				assertThat(blocks).as("%s in %s", block.group(1), form)
					.contains("sp" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ": `");
				assertThat(styles).as("%s in %s", block.group(1), form).contains(".sp-form " + block.group(1));
			});
		}
	}

	/** The list to go through before another Tasklist. */
	@Test
	void tellsEverySeamInTasklist() throws IOException {
		String told = Files.readString(FORMS.resolve("README.md"));
		Pattern decorated = Pattern.compile("\\.decorator\\('([\\w$]+?)(?:Directive)?'");
		List<Path> scripts = new ArrayList<>(files(SCRIPTS, ".js"));
		scripts.addAll(files(SCRIPTS.resolve("../../../lib"), ".js"));
		for (Path script : scripts) {
			decorated.matcher(Files.readString(script))
				.results()
				.forEach((seam) -> assertThat(told).as("seam in %s", script).contains("`" + seam.group(1) + "`"));
		}
	}

	/** What a form offers stands in the package's own file. */
	@Test
	void knowsNoPackageByItsKey() throws IOException {
		Set<String> keys = files(PACKAGES, ".yaml").stream()
			.map((file) -> file.getFileName().toString().replaceFirst("-v\\d+\\.yaml$", ""))
			.collect(toSet());
		assertThat(keys).contains("rol", "tillit-mba");
		Pattern key = Pattern.compile("(?<![\\w-])(?:" + String.join("|", keys) + ")(?![\\w-])");
		for (Path form : formsAndScripts()) {
			assertThat(key.matcher(Files.readString(form)).results().map(MatchResult::group)).as(form.toString())
				.isEmpty();
		}
	}

	/** The forms, and what the application adds to them. */
	private static List<Path> formsAndScripts() throws IOException {
		List<Path> all = new ArrayList<>(files(FORMS, ".html"));
		all.addAll(files(SCRIPTS.resolve("forms"), ".js"));
		all.add(SHARED_BY_FORMS);
		return all;
	}

	private static List<String> names(String list) {
		return List.of(list.strip().split(",\\s*"));
	}

	/** A link may lead to a case, and a name to a person; addresses are asked for. */
	@Test
	void tellsAtEveryTextWhatNotToWrite() throws IOException {
		Pattern field = Pattern.compile("<(?:textarea|input type=\"text\")[^>]* name=\"([^\"]+)\"[^>]*>");
		Pattern described = Pattern.compile("aria-describedby=\"([^\"]+)\"");
		for (Path form : files(FORMS, ".html")) {
			String html = Files.readString(form);
			field.matcher(html).results().filter((found) -> !found.group().contains("data-emails")).forEach((found) -> {
				Matcher ids = described.matcher(found.group());
				assertThat(ids.find()).as("%s in %s", found.group(1), form).isTrue();
				String hints = Stream.of(ids.group(1).split(" ")).map((id) -> {
					Matcher hint = Pattern.compile("id=\"" + Pattern.quote(id) + "\"[^>]*>(.*?)</p>").matcher(html);
					return hint.find() ? hint.group(1) : "";
				}).collect(Collectors.joining(" "));
				assertThat(hints).as("what %s in %s is described by", found.group(1), form)
					.containsPattern("[Nn]avn|person");
			});
		}
	}

	/** AngularJS runs what it compiles, and people may write braces. */
	@Test
	void letsNoFormRunWhatPeopleWrote() throws IOException {
		Pattern running = Pattern.compile("ng-bind-html|ng-include|\\$compile|\\$sce|\\$interpolate|\\$parse"
				+ "|\\$eval\\b|innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|\\bFunction\\("
				+ "|\\.html\\(|\\son[a-z]+=|javascript:|<iframe|\\bsrc=\"?\\{\\{|[^-]href=\"[^\"]*\\{\\{|style=\"[^\"]*\\{\\{");
		for (Path form : formsAndScripts()) {
			assertThat(running.matcher(Files.readString(form)).results().map((found) -> found.group()).toList())
				.as(form.toString())
				.isEmpty();
		}
	}

	@Test
	void usesEveryFormAndHasEveryFormItUses() throws IOException {
		Set<String> used = new TreeSet<>();
		for (Path file : models()) {
			BpmnModelInstance model = read(file);
			Stream
				.concat(model.getModelElementsByType(UserTask.class).stream().map(UserTask::getCamundaFormKey),
						model.getModelElementsByType(StartEvent.class)
							.stream()
							.map(StartEvent::getCamundaFormKey)
							.filter((key) -> key != null))
				.map((key) -> key.substring(FORM_PREFIX.length()))
				.forEach(used::add);
		}
		assertThat(files(FORMS, ".html")).extracting((form) -> form.getFileName().toString())
			.containsExactlyInAnyOrderElementsOf(used);
	}

	// code

	@ParameterizedTest
	@MethodSource("modelsOfRunningCases")
	void namesOnlyBeansOfTheRightKind(Path file) {
		BpmnModelInstance model = read(file);
		model.getModelElementsByType(ServiceTask.class)
			.forEach((task) -> assertIsBean(task.getCamundaDelegateExpression(), JavaDelegate.class, task.getId()));
		model.getModelElementsByType(CamundaTaskListener.class)
			.forEach((listener) -> assertIsBean(listener.getCamundaDelegateExpression(), TaskListener.class,
					owner(listener)));
		model.getModelElementsByType(CamundaExecutionListener.class)
			.stream()
			.filter((listener) -> listener.getCamundaExpression() == null)
			.forEach((listener) -> assertIsBean(listener.getCamundaDelegateExpression(), ExecutionListener.class,
					owner(listener)));
	}

	@ParameterizedTest
	@MethodSource("modelsOfRunningCases")
	void callsOnlyMethodsThereAreWithVariablesThereAre(Path file) {
		List<String> expressions = expressions(read(file).getDocument().getRootElement());
		for (String expression : expressions) {
			Matcher call = CALL.matcher(expression);
			while (call.find()) {
				int arguments = call.group(3).isBlank() ? 0 : call.group(3).split(",").length;
				assertThat(callable(call.group(1), call.group(2), arguments)).as(expression).isTrue();
			}
			String variables = expression.replaceAll("'[^']*'", "''");
			Matcher name = NAME.matcher(variables.replaceAll("\\w+\\.\\w+", "''.x"));
			while (name.find()) {
				if (!WORDS_OF_THE_LANGUAGE.contains(name.group()) && !BEANS.containsKey(name.group())) {
					assertThat(VARIABLES).as(expression).contains(name.group());
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void passesOnlyKnownVariables(Path file) {
		BpmnModelInstance model = read(file);
		assertThat(model.getModelElementsByType(CamundaIn.class)).filteredOn((in) -> in.getCamundaBusinessKey() == null)
			.allSatisfy((in) -> assertThat(VARIABLES).contains(in.getCamundaSource(), in.getCamundaTarget()));
		assertThat(model.getModelElementsByType(CamundaOut.class))
			.allSatisfy((out) -> assertThat(VARIABLES).contains(out.getCamundaSource(), out.getCamundaTarget()));
	}

	@ParameterizedTest
	@MethodSource("models")
	void carriesNoScripts(Path file) {
		BpmnModelInstance model = read(file);
		assertThat(model.getModelElementsByType(ScriptTask.class)).isEmpty();
		assertThat(model.getModelElementsByType(CamundaScript.class)).isEmpty();
		assertThat(model.getModelElementsByType(SequenceFlow.class))
			.filteredOn((flow) -> flow.getConditionExpression() != null)
			.allSatisfy((flow) -> assertThat(flow.getConditionExpression().getLanguage()).isNull());
	}

	@ParameterizedTest
	@MethodSource("models")
	void callsProcessesAndTablesOfItsOwnDeployment(Path file) throws IOException {
		BpmnModelInstance model = read(file);
		Set<String> processes = models().stream().map((other) -> process(read(other)).getId()).collect(toSet());
		Set<String> decisions = tables().stream().flatMap((table) -> decisions(table).stream()).collect(toSet());
		assertThat(model.getModelElementsByType(CallActivity.class)).allSatisfy((call) -> {
			assertThat(processes).contains(call.getCalledElement());
			assertThat(call.getCamundaCalledElementBinding()).as(call.getId()).isEqualTo("deployment");
		});
		assertThat(model.getModelElementsByType(BusinessRuleTask.class)).allSatisfy((task) -> {
			assertThat(decisions).contains(task.getCamundaDecisionRef());
			assertThat(task.getCamundaDecisionRefBinding()).as(task.getId()).isEqualTo("deployment");
			// the engine would store it as a serialised Java object
			assertThat(task.getCamundaResultVariable()).as(task.getId()).isNull();
		});
	}

	@ParameterizedTest
	@MethodSource("models")
	void waitsBeforeItTriesAFailedJobAgain(Path file) {
		assertThat(read(file).getModelElementsByType(FlowNode.class)).filteredOn(FlowNode::isCamundaAsyncBefore)
			.allSatisfy((node) -> assertThat(node.getExtensionElements()
				.getElementsQuery()
				.filterByType(CamundaFailedJobRetryTimeCycle.class)
				.list()).as("retry of %s", node.getId()).hasSize(1));
	}

	/** A timer's retries are its own, not those of the task it leads to. */
	@Test
	void waitsBeforeItTriesAFailedTimerAgain() throws IOException {
		assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
			.containsPattern("\\bfailed-job-retry-time-cycle: R\\d+/PT");
	}

	// decision tables

	@ParameterizedTest
	@MethodSource("tables")
	void writesTablesInFeelAndExplainsEveryRule(Path file) {
		DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
		assertThat(model.getDefinitions().getId()).isEqualTo(file.getFileName().toString().replace(".dmn", ""));
		assertThat(model.getModelElementsByType(Decision.class)).isNotEmpty().allSatisfy((decision) -> {
			assertThat(decision.getId()).matches("[a-z]+(-[a-z]+)*");
			assertThat(decision.getName()).isNotBlank();
			assertThat(decision.getCamundaHistoryTimeToLiveString()).isNotBlank();
		});
		assertThat(model.getModelElementsByType(Rule.class)).isNotEmpty().allSatisfy((rule) -> {
			assertThat(rule.getId()).matches("rule_[a-z][a-zA-Z0-9]*(_[a-z][a-zA-Z0-9]*)?");
			assertThat(rule.getDescription()).as(rule.getId()).isNotNull();
			assertThat(rule.getDescription().getTextContent()).as(rule.getId()).isNotBlank();
		});
		assertThat(descendants(model.getDocument().getRootElement()))
			.extracting((element) -> element.getAttribute("expressionLanguage"))
			.allMatch((language) -> language == null || language.toLowerCase(java.util.Locale.ROOT).contains("feel"));
	}

	@ParameterizedTest
	@MethodSource("tables")
	void drawsTheDecisions(Path file) {
		DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
		Set<String> drawn = descendants(model.getDocument().getRootElement()).stream()
			.map((element) -> element.getAttribute("dmnElementRef"))
			.filter((reference) -> reference != null)
			.collect(toSet());
		assertThat(drawn).containsAll(Stream
			.of(model.getModelElementsByType(Decision.class), model.getModelElementsByType(InputData.class),
					model.getModelElementsByType(InformationRequirement.class))
			.flatMap(Collection::stream)

			.map((element) -> element.getAttributeValue("id"))
			.toList());
	}

	// help

	private static List<Path> files(Path folder, String suffix) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList();
		}
	}

	private static BpmnModelInstance read(Path file) {
		return Bpmn.readModelFromFile(file.toFile());
	}

	private static Process process(BpmnModelInstance model) {
		return model.getModelElementsByType(Process.class).iterator().next();
	}

	private static Set<String> decisions(Path file) {
		return Dmn.readModelFromFile(file.toFile())
			.getModelElementsByType(Decision.class)
			.stream()
			.map(Decision::getId)
			.collect(toSet());
	}

	private static <T> java.util.stream.Collector<T, ?, Set<T>> toSet() {
		return Collectors.toSet();
	}

	private static String prefix(BaseElement element) {
		if (element instanceof SequenceFlow) {
			return "flow";
		}
		if (element instanceof Message) {
			return "message";
		}
		if (element instanceof Gateway) {
			return "gateway";
		}
		if (element instanceof EndEvent) {
			return "end";
		}
		if (element instanceof CatchEvent event) {
			boolean timer = event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance);
			return timer ? "timer" : (element instanceof StartEvent) ? "start" : "event";
		}
		if (element instanceof SubProcess subProcess) {
			return subProcess.triggeredByEvent() ? "eventSubProcess" : "subProcess";
		}
		return element.getElementType().getTypeName();
	}

	private static String id(ModelElementInstance element) {
		return ((BaseElement) element).getId();
	}

	private static String owner(ModelElementInstance extension) {
		return id(extension.getParentElement().getParentElement());
	}

	private static List<String> listeners(UserTask task, String event) {
		return task.getExtensionElements()
			.getElementsQuery()
			.filterByType(CamundaTaskListener.class)
			.list()
			.stream()
			.filter((listener) -> listener.getCamundaEvent().equals(event))
			.map(CamundaTaskListener::getCamundaDelegateExpression)
			.toList();
	}

	private static void assertIsBean(String expression, Class<?> type, String where) {
		assertThat(expression).as("delegate expression of %s", where).matches("\\$\\{\\w+}");
		String bean = expression.substring(2, expression.length() - 1);
		assertThat(BEANS).as("bean of %s", where).containsKey(bean);
		assertThat(type).as("type of %s", bean).isAssignableFrom(BEANS.get(bean));
	}

	private static boolean callable(String bean, String method, int arguments) {
		Class<?> type = BEANS.get(bean);
		return type != null && Modifier.isPublic(type.getModifiers())
				&& Arrays.stream(type.getDeclaredMethods())
					.filter((candidate) -> candidate.getName().equals(method))
					.filter((candidate) -> Modifier.isPublic(candidate.getModifiers()))
					.map(Method::getParameterCount)
					.anyMatch(Predicate.isEqual(arguments));
	}

	/** What stands in braces anywhere in the model; the engine's own objects aside. */
	private static List<String> expressions(DomElement element) {
		List<String> texts = new ArrayList<>();
		for (DomElement descendant : descendants(element)) {
			Stream
				.of("delegateExpression", "expression", "assignee", "candidateUsers", "candidateGroups", "dueDate",
						"followUpDate", "collection", "formKey", "priority", "businessKey", "name")
				.flatMap((name) -> Stream.of(descendant.getAttribute(name),
						descendant.getAttribute("http://camunda.org/schema/1.0/bpmn", name)))
				.filter((value) -> value != null)
				.forEach(texts::add);
			if (descendant.getChildElements().isEmpty()) {
				texts.add(descendant.getTextContent());
			}
		}
		return texts.stream()
			.flatMap((text) -> EXPRESSION.matcher(text).results())
			.map((match) -> match.group(1))
			.filter((expression) -> !expression.startsWith("execution."))
			.toList();
	}

	private static List<DomElement> descendants(DomElement element) {
		List<DomElement> found = new ArrayList<>(List.of(element));
		element.getChildElements().forEach((child) -> found.addAll(descendants(child)));
		return found;
	}

	private static Map<String, Class<?>> beans() {
		AnnotationBeanNameGenerator names = new AnnotationBeanNameGenerator();
		Map<String, Class<?>> beans = new HashMap<>();
		for (BeanDefinition found : new ClassPathScanningCandidateComponentProvider(true)
			.findCandidateComponents(ModelConventionsTest.class.getPackageName())) {
			beans.put(names.generateBeanName(found, new SimpleBeanDefinitionRegistry()),
					ClassUtils.resolveClassName(found.getBeanClassName(), null));
		}
		return beans;
	}

	private static Set<String> variables() {
		return Arrays.stream(CaseVariables.class.getFields())
			.filter((constant) -> constant.getType() == String.class)
			.map(ModelConventionsTest::value)
			.collect(toSet());
	}

	private static String value(Field constant) {
		try {
			return (String) constant.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String camelCase(String kebabCase) {
		return Pattern.compile("-(.)").matcher(kebabCase).replaceAll((match) -> match.group(1).toUpperCase());
	}

	private static String kebabCase(String camelCase) {
		return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
	}

}
