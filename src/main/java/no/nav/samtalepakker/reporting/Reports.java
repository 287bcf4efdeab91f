package no.nav.samtalepakker.reporting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.obstacle.LocalObstacle;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Succession;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the units told, one report for each conversation. Written in a draft and sent at
 * once, except in an MBA, where the two parties are equals and the one that did not write
 * has to agree (design §5).
 */
@Component("reports")
@Transactional
public class Reports {

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Conversations conversations;

	private final Units units;

	private final Obstacles obstacles;

	private final ActionPoints actionPoints;

	private final FollowUps followUps;

	private final ReportNotices notices;

	Reports(JdbcClient jdbc, NorwegianCalendar calendar, CurrentUser user, Conversations conversations, Units units,
			Obstacles obstacles, ActionPoints actionPoints, FollowUps followUps, ReportNotices notices) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.user = user;
		this.conversations = conversations;
		this.units = units;
		this.obstacles = obstacles;
		this.actionPoints = actionPoints;
		this.followUps = followUps;
		this.notices = notices;
	}

	/** A draft too: look at its state before counting or showing it. */
	public Optional<Report> find(String conversationId) {
		return this.jdbc.sql("""
				select id, conversation_id, outcome, state, round, positive, positive_quote_consent, follow_up_on,
					author, author_party, approved_by, remark, remark_by, submitted_at, sent_at
				from report
				where conversation_id = ?
				""").param(conversationId).query(Rows.of(Report.class)).optional();
	}

	/** By question key, which is the package's order. */
	public List<ReportAnswer> answers(String reportId) {
		return this.jdbc.sql("select question, text from report_answer where report_id = ? order by question")
			.param(reportId)
			.query(Rows.of(ReportAnswer.class))
			.list();
	}

	/** In the order they were given. */
	public List<ReportPoint> points(String reportId) {
		return this.jdbc.sql("""
				select id, kind, topic, text, assistance, involved, quote_consent
				from report_point
				where report_id = ?
				order by position
				""").param(reportId).query(Rows.of(ReportPoint.class)).list();
	}

	/** Of every round, oldest first. */
	public List<ReportComment> comments(String reportId) {
		return this.jdbc.sql("""
				select id, round, text, author, written_at
				from report_comment
				where report_id = ?
				order by round, written_at
				""").param(reportId).query(Rows.of(ReportComment.class)).list();
	}

	/**
	 * Stores what a unit tells; what a former round said is replaced, what was said about
	 * it is kept.
	 * @return whether the other party has to confirm it before it is sent
	 */
	boolean write(String conversationId, ReportConversation form) {
		form.check(this.conversations.packageOf(conversationId)
			.questions(Use.REPORT)
			.stream()
			.map(Question::key)
			.collect(Collectors.toUnmodifiableSet()));
		this.followUps.checkDate(conversationId, "followUpOn", form.followUpOn());
		String reportId = startRound(conversationId, form);
		form.answers()
			.forEach((question, text) -> this.jdbc
				.sql("insert into report_answer (report_id, question, text) values (?, ?, ?)")
				.params(reportId, question, text)
				.update());
		for (int i = 0; i < form.points().size(); i++) {
			addPoint(reportId, i, form.points().get(i));
		}
		form.actionPoints()
			.forEach((action) -> this.actionPoints.add(conversationId, reportId, null, action.text(),
					action.responsible(), action.dueOn()));
		this.obstacles.draft(conversationId, form.obstacles());
		boolean needsApproval = form.outcome() == ReportOutcome.WITH_INPUT && hasTwoParties(unitOf(conversationId));
		if (needsApproval) {
			this.notices.written(draft(conversationId));
		}
		return needsApproval;
	}

	/**
	 * Stores what the other party says about the report.
	 * @return whether it can be sent now
	 * @throws Refused for the party that wrote it and for those who are no members
	 */
	boolean review(String conversationId, ApproveReport form) {
		Report report = draft(conversationId);
		mustBeOtherParty(report);
		form.check(report.round());
		if (form.comment() != null) {
			this.jdbc.sql("""
					insert into report_comment (id, report_id, round, text, author, written_at)
					values (:id, :reportId, :round, :text, :author, :writtenAt)
					""")
				.params(Rows.values(new ReportComment(UUID.randomUUID().toString(), report.round(), form.comment(),
						this.user.id(), this.calendar.now())))
				.param("reportId", report.id())
				.update();
		}
		this.jdbc.sql("update report set approved_by = ?, remark = ?, remark_by = ? where id = ?")
			.params(form.approved() ? this.user.id() : null, form.remark(),
					(form.remark() != null) ? this.user.id() : null, report.id())
			.update();
		if (form.settles()) {
			this.notices.reviewed(report);
		}
		else {
			this.notices.sentBack(report);
		}
		return form.settles();
	}

	/**
	 * Sends the report: its obstacles go where they belong, those the unit solves itself
	 * become action points.
	 */
	void send(String conversationId) {
		Report report = draft(conversationId);
		become(report.id(), Report.State.SENT);
		this.jdbc.sql("update report set sent_at = ? where id = ?").params(this.calendar.now(), report.id()).update();
		this.jdbc.sql("delete from report_former_text where report_id = ?").param(report.id()).update();
		this.conversations.reported(conversationId, report.outcome().name());
		for (LocalObstacle obstacle : this.obstacles.settle(conversationId)) {
			this.actionPoints.add(conversationId, report.id(), obstacle.id(), obstacle.text(), null, null);
		}
		this.followUps.prepare(conversationId, report.followUpOn());
	}

	private String startRound(String conversationId, ReportConversation form) {
		String author = this.user.id();
		Party party = partyOf(unitOf(conversationId), author);
		boolean quoteConsent = form.positive() != null && Boolean.TRUE.equals(form.positiveQuoteConsent());
		if (find(conversationId).isEmpty()) {
			Report first = new Report(UUID.randomUUID().toString(), conversationId, form.outcome(), Report.State.DRAFT,
					1, form.positive(), quoteConsent, form.followUpOn(), author, party, null, null, null,
					this.calendar.now(), null);
			this.jdbc
				.sql("""
						insert into report
							(id, conversation_id, outcome, state, round, positive, positive_quote_consent, follow_up_on,
							author, author_party, submitted_at)
						values (:id, :conversationId, :outcome, :state, :round, :positive, :positiveQuoteConsent, :followUpOn,
							:author, :authorParty, :submittedAt)
						""")
				.params(Rows.values(first))
				.update();
			return first.id();
		}
		Report former = draft(conversationId);
		String reportId = former.id();
		markTexts(former);
		for (String children : List.of("report_answer", "report_point")) {
			this.jdbc.sql("delete from " + children + " where report_id = ?").param(reportId).update();
		}
		this.actionPoints.removeOf(reportId);
		this.jdbc.sql("""
				update report
				set outcome = :outcome, round = round + 1, positive = :positive, positive_quote_consent = :quoteConsent,
					follow_up_on = :followUpOn, author = :author, author_party = :party, submitted_at = :now
				where id = :id
				""")
			.params(Rows.values(form))
			.param("quoteConsent", quoteConsent)
			.param("author", author)
			.param("party", party.name())
			.param("now", this.calendar.now())
			.param("id", reportId)
			.update();
		return reportId;
	}

	/** What this round says and the former did not; empty in the first round. */
	public List<String> newTexts(Report report) {
		Set<String> former = formerMarks(report);
		return former.isEmpty() ? List.of()
				: texts(report).stream().filter((text) -> !former.contains(mark(report, text))).toList();
	}

	/** How many texts of the former round are gone or have been changed. */
	public int goneTexts(Report report) {
		Set<String> gone = formerMarks(report);
		texts(report).forEach((text) -> gone.remove(mark(report, text)));
		return gone.size();
	}

	/** The party that has not written the report, as its group is called. */
	public String approvingParty(String conversationId) {
		return draft(conversationId).authorParty().other().group();
	}

	private void markTexts(Report report) {
		this.jdbc.sql("delete from report_former_text where report_id = ?").param(report.id()).update();
		texts(report).stream()
			.map((text) -> mark(report, text))
			.distinct()
			.forEach((mark) -> this.jdbc.sql("insert into report_former_text (report_id, mark) values (?, ?)")
				.params(report.id(), mark)
				.update());
	}

	private Set<String> formerMarks(Report report) {
		return new HashSet<>(this.jdbc.sql("select mark from report_former_text where report_id = ?")
			.param(report.id())
			.query(String.class)
			.list());
	}

	private List<String> texts(Report report) {
		return Stream
			.of(answers(report.id()).stream().map(ReportAnswer::text), Stream.ofNullable(report.positive()),
					points(report.id()).stream().map(ReportPoint::text),
					this.obstacles.of(report.conversationId()).stream().map(Obstacle::text),
					this.actionPoints.of(report.conversationId()).stream().map(ActionPoint::text))
			.flatMap((texts) -> texts)
			.toList();
	}

	/** Different in each report, so that nobody can look for a text they know. */
	private static String mark(Report report, String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256")
					.digest((report.id() + '\n' + text).getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void addPoint(String reportId, int position, ReportConversation.Point point) {
		this.jdbc.sql("""
				insert into report_point
					(id, report_id, position, kind, topic, text, assistance, involved, quote_consent)
				values (:id, :reportId, :position, :kind, :topic, :text, :assistance, :involved, :quoteConsent)
				""")
			.params(Rows.values(point))
			.param("id", UUID.randomUUID().toString())
			.param("reportId", reportId)
			.param("position", position)
			.param("quoteConsent", Boolean.TRUE.equals(point.quoteConsent()))
			.update();
	}

	/** Changes the state; {@link Conflict} if it may not follow the one of now. */
	void become(String reportId, Report.State next) {
		List<String> formers = Succession.before(next);
		if (formers.isEmpty() || this.jdbc.sql("update report set state = :next where id = :id and state in (:formers)")
			.param("next", next.name())
			.param("id", reportId)
			.param("formers", formers)
			.update() == 0) {
			throw sentAlready();
		}
	}

	private static Conflict sentAlready() {
		return new Conflict("Rapporten er allerede sendt.");
	}

	private Report draft(String conversationId) {
		Report report = find(conversationId).orElseThrow(() -> new NotFound("Det finnes ingen rapport."));
		if (report.state() != Report.State.DRAFT) {
			throw sentAlready();
		}
		return report;
	}

	/** The author is never of the other party, even after changing sides. */
	private void mustBeOtherParty(Report report) {
		String unitId = unitOf(report.conversationId());
		String reviewer = this.user.id();
		if (Objects.equals(reviewer, report.author()) || partyOf(unitId, reviewer) == report.authorParty()) {
			throw new Refused("Rapporten må bekreftes av den andre parten.");
		}
	}

	private Party partyOf(String unitId, String userId) {
		if (!hasTwoParties(unitId)) {
			return Party.EMPLOYER;
		}
		if (!this.units.isMember(unitId, userId)) {
			throw new Refused("Bare partene i medbestemmelsesapparatet kan gjøre dette.");
		}
		return this.units.partyOf(unitId, userId);
	}

	private boolean hasTwoParties(String unitId) {
		return this.units.get(unitId).type() == UnitType.MBA;
	}

	private String unitOf(String conversationId) {
		return this.conversations.get(conversationId).unitId();
	}

}
