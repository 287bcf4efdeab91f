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

/** The free texts of the forms, read from their records. */
public final class FormTexts {

	/** Keys of maps that the package lists. */
	private static final Set<String> KEYED = Set.of("prepareMeeting.checklist", "confirmExecution.questions");

	private FormTexts() {
	}

	/** Every text of every form, such as {@code reportConversation.points.topic}. */
	public static Set<String> of(ApplicationContext context) {
		Set<String> texts = new LinkedHashSet<>();
		Stream.of(FormListener.class, StartFormListener.class)
			.forEach((kind) -> context.getBeansOfType(kind)
				.values()
				.stream()
				.map((listener) -> ResolvableType.forClass(AopUtils.getTargetClass(listener))
					.as(kind)
					.getGeneric(0)
					.resolve())
				.forEach((form) -> addTexts(java.beans.Introspector.decapitalize(form.getSimpleName()), form, texts)));
		assertThat(texts).hasSizeGreaterThan(30);
		texts.removeAll(KEYED);
		return texts;
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
