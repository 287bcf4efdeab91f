package no.nav.samtalepakker.organisation;

import java.util.List;

import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks change hands. */
@RestController
@RequestMapping("/api")
class TaskController {

	private final Handovers handovers;

	private final Forms forms;

	TaskController(Handovers handovers, Forms forms) {
		this.handovers = handovers;
		this.forms = forms;
	}

	@GetMapping("/tasks/{id}/candidates")
	List<Handovers.Candidate> candidates(@PathVariable String id) {
		return this.handovers.candidates(id);
	}

	@GetMapping("/colleagues")
	List<Identities.Named> colleagues() {
		return this.handovers.colleagues();
	}

	@PostMapping("/tasks/{id}/take-over")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void takeOver(@PathVariable String id) {
		this.handovers.takeOver(id);
	}

	@PostMapping("/tasks/{id}/hand-over")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void handOver(@PathVariable String id, @RequestBody String body) {
		this.handovers.handOver(id, this.forms.read(body, HandOver.class).userId());
	}

	@PostMapping("/tasks/{id}/release")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void release(@PathVariable String id) {
		this.handovers.release(id);
	}

	/**
	 * Who gets the task.
	 *
	 * @param userId a member of one of the task's groups
	 */
	record HandOver(String userId) {
	}

}
