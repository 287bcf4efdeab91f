package no.nav.samtalepakker.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * An act on a page that is shown with what it brings about before it is done, and is done
 * only if nothing has changed since. What was written is not lost.
 *
 * @param name which act, as its address ends
 * @param written the fields as they came
 * @param seen version of the preview that has been seen, or empty
 */
public record PreviewedAct(String name, Map<String, String> written, String seen) {

	/** Without the fields that were left empty. */
	public Map<String, String> given() {
		Map<String, String> given = new HashMap<>(this.written);
		given.values().removeIf(String::isBlank);
		return given;
	}

	/**
	 * Does what has been seen; otherwise fills the model so that the page shows what
	 * would happen, or what is wrong.
	 * @param preview says what would happen, or refuses it
	 * @param done does it, and says what has been done
	 * @return whether it has been done, and the page is to be loaded anew
	 */
	public boolean perform(Model model, RedirectAttributes after, HttpServletResponse response,
			Supplier<Preview> preview, Supplier<String> done) {
		model.addAttribute("act", this);
		try {
			Preview now = preview.get();
			if (now.version().equals(this.seen)) {
				after.addFlashAttribute("done", done.get());
				return true;
			}
			model.addAttribute("preview", now);
			if (!this.seen.isEmpty()) {
				response.setStatus(HttpStatus.CONFLICT.value());
				model.addAttribute("fault", "Noe er endret siden du så på dette. Se over en gang til.");
			}
		}
		catch (InvalidInput invalid) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("faultField", invalid.field());
			model.addAttribute("fault", invalid.advice());
		}
		catch (Conflict conflict) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("fault", conflict.getMessage());
		}
		return false;
	}

}
