package no.nav.samtalepakker.overview;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What anybody may read, also before the login: how it is used, and for whom it works.
 */
@Controller
class HelpController {

	@GetMapping("/hjelp")
	String help() {
		return "help";
	}

	@GetMapping("/tilgjengelighet")
	String accessibility() {
		return "accessibility";
	}

}
