package no.nav.samtalepakker.obstacle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.PreviewedAct;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the secretariat does about obstacles it has chosen in the list, or about the one
 * whose page it is on: told first, done when nothing has changed since.
 */
@Controller
class InterventionsPage {

	private static final String CHOSEN = "/hindringer/valgte";

	private final Interventions interventions;

	private final ObstacleDesk desk;

	private final Forms forms;

	private final Patience patience;

	private final CurrentUser user;

	InterventionsPage(Interventions interventions, ObstacleDesk desk, Forms forms, Patience patience,
			CurrentUser user) {
		this.interventions = interventions;
		this.desk = desk;
		this.forms = forms;
		this.patience = patience;
		this.user = user;
	}

	@GetMapping(CHOSEN)
	String chosen(@RequestParam(name = "id", defaultValue = "") List<String> ids, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.desk.show(ids, model);
	}

	@PostMapping(CHOSEN + "/slaa-sammen")
	String merge(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("slaa-sammen", request, List.of("mergeInto", "reason"), Interventions.Merge.class,
				this.interventions::previewMerge, this.interventions::merge,
				"Hindringene er slått sammen, og enhetene får samme svar.", model, after, response);
	}

	@PostMapping(CHOSEN + "/send")
	String send(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("send", request, List.of("to", "from", "reason"), Interventions.Send.class,
				this.interventions::previewSend, this.interventions::send, "Sendt. Mottakeren har fått oppgaven.",
				model, after, response);
	}

	@PostMapping(CHOSEN + "/svar")
	String reply(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("svar", request, List.of("reason"), Interventions.Reply.class, this.interventions::previewReply,
				this.interventions::reply, "Enheten har fått svaret.", model, after, response);
	}

	@PostMapping(CHOSEN + "/spoer")
	String askOneMore(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("spoer", request, List.of("to", "reason"), Interventions.OneMore.class,
				this.interventions::previewOneMore, this.interventions::askOneMore,
				"Spurt. Mottakeren har fått oppgaven, og de andre har den fortsatt.", model, after, response);
	}

	@PostMapping(CHOSEN + "/minn")
	String remind(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("minn", request, List.of(), Interventions.Chosen.class, this.interventions::previewReminder,
				this.interventions::remind, "Mottakeren får en e-post i dag.", model, after, response);
	}

	@PostMapping(CHOSEN + "/ordlyd")
	String wording(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("ordlyd", request, List.of("wording"), Interventions.NewWording.class,
				this.interventions::previewWording, this.interventions::approve,
				"Ordlyden er godkjent. Andre enheter kan se hindringen nå.", model, after, response);
	}

	@PostMapping(CHOSEN + "/trekk")
	String withdraw(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		return act("trekk", request, List.of("reason"), Interventions.Withdrawal.class,
				this.interventions::previewWithdrawal, this.interventions::withdraw,
				"Hindringen er trukket, og tekstene er slettet.", model, after, response);
	}

	private <F> String act(String name, Map<String, String> request, List<String> fields, Class<F> form,
			Function<F, Preview> preview, Consumer<F> done, String told, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Map<String, String> written = new LinkedHashMap<>();
		written.put("ids", request.getOrDefault("ids", ""));
		fields.forEach((field) -> written.put(field, request.getOrDefault(field, "").strip()));
		PreviewedAct act = new PreviewedAct(name, written, request.getOrDefault("seen", ""));
		boolean performed = act.perform(model, after, response, () -> preview.apply(this.forms.read(act.given(), form)),
				() -> {
					F given = this.forms.read(act.given(), form);
					this.patience.insist(() -> done.accept(given));
					return told;
				});
		List<String> ids = Arrays.stream(written.get("ids").split(",")).filter((id) -> !id.isBlank()).toList();
		if (performed) {
			return (ids.size() == 1) ? "redirect:/hindringer/" + ids.get(0) : "redirect:/hindringer";
		}
		return (ids.size() == 1) ? this.desk.show(ids.get(0), false, model) : this.desk.show(ids, model);
	}

}
