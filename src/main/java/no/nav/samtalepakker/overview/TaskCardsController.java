package no.nav.samtalepakker.overview;

import java.util.LinkedHashSet;
import java.util.List;

import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.TaskCard;
import no.nav.samtalepakker.platform.TaskCardPart;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What tells the tasks of a list apart. Task names carry no free text, so the words come
 * from here, to those who may work on the tasks.
 */
@RestController
class TaskCardsController {

	/** Far more than a list shows at once. */
	private static final int MOST = 100;

	private final CaseTasks tasks;

	private final List<TaskCardPart> parts;

	TaskCardsController(CaseTasks tasks, List<TaskCardPart> parts) {
		this.tasks = tasks;
		this.parts = parts;
	}

	/** The cards of those of the tasks the reader may work on; silent about the rest. */
	@GetMapping("/api/tasks/cards")
	List<TaskCard> cards(@RequestParam List<String> ids) {
		LinkedHashSet<String> asked = new LinkedHashSet<>(ids);
		if (asked.size() > MOST) {
			throw new InvalidInput("ids", "Spør om høyst " + MOST + " oppgaver om gangen");
		}
		List<CaseTask> own = this.tasks.workable(asked);
		return this.parts.stream().flatMap((part) -> part.of(own).stream()).toList();
	}

}
