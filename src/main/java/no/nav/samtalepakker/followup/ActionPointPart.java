package no.nav.samtalepakker.followup;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An action point as a form shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionPointPart(String id, String text, String responsible, LocalDate dueOn, String status, String note) {

	public static ActionPointPart of(ActionPoint point) {
		return new ActionPointPart(point.id(), point.text(), point.responsible(), point.dueOn(), point.status().name(),
				point.note());
	}

}
