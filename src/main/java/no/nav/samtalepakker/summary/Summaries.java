package no.nav.samtalepakker.summary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.obstacle.Routings;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.privacy.TextsExpired;
import no.nav.samtalepakker.proposal.ProposalsChanged;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The summaries of the rollouts, by version. A draft that is not approved is drafted
 * again with the comment; answers that come after publication make a new version.
 */
@Component("summaries")
@Transactional
public class Summaries {

	private static final String COLUMNS = """
			select id, rollout_id, version, state, cut_off_on, source, comment_text as comment, created_at,
				case when state <> 'DRAFT' then reviewed_at end as published_at
			from summary
			""";

	private final JdbcClient jdbc;

	private final SummaryDraft draft;

	private final Rollouts rollouts;

	private final ObjectMapper json;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	private final RecipientFigures recipients;

	private final SummarySources sources;

	private final SummaryFigures figures;

	private final SummaryWords words;

	private final ProposalOutcomes outcomes;

	private final Routings routings;

	Summaries(JdbcClient jdbc, SummaryDraft draft, Rollouts rollouts, ObjectMapper json, NorwegianCalendar calendar,
			CurrentUser currentUser, Audit audit, RecipientFigures recipients, SummarySources sources,
			SummaryFigures figures, SummaryWords words, ProposalOutcomes outcomes, Routings routings) {
		this.jdbc = jdbc;
		this.draft = draft;
		this.rollouts = rollouts;
		this.json = json;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
		this.recipients = recipients;
		this.sources = sources;
		this.figures = figures;
		this.words = words;
		this.outcomes = outcomes;
		this.routings = routings;
	}

	/** The latest version, draft or published. */
	public Optional<Summary> latest(String rolloutId) {
		return this.jdbc.sql(COLUMNS + "where rollout_id = ? order by version desc limit 1")
			.param(rolloutId)
			.query(Rows.of(Summary.class))
			.optional();
	}

	/** The version people read. */
	public Optional<Summary> published(String rolloutId) {
		return this.jdbc.sql(COLUMNS + "where rollout_id = ? and state = 'PUBLISHED' order by version desc limit 1")
			.param(rolloutId)
			.query(Rows.of(Summary.class))
			.optional();
	}

	/** All versions, the first one first. */
	public List<Summary> versions(String rolloutId) {
		return versions(List.of(rolloutId)).getOrDefault(rolloutId, List.of());
	}

	/** The same for many rollouts, by rollout; those without a summary are left out. */
	public Map<String, List<Summary>> versions(Collection<String> rolloutIds) {
		return rolloutIds.isEmpty() ? Map.of()
				: this.jdbc.sql(COLUMNS + "where rollout_id in (:ids) order by version")
					.param("ids", rolloutIds)
					.query(Rows.of(Summary.class))
					.list()
					.stream()
					.collect(Collectors.groupingBy(Summary::rolloutId));
	}

