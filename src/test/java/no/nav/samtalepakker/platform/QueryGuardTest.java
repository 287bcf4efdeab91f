package no.nav.samtalepakker.platform;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryGuardTest {

	@ParameterizedTest
	@MethodSource
	void noQueryOfAUserIsTooLarge(AbstractQuery<?, ?> query) {
		assertThatThrownBy(() -> guard(new Authentication("leder-0104", List.of())).execute(command(query)))
			.isInstanceOf(BadUserRequestException.class);
		// the application knows what it asks for
		assertThat(guard(null).execute(command(query))).isNull();
	}

	static Stream<AbstractQuery<?, ?>> noQueryOfAUserIsTooLarge() {
		return Stream.of(tasks((query) -> query.orderByProcessVariable("a", ValueType.STRING).asc()),
				tasks((query) -> query.orderByTaskVariable("a", ValueType.STRING).asc()),
				tasks((query) -> query.orderByTaskName()
					.asc()
					.orderByTaskId()
					.asc()
					.orderByTaskPriority()
					.asc()
					.orderByDueDate()
					.asc()),
				tasks((query) -> times(query, 21, (each) -> each.processVariableValueEquals("a", "b"))),
				tasks((query) -> times(query, 11, (each) -> each.or().taskName("a").taskId("b").endOr())),
				times(new HistoricTaskInstanceQueryImpl(), 21,
						(each) -> (HistoricTaskInstanceQueryImpl) each.processVariableValueEquals("a", "b")),
				times(new ProcessInstanceQueryImpl(), 21,
						(each) -> (ProcessInstanceQueryImpl) each.variableValueEquals("a", "b")));
	}

	@ParameterizedTest
	@MethodSource
	void ordinaryQueriesPass(AbstractQuery<?, ?> query) {
		assertThat(guard(new Authentication("leder-0104", List.of())).execute(command(query))).isNull();
	}

	static Stream<AbstractQuery<?, ?>> ordinaryQueriesPass() {
		return Stream.of(tasks((query) -> query),
				tasks((query) -> query.orderByDueDate().asc().orderByTaskCreateTime().asc().orderByTaskId().asc()),
				tasks((query) -> times(query, 20, (each) -> each.processVariableValueEquals("a", "b"))),
				tasks((query) -> times(query, 10, (each) -> each.or().taskName("a").taskId("b").endOr())));
	}

	private static TaskQueryImpl tasks(UnaryOperator<TaskQuery> asked) {
		return (TaskQueryImpl) asked.apply(new TaskQueryImpl());
	}

	private static <Q> Q times(Q query, int times, UnaryOperator<Q> more) {
		return Stream.iterate(query, more).skip(times).findFirst().orElseThrow();
	}

	@SuppressWarnings("unchecked")
	private static Command<Object> command(AbstractQuery<?, ?> query) {
		return (Command<Object>) (Command<?>) query;
	}

	private static QueryGuard guard(Authentication user) {
		QueryGuard guard = new QueryGuard(() -> user);
		guard.setNext(new CommandInterceptor() {

			@Override
			public <T> T execute(Command<T> command) {
				return null;
			}

		});
		return guard;
	}

}
