package no.nav.samtalepakker.summary;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.obstacle.ExogenousObstacles;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.summary.SummaryFiles.Format;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What goes to the ministry: the obstacles nobody in NAV can do anything about, on a page
 * and as files to send. Every one of them is made of what stands today.
 */
@Controller
@RequestMapping("/oversikt/departementet")
class DossierPage {

	private static final String VIEW = "dossier";

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private final ExogenousObstacles obstacles;

	private final Papers papers;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	DossierPage(ExogenousObstacles obstacles, Papers papers, NorwegianCalendar calendar, CurrentUser currentUser,
			Audit audit) {
		this.obstacles = obstacles;
		this.papers = papers;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	@GetMapping
	String page(Model model, HttpServletRequest request, HttpServletResponse response) throws Exception {
		model.addAttribute("downloads",
				this.papers.downloads(paper(model, request, response), "/oversikt/departementet"));
		return VIEW;
	}

	@GetMapping("/pdf")
	ResponseEntity<byte[]> pdf(Model model, HttpServletRequest request, HttpServletResponse response) throws Exception {
		return file(Format.PDF, model, request, response);
	}

	@GetMapping("/word")
	ResponseEntity<byte[]> word(Model model, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		return file(Format.WORD, model, request, response);
	}

	private ResponseEntity<byte[]> file(Format format, Model model, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		ResponseEntity<byte[]> file = this.papers.file(paper(model, request, response), format,
				"Innspill til departementet " + this.calendar.today());
		this.audit.record(Act.DOSSIER_EXPORTED, ExogenousObstacles.CATEGORY, null, format.title());
		return file;
	}

	private SummaryPaper paper(Model model, HttpServletRequest request, HttpServletResponse response) throws Exception {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		String today = DAY.format(this.calendar.today());
		model.addAttribute("themes", this.obstacles.all());
		model.addAttribute("today", today);
		return this.papers.of(VIEW, model, today, "Hindringer Nav ikke kan løse selv", false, request, response);
	}

}
