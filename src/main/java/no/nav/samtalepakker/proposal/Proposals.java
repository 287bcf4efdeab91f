package no.nav.samtalepakker.proposal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Succession;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.privacy.TextSource;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The proposals that are answered or have been put to a recipient, and the statements
 * behind each. A statement that goes takes its part along: the group shrinks, and with
 * the last of them the question, its answer and whatever was published of it go too.
 */
@Component
@Transactional
public class Proposals {

	private static final String COLUMNS = """
			select id, rollout_id, text, state, revision, recipient, answer, answer_text, answered_at, corrected_at
			from proposal
			""";

	private final JdbcClient jdbc;

	private final Conversations conversations;

	private final ProposalNotices notices;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final ApplicationEventPublisher events;

	Proposals(JdbcClient jdbc, Conversations conversations, ProposalNotices notices, Processes processes,
			NorwegianCalendar calendar, CurrentUser currentUser, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.conversations = conversations;
		this.notices = notices;
		this.processes = processes;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.events = events;
	}

	/** Those of a rollout that are open or answered, in the order they were taken up. */
	public List<Proposal> of(String rolloutId) {
		return this.jdbc.sql(COLUMNS + "where rollout_id = ? and state <> 'WITHDRAWN' order by created_at, id")
			.param(rolloutId)
			.query(Rows.of(Proposal.class))
			.list();
	}

	/** Those a conversation stands behind. */
	List<Proposal> ofConversation(String conversationId) {
		return this.jdbc.sql(COLUMNS + """
				where state <> 'WITHDRAWN' and id in (
					select proposal_id from proposal_source where conversation_id = ?)
				order by created_at, id
				""").param(conversationId).query(Rows.of(Proposal.class)).list();
	}

	public Optional<Proposal> find(String id) {
		return this.jdbc.sql(COLUMNS + "where id = ?").param(id).query(Rows.of(Proposal.class)).optional();
	}

	Proposal get(String id) {
		return find(id).orElseThrow(() -> new NotFound("Forslaget finnes ikke."));
	}

	/** Waits for whoever acts on it at this moment. */
	Proposal locked(String id) {
		this.jdbc.sql("select id from proposal where id = ? for update").param(id).query(String.class).list();
		return get(id);
	}

	/** Which proposal each statement of the rollout is part of. */
	public Map<TextSource, String> bySource(String rolloutId) {
		Map<TextSource, String> proposals = new HashMap<>();
		this.jdbc.sql("""
				select s.kind, s.text_id, s.text_column, s.proposal_id
				from proposal_source s join proposal p on p.id = s.proposal_id where p.rollout_id = ?
				""").param(rolloutId).query((row) -> {
			proposals.put(new TextSource(row.getString("kind"), row.getString("text_id"), row.getString("text_column")),
					row.getString("proposal_id"));
		});
		return proposals;
	}

	/** The conversations of the units behind it. */
	List<Conversation> conversationsOf(String id) {
		return this.jdbc
			.sql("select distinct conversation_id from proposal_source where proposal_id = ? order by conversation_id")
			.param(id)
			.query(String.class)
			.list()
			.stream()
			.map(this.conversations::get)
			.toList();
	}

	/** How many units stand behind it, as those may know who do not know which. */
	Figure units(String id) {
		int units = (int) conversationsOf(id).stream().map(Conversation::unitId).distinct().count();
		return Figure.apart(units);
	}

	// the secretariat's work

