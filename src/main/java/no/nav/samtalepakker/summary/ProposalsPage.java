package no.nav.samtalepakker.summary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.proposal.Proposal;
import no.nav.samtalepakker.proposal.ProposalDesk;
import no.nav.samtalepakker.proposal.Proposals;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page where the secretariat answers what units have proposed, or puts it to a
 * recipient.
 */
@Controller
class ProposalsPage {

	private static final String ADDRESS = "/oppsummering/{rolloutId}/forslag";

	private final ProposalGroups groups;

	private final ProposalDesk desk;

	private final Proposals proposals;

	private final Summaries summaries;

	private final NextVersion nextVersion;

	private final Rollouts rollouts;

	private final Forms forms;

	private final CurrentUser user;

	private final Audit audit;

	ProposalsPage(ProposalGroups groups, ProposalDesk desk, Proposals proposals, Summaries summaries,
			NextVersion nextVersion, Rollouts rollouts, Forms forms, CurrentUser user, Audit audit) {
		this.groups = groups;
		this.desk = desk;
		this.proposals = proposals;
		this.summaries = summaries;
		this.nextVersion = nextVersion;
		this.rollouts = rollouts;
		this.forms = forms;
		this.user = user;
		this.audit = audit;
	}

	@GetMapping(ADDRESS)
	String show(@PathVariable String rolloutId, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fill(rolloutId, model);
	}

	/** One act on a group, or on a proposal that has been taken up. */
	@PostMapping(ADDRESS + "/{id}")
	String act(@PathVariable String rolloutId, @PathVariable String id, @RequestParam(defaultValue = "") String act,
			@RequestParam Map<String, String> sent, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			after.addFlashAttribute("done", act(rolloutId, id, act, sent));
		}
		catch (InvalidInput invalid) {
			if (invalid instanceof ProposalDesk.NamesFound found) {
				model.addAttribute("names", found.names());
			}
			return again(rolloutId, id, act, sent, invalid.advice(), HttpStatus.BAD_REQUEST, model, response);
		}
		catch (Conflict | NotFound gone) {
			return again(rolloutId, id, act, sent, gone.getMessage(), HttpStatus.CONFLICT, model, response);
		}
		return "redirect:" + ADDRESS;
	}

	@PostMapping("/oppsummering/{rolloutId}/ny-versjon")
	String orderNextVersion(@PathVariable String rolloutId, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			this.nextVersion.order(rolloutId);
		}
		catch (Conflict refused) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("fault", refused.getMessage());
			return fill(rolloutId, model);
		}
		after.addFlashAttribute("done",
				"Utkastet til den nye versjonen lages nå. Om litt ligger det i oppgavelisten, klart til å ses over.");
		return "redirect:" + ADDRESS;
	}

	/** Gives what has happened, in Norwegian. */
	private String act(String rolloutId, String id, String act, Map<String, String> sent) {
		boolean looked = sent.containsKey("looked");
		int revision = revision(sent);
		return switch (act) {
			case "svar" -> {
				this.desk.answer(rolloutId, group(rolloutId, id, sent).statements(), wording(sent), given(sent),
						looked);
				yield "Svaret er gitt. Det står på siden til hver enhet bak forslaget, og de får én e-post i morgen tidlig.";
			}
			case "send" -> {
				this.desk.send(rolloutId, group(rolloutId, id, sent).statements(), wording(sent),
						read(ProposalDesk.Sent.class, sent, "recipient"), looked);
				yield "Spørsmålet er sendt. Mottakeren ser hvor mange enheter som står bak, ikke hvem de er.";
			}
			case "ogsa" -> {
				this.desk.extend(rolloutId, sent.getOrDefault("proposal", ""), group(rolloutId, id, sent).statements());
				yield "Innspillene hører nå til det samme forslaget.";
			}
			case "rett" -> {
				this.desk.answerOrCorrect(rolloutId, id, revision, given(sent), looked);
				yield "Svaret er lagret. Enhetene ser det på siden sin.";
			}
			case "trekk" -> {
				this.desk.withdraw(rolloutId, id, revision);
				yield "Spørsmålet er trukket. Innspillene står uten svar igjen.";
			}
			default -> throw new InvalidInput("act", "Velg hva du vil gjøre");
		};
	}

	private ProposalGroups.Group group(String rolloutId, String id, Map<String, String> sent) {
		return this.groups.get(rolloutId, id, sent.getOrDefault("version", ""));
	}

	private static int revision(Map<String, String> sent) {
		String revision = sent.getOrDefault("revision", "0");
		return revision.matches("\\d{1,6}") ? Integer.parseInt(revision) : -1;
	}

	private ProposalDesk.Wording wording(Map<String, String> sent) {
		return read(ProposalDesk.Wording.class, sent, "text");
	}

	private ProposalDesk.Given given(Map<String, String> sent) {
		return this.forms.read(filled("answer", sent.get("answer"), "text", sent.get("answerText")),
				ProposalDesk.Given.class);
	}

	private <F> F read(Class<F> type, Map<String, String> sent, String field) {
		return this.forms.read(filled(field, sent.get(field)), type);
	}

	/** What is empty has not been chosen. */
	private static Map<String, String> filled(String... namesAndValues) {
		Map<String, String> filled = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			String value = namesAndValues[i + 1];
			filled.put(namesAndValues[i], (value == null || value.isBlank()) ? null : value);
		}
		return filled;
	}

	/** What was written is not lost. */
	private String again(String rolloutId, String id, String act, Map<String, String> sent, String fault,
			HttpStatus status, Model model, HttpServletResponse response) {
		response.setStatus(status.value());
		model.addAttribute("fault", fault);
		model.addAttribute("faultAt", id);
		model.addAttribute("faultAct", act);
		model.addAttribute("written", sent);
		return fill(rolloutId, model);
	}

	private String fill(String rolloutId, Model model) {
		this.audit.record(Act.PROPOSALS_SEEN, rolloutId);
		List<Proposal> taken = this.proposals.of(rolloutId);
		List<ProposalGroups.Group> open = this.groups.open(rolloutId);
		model.addAttribute("rollout", this.rollouts.get(rolloutId));
		model.addAttribute("summary", this.summaries.latest(rolloutId).orElse(null));
		model.addAttribute("hasNews",
				this.summaries.published(rolloutId)
					.filter((published) -> this.summaries.latest(rolloutId).orElseThrow().id().equals(published.id()))
					.filter((published) -> this.summaries.hasOtherOutcomes(rolloutId))
					.isPresent());
		model.addAttribute("open", open);
		model.addAttribute("asked",
				taken.stream().filter((proposal) -> !proposal.isAnswered()).map(this.desk::asked).toList());
		model.addAttribute("answered", taken.stream().filter(Proposal::isAnswered).map(this.desk::asked).toList());
		model.addAttribute("texts", texts(taken));
		model.addAttribute("said", this.groups.said(rolloutId));
		model.addAttribute("outcomes", Proposal.Outcome.values());
		model.addAttribute("recipients", this.desk.recipients());
		model.addAttribute("faultIsShown",
				open.stream().anyMatch((group) -> group.id().equals(model.getAttribute("faultAt")))
						|| taken.stream().anyMatch((one) -> one.id().equals(model.getAttribute("faultAt"))));
		return "summary-proposals";
	}

	private static Map<String, String> texts(List<Proposal> taken) {
		Map<String, String> texts = new HashMap<>();
		taken.forEach((proposal) -> texts.put(proposal.id(), proposal.text()));
		return texts;
	}

}
