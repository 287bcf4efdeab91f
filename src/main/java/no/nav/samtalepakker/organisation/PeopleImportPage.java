package no.nav.samtalepakker.organisation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.PreviewedAct;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the secretariat changes the people of many units with a file. */
@Controller
class PeopleImportPage {

	private static final String PAGE = "/styring/folk";

	private final PeopleImport people;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Patience patience;

	PeopleImportPage(PeopleImport people, NorwegianCalendar calendar, CurrentUser user, Patience patience) {
		this.people = people;
		this.calendar = calendar;
		this.user = user;
		this.patience = patience;
	}

	@GetMapping(PAGE)
	String show() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return "steering-people";
	}

	@GetMapping(PAGE + "/i-dag")
	ResponseEntity<byte[]> today() {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename("enheter-og-folk-%s.csv".formatted(this.calendar.today()))
						.build()
						.toString())
			.contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
			.body(this.people.today());
	}

	@PostMapping(PAGE)
	String change(@RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "") String rows,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		boolean done = act(rows, seen).perform(model, after, response, () -> {
			String text = text(file, rows);
			model.addAttribute("act", act(text, seen));
			PeopleImport.Plan plan = this.people.plan(text);
			model.addAttribute("plan", plan);
			if (!plan.faults().isEmpty()) {
				throw new InvalidInput("rows",
						Counted.of(plan.faults().size(), "Ett sted kan ikke leses. Ingenting er endret",
								"%d steder kan ikke leses. Ingenting er endret"));
			}
			if (plan.changed().isEmpty()) {
				throw new Conflict("Fila sier det som alt står. Ingenting er endret.");
			}
			return plan.preview();
		}, () -> {
			AtomicInteger units = new AtomicInteger();
			this.patience.insist(() -> units.set(this.people.carryOut(rows, seen)));
			return Counted.of(units.get(), "Endringen er lagret for én enhet.", "Endringene er lagret for %d enheter.");
		});
		return done ? "redirect:" + PAGE : "steering-people";
	}

	private static PreviewedAct act(String rows, String seen) {
		return new PreviewedAct("folk", Map.of("rows", rows), seen);
	}

	private static String text(MultipartFile file, String rows) {
		if (file == null || file.isEmpty()) {
			return rows;
		}
		try {
			return PeopleFile.textOf(file.getBytes());
		}
		catch (IOException ex) {
			throw new InvalidInput("rows", "Vi kunne ikke lese fila. Prøv igjen");
		}
	}

}
