package no.nav.samtalepakker.testing;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.StartFormListener;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/** The fields of the forms and the free texts among them, read from their records. */
public final class FormTexts {

	/** Keys of maps that the package lists. */
	private static final Set<String> KEYED = Set.of("prepareMeeting.checklist", "confirmExecution.questions");

	private FormTexts() {
	}

	/** Every text of every form, such as {@code reportConversation.points.topic}. */
	public static Set<String> of(ApplicationContext context) {
		Set<String> texts = new LinkedHashSet<>();
		forms(context).forEach((form) -> addTexts(nameOf(form), form, texts));
		assertThat(texts).hasSizeGreaterThan(30);
		texts.removeAll(KEYED);
		return texts;
	}

	/** Every field of every form, texts or not; those that hold others are left out. */
	public static Set<String> fields(ApplicationContext context) {
		Set<String> fields = new LinkedHashSet<>();
		forms(context).forEach((form) -> addFields(nameOf(form), form, fields));
		assertThat(fields).containsAll(of(context));
		return fields;
	}

	private static Stream<Class<?>> forms(ApplicationContext context) {
		return Stream.of(FormListener.class, StartFormListener.class)
			.flatMap((kind) -> context.getBeansOfType(kind)
				.values()
				.stream()
				.map((listener) -> ResolvableType.forClass(AopUtils.getTargetClass(listener))
					.as(kind)
					.getGeneric(0)
					.resolve()));
	}

	private static String nameOf(Class<?> form) {
		return java.beans.Introspector.decapitalize(form.getSimpleName());
	}

	private static void addFields(String path, Class<?> form, Set<String> fields) {
		for (RecordComponent component : form.getRecordComponents()) {
			Class<?> inner = Stream
				.concat(Stream.of(component.getType()),
						Arrays.stream(ResolvableType.forType(component.getGenericType()).resolveGenerics()))
				.filter((type) -> type != null && type.isRecord())
				.findFirst()
				.orElse(null);
			String field = path + "." + component.getName();
			if (inner != null) {
				addFields(field, inner, fields);
			}
			else {
				fields.add(field);
			}
		}
	}

	/** Whatever is written by hand and is no id or code. */
	private static void addTexts(String path, Class<?> form, Set<String> texts) {
		for (RecordComponent component : form.getRecordComponents()) {
			if (!component.getAccessor().isAnnotationPresent(Id.class)) {
				addTexts(path + "." + component.getName(), component.getAnnotatedType(), texts);
			}
		}
	}

	private static void addTexts(String path, AnnotatedType annotated, Set<String> texts) {
		if (annotated.isAnnotationPresent(Id.class)) {
			return;
		}
		if (annotated.getType() == String.class) {
			texts.add(path);
		}
		else if (annotated instanceof AnnotatedParameterizedType generic) {
			Arrays.stream(generic.getAnnotatedActualTypeArguments())
				.forEach((argument) -> addTexts(path, argument, texts));
		}
		else if (annotated.getType() instanceof Class<?> record && record.isRecord()) {
			addTexts(path, record, texts);
		}
	}

}
