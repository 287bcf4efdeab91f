package no.nav.samtalepakker.obstacle;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Text;

/** Acts on obstacles that need no task, and the taxonomy the forms offer. */
@RestController
class ObstaclesController {

	private final Reading reading;

	private final Taxonomy taxonomy;

	private final Forms forms;

	ObstaclesController(Reading reading, Taxonomy taxonomy, Forms forms) {
		this.reading = reading;
		this.taxonomy = taxonomy;
		this.forms = forms;
	}

	@GetMapping("/api/taxonomy")
	List<Taxonomy.Category> taxonomy() {
		return this.taxonomy.categories();
	}

	@PostMapping("/api/obstacles/{id}/withdraw")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void withdraw(@PathVariable String id, @RequestBody String body) {
		this.reading.withdraw(id, this.forms.read(body, Withdrawal.class).reason());
	}

	/**
	 * Body of a withdrawal.
	 *
	 * @param reason voluntary: nobody owes an explanation for changing their mind
	 */
	record Withdrawal(@Text String reason) {
	}

}
