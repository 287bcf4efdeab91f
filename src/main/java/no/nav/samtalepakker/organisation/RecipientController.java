package no.nav.samtalepakker.organisation;

import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Patience;

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

	private final Patience patience;

	private final Forms forms;

	RecipientController(ContactChanges changes, Patience patience, Forms forms) {
		this.changes = changes;
		this.patience = patience;
		this.forms = forms;
	}

	@PutMapping("/api/recipients/{code}/contacts")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(@PathVariable String code, @RequestBody String body) {
		ContactsChange change = this.forms.read(body, ContactsChange.class);
		this.patience.insist(() -> this.changes.replace(code, change.userIds()));
	}

}
