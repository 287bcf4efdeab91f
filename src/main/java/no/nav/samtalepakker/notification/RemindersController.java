package no.nav.samtalepakker.notification;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.security.Act;
import no.nav.samtalepakker.security.Audit;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets the unit say that it wants no more reminders (design §1). */
@RestController
class RemindersController {

	private final Conversations conversations;

	private final Units units;

	private final CurrentUser user;

	private final Forms forms;

	private final Audit audit;

	RemindersController(Conversations conversations, Units units, CurrentUser user, Forms forms, Audit audit) {
		this.conversations = conversations;
		this.units = units;
		this.user = user;
		this.forms = forms;
		this.audit = audit;
	}

	@PostMapping("/api/conversations/{id}/reminders/pause")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void pause(@PathVariable("id") String id, @RequestBody(required = false) String body) {
		String userId = this.user.id();
		// the same answer whether it is missing or another unit's, so that nobody can
		// probe for ids
		if (userId == null || !this.units.isMember(this.conversations.get(id).unitId(), userId)) {
			throw new NotFound("Samtalen finnes ikke.");
		}
		boolean paused = body == null || body.isBlank() || this.forms.read(body, PauseReminders.class).paused();
		this.conversations.pauseReminders(id, paused);
		this.audit.record(Act.REMINDERS_PAUSED, id, this.conversations.get(id).unitId(), paused ? "PAUSED" : "RESUMED");
	}

}
