package no.nav.samtalepakker.organisation;

import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Patience;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The secretariat changes people and units. */
@RestController
@RequestMapping("/api/units/{id}")
class UnitController {

	private final UnitChanges changes;

	private final Patience patience;

	private final Forms forms;

	UnitController(UnitChanges changes, Patience patience, Forms forms) {
		this.changes = changes;
		this.patience = patience;
		this.forms = forms;
	}

	@PutMapping("/people")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void changePeople(@PathVariable String id, @RequestBody String body) {
		PeopleChange change = this.forms.read(body, PeopleChange.class);
		this.patience.insist(() -> this.changes.changePeople(id, change));
	}

	@PutMapping("/successor")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void close(@PathVariable String id, @RequestBody String body) {
		String successor = this.forms.read(body, Successor.class).unitId();
		this.patience.insist(() -> this.changes.close(id, successor));
	}

	/**
	 * Who takes over.
	 *
	 * @param unitId id of an open unit
	 */
	record Successor(String unitId) {
	}

}
