package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.privacy.Names;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the secretariat does with what units have proposed. Every text reaches others, so
 * it may neither be a unit's own words nor name one that stands behind it; other names
 * are asked about once.
 */
@Component
@Transactional
public class ProposalDesk {

	private final Proposals proposals;

	private final ProposalQuestions questions;

	private final Recipients recipients;

	private final Conversations conversations;

	private final Units units;

	private final Names names;

	private final Identities identities;

	private final CurrentUser user;

	private final Audit audit;

	ProposalDesk(Proposals proposals, ProposalQuestions questions, Recipients recipients, Conversations conversations,
			Units units, Names names, Identities identities, CurrentUser user, Audit audit) {
		this.proposals = proposals;
		this.questions = questions;
		this.recipients = recipients;
		this.conversations = conversations;
		this.units = units;
		this.names = names;
		this.identities = identities;
		this.user = user;
		this.audit = audit;
	}

	/** Those who can be asked. */
	public List<Recipient> recipients() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.questions.askable();
	}

	/** How a proposal stands, for the secretariat. */
	public Standing asked(Proposal proposal) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		List<Asked> asked = this.questions.of(proposal.id())
			.stream()
			.map((question) -> new Asked(this.recipients.get(question.recipient()).name(), question.reason(),
					question.dueOn(), question.state().words(), question.state() == ProposalQuestion.State.OPEN))
			.toList();
		return new Standing(proposal,
				proposal.isAnsweredBySecretariat() ? "Sekretariatet"
						: (proposal.recipient() != null) ? this.recipients.get(proposal.recipient()).name() : null,
				asked);
	}

	/** Answers a group nobody has answered. */
	public void answer(String rolloutId, List<Statement> statements, Wording wording, Given given, boolean looked) {
		check(statements, wording, looked);
		check(statements, given.text, looked);
		String id = this.proposals.add(rolloutId, wording.text, statements);
		this.proposals.answered(id, Proposal.SECRETARIAT, given.answer, given.text);
		this.audit.record(Act.PROPOSAL_ANSWERED, id, null, given.answer.name());
	}

	/** Puts a group to a recipient as one question. */
	public void send(String rolloutId, List<Statement> statements, Wording wording, Sent sent, boolean looked) {
		check(statements, wording, looked);
		if (this.questions.askable().stream().noneMatch((recipient) -> recipient.code().equals(sent.recipient))) {
			throw new InvalidInput("recipient", "Denne mottakeren har ingen som kan svare");
		}
		String id = this.proposals.add(rolloutId, wording.text, statements);
		this.questions.begin(id, sent.recipient);
		this.audit.record(Act.PROPOSAL_SENT, id, null, sent.recipient);
	}

	/** Answers in place of the one who was asked, or corrects an answer. */
	public void answerOrCorrect(String rolloutId, String id, int revision, Given given, boolean looked) {
		Proposal proposal = own(rolloutId, id);
		check(this.proposals.conversationsOf(id), given.text, looked);
		if (proposal.isAnswered()) {
			this.proposals.correct(id, revision, given.answer, given.text);
			this.audit.record(Act.PROPOSAL_CORRECTED, id, null, given.answer.name());
		}
		else {
			mustBe(proposal, revision);
			this.proposals.answered(id, Proposal.SECRETARIAT, given.answer, given.text);
			this.proposals.endQuestions(id);
			this.audit.record(Act.PROPOSAL_ANSWERED, id, null, given.answer.name());
		}
	}

	/** Lets what is answered or asked be about more statements too. */
	public void extend(String rolloutId, String id, List<Statement> statements) {
		own(rolloutId, id);
		this.proposals.extend(id, statements);
		this.audit.record(Act.PROPOSAL_EXTENDED, id);
	}

	/** Takes a question back that nobody has answered. */
	public void withdraw(String rolloutId, String id, int revision) {
		Proposal proposal = own(rolloutId, id);
		mustBe(proposal, revision);
		if (proposal.isAnswered()) {
			throw new Conflict("Forslaget er besvart. Svaret kan rettes, men ikke trekkes.");
		}
		this.proposals.withdraw(id);
		this.audit.record(Act.PROPOSAL_WITHDRAWN, id);
	}

	private static void mustBe(Proposal proposal, int revision) {
		if (proposal.revision() != revision) {
			throw new Conflict("Forslaget er endret siden du åpnet det. Last siden på nytt.");
		}
	}

	private Proposal own(String rolloutId, String id) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.proposals.find(id)
			.filter((proposal) -> proposal.rolloutId().equals(rolloutId)
					&& proposal.state() != Proposal.State.WITHDRAWN)
			.map((proposal) -> this.proposals.locked(id))
			.orElseThrow(() -> new NotFound("Forslaget finnes ikke, eller det er trukket."));
	}

	// what may be said

	private void check(List<Statement> statements, Wording wording, boolean looked) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (statements.isEmpty()) {
			throw new Conflict("Innspillene bak forslaget er borte. Last siden på nytt.");
		}
		if (statements.stream()
			.anyMatch(
					(statement) -> statement.words() != null && plain(statement.words()).equals(plain(wording.text)))) {
			throw new InvalidInput("text", "Dette er enhetens egne ord. Skriv forslaget med deres egne");
		}
		check(statements, wording.text, looked);
	}

	private void check(List<Statement> statements, String text, boolean looked) {
		check(statements.stream().map(Statement::conversationId).distinct().map(this.conversations::get).toList(), text,
				looked);
	}

	private void check(Collection<Conversation> behind, String text, boolean looked) {
		List<Unit> about = behind.stream().map(Conversation::unitId).distinct().map(this.units::get).toList();
		if (!this.names.ofUnitsIn(text, about).isEmpty()) {
			throw new InvalidInput("text", "Teksten nevner en enhet som står bak forslaget. Skriv den uten navnet");
		}
		List<String> people = about.stream()
			.flatMap((unit) -> this.units.people(unit.id()).stream())
			.flatMap((person) -> this.identities.nameOf(person.userId()).stream())
			.toList();
		List<String> telling = this.names.telling(text, about, people);
		if (!looked && !telling.isEmpty()) {
			throw new NamesFound(telling);
		}
	}

	private static String plain(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
	}

	/**
	 * The group in the secretariat's words.
	 *
	 * @param text in plain language, naming nobody
	 */
	public record Wording(@Required("Forslaget") @Text(Text.SHORT) String text) {
	}

	/**
	 * An answer.
	 *
	 * @param answer what comes of it
	 * @param text why and how
	 */
	public record Given(@Required("Hva som skjer") Proposal.Outcome answer,
			@Required("Begrunnelsen") @Text(Text.LONG) String text) {
	}

	/**
	 * A question.
	 *
	 * @param recipient code of who is asked
	 */
	public record Sent(@Required("Mottaker") @Id String recipient) {
	}

	/**
	 * A proposal and whom it has been put to.
	 *
	 * @param by name of who answered, or null
	 */
	public record Standing(Proposal proposal, String by, List<Asked> asked) {
	}

	/**
	 * Somebody it has been put to.
	 *
	 * @param name of the recipient
	 * @param reason why it was sent on to them, or null
	 * @param dueOn until when
	 * @param words what has become of it
	 * @param open whether they have it now
	 */
	public record Asked(String name, String reason, LocalDate dueOn, String words, boolean open) {
	}

	/** Words that may be names; whoever has looked at them may go on. */
	public static final class NamesFound extends InvalidInput {

		private static final long serialVersionUID = 1L;

		private final transient List<String> names;

		NamesFound(List<String> names) {
			super("looked", "Se over teksten en gang til");
			this.names = names;
		}

		/** For the page; never logged. */
		public List<String> names() {
			return this.names;
		}

	}

}