	/**
	 * Takes a group up. {@link Conflict} if one of its statements is part of another
	 * already.
	 */
	String add(String rolloutId, String text, List<Statement> statements) {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into proposal (id, rollout_id, text, state, created_by, created_at)
				values (?, ?, ?, 'ASKED', ?, ?)
				""").params(id, rolloutId, text, this.currentUser.id(), this.calendar.now()).update();
		include(id, statements);
		return id;
	}

	private void include(String id, List<Statement> statements) {
		try {
			statements.forEach((statement) -> this.jdbc.sql("""
					insert into proposal_source (proposal_id, kind, text_id, text_column, conversation_id)
					values (?, ?, ?, ?, ?)
					""")
				.params(id, statement.source().kind(), statement.source().id(), statement.source().column(),
						statement.conversationId())
				.update());
		}
		catch (DuplicateKeyException ex) {
			throw new Conflict("Noen andre har alt svart på ett av disse innspillene, eller sendt det videre. "
					+ "Last siden på nytt.");
		}
	}

	/** More units have said the same: the answer is theirs as well. */
	void extend(String id, List<Statement> statements) {
		Proposal proposal = locked(id);
		if (proposal.state() == Proposal.State.WITHDRAWN) {
			throw new Conflict("Forslaget er trukket. Last siden på nytt.");
		}
		include(id, statements);
		if (proposal.isAnswered()) {
			this.notices.answered(proposal.rolloutId(),
					statements.stream()
						.map(Statement::conversationId)
						.distinct()
						.map(this.conversations::get)
						.toList());
		}
		changed(proposal.rolloutId());
	}

	/** The answer is there, for every unit behind it. */
	void answered(String id, String recipient, Proposal.Outcome outcome, String text) {
		Proposal proposal = get(id);
		become(id, Proposal.State.ANSWERED);
		this.jdbc.sql("""
				update proposal set recipient = ?, answer = ?, answer_text = ?, answered_by = ?, answered_at = ?,
					revision = revision + 1
				where id = ?
				""").params(recipient, outcome.name(), text, this.currentUser.id(), this.calendar.now(), id).update();
		this.notices.answered(proposal.rolloutId(), conversationsOf(id));
		changed(proposal.rolloutId());
	}

	/**
	 * Units read the new words at once, and are told by e-mail only if something else
	 * comes of it than they were told. {@link Conflict} if somebody else was first.
	 */
	void correct(String id, int revision, Proposal.Outcome outcome, String text) {
		Proposal proposal = get(id);
		if (this.jdbc
			.sql("""
					update proposal set answer = ?, answer_text = ?, answered_by = ?, corrected_at = ?, revision = revision + 1
					where id = ? and state = 'ANSWERED' and revision = ?
					""")
			.params(outcome.name(), text, this.currentUser.id(), this.calendar.now(), id, revision)
			.update() == 0) {
			throw new Conflict("Svaret er endret siden du åpnet det. Se over og lagre igjen.");
		}
		if (outcome != proposal.answer()) {
			this.notices.answered(proposal.rolloutId(), conversationsOf(id));
		}
		changed(proposal.rolloutId());
	}

	/** Nobody waits for an answer; the statements are free to be taken up again. */
	void withdraw(String id) {
		Proposal proposal = get(id);
		become(id, Proposal.State.WITHDRAWN);
		this.jdbc.sql("update proposal set text = ?, answer_text = null where id = ?")
			.params(Redactions.ERASED, id)
			.update();
		this.jdbc.sql("delete from proposal_source where proposal_id = ?").param(id).update();
		endQuestions(id);
		this.events.publishEvent(new TextGone(FreeText.PROPOSAL.code(), id, null, null));
		changed(proposal.rolloutId());
	}

	/** Whoever has been asked need not answer any more. */
	void endQuestions(String id) {
		this.jdbc
			.sql("""
					update proposal_question set state = 'WITHDRAWN', settled_at = ? where proposal_id = ? and state = 'OPEN'
					""")
			.params(this.calendar.now(), id)
			.update();
		this.processes.tell(ProposalProcess.SETTLED_OTHERWISE, id);
	}

	void become(String id, Proposal.State next) {
		if (this.jdbc.sql("update proposal set state = :next where id = :id and state in (:formers)")
			.param("next", next.name())
			.param("id", id)
			.param("formers", Succession.before(next))
			.update() == 0) {
			throw new Conflict("Noen andre har gjort noe med forslaget i mellomtiden. Last siden på nytt.");
		}
	}

	private void changed(String rolloutId) {
		this.events.publishEvent(new ProposalsChanged(rolloutId));
	}

	// what happens to what it is made of

	/** A statement that is gone has no part in any group. */
	@EventListener
	void on(TextGone gone) {
		if (gone.kind().equals(FreeText.PROPOSAL.code())) {
			// nobody can answer what cannot be read
			find(gone.id()).filter((proposal) -> proposal.state() == Proposal.State.ASKED)
				.ifPresent((proposal) -> withdraw(proposal.id()));
			return;
		}
		List<String> shrunk = this.jdbc.sql("""
				select distinct proposal_id from proposal_source
				where kind = :kind and text_id = :id and (:column is null or text_column = :column)
				order by proposal_id
				""")
			.param("kind", gone.kind())
			.param("id", gone.id())
			.param("column", gone.column(), java.sql.Types.VARCHAR)
			.query(String.class)
			.list();
		shrunk.forEach((proposal) -> leave(proposal, gone));
	}

	private void leave(String id, TextGone gone) {
		this.jdbc.sql("delete from proposal_source where proposal_id = ? and kind = ? and text_id = ?")
			.params(id, gone.kind(), gone.id())
			.update();
		if (conversationsOf(id).isEmpty()) {
			withdraw(id);
		}
		else {
			changed(get(id).rolloutId());
		}
	}

}
