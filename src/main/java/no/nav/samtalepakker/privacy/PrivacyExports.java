package no.nav.samtalepakker.privacy;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What people may take with them: their own data, and the archive its copy. */
@RestController
class PrivacyExports {

	private final OwnDataRegister register;

	private final Archive archive;

	private final CurrentUser currentUser;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	PrivacyExports(OwnDataRegister register, Archive archive, CurrentUser currentUser, NorwegianCalendar calendar,
			Audit audit) {
		this.register = register;
		this.archive = archive;
		this.currentUser = currentUser;
		this.calendar = calendar;
		this.audit = audit;
	}

	@GetMapping("/api/own-data")
	ResponseEntity<OwnData> ownData() {
		String user = this.currentUser.id();
		this.audit.record(Act.OWN_DATA_SEEN, user);
		return ResponseEntity.ok()
			.headers(named("mine-opplysninger-" + this.calendar.today() + ".json"))
			.body(this.register.of(user));
	}

	/** Everything sent in a rollout, before its texts are erased (design §11). */
	@GetMapping("/api/rollouts/{id}/archive")
	void archive(@PathVariable String id, HttpServletResponse response) throws IOException {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		this.archive.write(id, () -> {
			response.setContentType("application/zip");
			named("arkivuttrekk-" + this.calendar.today() + ".zip")
				.forEach((name, values) -> response.setHeader(name, values.get(0)));
			return response.getOutputStream();
		});
	}

	private static HttpHeaders named(String file) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentDisposition(ContentDisposition.attachment().filename(file).build());
		return headers;
	}

}
