package no.nav.samtalepakker.proposal;

import java.util.List;
import java.util.Optional;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.view.RedirectView;

/**
 * What a recipient has been asked of proposals, and what it has answered; the address in
 * its e-mails leads to the task as long as there is one.
 */
@Controller
class ProposalPage {

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	private final Proposals proposals;

	private final ProposalQuestions questions;

	private final Recipients recipients;

	private final CaseTasks tasks;

	private final CurrentUser user;

	private final Audit audit;

	ProposalPage(Proposals proposals, ProposalQuestions questions, Recipients recipients, CaseTasks tasks,
			CurrentUser user, Audit audit) {
		this.proposals = proposals;
		this.questions = questions;
		this.recipients = recipients;
		this.tasks = tasks;
		this.user = user;
		this.audit = audit;
	}

	@GetMapping("/forslag")
	String all(Model model) {
		if (this.user.groups().stream().noneMatch(GroupKind.RECIPIENT::has)) {
			throw new NotFound("Siden er for dem som svarer på forslag.");
		}
		List<Asked> asked = this.questions.of(own().stream().map(Recipient::code).toList())
			.stream()
			.map(this::asked)
			.toList();
		model.addAttribute("waiting", asked.stream().filter(Asked::waits).toList());
		model.addAttribute("settled", asked.stream().filter((one) -> !one.waits()).toList());
		this.audit.record(Act.PROPOSAL_SEEN,
				asked.stream().map((one) -> new Audit.Subject(one.proposal().id(), null, "forslag")).toList());
		return "proposals";
	}

	@GetMapping("/forslag/{id}")
	RedirectView one(@PathVariable String id) {
		Optional<CaseTask> task = this.tasks.workableIn(id).stream().findFirst();
		if (task.isPresent()) {
			return to(TASK + task.get().id());
		}
		Proposal proposal = this.proposals.get(id);
		if (this.user.isIn(Identities.SECRETARIAT)) {
			return to("/oppsummering/" + proposal.rolloutId() + "/forslag#forslag-" + id);
		}
		if (this.questions.of(id).stream().noneMatch((question) -> isOurs(question.recipient()))) {
			throw new NotFound("Forslaget finnes ikke.");
		}
		return to("/forslag#forslag-" + id);
	}

	private Asked asked(ProposalQuestion question) {
		Proposal proposal = this.proposals.get(question.proposalId());
		String task = (question.state() == ProposalQuestion.State.OPEN)
				? this.tasks.workableIn(proposal.id()).stream().findFirst().map(CaseTask::id).orElse(null) : null;
		return new Asked(proposal, question, this.recipients.get(question.recipient()).name(),
				this.proposals.units(proposal.id()), task);
	}

	private List<Recipient> own() {
		return this.recipients.answering().stream().filter((recipient) -> this.user.isIn(recipient.group())).toList();
	}

	private boolean isOurs(String recipient) {
		return this.user.isIn(this.recipients.get(recipient).group());
	}

	private static RedirectView to(String address) {
		return new RedirectView(address, true, true, false);
	}

	/**
	 * A question to the reader's own recipient.
	 *
	 * @param proposal what was asked about
	 * @param question how it stands
	 * @param recipient its name
	 * @param units how many stand behind it, where that may be shown
	 * @param task the open task, or null
	 */
	record Asked(Proposal proposal, ProposalQuestion question, String recipient, Figure units, String task) {

		public boolean waits() {
			return this.question.state() == ProposalQuestion.State.OPEN;
		}

		/** Whether the answer is this recipient's. */
		public boolean answered() {
			return this.proposal.isAnswered() && this.question.recipient().equals(this.proposal.recipient());
		}

	}

}
