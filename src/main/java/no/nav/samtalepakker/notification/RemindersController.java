package no.nav.samtalepakker.notification;

import no.nav.samtalepakker.platform.Forms;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets programs and forms pause the reminders. */
@RestController
class RemindersController {

	private final PausedReminders reminders;

	private final Forms forms;

	RemindersController(PausedReminders reminders, Forms forms) {
		this.reminders = reminders;
		this.forms = forms;
	}

	@PostMapping("/api/conversations/{id}/reminders/pause")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void pause(@PathVariable("id") String id, @RequestBody(required = false) String body) {
		this.reminders.of(id);
		this.reminders.pause(id,
				body == null || body.isBlank() || this.forms.read(body, PauseReminders.class).paused());
	}

}
