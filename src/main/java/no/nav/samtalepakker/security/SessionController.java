package no.nav.samtalepakker.security;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the script of every page tells that somebody is there. */
@RestController
class SessionController {

	static final String PATH = "/api/session";

	/** {@link SessionLimits} has noted it before it comes here. */
	@PostMapping(PATH)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void somebodyIsThere() {
	}

}
