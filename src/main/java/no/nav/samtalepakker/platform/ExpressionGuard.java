package no.nav.samtalepakker.platform;

import java.beans.FeatureDescriptor;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

import org.springframework.context.ApplicationContext;

/**
 * Lets expressions ask our own beans, the case at hand and plain values, and nothing
 * else: no classes and no reflection, not the engine, not Spring. Whatever expression
 * finds a way in (CVE-2026-109432 is one) cannot leave this circle.
 */
class ExpressionGuard extends SpringExpressionManager {

	private static final String OURS = "no.nav.samtalepakker.";

	/** Models ask features; what gives rights and runs the engine is none of theirs. */
	private static final List<String> NOT_FOR_MODELS = List.of(OURS + "platform.", OURS + "security.");

	/** Doors out of what is allowed. */
	private static final Set<String> CLOSED = Set.of("class", "getClass", "declaringClass", "getDeclaringClass",
			"processEngine", "getProcessEngine", "processEngineServices", "getProcessEngineServices");

	/** Values whose methods do nothing but compute. */
	private static final Set<Class<?>> PLAIN = Set.of(CharSequence.class, Number.class, Boolean.class, Date.class,
			Temporal.class, TemporalAmount.class, Enum.class, Collection.class, Map.class, Map.Entry.class);

	ExpressionGuard(ApplicationContext context) {
		super(context);
	}

	@Override
	protected ELResolver createElResolver() {
		CompositeELResolver resolvers = new CompositeELResolver();
		resolvers.add(new Guard());
		resolvers.add(super.createElResolver());
		return resolvers;
	}

	/** Asked before all others; resolves nothing itself. */
	private static final class Guard extends ELResolver {

		@Override
		public Object getValue(ELContext context, Object base, Object property) {
			check(base, property);
			return null;
		}

		@Override
		public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
			check(base, method);
			return null;
		}

		@Override
		public Class<?> getType(ELContext context, Object base, Object property) {
			check(base, property);
			return null;
		}

		@Override
		public void setValue(ELContext context, Object base, Object property, Object value) {
			check(base, property);
		}

		@Override
		public boolean isReadOnly(ELContext context, Object base, Object property) {
			check(base, property);
			return false;
		}

		@Override
		public Class<?> getCommonPropertyType(ELContext context, Object base) {
			return Object.class;
		}

		@Override
		public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
			return null;
		}

		private static void check(Object base, Object name) {
			if (base != null && (!isAllowed(base) || CLOSED.contains(String.valueOf(name)))) {
				// says nothing of the values, which may come from a caller
				throw new ELException("Expressions reach beans of the application and plain values only");
			}
		}

		private static boolean isAskedByModels(String type) {
			return type.startsWith(OURS) && NOT_FOR_MODELS.stream().noneMatch(type::startsWith);
		}

		private static boolean isAllowed(Object base) {
			Class<?> type = base.getClass();
			return isAskedByModels(type.getName()) || base instanceof VariableScope
					|| (type.isArray() && type.getComponentType() == String.class)
					|| PLAIN.stream().anyMatch((plain) -> plain.isInstance(base));
		}

	}

}
