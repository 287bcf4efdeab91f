package no.nav.samtalepakker.obstacle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.obstacle.ObstaclePart.AnswerPart;
import no.nav.samtalepakker.organisation.Choice;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.UnitPart;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/**
 * What helps a recipient to answer many at once: who answers, what else is alike, what it
 * has answered before, and how many it reaches.
 */
@Component
class RecipientDesk {

	/** How many others one goes through at a time; those most alike come first. */
	static final int MOST_OTHERS = 100;

	private final WaitingQuestions questions;

	private final GivenAnswers given;

	private final Answering answering;

	private final Routings routings;

	private final Recipients recipients;

	private final Units units;

	private final Taxonomy taxonomy;

	private final NorwegianCalendar calendar;

	RecipientDesk(WaitingQuestions questions, GivenAnswers given, Answering answering, Routings routings,
			Recipients recipients, Units units, Taxonomy taxonomy, NorwegianCalendar calendar) {
		this.questions = questions;
		this.given = given;
		this.answering = answering;
		this.routings = routings;
		this.recipients = recipients;
		this.units = units;
		this.taxonomy = taxonomy;
		this.calendar = calendar;
	}

	/**
	 * For an answer, with as many of the others as one can go through.
	 * @return ids of the other obstacles whose words it shows
	 */
	List<String> addToAnswer(TaskContext context, Obstacle obstacle) {
		String recipient = context.task().recipient();
		addAnswering(context, recipient);
		context.add("recipients", Choice.ofRecipients(this.routings.alternatives(obstacle.id())));
		context.add("former",
				this.given.onTheThemeOf(obstacle, recipient)
					.stream()
					.map((answer) -> AnswerPart.of(answer, null, this.calendar.dateOf(answer.givenAt()), null))
					.toList());
		Map<WaitingQuestions.Alike, List<WaitingQuestion>> groups = this.questions.likeTo(obstacle, recipient);
		List<QuestionPart> others = parts(groups);
		context.add("openObstacles", others);
		context.add("moreObstacles", groups.values().stream().mapToInt(List::size).sum() - others.size());
		return others.stream().map(QuestionPart::id).toList();
	}

	/** For a promised update. */
	void addToUpdate(TaskContext context, Obstacle obstacle) {
		String recipient = context.task().recipient();
		addAnswering(context, recipient);
		List<String> reached = this.answering.reachedByUpdate(obstacle.id(), recipient);
		context.add("reach", new ReachPart(reached.size(), this.answering.unitsBehind(reached).text()));
	}

	private void addAnswering(TaskContext context, String recipient) {
		Recipient answers = this.recipients.get(new RecipientCode(recipient).value());
		context.add("recipient", new Choice(null, answers.code(), answers.name()));
		context.add("kinds", Arrays.stream(Answer.Kind.values())
			.collect(Collectors.toMap(Answer.Kind::name, Answer.Kind::words, (one, other) -> one, LinkedHashMap::new)));
	}

	private List<QuestionPart> parts(Map<WaitingQuestions.Alike, List<WaitingQuestion>> groups) {
		Map<WaitingQuestion, WaitingQuestions.Alike> shown = new LinkedHashMap<>();
		groups.forEach((alike, questions) -> questions.stream()
			.limit(MOST_OTHERS - shown.size())
			.forEach((question) -> shown.put(question, alike)));
		Map<String, Set<String>> had = this.questions.had(shown.keySet().stream().map(WaitingQuestion::id).toList());
		Map<String, UnitPart> units = this.units.unnamed(shown.keySet().stream().map(WaitingQuestion::unitId).toList());
		return shown.entrySet()
			.stream()
			.map((each) -> part(each.getKey(), each.getValue(), units.get(each.getKey().unitId()),
					had.getOrDefault(each.getKey().id(), Set.of())))
			.toList();
	}

	private QuestionPart part(WaitingQuestion question, WaitingQuestions.Alike alike, UnitPart unit, Set<String> had) {
		return new QuestionPart(question.id(), question.text(), alike, unit.type(), unit.county(),
				themeOf(question.category(), question.subcategory()), question.dueOn(),
				Figure.apart(question.units()).text(), had);
	}

	private String themeOf(String category, String subcategory) {
		return this.taxonomy.find(subcategory)
			.map((found) -> found.categoryName() + " – " + found.name())
			.or(() -> this.taxonomy.nameOfCategory(category))
			.orElse(null);
	}

	/**
	 * Whom an update reaches.
	 *
	 * @param questions how many questions it answers
	 * @param units how many units stand behind them, each counted once for each question:
	 * who has asked several is not told
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record ReachPart(int questions, String units) {
	}

}
