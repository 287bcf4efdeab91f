package no.nav.samtalepakker.preparation;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets programs open a conversation again that its unit had ended. */
@RestController
class ReopeningController {

	private final Reopenings reopenings;

	ReopeningController(Reopenings reopenings) {
		this.reopenings = reopenings;
	}

	@PostMapping("/api/conversations/{id}/reopen")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void reopen(@PathVariable String id) {
		this.reopenings.reopen(id);
	}

}
