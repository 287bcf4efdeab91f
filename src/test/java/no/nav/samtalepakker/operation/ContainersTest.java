package no.nav.samtalepakker.operation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docker/} describes, started as processes ({@link Stack}): two nodes behind
 * nginx and a provider.
 */
@ExtendWith(ContainersTest.Nginx.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Stack stack;

	@BeforeAll
	void start() throws Exception {
		Path folder = Path.of("target", "containers-" + System.getProperty("test.machine", "1"));
		if (Files.exists(folder)) {
			try (Stream<Path> old = Files.walk(folder)) {
				old.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
			}
		}
		this.stack = new Stack(folder);
		this.stack.startNode("node-1");
		this.stack.startNode("node-2");
	}

	@AfterAll
	void stop() throws Exception {
		if (this.stack != null) {
			this.stack.close();
		}
	}

	@Test
	@Order(1)
	void theFilesHoldNoSecret() throws IOException {
		for (String file : List.of("compose.yaml", "realm.json", "nginx.conf", "Dockerfile")) {
			assertThat(Files.readString(Path.of("docker", file))).as(file)
				.doesNotContain(this.stack.password())
				.doesNotContainPattern(
						"(?i)(password|secret|value)\"?: *\"?(?!\\$\\{|/run/|\\[|\\{)[a-z0-9]{6,}\"?\\s*(,|\n|$)");
		}
	}

	@Test
	@Order(5)
	void everyFigureThatIsWatchedIsThere() throws Exception {
		String figures = this.stack.ask("node-1", true, "/actuator/prometheus").body();
		Set<String> told = figures.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.replaceFirst("[{ ].*", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> watched = new TreeSet<>();
		for (Object group : (List<?>) Stack.yaml(Path.of("docker", "alerts.yaml")).get("groups")) {
			for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
				watched.addAll(figuresIn(((Map<?, ?>) rule).get("expr").toString()));
				String chapter = ((Map<?, ?>) ((Map<?, ?>) rule).get("annotations")).get("runbook").toString();
				assertThat(chapters()).contains(chapter);
			}
		}
		JSON.readTree(Path.of("docker", "dashboard.json").toFile())
			.findValuesAsText("expr")
			.forEach((expression) -> watched.addAll(figuresIn(expression)));
		// Prometheus itself says whether it reaches a node; a rollout there is none here
		watched.removeAll(Set.of("up", "samtalepakker_rollout_conversations"));
		assertThat(watched).hasSizeGreaterThan(15);
		assertThat(told).containsAll(watched);
	}

	private static Set<String> chapters() throws IOException {
		return Files.readAllLines(Path.of("docker", "runbook.md"))
			.stream()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> "runbook.md#" + line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static Set<String> figuresIn(String expression) {
		return Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b|\\bup\\b")
			.matcher(expression.replaceAll("\\{[^}]*\\}", ""))
			.results()
			.map((MatchResult found) -> found.group())
			.collect(Collectors.toSet());
	}

	@Test
	@Order(8)
	void aNodeThatIsAskedToStopEndsByItself() throws Exception {
		this.stack.stopNode("node-2", true);
		assertThat(this.stack.logged("node-2")).anyMatch((line) -> line.contains("Graceful shutdown complete"));
	}

	@Test
	@Order(9)
	void theLogIsOneObjectALine() throws Exception {
		Set<String> keys = new TreeSet<>();
		for (String node : List.of("node-1", "node-2")) {
			List<String> lines = this.stack.logged(node)
				.stream()
				// Java itself, and libraries of the tests, speak before the application
				.dropWhile((line) -> !line.startsWith("{"))
				.toList();
			assertThat(lines).isNotEmpty();
			for (String line : lines) {
				JsonNode json = JSON.readTree(line);
				json.fieldNames().forEachRemaining(keys::add);
			}
			assertThat(this.stack.madeBy(node)).isEmpty();
		}
		assertThat(keys).contains("@timestamp", "log", "message");
	}

	/** Without an nginx there is no proxy to test with, which says so. */
	static class Nginx implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "nginx")));
			if (installed) {
				return ConditionEvaluationResult.enabled("There is an nginx");
			}
			String message = "NO PROXY: what docker/ describes is NOT tested, for there is no nginx. "
					+ "Install one (Debian: apt-get install nginx-light).";
			if ("true".equals(System.getenv("CI"))) {
				throw new IllegalStateException(message);
			}
			return ConditionEvaluationResult.disabled(message);
		}

	}

}