	public SummaryContent content(String summaryId) {
		String content = this.jdbc.sql("select content from summary where id = ?")
			.param(summaryId)
			.query(String.class)
			.single();
		try {
			return this.json.readValue(content, SummaryContent.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot read summary " + summaryId, ex);
		}
	}

	/** Which kinds of units stand behind a bullet, by its id. */
	public Map<String, String> mentions(String summaryId) {
		SummaryContent content = content(summaryId);
		return SummarySources.mentions(content.groups(), this.sources.of(content.bullets()));
	}

	/** What many units speak of. */
	public WordCloud words(String summaryId) {
		return this.words.of(this.sources.of(content(summaryId).bullets()));
	}

	/** The bullets that rest on an obstacle somebody has found personal data in. */
	List<SummaryContent.Bullet> toRedact(SummaryContent content) {
		Set<String> waiting = this.routings.waitingForRedaction(content.bullets()
			.stream()
			.flatMap((bullet) -> bullet.sources().stream())
			.filter((source) -> source.kind().equals(FreeText.OBSTACLE.code()))
			.map(TextSource::id)
			.collect(Collectors.toSet()));
		return content.bullets()
			.stream()
			// what is not written yet says nothing
			.filter((bullet) -> !bullet.text().isEmpty())
			.filter((bullet) -> bullet.sources().stream().map(TextSource::id).anyMatch(waiting::contains))
			.toList();
	}

	// what the model asks

	/**
	 * Whether any obstacle of the rollout still waits for an answer or a promised update.
	 */
	public boolean answersExpected(String rolloutId) {
		return this.outcomes.isAwaited(rolloutId) || this.jdbc.sql("""
				select count(*) from routing_recipient rr
				join obstacle o on o.id = rr.obstacle_id
				join conversation c on c.id = o.conversation_id
				where c.rollout_id = ? and rr.state = 'OPEN'
				""").param(rolloutId).query(Integer.class).single() > 0 || outdated(rolloutId);
	}

	/** Whether answers have come since the published version was drafted. */
	public boolean outdated(String rolloutId) {
		return this.jdbc.sql("""
				select count(*) from answer a
				join answer_obstacle ao on ao.answer_id = a.id
				join obstacle o on o.id = ao.obstacle_id
				join conversation c on c.id = o.conversation_id
				where c.rollout_id = :rollout
					and a.given_at > (select max(s.created_at) from summary s where s.rollout_id = :rollout)
				""").param("rollout", rolloutId).query(Integer.class).single() > 0 || hasOtherOutcomes(rolloutId);
	}

	/** Whether something else comes of what units have proposed than the latest says. */
	boolean hasOtherOutcomes(String rolloutId) {
		return latest(rolloutId).filter((summary) -> this.outcomes.areOther(content(summary.id()), rolloutId))
			.isPresent();
	}

	// the steps of the process

	/**
	 * Drafts the next version, or drafts again the one that was not approved. What has
	 * been edited stays; what is new since comes along.
	 */
	void draft(String rolloutId) {
		Rollout rollout = this.rollouts.get(rolloutId);
		SummaryContent fresh = this.draft.of(rollout);
		Optional<Summary> former = latest(rolloutId);
		String content = write(this.outcomes
			.in(former.map((summary) -> Redraft.of(ProposalOutcomes.without(content(summary.id())), fresh))
				.map((again) -> this.figures.renew(rolloutId, again))
				.orElse(fresh), rolloutId));
		if (former.isPresent() && former.get().isDraft()) {
			this.jdbc.sql("update summary set content = ?, created_at = ? where id = ?")
				.params(content, this.calendar.now(), former.get().id())
				.update();
			return;
		}
		this.jdbc.sql("""
				insert into summary (id, rollout_id, version, state, cut_off_on, source, content, created_at)
				values (?, ?, ?, 'DRAFT', ?, ?, ?, ?)
				""")
			.params(UUID.randomUUID().toString(), rolloutId, former.map(Summary::version).orElse(0) + 1,
					rollout.cutOffOn(), "Rapporter sendt i Samtalepakker", content, this.calendar.now())
			.update();
	}

	/** The secretariat has read the draft; a comment follows it until it is approved. */
	void review(String rolloutId, ReviewSummary form) {
		form.check();
		Summary summary = latest(rolloutId).orElseThrow();
		SummaryContent content = content(summary.id());
		int unworded = content.unworded().size();
		if (form.approved() && unworded > 0) {
			throw new InvalidInput("approved", "Kan ikke publiseres ennå: " + SummaryContent.missing(unworded)
					+ ". Skriv dem om, eller ta dem ut, i redigeringen");
		}
		int toRedact = toRedact(content).size();
		if (form.approved() && toRedact > 0) {
			throw new InvalidInput("approved", "Kan ikke publiseres ennå: " + SummaryContent.found(toRedact)
					+ ". Fjern dem i oppgaven «Vurder hindringen», eller ta punktet ut i redigeringen");
		}
		this.jdbc.sql("update summary set comment_text = ?, reviewed_by = ?, reviewed_at = ? where id = ?")
			.params(form.comment(), this.currentUser.id(), this.calendar.now(), summary.id())
			.update();
		this.audit.record(form.approved() ? Act.SUMMARY_APPROVED : Act.SUMMARY_NOT_APPROVED, summary.id());
	}

	void publish(String rolloutId) {
		Summary summary = latest(rolloutId).orElseThrow();
		// contacts may have changed since it was drafted
		change(summary.id(), (content) -> content.withoutFiguresOf(this.recipients::isOnePerson).asPublished());
		this.jdbc.sql("update summary set state = 'REPLACED' where rollout_id = ? and state = 'PUBLISHED'")
			.param(rolloutId)
			.update();
		this.jdbc.sql("update summary set state = 'PUBLISHED' where id = ?").param(summary.id()).update();
	}

	/** The texts are gone; the figures stay. */
	@EventListener
	void erase(TextsExpired expired) {
		versions(expired.rolloutId())
			.forEach((summary) -> change(summary.id(), (content) -> content.erased(Redactions.ERASED)));
	}

	/** A text that is gone is gone from every version, published or not. */
	@EventListener
	void remove(TextGone gone) {
		this.jdbc.sql("select id from summary where position(:id in content) > 0")
			.param("id", gone.id())
			.query(String.class)
			.list()
			.forEach((summary) -> change(summary, (content) -> content.without(gone)));
	}

	/** A draft says what comes of proposals as they stand; what is published waits. */
	@EventListener
	void tell(ProposalsChanged changed) {
		latest(changed.rolloutId()).filter(Summary::isDraft)
			.ifPresent((summary) -> store(summary.id(), this.outcomes.in(locked(summary.id()), changed.rolloutId())));
	}

	/** For one who edits: nobody else changes it until the transaction is over. */
	SummaryContent locked(String summaryId) {
		this.jdbc.sql("select id from summary where id = ? for update").param(summaryId).query(String.class).single();
		return content(summaryId);
	}

	void store(String summaryId, SummaryContent content) {
		change(summaryId, (former) -> content);
	}

	private void change(String summaryId, UnaryOperator<SummaryContent> change) {
		this.jdbc.sql("update summary set content = ? where id = ?")
			.params(write(change.apply(content(summaryId))), summaryId)
			.update();
	}

	private String write(SummaryContent content) {
		try {
			return this.json.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot write a summary", ex);
		}
	}

}
