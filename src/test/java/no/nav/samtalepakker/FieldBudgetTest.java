package no.nav.samtalepakker;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.StartFormListener;
import no.nav.samtalepakker.testing.FieldBudget;
import no.nav.samtalepakker.testing.FieldBudget.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** A leader has a quarter of an hour: no form demands more than the budget allows. */
class FieldBudgetTest {

	/** What a form calls a field that has another name in its JSON. */
	private static final Map<String, String> NAMES = Map.of("packages", "packageKeys", "reply", "approved", "recipient",
			"recipients");

	private static final Pattern TAG = Pattern
		.compile("<(/?)([a-z][a-z0-9]*)((?:\\s+[a-zA-Z-]+(?:=\"[^\"]*\")?)*)\\s*/?>");

	private static final List<String> WITHOUT_END = List.of("input", "br");

	static List<String> forms() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("forms"))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".html"))
				.map((name) -> name.replace(".html", ""))
				.sorted()
				.toList();
		}
	}

	static List<Class<?>> records() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		List<Class<?>> records = new ArrayList<>();
		for (Class<?> kind : List.of(FormListener.class, StartFormListener.class)) {
			scanner.resetFilters(false);
			scanner.addIncludeFilter(new AssignableTypeFilter(kind));
			scanner.findCandidateComponents(FieldBudgetTest.class.getPackageName())
				.forEach((found) -> records
					.add(ResolvableType.forClass(ClassUtils.resolveClassName(found.getBeanClassName(), null))
						.as(kind)
						.getGeneric(0)
						.resolve()));
		}
		return records;
	}

	@ParameterizedTest
	@MethodSource("forms")
	void demandsNothingElseThanTheBudgetAllows(String form) throws IOException {
		Map<String, String> demanded = demanded(form);
		List<Line> budget = budget(form);
		System.out.println("Mandatory in " + form + ": "
				+ budget.stream()
					.map((line) -> line.field() + (line.always() ? "" : " (" + line.when() + ")"))
					.collect(Collectors.joining(", ")));
		assertThat(budget).extracting(Line::field).as("what %s may demand", form).containsAll(demanded.keySet());
		budget.stream().filter((line) -> !line.field().endsWith(".id")).forEach((line) -> {
			assertThat(demanded).as("the star of %s in %s", line.field(), form).containsKey(line.field());
			assertThat(demanded.get(line.field())).as("when %s demands %s", form, line.field()).contains(line.when());
		});
	}

	@ParameterizedTest
	@MethodSource("records")
	void refusesNoRecordForAnythingElse(Class<?> form) {
		String name = form.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
		assertThat(budget(name)).extracting(Line::field)
			.as("what %s may demand", form.getSimpleName())
			.containsAll(required("", form));
	}

	@Test
	void knowsEveryForm() throws IOException {
		assertThat(records()).hasSameSizeAs(forms());
		assertThat(forms()).containsAll(FieldBudget.lines().stream().map(Line::form).toList());
	}

	private static List<Line> budget(String form) {
		return FieldBudget.lines().stream().filter((line) -> line.form().equals(form)).toList();
	}

	/** The fields a form demands, each with the conditions it stands under. */
	private static Map<String, String> demanded(String form) throws IOException {
		Map<String, String> demanded = new TreeMap<>();
		Deque<Matcher> open = new ArrayDeque<>();
		Matcher tag = TAG.matcher(Files.readString(Path.of("forms", form + ".html")));
		for (int from = 0; tag.find(from); from = tag.end()) {
			if (!tag.group(1).isEmpty()) {
				assertThat(open.pop().group(2)).as("what </%s> in %s ends", tag.group(2), form).isEqualTo(tag.group(2));
				continue;
			}
			Matcher element = TAG.matcher(tag.group());
			assertThat(element.matches()).isTrue();
			if (element.group(3).matches(".*\\s(ng-)?required\\b.*")) {
				demanded.put(field(element, open), conditions(element, open));
			}
			if (!WITHOUT_END.contains(element.group(2))) {
				open.push(element);
			}
			if (element.group(2).equals("script")) {
				break;
			}
		}
		return demanded;
	}

	private static String field(Matcher element, Deque<Matcher> open) {
		String[] path = attribute(element, "ng-model").replaceAll("\\[.*", "").split("\\.");
		if (path[0].equals("m")) {
			return NAMES.getOrDefault(path[1], path[1]);
		}
		return open.stream()
			.map((outer) -> attribute(outer, "ng-repeat"))
			.filter((repeated) -> repeated.startsWith(path[0] + " in m."))
			.map((repeated) -> repeated.substring((path[0] + " in m.").length()).split("\\W")[0] + "." + path[1])
			.findFirst()
			.orElseThrow();
	}

	private static String conditions(Matcher element, Deque<Matcher> open) {
		return Stream.concat(Stream.of(element), open.stream())
			.map((outer) -> attribute(outer, "ng-if"))
			.filter((condition) -> !condition.isEmpty())
			.collect(Collectors.joining(" and "));
	}

	private static String attribute(Matcher element, String name) {
		Matcher attribute = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(element.group(3));
		return attribute.find() ? attribute.group(1) : "";
	}

	private static List<String> required(String prefix, Class<?> form) {
		List<String> required = new ArrayList<>();
		for (RecordComponent component : form.getRecordComponents()) {
			String path = prefix + component.getName();
			if (isRequired(form, component)) {
				required.add(path);
			}
			Type type = component.getGenericType();
			if (type instanceof ParameterizedType list && list.getActualTypeArguments()[0] instanceof Class<?> element
					&& element.isRecord()) {
				required.addAll(required(path + ".", element));
			}
			else if (component.getType().isRecord()) {
				required.addAll(required(path + ".", component.getType()));
			}
		}
		return required;
	}

	private static boolean isRequired(Class<?> form, RecordComponent component) {
		return Stream.of(form.getDeclaredFields())
			.anyMatch((field) -> field.getName().equals(component.getName())
					&& field.isAnnotationPresent(Required.class));
	}

}
