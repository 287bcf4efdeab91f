package no.nav.samtalepakker.organisation;

import no.nav.samtalepakker.platform.Forms;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The secretariat changes who answers for a recipient. */
@RestController
class RecipientController {

	private final ContactChanges changes;

	private final Forms forms;

	RecipientController(ContactChanges changes, Forms forms) {
		this.changes = changes;
		this.forms = forms;
	}

	@PutMapping("/api/recipients/{code}/contacts")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(@PathVariable String code, @RequestBody String body) {
		this.changes.replace(code, this.forms.read(body, ContactsChange.class).userIds());
	}

}
