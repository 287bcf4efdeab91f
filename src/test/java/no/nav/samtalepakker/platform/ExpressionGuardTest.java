package no.nav.samtalepakker.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.testing.AskedBean;
import no.nav.samtalepakker.testing.Payload;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ExpressionGuardTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "${units.assignee('0104')}", "${units.parties.size()}", "${units.names['a']}",
			"${units.first.id}", "${unitId == '0104' || outcome == 'HELD'}", "${units.day.plusDays(1)}",
			"${unitId.toUpperCase()}", "${units.texts[0]}", "#{units.kind.name()}" })
	void ourBeansAndPlainValuesAnswer(String expression) {
		assertThat(evaluate(expression)).isNotNull();
	}

	@Test
	void theCaseAtHandAnswers() {
		ExecutionEntity execution = new ExecutionEntity();
		execution.setBusinessKey("a-1");
		assertThat(evaluate("${case.businessKey}", Map.of("case", execution))).isEqualTo("a-1");
	}

	/** Else the other tests would prove nothing. */
	@Test
	void withoutTheGuardThePayloadsWork() {
		Path written = this.folder.resolve("written");
		Path touched = this.folder.resolve("touched");
		JuelExpressionManager unguarded = new JuelExpressionManager();
		for (String payload : List.of(Payload.writing(written), Payload.running(touched))) {
			unguarded.createValueExpression(payload).getValue(unguarded.getElContext(mock(VariableScope.class)));
		}
		assertThat(written).exists();
		assertThat(touched).exists();
	}

	@Test
	void withTheGuardTheyDoNot() {
		Path file = this.folder.resolve("trace");
		for (String payload : List.of(Payload.writing(file), Payload.running(file))) {
			assertThatThrownBy(() -> evaluate(payload)).isInstanceOf(ELException.class)
				.hasMessageContaining("plain values only");
		}
		assertThat(file).doesNotExist();
	}

	/** The payload shapes published for CVE-2026-109432, and their relatives. */
	@ParameterizedTest
	@ValueSource(strings = {
			"${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('touch %s')}",
			"${''.class.forName('java.nio.file.Files').getMethods()[0]}",
			"${units.getClass().getClassLoader().loadClass('java.lang.ProcessBuilder')}",
			"${units.class.protectionDomain.codeSource.location}", "${units.kind.getDeclaringClass()}",
			"${units['class'].name}", "${number.class.name}", "${units.texts.class}", "${file.createNewFile()}",
			"${process.command('touch', '%s').start()}", "${thread.start()}",
			"${units.type.forName('java.lang.Runtime')}", "${units.type.name}", "${identities.today()}",
			"${context.getBean('units')}", "${context.environment.systemProperties}",
			"${case.processEngineServices.repositoryService.createDeployment()}" })
	void nothingElseDoes(String template) {
		Path file = this.folder.resolve("pwned");
		Map<String, Object> values = Map.of("file", file.toFile(), "process", new ProcessBuilder(), "thread",
				new Thread(), "case", new ExecutionEntity(), "number", 1, "context", new GenericApplicationContext());
		String expression = template.replace("%s", file.toString());
		assertThatThrownBy(() -> evaluate(expression, values)).isInstanceOf(ELException.class)
			.hasMessageContaining("plain values only");
		assertThat(file).doesNotExist();
	}

	private static Object evaluate(String expression) {
		return evaluate(expression, Map.of("unitId", "0104", "outcome", "HELD"));
	}

	private static Object evaluate(String expression, Map<String, Object> values) {
		VariableScope scope = mock();
		given(scope.hasVariable(anyString())).willAnswer((call) -> values.containsKey(call.getArgument(0)));
		given(scope.getVariable(anyString())).willAnswer((call) -> values.get(call.getArgument(0)));
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean("units", AskedBean.class);
			context.registerBean("identities", TestCalendar.class, () -> new TestCalendar());
			context.refresh();
			ExpressionGuard guard = new ExpressionGuard(context);
			return guard.createValueExpression(expression).getValue(guard.getElContext(scope));
		}
	}

}
