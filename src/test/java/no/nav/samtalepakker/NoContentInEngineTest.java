package no.nav.samtalepakker;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.TestErasure;
import no.nav.samtalepakker.testing.FormTexts;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people write stands in our own tables and nowhere else: not in the engine's, and
 * not in the log. Every text of every form carries a mark of its own, is as long as
 * allowed, and is refused in several ways before it is accepted. When their time is over
 * they stand nowhere at all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class NoContentInEngineTest extends HttpCaseTest {

	private static final String ACCEPTED = "zqxa";

	private static final String REFUSED = "zqxr";

	private static final Pattern MARK = Pattern.compile("zqx[ar]\\d+q");

	@Autowired
	private ApplicationContext context;

	@Autowired
	private HistoryService history;

	@Autowired
	private ManagementService management;

	/** The fields that were filled in, by their marks. */
	private final Map<String, String> marks = new LinkedHashMap<>();

	private final Listener log = new Listener();

	private Level usual;

	@BeforeAll
	void listen() {
		this.usual = logger("no.nav").getLevel();
		logger("no.nav").setLevel(Level.DEBUG);
		this.log.start();
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this.log);
	}

	@AfterAll
	void stopListening() {
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this.log);
		logger("no.nav").setLevel(this.usual);
	}

	@Test
	@Order(1)
	void textsReachOurOwnTablesOnly() {
		walk();

		Set<String> forms = new TreeSet<>(FormTexts.of(this.context));
		forms.removeAll(this.marks.values());
		assertThat(forms).as("texts that no form was filled in with").isEmpty();

		Map<String, String> own = find(tables(false));
		Set<String> lost = new TreeSet<>(this.marks.values());
		own.keySet().forEach((mark) -> lost.remove(this.marks.get(mark)));
		assertThat(lost).as("texts that were not stored, so that the search may be blind").isEmpty();
		assertThat(own.keySet()).noneMatch((mark) -> mark.startsWith(REFUSED));

		assertThat(find(tables(true))).as("marks in the engine's tables").isEmpty();
		assertThat(this.log.marked).as("marks in the log").isEmpty();
	}

	@Test
	@Order(2)
	void textsAndNamesAreErasedWhenTheirTimeIsOverAndFiguresStay() {
		// a name is a title, given by the secretariat to something public
		Set<String> titles = Set.of("startRollout.name");
		List<LocalDate> lastDays = this.jdbc
			.sql("select distinct cut_off_on from rollout where texts_erased_at is null order by cut_off_on")
			.query(LocalDate.class)
			.list()
			.stream()
			.map((cutOff) -> cutOff.plusMonths(24))
			.toList();
		LocalDate last = lastDays.get(lastDays.size() - 1);
		Set<String> before = Set.copyOf(find(tables(false)).keySet());
		assertThat(before).hasSizeGreaterThan(50);
		onDay(lastDays.get(0), () -> {
			TestErasure.eraseDue(this.context);
			assertThat(find(tables(false)).keySet()).as("nothing too early").isEqualTo(before);
		});
		onDay(last, () -> {
			TestErasure.eraseDue(this.context);
			assertThat(find(tables(false)).keySet()).as("only those whose time is over")
				.isNotEmpty()
				.isNotEqualTo(before);
		});
		Map<String, String> figures = figures();
		onDay(last.plusDays(1), () -> {
			TestErasure.eraseDue(this.context);
			Map<String, String> left = find(tables(false));
			left.keySet().removeIf((mark) -> titles.contains(this.marks.get(mark)));
			assertThat(left).as("nothing left").isEmpty();
			assertThat(namedUsers()).as("nobody named")
				.isNotEmpty()
				.allSatisfy((named) -> assertThat(named).endsWith(" = slettet"));
			assertThat(this.jdbc.sql("select min(at) from audit").query(OffsetDateTime.class).single().toLocalDate())
				.as("the audit has its own period")
				.isAfterOrEqualTo(last.plusDays(1).minusMonths(24));
		});
		assertThat(figures()).isEqualTo(figures);
	}

	/** Counts of what is told in figures, by state, and rows of what texts stood in. */
	private Map<String, String> figures() {
		Map<String, String> figures = new TreeMap<>(contents());
		Set.of("notification", "meeting_participant", "meeting_invited", "audit", "unit_person")
			.forEach((table) -> figures.keySet().removeIf((name) -> name.equalsIgnoreCase(table)));
		for (String counted : List.of("conversation.state", "conversation.held", "conversation.reported",
				"obstacle.state", "obstacle.category", "answer.answer", "routing_recipient.state",
				"action_point.status", "county_decision.participation")) {
			String[] column = counted.split("\\.");
			this.jdbc
				.sql("select " + column[1] + " as code, count(*) as number from " + column[0] + " group by "
						+ column[1])
				.query((row) -> {
					figures.put(counted + "=" + row.getString("code"), row.getString("number"));
				});
		}
		return figures;
	}

	/** Whoever is still named in a column that says who did something. */
	private Set<String> namedUsers() {
		Set<String> codes = Set.of("routing.decided_by", "answer.covered_by");
		Set<String> users = new TreeSet<>();
		for (String table : tables(false)) {
			if (!Set.of("audit", "unit_person", "recipient_contact", "notification").contains(table.toLowerCase())) {
				this.jdbc.sql("select * from \"" + table + '"').query((row) -> {
					for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
						String name = row.getMetaData().getColumnName(column).toLowerCase();
						String value = row.getString(column);
						if (value != null && (name.endsWith("_by") && !codes.contains(table.toLowerCase() + "." + name)
								|| name.equals("author") || name.equals("user_id"))) {
							users.add(table.toLowerCase() + "." + name + " = " + value);
						}
					}
				});
			}
		}
		return users;
	}

	@Test
	@Order(3)
	void theEngineForgetsEndedCasesAfterTwoYearsAndNotBefore() {
		LocalDate today = today();
		long ended = endedCases();
		assertThat(ended).isPositive();
		onDay(today.plusDays(728), () -> {
			cleanUpHistory();
			assertThat(endedCases()).isEqualTo(ended);
		});
		onDay(today.plusDays(732), () -> {
			cleanUpHistory();
			assertThat(endedCases()).isZero();
			for (String table : List.of("act_hi_taskinst", "act_hi_varinst", "act_hi_actinst", "act_hi_detail",
					"act_hi_decinst", "act_hi_identitylink")) {
				assertThat(this.jdbc.sql("select count(*) from " + table + " where removal_time_ <= ?")
					.param(today.plusDays(731).atStartOfDay())
					.query(Integer.class)
					.single()).as(table).isZero();
			}
		});
	}

	private long endedCases() {
		return this.history.createHistoricProcessInstanceQuery().rootProcessInstances().finished().count();
	}

	private void cleanUpHistory() {
		for (int i = 0; i < 50; i++) {
			String job = this.history.cleanUpHistoryAsync(true).getId();
			this.management.executeJob(job);
		}
	}

	@Test
	@Order(5)
	void redactionLeavesNoTraceOfAnyText() {
		Set<String> earlier = Set.copyOf(this.marks.keySet());
		String summarised = walk();
		fire("timer_closes", summarised);
		fire("timer_cutOff", summarised);
		secretariat().task("reviewSummary", summarised);
		awaitQuiet();
		Map<String, String> before = contents();
		Map<String, String> written = find(tables(false));
		assertThat(marksIn("summary", "content")).as("a summary repeats texts").hasSizeGreaterThan(5);
		assertThat(marksIn("notification", "body")).as("e-mails repeat texts").hasSizeGreaterThanOrEqualTo(2);

		Map<FreeText, List<String>> rows = new EnumMap<>(FreeText.class);
		for (FreeText kind : FreeText.values()) {
			if (kind != FreeText.SUMMARY_CONTENT) {
				rows.put(kind, redactMarked(kind));
			}
		}
		Map<String, String> left = find(tables(false));
		left.keySet().removeIf((mark) -> this.marks.get(mark).endsWith("articipantEmails"));

		written.keySet().removeAll(earlier);
		assertThat(written).hasSizeGreaterThan(60);
		assertThat(left).as("marks after redaction").isEmpty();
		assertThat(find(tables(true))).as("marks in the engine's tables").isEmpty();
		assertThat(this.log.marked).as("marks in the log").isEmpty();
		assertThat(withoutTraces(contents())).isEqualTo(withoutTraces(before));
		assertThat(rows).as("what had to be redacted")
			.allSatisfy((kind, ids) -> assertThat(ids).as(kind.name()).isNotEmpty());
		rows.get(FreeText.OBSTACLE)
			.forEach((id) -> secretariat().post("/api/texts/obstacle/" + id + "/redact", "{\"reason\": \"x\"}")
				.expect(409));
		secretariat().get("/engine-rest/history/process-instance?processInstanceBusinessKey=" + summarised).expect(200);
		assertThat(
				this.jdbc.sql("select count(*) from audit where action = 'TEXT_REDACTED' and user_id = 'sekretariat'")
					.query(Integer.class)
					.single())
			.isGreaterThanOrEqualTo(rows.values().stream().mapToInt(List::size).sum());
	}

	/**
	 * Every row of the kind that holds a mark of this walk, redacted; gives their ids. A
	 * message to many goes from all when it goes from one.
	 */
	private List<String> redactMarked(FreeText kind) {
		List<String> ids = this.jdbc
			.sql("select " + kind.key() + " from " + kind.table() + " where "
					+ kind.columns()
						.stream()
						.filter((column) -> !column.name().equals("calendar"))
						.map((column) -> column.name() + " like '%" + ACCEPTED + "%'")
						.collect(Collectors.joining(" or ")))
			.query(String.class)
			.list();
		return ids.stream().filter((id) -> {
			String path = "/api/texts/" + kind.code() + "/" + id + "/redact";
			leaderOf("0101").post(path, "{\"reason\": \"x\"}").expect(403);
			int status = secretariat().post(path, "{\"reason\": \"Navn på en bruker\"}").status();
			assertThat(status).as(path).isIn(204, (kind == FreeText.NOTIFICATION) ? 409 : 204);
			return status == 204;
		}).toList();
	}

	private Set<String> marksIn(String table, String column) {
		Set<String> found = new TreeSet<>();
		this.jdbc.sql("select " + column + " from " + table).query(String.class).list().forEach((text) -> {
			Matcher mark = MARK.matcher(text);
			while (mark.find()) {
				found.add(mark.group());
			}
		});
		found.retainAll(this.marks.keySet());
		return found;
	}

	/** Redaction itself leaves rows, and they tell nothing. */
	private static Map<String, String> withoutTraces(Map<String, String> contents) {
		Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		rest.putAll(contents);
		rest.keySet().removeAll(List.of("audit", "redaction"));
		return rest;
	}

	@Test
	@Order(4)
	void theSearchSeesBinaryColumnsAndTheLog() {
		this.jdbc.sql("insert into act_ge_bytearray (id_, rev_, name_, bytes_) values ('probe', 1, 'probe', ?)")
			.param(("{\"text\": \"" + ACCEPTED + "999q\"}").getBytes(StandardCharsets.UTF_8))
			.update();
		try {
			assertThat(find(tables(true))).containsOnlyKeys(ACCEPTED + "999q");
		}
		finally {
			this.jdbc.sql("delete from act_ge_bytearray where id_ = 'probe'").update();
		}
		LoggerFactory.getLogger("no.nav.samtalepakker.probe")
			.debug("Probe", new IllegalStateException(ACCEPTED + "998q"));
		assertThat(this.log.marked).singleElement().asString().contains(ACCEPTED + "998q");
		this.log.marked.clear();
	}

	// the walk

	/** Gives the rollout that has something to summarise. */
	private String walk() {
		String rollout = conversation();
		milestone(rollout);
		otherEndings();
		proposals();
		twoParties();
		counties();
		messagesAndSummary();
		return rollout;
	}

	/** Shown before it is stored; what was shown is sent along. */
	private void milestone(String rollout) {
		String address = "/styring/utrullinger/" + rollout + "/milepeler?kind=MAPPING&on=" + today() + "&note="
				+ URLEncoder.encode(text("milestone.note", 500), StandardCharsets.UTF_8);
		Matcher seen = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"")
			.matcher(browser("sekretariat").post(address, "").expect(200).body());
		assertThat(seen.find()).isTrue();
		browser("sekretariat").post(address + "&seen=" + seen.group(1), "").expect(302);
	}

	private String conversation() {
		String unit = unit(UnitType.OFFICE);
		String order = """
				{'name': '%s', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s', 'closesOn': '%s'}
				""".formatted(text("startRollout.name", 120), unit, today(), today().plusDays(90));
		refusals("startRollout", order)
			.forEach((body) -> secretariat().post("/engine-rest/process-definition/key/rollout/submit-form", body)
				.expect(400));
		String rollout = order(order);
		Visitor leader = leaderOf(unit);
		complete(leader, "planMeeting", leader.task("planMeeting"),
				"""
						{'meetingDate': '%s', 'form': 'HYBRID', 'participantCount': 40, 'participantEmails': ['%s@nav.example'],
						'formReason': '%s', 'sizeReason': '%s', 'coLead': '%s', 'medicalAdviser': '%s', 'localAdaptation': '%s', 'place': '%s'}
						"""
					.formatted(today().plusDays(20), mark("planMeeting.participantEmails"),
							text("planMeeting.formReason", 500), text("planMeeting.sizeReason", 500),
							text("planMeeting.coLead", 120), text("planMeeting.medicalAdviser", 120),
							text("planMeeting.localAdaptation", 2000), text("planMeeting.place", 200)));
		fire("timer_materialDue", conversationOf(unit));
		complete(leader, "prepareMeeting", leader.task("prepareMeeting"),
				"{'roles': '%s', 'newMeetingDate': '%s', 'newPlace': '%s', 'newParticipantEmails': ['%s@nav.example']}"
					.formatted(text("prepareMeeting.roles", 500), today(), text("prepareMeeting.newPlace", 200),
							mark("prepareMeeting.newParticipantEmails")));
		complete(leader, "confirmExecution", leader.task("confirmExecution"),
				"""
						{'outcome': 'POSTPONED', 'newMeetingDate': '%s', 'newPlace': '%s', 'newParticipantEmails': ['%s@nav.example']}
						"""
					.formatted(today(), text("confirmExecution.newPlace", 200),
							mark("confirmExecution.newParticipantEmails")));
		complete(leader, "confirmExecution", leader.task("confirmExecution"),
				"""
						{'outcome': 'HELD', 'heldOn': '%s', 'adaptation': '%s', 'omittedReason': '%s', 'worked': '%s',
						'improve': '%s'}
						""".formatted(today(), text("confirmExecution.adaptation", 2000),
						text("confirmExecution.omittedReason", 500), text("confirmExecution.worked", 500),
						text("confirmExecution.improve", 500)));
		String tolkning = "'category': 'REGELVERK', 'subcategory': 'REGELVERK.TOLKNING', ";
		complete(leader, "reportConversation", leader.task("reportConversation"), """
				{'outcome': 'WITH_INPUT', 'answers': {'r1': '%s'}, 'positive': '%s', 'positiveQuoteConsent': true,
				'points': [{'kind': 'PROPOSED', 'topic': '%s', 'text': '%s', 'assistance': '%s', 'involved': '%s',
				'quoteConsent': true}],
				'actionPoints': [{'text': '%s', 'responsible': '%s'}], 'followUpOn': '%s', 'obstacles': [%s]}
				""".formatted(text("reportConversation.answers", 2000), text("reportConversation.positive", 2000),
				text("reportConversation.points.topic", 120), text("reportConversation.points.text", 500),
				text("reportConversation.points.assistance", 500), text("reportConversation.points.involved", 500),
				text("reportConversation.actionPoints.text", 500),
				text("reportConversation.actionPoints.responsible", 120), today().plusDays(30),
				String.join(", ", obstacle(tolkning, "NO"), obstacle("", "NO"), obstacle(tolkning, "NO"),
						obstacle(tolkning, "NO"), obstacle(tolkning, "NO"), obstacle(tolkning, "YES"))));
		obstacles(unit);
		fire("timer_followUp", conversationOf(unit));
		String following = leader.task("followUpActions");
		complete(leader, "followUpActions", following,
				"{'actionPoints': [{'id': '%s', 'status': 'OPEN', 'note': '%s'}], 'arena': '%s', 'learned': '%s'}"
					.formatted(leader.context(following).path("actionPoints").path(0).path("id").asText(),
							text("followUpActions.actionPoints.note", 500), text("followUpActions.arena", 120),
							text("followUpActions.learned", 500)));
		return rollout;
	}

	private String obstacle(String codes, String solvableLocally) {
		String field = "reportConversation.obstacles.";
		return """
				{'text': '%s', 'solvableLocally': '%s', 'structural': true, %s'assistance': '%s', 'involved': '%s',
				'quoteConsent': true, 'contactOk': true,
				'regulation': {'which': '%s', 'how': '%s', 'consequence': '%s'}}
				""".formatted(text(field + "text", 500), solvableLocally, codes, text(field + "assistance", 500),
				text(field + "involved", 500), text(field + "regulation.which", 500),
				text(field + "regulation.how", 500), text(field + "regulation.consequence", 500));
	}

	private void obstacles(String unit) {
		List<String> ids = obstaclesOf(unit);
		Visitor recipient = recipient("RUNDSKRIV");
		Visitor leader = leaderOf(unit);
		String answered = ids.get(0);
		complete(recipient, "answerObstacle", recipient.task("answerObstacle", answered), """
				{'answer': 'OWN_MEASURE', 'text': '%s', 'responsible': '%s', 'coveredBy': '%s', 'nextUpdateOn': '%s',
				'link': 'https://%s.example'}
				""".formatted(text("answerObstacle.text", 2000), text("answerObstacle.responsible", 120),
				text("answerObstacle.coveredBy", 500), today().plusDays(9), mark("answerObstacle.link")));
		complete(leader, "readAnswer", leader.task("readAnswer", answered),
				"{'decision': 'ASK_AGAIN', 'question': '%s'}".formatted(text("readAnswer.question", 500)));
		fire("timer_updateDue", answered);
		complete(recipient, "updateAnswer", recipient.task("updateAnswer", answered),
				"{'text': '%s'}".formatted(text("updateAnswer.text", 2000)));
		complete(secretariat(), "triageObstacle", secretariat().task("triageObstacle", ids.get(1)),
				"{'decision': 'ROUTE', 'recipients': ['HR', 'STYRING'], 'reason': '%s', 'reasons': {'HR': '%s'}, 'publishedText': '%s'}"
					.formatted(text("triageObstacle.reason", 500), text("triageObstacle.reasons", 500),
							text("triageObstacle.publishedText", 500)));
		for (String asked : List.of("HR", "STYRING")) {
			recipient(asked).complete("answerObstacle", ids.get(1), "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		}
		leader.complete("readAnswer", ids.get(1), "{'decision': 'CLOSE'}");
		fire("timer_answerOverdue", ids.get(2));
		complete(secretariat(), "resolveOverdueAnswer", secretariat().task("resolveOverdueAnswer", ids.get(2)),
				"{'action': 'ANSWER_NOW', 'text': '%s'}".formatted(text("resolveOverdueAnswer.text", 2000)));
		act(leader, "/api/obstacles/" + ids.get(3) + "/withdraw", "reason", "withdraw.reason", 500);
		act(secretariat(), "/api/texts/obstacle/" + ids.get(4) + "/redact", "reason", "redact.reason", 500);
	}

	private void proposals() {
		String forwarded = proposalSent("RUNDSKRIV");
		complete(recipient("RUNDSKRIV"), "answerProposal", recipient("RUNDSKRIV").task("answerProposal", forwarded),
				"{'answer': 'FORWARD', 'forwardTo': 'HR', 'text': '%s'}".formatted(text("answerProposal.text", 500)));
		complete(recipient("HR"), "answerProposal", recipient("HR").task("answerProposal", forwarded),
				"{'answer': 'NOT_DONE', 'text': '%s'}".formatted(text("answerProposal.text", 2000)));
		String overdue = proposalSent("RUNDSKRIV");
		fire("timer_answerOverdue", overdue);
		complete(secretariat(), "resolveOverdueProposal", secretariat().task("resolveOverdueProposal", overdue),
				"{'action': 'ANSWER_NOW', 'answer': 'CONSIDERED', 'text': '%s'}"
					.formatted(text("resolveOverdueProposal.text", 2000)));
	}

	private void otherEndings() {
		Visitor leader = leaderOf(conversationStarted(UnitType.OFFICE));
		complete(leader, "planMeeting", leader.task("planMeeting"),
				"{'choice': 'NOT_HELD', 'reason': '%s'}".formatted(text("planMeeting.reason", 500)));
	}

	private void twoParties() {
		String mba = conversationStarted(UnitType.MBA);
		Visitor employer = leaderOf(mba);
		Visitor employees = coSignerOf(mba);
		employer.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		employer.complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'positive': '%s'}".formatted(text("reportConversation.positive", 2000)));
		complete(employees, "approveReport", employees.task("approveReport"),
				"{'approved': false, 'comment': '%s'}".formatted(text("approveReport.comment", 500)));
		employer.complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'positive': '%s'}".formatted(text("reportConversation.positive", 2000)));
		complete(employees, "approveReport", employees.task("approveReport"),
				"{'approved': false, 'remark': '%s'}".formatted(text("approveReport.remark", 2000)));
	}

	private void counties() {
		String unit = unit(UnitType.OFFICE);
		String rollout = rollout("rol", unit);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		Visitor official = as("fylke-" + county);
		complete(official, "decideParticipation", official.task("decideParticipation", rollout),
				"{'participation': 'NO', 'comment': '%s'}".formatted(text("decideParticipation.comment", 500)));
		official
			.post("/api/rollouts/" + rollout + "/counties/" + county + "/decision",
					Visitor.json("{'participation': 'YES', 'comment': '%s'}".formatted(text("decision.comment", 500))))
			.expect(204);
	}

	private void messagesAndSummary() {
		List<String> units = units(UnitType.OFFICE, 2);
		String rollout = rollout("tillit-enhet", units.get(0));
		leaderOf(units.get(0)).task("planMeeting");
		act(secretariat(), "/api/rollouts/" + rollout + "/message", "text", "message.text", 2000);
		act(secretariat(), "/api/rollouts/" + rollout + "/stop", "message", "stop.message", 2000);
		awaitEnd(rollout);
		String summarised = rollout("tillit-enhet", units.get(1));
		leaderOf(units.get(1)).complete("planMeeting", "{'choice': 'NOT_HELD'}");
		fire("timer_closes", summarised);
		fire("timer_cutOff", summarised);
		complete(secretariat(), "reviewSummary", secretariat().task("reviewSummary", summarised),
				"{'approved': false, 'comment': '%s'}".formatted(text("reviewSummary.comment", 500)));
		secretariat().task("reviewSummary", summarised);
	}

	/** Sends the form in as it should not be, and then as it should. */
	private void complete(Visitor visitor, String form, String task, String json) {
		refusals(form, json)
			.forEach((body) -> visitor.post("/engine-rest/task/" + task + "/submit-form", body).expect(400));
		visitor.completeTask(task, form, json);
	}

	private List<String> refusals(String form, String json) {
		String refused = json.replace(ACCEPTED, REFUSED);
		String variable = Visitor.form(form, refused);
		return List.of(Visitor.form(form, json.replace(ACCEPTED, REFUSED + "0q" + "x".repeat(2001))),
				Visitor.form(form, "{'" + REFUSED + "1q': 1}"),
				Visitor.form(form, refused.strip().substring(0, refused.strip().length() - 1)),
				Visitor.form(form, "'" + REFUSED + "2q'"), variable.replace("\"Json\"", "\"String\""),
				variable.replace("{\"variables\":{",
						"{\"variables\":{\"" + REFUSED + "3q\":{\"type\":\"String\",\"value\":\"" + REFUSED + "4q\"},"),
				variable.substring(1));
	}

	private void act(Visitor visitor, String path, String name, String field, int limit) {
		visitor.post(path, Visitor.json("{'" + name + "': '" + REFUSED + "5q" + "x".repeat(2001) + "'}")).expect(400);
		visitor.post(path, Visitor.json("{'" + REFUSED + "6q': 1}")).expect(400);
		visitor.post(path, REFUSED + "7q").expect(400);
		assertThat(visitor.post(path, Visitor.json("{'" + name + "': '" + text(field, limit) + "'}")).status())
			.isBetween(200, 204);
	}

	// marks

	private String mark(String field) {
		String mark = ACCEPTED + (1000 + this.marks.size()) + 'q';
		this.marks.put(mark, field);
		return mark;
	}

	/**
	 * A marked text of exactly the length allowed, in characters that are two each in
	 * Java.
	 */
	private String text(String field, int limit) {
		String mark = mark(field);
		return mark + "\uD83D\uDE00".repeat(limit - mark.length());
	}

	/** The marks found in any column of any row, with the table of each. */
	private Map<String, String> find(List<String> tables) {
		Map<String, String> found = new LinkedHashMap<>();
		assertThat(tables).hasSizeGreaterThan(20);
		for (String table : tables) {
			this.jdbc.sql("select * from \"" + table + '"').query((row) -> {
				for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
					String name = table + "." + row.getMetaData().getColumnName(column);
					readings(row, column).forEach((text) -> {
						Matcher mark = MARK.matcher(text);
						while (mark.find()) {
							found.putIfAbsent(mark.group(), name);
						}
					});
				}
			});
		}
		return found;
	}

	/** The column as text; a binary one in every way it could hold text. */
	private static List<String> readings(ResultSet row, int column) throws SQLException {
		Object value = row.getObject(column);
		if (value instanceof byte[] || value instanceof java.sql.Blob) {
			byte[] bytes = row.getBytes(column);
			List<String> readings = new ArrayList<>();
			for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE,
					StandardCharsets.UTF_16LE)) {
				readings.add(new String(bytes, charset));
			}
			return readings;
		}
		String text = row.getString(column);
		return (text != null) ? List.of(text) : List.of();
	}

	private static Logger logger(String name) {
		return (Logger) LoggerFactory.getLogger(name);
	}

	/** Keeps the lines that carry a mark. */
	private static final class Listener extends AppenderBase<ILoggingEvent> {

		private final List<String> marked = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			String line = event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
					+ " " + ((event.getThrowableProxy() != null)
							? ThrowableProxyUtil.asString(event.getThrowableProxy()) : "");
			if (MARK.matcher(line).find()) {
				this.marked.add(line);
			}
		}

	}

}
