package no.nav.samtalepakker.privacy;

import java.util.List;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.IdentityNumbers;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Acts on texts, whatever they are about. */
@RestController
class TextsController {

	private final Redactions redactions;

	private final Names names;

	private final Forms forms;

	TextsController(Redactions redactions, Names names, Forms forms) {
		this.redactions = redactions;
		this.names = names;
		this.forms = forms;
	}

	/**
	 * What in a text looks like personal data or names a unit, for the form that warns
	 * while one writes. Nothing is stored and nothing logged. Any unit is found, not only
	 * the one it is about, or a recipient could find out which that is.
	 */
	@PostMapping("/api/texts/check")
	Findings check(@RequestBody String body) {
		String text = this.forms.read(body, TextToCheck.class).text();
		return new Findings(IdentityNumbers.in(text), ContactDetails.phoneNumbersIn(text),
				ContactDetails.emailsIn(text), this.names.ofUnitsIn(text), this.names.ofPersonsIn(text));
	}

	@PostMapping("/api/texts/{type}/{id}/redact")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void redact(@PathVariable String type, @PathVariable String id, @RequestBody String body) {
		this.redactions.redact(type, id, this.forms.read(body, Redaction.class).reason());
	}

	/**
	 * Body of a check.
	 *
	 * @param text as it was written: blanks at its ends count, or the places would be
	 * wrong
	 */
	record TextToCheck(
			@Text(value = MOST_CHECKED, unkept = true) @JsonDeserialize(using = StringDeserializer.class) String text) {

		/** More than any field takes, for one may have written too much. */
		private static final int MOST_CHECKED = 10_000;

		TextToCheck {
			text = (text != null) ? text : "";
		}

	}

	/**
	 * What was found. Places are indices of UTF-16 units, the first included and the last
	 * not, as scripts count.
	 *
	 * @param identityNumbers refused on completing
	 * @param phoneNumbers Norwegian ones; allowed
	 * @param emails allowed
	 * @param units names of units; allowed
	 * @param persons what looks like names of persons; allowed
	 */
	record Findings(List<IdentityNumbers.Span> identityNumbers, List<IdentityNumbers.Span> phoneNumbers,
			List<IdentityNumbers.Span> emails, List<IdentityNumbers.Span> units, List<IdentityNumbers.Span> persons) {
	}

	/**
	 * Body of a redaction.
	 *
	 * @param reason never the text itself
	 */
	record Redaction(@Required("Begrunnelse") @Text String reason) {
	}

}
