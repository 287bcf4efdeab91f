package no.nav.samtalepakker.platform;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.AbstractVariableQueryImpl;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.VariableOrderProperty;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;

import org.springframework.util.ReflectionUtils;

/**
 * Refuses expressions in queries whoever asks and by whatever way. The engine forbids
 * them itself, but looks only at the outermost query (CVE-2026-109432): those joined by
 * OR go unseen. Filters we have stored may carry expressions; no user may store any. And
 * no user's query is larger than a database answers at once.
 */
class QueryGuard extends CommandInterceptor {

	/** What a user may order by, compare with and join; the same as over REST. */
	static final int SORTING = 3;

	static final int VARIABLES = 20;

	static final int OR_QUERIES = 10;

	private static final Field EXTENDING_QUERY = field(AbstractExecuteFilterCmd.class, "extendingQuery");

	private static final Field FILTER = field(SaveFilterCmd.class, "filter");

	private final Supplier<Authentication> currentAuthentication;

	QueryGuard(Supplier<Authentication> currentAuthentication) {
		this.currentAuthentication = currentAuthentication;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof AbstractQuery<?, ?> query) {
			check(query);
		}
		else if (command instanceof AbstractExecuteFilterCmd
				&& ReflectionUtils.getField(EXTENDING_QUERY, command) instanceof AbstractQuery<?, ?> query) {
			check(query);
		}
		else if (command instanceof SaveFilterCmd
				&& ReflectionUtils.getField(FILTER, command) instanceof FilterEntity filter) {
			checkStored(filter);
		}
		return this.next.execute(command);
	}

	/** The application stores its own filters with nobody logged in. */
	private void checkStored(FilterEntity filter) {
		if (this.currentAuthentication.get() != null && filter.getQuery() instanceof AbstractQuery<?, ?> query) {
			check(query);
		}
	}

	private void check(AbstractQuery<?, ?> query) {
		Set<AbstractQuery<?, ?>> parts = Collections.newSetFromMap(new IdentityHashMap<>());
		check(query, parts);
		if (this.currentAuthentication.get() != null) {
			int sorting = parts.stream().mapToInt((part) -> part.getOrderingProperties().size()).sum();
			int variables = parts.stream().mapToInt(QueryGuard::variables).sum();
			if (sorting > SORTING || variables > VARIABLES || parts.size() > OR_QUERIES + 1
					|| parts.stream().anyMatch(QueryGuard::isOrderedByVariable)) {
				throw new BadUserRequestException("The query is too large");
			}
		}
	}

	private static boolean isOrderedByVariable(AbstractQuery<?, ?> query) {
		return query.getOrderingProperties().stream().anyMatch(VariableOrderProperty.class::isInstance);
	}

	private static int variables(AbstractQuery<?, ?> query) {
		if (query instanceof TaskQueryImpl tasks) {
			return tasks.getVariables().size();
		}
		if (query instanceof HistoricTaskInstanceQueryImpl tasks) {
			return tasks.getVariables().size();
		}
		if (query instanceof AbstractVariableQueryImpl<?, ?> instances) {
			return instances.getQueryVariableValues().size();
		}
		return 0;
	}

	/** The parts share one list, which holds the query itself. */
	private static void check(AbstractQuery<?, ?> query, Set<AbstractQuery<?, ?>> seen) {
		if (!query.getExpressions().isEmpty()) {
			throw new BadUserRequestException("Expressions are forbidden in queries");
		}
		if (seen.add(query)) {
			joined(query).forEach((part) -> check(part, seen));
		}
	}

	private static List<? extends AbstractQuery<?, ?>> joined(AbstractQuery<?, ?> query) {
		if (query instanceof TaskQueryImpl tasks) {
			return tasks.getQueries();
		}
		if (query instanceof HistoricTaskInstanceQueryImpl tasks) {
			return tasks.getQueries();
		}
		if (query instanceof ProcessInstanceQueryImpl instances) {
			return instances.getQueries();
		}
		if (query instanceof HistoricProcessInstanceQueryImpl instances) {
			return instances.getQueries();
		}
		return List.of();
	}

	private static Field field(Class<?> type, String name) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			throw new IllegalStateException("This engine has no " + type.getSimpleName() + "." + name);
		}
		ReflectionUtils.makeAccessible(field);
		return field;
	}

}
