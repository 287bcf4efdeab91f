package no.nav.samtalepakker.privacy;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/** Acts on texts, whatever they are about. */
@RestController
class TextsController {

	private final Redactions redactions;

	private final Forms forms;

	TextsController(Redactions redactions, Forms forms) {
		this.redactions = redactions;
		this.forms = forms;
	}

	@PostMapping("/api/texts/{type}/{id}/redact")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void redact(@PathVariable String type, @PathVariable String id, @RequestBody String body) {
		this.redactions.redact(type, id, this.forms.read(body, Redaction.class).reason());
	}

	/**
	 * Body of a redaction.
	 *
	 * @param reason never the text itself
	 */
	record Redaction(@Required("Begrunnelse") @Text String reason) {
	}

}
