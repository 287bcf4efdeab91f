package no.nav.samtalepakker.summary;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.summary.SummaryFiles.Format;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A summary to read: on a page, as PDF and as Word, in every version. The files are made
 * of the page, so that they say the same, to those who may read it.
 */
@Controller
class SummaryPage {

	private static final String PAGE = "summary";

	private final Summaries summaries;

	private final Rollouts rollouts;

	private final Papers papers;

	private final CurrentUser currentUser;

	private final Audit audit;

	SummaryPage(Summaries summaries, Rollouts rollouts, Papers papers, CurrentUser currentUser, Audit audit) {
		this.summaries = summaries;
		this.rollouts = rollouts;
		this.papers = papers;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	@GetMapping("/oppsummering/{rolloutId}")
	String page(@PathVariable String rolloutId, @RequestParam(name = "versjon", required = false) Integer number,
			Model model, HttpServletRequest request, HttpServletResponse response) throws Exception {
		Summary summary = fill(rolloutId, number, model);
		SummaryPaper paper = paper(summary, model, request, response);
		model.addAttribute("downloads", this.papers.downloads(paper, "/oppsummering/" + rolloutId));
		return PAGE;
	}

	@GetMapping("/oppsummering/{rolloutId}/pdf")
	ResponseEntity<byte[]> pdf(@PathVariable String rolloutId,
			@RequestParam(name = "versjon", required = false) Integer number, Model model, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		return file(Format.PDF, rolloutId, number, model, request, response);
	}

	@GetMapping("/oppsummering/{rolloutId}/word")
	ResponseEntity<byte[]> word(@PathVariable String rolloutId,
			@RequestParam(name = "versjon", required = false) Integer number, Model model, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		return file(Format.WORD, rolloutId, number, model, request, response);
	}

	private ResponseEntity<byte[]> file(Format format, String rolloutId, Integer number, Model model,
			HttpServletRequest request, HttpServletResponse response) throws Exception {
		Summary summary = fill(rolloutId, number, model);
		return this.papers.file(paper(summary, model, request, response), format, (summary.isDraft() ? "UTKAST " : "")
				+ "Oppsummering " + nameOf(rolloutId) + " versjon " + summary.version());
	}

	private Summary fill(String rolloutId, Integer number, Model model) {
		List<Summary> readable = this.summaries.versions(rolloutId)
			.stream()
			.filter((version) -> !version.isDraft() || this.currentUser.isIn(Identities.SECRETARIAT))
			.toList();
		Summary summary = readable.stream()
			.filter((version) -> number == null || version.version() == number)
			.reduce((former, later) -> later)
			.orElseThrow(() -> new NotFound("Oppsummeringen finnes ikke."));
		if (summary.isDraft()) {
			this.audit.record(Act.SUMMARY_SEEN, rolloutId);
		}
		model.addAttribute("summary", summary);
		model.addAttribute("content", this.summaries.content(summary.id()).asRead());
		model.addAttribute("cloud", this.summaries.words(summary.id()));
		model.addAttribute("mentions", this.summaries.mentions(summary.id()));
		model.addAttribute("erased", this.rollouts.get(rolloutId).textsErasedAt() != null);
		model.addAttribute("versions", history(readable));
		return summary;
	}

	private String nameOf(String rolloutId) {
		return this.rollouts.get(rolloutId).name();
	}

	/** The newest first. */
	private List<Version> history(List<Summary> versions) {
		List<Version> history = new ArrayList<>();
		SummaryContent former = null;
		for (Summary version : versions) {
			SummaryContent content = this.summaries.content(version.id()).asRead();
			history.add(new Version(version.version(), version.publishedAt(),
					(former != null) ? SummaryChanges.between(former, content) : null));
			former = content;
		}
		Collections.reverse(history);
		return history;
	}

	private SummaryPaper paper(Summary summary, Model model, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		return this.papers.of(PAGE, model, nameOf(summary.rolloutId()), "Hva samtalepakkene har gitt",
				summary.isDraft(), request, response);
	}

	/**
	 * A version in the list of them.
	 *
	 * @param number starts at 1
	 * @param publishedAt when it was published; null of a draft
	 * @param changes since the version before; null of the first
	 */
	record Version(int number, OffsetDateTime publishedAt, List<String> changes) {
	}

}
