package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An obstacle as a form shows it; of others that may go along, only id and text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ObstaclePart(String id, String text, String category, String subcategory, String categoryName,
		String subcategoryName, Integer round, String question, String assistance, String involved,
		ReportedObstaclePart.RegulationPart regulation, List<RoutingPart> routing, List<AnswerPart> answers,
		NextPart next, Integer sharedBy, String units) {

	static ObstaclePart of(OpenObstacle obstacle) {
		return new ObstaclePart(obstacle.id(), obstacle.text(), null, null, null, null, null, null, null, null, null,
				null, null, null, null, null);
	}

	/** What happens next, for the unit that reads its answers. */
	record NextPart(String kind, String sentence) {
	}

	/** What has become of the question: the code, and the words people read. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RoutingPart(String recipient, String name, String reason, LocalDate askedOn, LocalDate dueOn, String state,
			String words) {
	}

	/** The kind of answer: its code, and the words people read. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record AnswerPart(String id, String recipient, String name, String answer, String words, String text,
			String responsible, String coveredBy, String link, LocalDate nextUpdateOn, LocalDate givenOn,
			Integer round) {

		static AnswerPart of(Answer answer, String name, LocalDate givenOn, Integer round) {
			return new AnswerPart(answer.id(), answer.recipient(), name, answer.answer().name(),
					answer.answer().words(), answer.text(), answer.responsible(), answer.coveredBy(), answer.link(),
					answer.nextUpdateOn(), givenOn, round);
		}

	}

	/** The question nobody has answered. */
	record OverduePart(String recipient, String name, LocalDate dueOn, int extensions) {
	}

}
