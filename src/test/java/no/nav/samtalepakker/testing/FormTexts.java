package no.nav.samtalepakker.testing;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.StartFormListener;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/** The free texts of the forms, read from their records. */
public final class FormTexts {

	/** Written by hand, but no free text: ids and codes. */
	private static final Set<String> CODES = Set.of("startRollout.packageKeys", "startRollout.counties",
			"startRollout.unitIds", "decideParticipation.unitIds", "planMeeting.jointWith",
			"reportConversation.obstacles.category", "reportConversation.obstacles.subcategory",
			"reportConversation.obstacles.joinsId", "followUpActions.actionPoints.id", "triageObstacle.recipients",
			"triageObstacle.mergeInto", "answerObstacle.forwardTo", "answerObstacle.alsoFor",
			"resolveOverdueAnswer.recipients", "readAnswer.askRecipients", "readAnswer.alsoFor");

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
		texts.removeAll(CODES);
		texts.removeAll(KEYED);
		return texts;
	}

	private static void addTexts(String path, Type type, Set<String> texts) {
		if (type == String.class) {
			texts.add(path);
		}
		else if (type instanceof ParameterizedType generic) {
			Arrays.stream(generic.getActualTypeArguments()).forEach((argument) -> addTexts(path, argument, texts));
		}
		else if (type instanceof Class<?> record && record.isRecord()) {
			for (RecordComponent component : record.getRecordComponents()) {
				addTexts(path + "." + component.getName(), component.getGenericType(), texts);
			}
		}
	}

}
