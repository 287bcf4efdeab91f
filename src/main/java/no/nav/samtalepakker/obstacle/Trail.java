package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;

/**
 * An obstacle's whole way, as the secretariat follows it: which rules matched and why,
 * who was asked and what they said. Names no person and no unit.
 */
@Component
class Trail {

	private final Routings routings;

	private final Answers answers;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	Trail(Routings routings, Answers answers, Recipients recipients, NorwegianCalendar calendar) {
		this.routings = routings;
		this.answers = answers;
		this.recipients = recipients;
		this.calendar = calendar;
	}

	/** From the day it was raised, oldest first. */
	List<Step> of(Obstacle obstacle) {
		List<Timed> steps = new ArrayList<>();
		steps.add(new Timed(obstacle.raisedAt(), step(obstacle.raisedAt(), "Meldt av enheten", null)));
		this.routings.decided(obstacle.id())
			.stream()
			.collect(Collectors.groupingBy(Routings.Decided::decision, LinkedHashMap::new, Collectors.toList()))
			.values()
			.forEach((decided) -> steps.add(new Timed(decided.get(0).decidedAt(), step(obstacle, decided))));
		this.answers.of(obstacle.id())
			.forEach((answer) -> steps.add(new Timed(answer.givenAt(),
					new Step(this.calendar.dateOf(answer.givenAt()),
							((answer.answer() == Answer.Kind.UPDATE) ? "Oppdatering fra " : "Svar fra ")
									+ nameOf(answer.recipient()),
							answer.answer().words(), Objects.requireNonNullElse(answer.text(), "Teksten er slettet."),
							answer.nextUpdateOn(), List.of()))));
		if (obstacle.readOpenedAt() != null) {
			steps.add(new Timed(obstacle.readOpenedAt(),
					step(obstacle.readOpenedAt(), "Enheten fikk svaret å lese", null)));
		}
		if (obstacle.closedAt() != null) {
			steps.add(new Timed(obstacle.closedAt(), step(obstacle.closedAt(), switch (obstacle.state()) {
				case WITHDRAWN -> "Trukket. Tekstene er slettet";
				case ANSWERED_UNREAD -> "Besvart, ikke kvittert. Enheten åpnet ikke svaret på 60 dager";
				default -> "Enheten leste svaret og lukket saken";
			}, (obstacle.helpful() != null) ? obstacle.helpful().words() : null)));
		}
		return steps.stream().sorted(Comparator.comparing(Timed::at)).map(Timed::step).toList();
	}

	private Step step(OffsetDateTime at, String title, String note) {
		return new Step(this.calendar.dateOf(at), title, note, null, null, List.of());
	}

	private Step step(Obstacle obstacle, List<Routings.Decided> decision) {
		Routings.Decided decided = decision.get(0);
		List<Routings.Decided> asked = decision.stream().filter((one) -> one.recipient() != null).toList();
		String title = switch (decided.decidedBy()) {
			case RULE ->
				"Beslutningstabellen" + ((decided.tableVersion() != null) ? ", versjon " + decided.tableVersion() : "");
			case TRIAGE -> "Sekretariatet vurderte";
			case FORWARD -> "Sendt videre av mottakeren";
			case REROUTE -> "Sekretariatet spurte en annen";
			case ADDITION -> "Sekretariatet spurte en til";
			case SUCCESSION -> "Flyttet til den som har tatt over";
			case UNIT -> "Enheten spurte en gang til";
			case JOIN -> "Enheten sluttet seg til det andre har meldt";
		};
		String note = !asked.isEmpty() ? null : switch (decided.decidedBy()) {
			case RULE -> "Ingen regel ga en mottaker som kan svare, så hindringen gikk til vurdering.";
			case TRIAGE -> (obstacle.mergedInto() != null) ? "Ingen ble spurt. Slått sammen eller svart."
					: "Ingen ble spurt. Enheten fikk svar.";
			default -> null;
		};
		// a person's sentence stands with those who were asked
		String text = (decided.decidedBy() == Routings.DecidedBy.UNIT) ? obstacle.question()
				: asked.isEmpty() ? decided.reason() : null;
		return new Step(this.calendar.dateOf(decided.decidedAt()), title, note, text, null,
				asked.stream()
					.map((one) -> new Sent(nameOf(one.recipient()), one.reason(), basis(one.source()), one.ruleId(),
							one.dueOn(), one.extensions(), one.state()))
					.toList());
	}

	/** What the table rests on, as people say it. */
	private static String basis(String source) {
		return (source == null) ? null
				: source.replaceFirst("^seed says", "Står i kildene").replaceFirst("^implied", "Utledet av kildene");
	}

	private String nameOf(String recipient) {
		return recipient.equals(Answers.SECRETARIAT) ? "sekretariatet" : this.recipients.get(recipient).name();
	}

	/**
	 * One step of the way.
	 *
	 * @param title what happened
	 * @param note what it means, or null
	 * @param text what somebody wrote, or null
	 * @param nextUpdateOn when a recipient has promised to come back, or null
	 * @param sent who was asked
	 */
	record Step(LocalDate on, String title, String note, String text, LocalDate nextUpdateOn, List<Sent> sent) {
	}

	/**
	 * One who was asked.
	 *
	 * @param name of the recipient
	 * @param reason the rule's sentence or a person's
	 * @param source what the rule rests on; null where a person chose
	 * @param rule id of the rule that matched; null where a person chose
	 * @param extensions how often there was more time
	 */
	record Sent(String name, String reason, String source, String rule, LocalDate dueOn, int extensions,
			AskedRecipient.State state) {
	}

	private record Timed(OffsetDateTime at, Step step) {
	}

}
