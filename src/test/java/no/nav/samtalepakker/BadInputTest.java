package no.nav.samtalepakker;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.FieldBudget;
import no.nav.samtalepakker.testing.FormTexts;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static no.nav.samtalepakker.testing.IdentityNumberSeries.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What cannot be is refused with a Norwegian message that names the field; the task stays
 * open and nothing is stored.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BadInputTest extends HttpCaseTest {

	private static final JsonMapper JSON = new JsonMapper();

	/** What each form takes, by its name; the faults below are put into it. */
	private static final Map<String, String> VALID = new LinkedHashMap<>();

	/**
	 * A form, the field the message names, and the values that replace the valid ones.
	 */
	private static final List<Arguments> FAULTS = new ArrayList<>();

	/** Stands for a text of one character more than allowed. */
	private static final Pattern TOO_LONG = Pattern.compile("%text\\d+%");

	/** Every text is tried with an identity number too, from the eighth character on. */
	private static final String WITH_NUMBER = "Om bruk\u00a0" + EXAMPLE.substring(0, 6) + " " + EXAMPLE.substring(6)
			+ ".";

	static {
		form("startRollout", """
				{'name': 'Utrulling', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%office%'], 'opensOn': '%today%',
				'closesOn': '%later%'}
				""");
		mandatory("name", "packageKeys", "opensOn", "closesOn");
		texts(120, "name");
		fault("name", "'name': '   '", "'name': 7", "'name': ['x']");
		fault("packageKeys", "'packageKeys': []", "'packageKeys': 'tillit-enhet'");
		fault("packageKeys[0]", "'packageKeys': ['finnes-ikke']", "'packageKeys': [null]");
		fault("packageKeys[1]", "'packageKeys': ['tillit-enhet', 'rol']");
		fault("unitIds[0]", "'unitIds': ['finnes-ikke']", "'unitIds': ['MBA-0200']");
		fault("counties[0]", "'counties': ['finnes-ikke']");
		dates("opensOn", "closesOn");
		fault("opensOn", "'opensOn': '%yesterday%'", "'opensOn': '+999999999-01-01', 'closesOn': '+999999999-02-01'");
		fault("closesOn", "'closesOn': '%yesterday%'", "'closesOn': '%today%'", "'closesOn': '+999999999-01-01'");

		form("decideParticipation", "{'participation': 'YES'}");
		mandatory("participation");
		codes("participation");
		texts(500, "comment");
		dates("reconsiderOn");
		fault("reasons[0]", "'reasons': ['VET_IKKE']", "'reasons': [null]", "'reasons': ['']");
		fault("unitIds[0]", "'unitIds': ['finnes-ikke']", "'unitIds': ['%office%']");
		fault("reconsiderOn", "'participation': 'LATER'", "'participation': 'LATER', 'reconsiderOn': '%today%'",
				"'participation': 'LATER', 'reconsiderOn': '+999999999-01-01'");

		form("planMeeting", "{'meetingDate': '%tomorrow%', 'form': 'DIGITAL', 'participantCount': 8}");
		mandatory("meetingDate", "form", "participantCount");
		codes("choice", "form", "arena");
		texts(500, "formReason", "reason", "sizeReason");
		texts(2000, "localAdaptation");
		texts(120, "coLead", "medicalAdviser");
		texts(200, "place");
		fault("place", "'place': 'http://video.example.invalid'", "'place': 'javascript:alert(1)'");
		dates("meetingDate", "lastMeetingDate", "heldOn");
		fault("meetingDate", "'meetingDate': '%yesterday%'", "'meetingDate': '+999999999-01-01'");
		fault("lastMeetingDate", "'lastMeetingDate': '%today%'", "'lastMeetingDate': '+999999999-01-01'");
		fault("meetingTime", "'meetingTime': '25:00'", "'meetingTime': 9");
		fault("participantCount", "'participantCount': 0", "'participantCount': 'mange'", "'participantCount': 2.5",
				"'participantCount': 99999999999");
		fault("groupCount", "'groupCount': 0", "'groupCount': -1");
		fault("durationMinutes", "'durationMinutes': 1");
		fault("sizeReason", "'participantCount': 40");
		fault("participantEmails[0]", "'participantEmails': ['" + EXAMPLE + "@nav.no']");
		fault("participantEmails[0]", "'participantEmails': ['" + "x".repeat(255) + "@nav.no']",
				"'participantEmails': ['ingen adresse']", "'participantEmails': ['a..b@nav.no']",
				"'participantEmails': ['a@b.n\u043e']");
		fault("jointWith[0]", "'jointWith': ['finnes-ikke']");
		fault("invited.unionReps", "'invited': {'unionReps': 'ja'}");
		fault("heldOn", "'choice': 'ALREADY_HELD', 'heldOn': '%tomorrow%'",
				"'choice': 'ALREADY_HELD', 'heldOn': '-999999999-01-01'");

		form("prepareMeeting", "{'preparationMeeting': 'YES'}");
		codes("preparationMeeting", "outcome", "newForm");
		texts(500, "roles");
		dates("date", "newMeetingDate", "newLastMeetingDate", "heldOn");
		fault("checklist", "'checklist': {'finnes-ikke': true}");
		fault("checklist.c1", "'checklist': {'c1': 'ja'}");
		fault("newMeetingDate", "'newMeetingDate': '%yesterday%'", "'newMeetingDate': '+999999999-01-01'",
				"'newMeetingDate': '%tomorrow%', 'outcome': 'CANCELLED'");
		fault("newMeetingTime", "'newMeetingTime': '25:00'", "'newMeetingTime': '09:00', 'outcome': 'POSTPONED'");
		fault("newDurationMinutes", "'newDurationMinutes': 1", "'newDurationMinutes': 601");
		texts(200, "newPlace");
		fault("newPlace", "'newPlace': 'http://video.example.invalid'");
		fault("newLastMeetingDate", "'newLastMeetingDate': '%yesterday%'",
				"'newMeetingDate': '%later%', 'newLastMeetingDate': '%today%'");
		fault("newParticipantEmails[0]", "'newParticipantEmails': ['" + EXAMPLE + "@nav.no']");
		fault("newParticipantEmails[0]", "'newParticipantEmails': ['ingen adresse']",
				"'newParticipantEmails': ['" + "x".repeat(255) + "@nav.no']");
		fault("date", "'date': '+999999999-01-01'");
		fault("heldOn", "'outcome': 'ALREADY_HELD', 'heldOn': '%tomorrow%'");

		form("confirmExecution", "{'outcome': 'HELD'}");
		mandatory("outcome");
		codes("outcome", "dialogue", "newForm");
		texts(2000, "adaptation");
		texts(500, "omittedReason", "worked", "improve");
		dates("heldOn", "newMeetingDate", "newLastMeetingDate", "materialSentOn");
		fault("heldOn", "'heldOn': '%tomorrow%'", "'heldOn': '-999999999-01-01'");
		fault("materialSentOn", "'materialSentOn': '%tomorrow%'");
		fault("newMeetingDate", "'outcome': 'POSTPONED', 'newMeetingDate': '%yesterday%'",
				"'outcome': 'POSTPONED', 'newMeetingDate': '+999999999-01-01'",
				"'outcome': 'POSTPONED', 'newMeetingTime': '09:00'");
		fault("newMeetingTime", "'newMeetingTime': '25:00'");
		fault("newDurationMinutes", "'outcome': 'POSTPONED', 'newMeetingDate': '%later%', 'newDurationMinutes': 1");
		texts(200, "newPlace");
		fault("newPlace", "'outcome': 'POSTPONED', 'newMeetingDate': '%later%', 'newPlace': 'file:///x'");
		fault("newLastMeetingDate",
				"'outcome': 'POSTPONED', 'newMeetingDate': '%later%', 'newLastMeetingDate': '%today%'");
		fault("newParticipantEmails[0]", "'newParticipantEmails': ['" + EXAMPLE + "@nav.no']");
		fault("newParticipantEmails[0]",
				"'outcome': 'POSTPONED', 'newMeetingDate': '%later%', 'newParticipantEmails': ['ingen adresse']",
				"'outcome': 'POSTPONED', 'newMeetingDate': '%later%', 'newParticipantEmails': ['a..b@nav.no']");
		fault("questions", "'questions': {'finnes-ikke': 'DISCUSSED'}");
		fault("questions.q1", "'questions': {'q1': 'KANSKJE'}");
		fault("durationMinutes", "'durationMinutes': 0");
		fault("participantCount", "'participantCount': 0");

		form("reportConversation", "{'outcome': 'WITH_INPUT'}");
		mandatory("outcome");
		codes("outcome");
		texts(2000, "positive");
		dates("followUpOn");
		fault("answers.r1", "'answers': {'r1': '%text2001%'}", "'answers': {'r1': 5}");
		fault("answers", "'answers': {'finnes-ikke': 'Tekst'}", "'answers': ['Tekst']");
		fault("followUpOn", "'followUpOn': '%yesterday%'", "'followUpOn': '%today%'",
				"'followUpOn': '+999999999-01-01'");
		fault("positive", "'outcome': 'WITHOUT_INPUT', 'positive': 'Tekst'");
		fault("points", "'points': 'Tekst'");
		each("points[0]", "{'kind': 'MEASURE', 'text': 'Tekst'}", "kind", "null", "'KANSKJE'");
		each("points[0]", "{'kind': 'MEASURE', 'text': 'Tekst'}", "text", "null", "'%text501%'", "5");
		each("points[0]", "{'kind': 'MEASURE', 'text': 'Tekst'}", "topic", "'%text121%'");
		each("points[0]", "{'kind': 'MEASURE', 'text': 'Tekst'}", "assistance", "'%text501%'");
		each("points[0]", "{'kind': 'MEASURE', 'text': 'Tekst'}", "involved", "'%text501%'");
		String obstacle = "{'text': 'Tekst', 'solvableLocally': 'NO', 'structural': true}";
		each("obstacles[0]", obstacle, "text", "null", "'%text501%'");
		each("obstacles[0]", obstacle, "solvableLocally", "null", "'KANSKJE'");
		each("obstacles[0]", obstacle, "structural", "null", "'ja'");
		each("obstacles[0]", obstacle, "category", "'KANSKJE'");
		each("obstacles[0]", obstacle, "level", "'KANSKJE'");
		each("obstacles[0]", obstacle, "joinsId", "'finnes-ikke'", "'Om bruk av en tekst'", "7");
		each("obstacles[0]", obstacle, "assistance", "'%text501%'");
		each("obstacles[0]", obstacle, "involved", "'%text501%'");
		fault("obstacles[0].subcategory",
				"'obstacles': [{'text': 'Tekst', 'solvableLocally': 'NO', 'structural': true,"
						+ " 'category': 'KOMPETANSE', 'subcategory': 'REGELVERK.TOLKNING'}]",
				"'obstacles': [{'text': 'Tekst', 'solvableLocally': 'NO', 'structural': true,"
						+ " 'category': 'REGELVERK', 'subcategory': 'REGELVERK.KANSKJE'}]");
		for (String part : List.of("which", "how", "consequence")) {
			fault("obstacles[0].regulation." + part,
					"'obstacles': [{'text': 'Tekst', 'solvableLocally': 'NO', 'structural': true, 'regulation': {'"
							+ part + "': '%text501%'}}]");
		}
		each("actionPoints[0]", "{'text': 'Tekst'}", "text", "null", "'%text501%'");
		each("actionPoints[0]", "{'text': 'Tekst'}", "responsible", "'%text121%'");
		each("actionPoints[0]", "{'text': 'Tekst'}", "dueOn", "'i morgen'", "'+999999999-01-01'");

		form("approveReport", "{'approved': true}");
		mandatory("approved");
		texts(500, "comment");
		texts(2000, "remark");
		fault("approved", "'approved': 'ja'", "'approved': 1");
		fault("comment", "'approved': false");
		fault("remark", "'approved': false, 'remark': 'Tekst'", "'remark': 'Tekst'");

		form("setFollowUpDate", "{'noDate': true}");
		dates("followUpOn");
		fault("followUpOn", "'noDate': null", "'noDate': false", "'noDate': null, 'followUpOn': '%yesterday%'",
				"'noDate': null, 'followUpOn': '+999999999-01-01'");
		fault("noDate", "'followUpOn': '%tomorrow%'", "'noDate': 'ja'");

		form("followUpActions", "{'learned': 'Tekst'}");
		texts(500, "learned");
		fault("nameUnit", "'nameUnit': 'kanskje'");
		texts(120, "arena");
		dates("nextFollowUpOn");
		fault("nextFollowUpOn", "'nextFollowUpOn': '%today%'", "'nextFollowUpOn': '+999999999-01-01'");
		fault("actionPoints[0].id", "'actionPoints': [{'id': 'finnes-ikke', 'status': 'DONE'}]",
				"'actionPoints': [{'status': 'DONE'}]");
		fault("actionPoints[0].status", "'actionPoints': [{'id': '%actionPoint%'}]",
				"'actionPoints': [{'id': '%actionPoint%', 'status': 'KANSKJE'}]");
		fault("actionPoints[0].note",
				"'actionPoints': [{'id': '%actionPoint%', 'status': 'OPEN', 'note': '%text501%'}]");

		form("triageObstacle", "{'decision': 'LOCAL', 'reason': 'Tekst'}");
		mandatory("decision", "reason");
		codes("decision");
		texts(500, "reason", "publishedText");
		fault("recipients", "'decision': 'ROUTE'", "'decision': 'ROUTE', 'recipients': []");
		fault("recipients[0]", "'decision': 'ROUTE', 'recipients': ['FINNES_IKKE']",
				"'decision': 'ROUTE', 'recipients': ['LOKALT']");
		fault("reasons", "'reasons': {'HR': 'Tekst'}",
				"'decision': 'ROUTE', 'recipients': ['HR'], 'reasons': {'STYRING': 'Tekst'}");
		fault("reasons.HR", "'decision': 'ROUTE', 'recipients': ['HR'], 'reasons': {'HR': '%text501%'}");
		fault("mergeInto", "'decision': 'MERGE'", "'decision': 'MERGE', 'mergeInto': 'finnes-ikke'");

		form("answerObstacle", "{'answer': 'CANNOT_SOLVE', 'text': 'Tekst'}");
		mandatory("answer", "text");
		codes("answer");
		texts(2000, "text");
		texts(120, "responsible");
		texts(500, "coveredBy", "link");
		dates("nextUpdateOn");
		fault("responsible", "'answer': 'OWN_MEASURE'");
		fault("forwardTo", "'answer': 'FORWARD'", "'answer': 'FORWARD', 'forwardTo': 'FINNES_IKKE'",
				"'answer': 'FORWARD', 'forwardTo': 'RUNDSKRIV'");
		fault("nextUpdateOn", "'nextUpdateOn': '%today%'", "'nextUpdateOn': '+999999999-01-01'");
		fault("link", "'link': 'javascript:alert(1)'");
		fault("alsoFor[0]", "'alsoFor': ['finnes-ikke']");

		form("updateAnswer", "{'text': 'Tekst'}");
		mandatory("text");
		texts(2000, "text");
		dates("nextUpdateOn");
		fault("nextUpdateOn", "'nextUpdateOn': '%today%'", "'nextUpdateOn': '+999999999-01-01'");

		form("resolveOverdueAnswer", "{'action': 'EXTEND', 'days': 7}");
		mandatory("action", "days");
		codes("action");
		texts(2000, "text");
		fault("days", "'days': 0", "'days': 31", "'days': 'mange'");
		fault("recipients", "'action': 'REROUTE'", "'action': 'REROUTE', 'recipients': ['HR', 'STYRING']",
				"'action': 'REROUTE', 'recipients': ['FINNES_IKKE']",
				"'action': 'REROUTE', 'recipients': ['RUNDSKRIV']");
		fault("text", "'action': 'ANSWER_NOW'");

		form("answerProposal", "{'answer': 'CONSIDERED', 'text': 'Tekst'}");
		mandatory("answer", "text");
		codes("answer");
		texts(2000, "text");
		fault("text", "'answer': 'FORWARD', 'forwardTo': 'HR', 'text': '%text501%'");
		fault("forwardTo", "'answer': 'FORWARD'", "'answer': 'FORWARD', 'forwardTo': 'FINNES_IKKE'",
				"'answer': 'FORWARD', 'forwardTo': 'RUNDSKRIV'");

		form("resolveOverdueProposal", "{'action': 'EXTEND', 'days': 7}");
		mandatory("action", "days");
		codes("action", "answer");
		texts(2000, "text");
		fault("days", "'days': 0", "'days': 31", "'days': 'mange'");
		fault("forwardTo", "'action': 'REROUTE'", "'action': 'REROUTE', 'forwardTo': 'FINNES_IKKE'",
				"'action': 'REROUTE', 'forwardTo': 'RUNDSKRIV'");
		fault("answer", "'action': 'ANSWER_NOW', 'text': 'Tekst'");
		fault("text", "'action': 'ANSWER_NOW', 'answer': 'NOT_DONE'");

		form("readAnswer", "{'decision': 'CLOSE'}");
		mandatory("decision");
		codes("decision", "helpful");
		texts(500, "question");
		fault("question", "'decision': 'ASK_AGAIN'");
		fault("askRecipients[0]", "'decision': 'ASK_AGAIN', 'question': 'Når?', 'askRecipients': ['FINNES_IKKE']");
		fault("alsoFor[0]", "'alsoFor': ['finnes-ikke']");

		form("reviewSummary", "{'approved': true}");
		mandatory("approved");
		texts(500, "comment");
		fault("approved", "'approved': 'nei'");
		fault("comment", "'approved': false");
	}

	@Autowired
	private ApplicationContext context;

	private final Map<String, OpenTask> open = new HashMap<>();

	private String office;

	private String actionPoint;

	/** What is stored, as long as nothing is accepted. */
	private Map<String, String> stored;

	// what the table above is written with

	private static void form(String name, String valid) {
		VALID.put(name, valid);
	}

	private static String current() {
		return List.copyOf(VALID.keySet()).get(VALID.size() - 1);
	}

	private static void fault(String field, String... changes) {
		for (String change : changes) {
			FAULTS.add(arguments(current(), field, change));
			if (TOO_LONG.matcher(change).find()) {
				FAULTS.add(arguments(current(), field, TOO_LONG.matcher(change).replaceAll(WITH_NUMBER)));
			}
		}
	}

	private static void mandatory(String... fields) {
		for (String field : fields) {
			fault(field, "'" + field + "': null");
		}
	}

	private static void codes(String... fields) {
		for (String field : fields) {
			fault(field, "'" + field + "': 'KANSKJE'", "'" + field + "': 0");
		}
	}

	private static void dates(String... fields) {
		for (String field : fields) {
			fault(field, "'" + field + "': '31.12.2030'", "'" + field + "': '2030-02-30'", "'" + field + "': 20301231");
		}
	}

	private static void texts(int limit, String... fields) {
		for (String field : fields) {
			fault(field, "'" + field + "': '%text" + (limit + 1) + "%'", "'" + field + "': 5");
		}
	}

	private static void each(String element, String valid, String field, String... values) {
		for (String value : values) {
			String rest = valid.substring(1).replaceAll("'" + field + "': [^,}]*(, )?", "").replace(", }", "}");
			fault(element + "." + field, "'" + element.replace("[0]", "") + "': [{'" + field + "': " + value
					+ (rest.equals("}") ? "" : ", ") + rest + "]");
		}
	}

	private static Stream<Arguments> faults() {
		return FAULTS.stream();
	}

	private static Stream<String> forms() {
		return VALID.keySet().stream();
	}

	// an open task for every form

	@BeforeAll
	void openATaskForEveryForm() {
		this.office = unit(UnitType.OFFICE);
		String planning = conversationStarted(UnitType.OFFICE);
		open("planMeeting", leaderOf(planning));
		String preparing = conversationStarted(UnitType.OFFICE);
		leaderOf(preparing).complete("planMeeting", json("planMeeting", "'meetingDate': '%later%'"));
		open("prepareMeeting", leaderOf(preparing));
		String confirming = conversationStarted(UnitType.OFFICE);
		leaderOf(confirming).complete("planMeeting", json("planMeeting", "'meetingDate': '%today%'"));
		open("confirmExecution", leaderOf(confirming));
		open("reportConversation", leaderOf(conversationHeld()));
		String mba = conversationStarted(UnitType.MBA);
		leaderOf(mba).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(mba).complete("reportConversation", "{'outcome': 'WITH_INPUT'}");
		open("approveReport", coSignerOf(mba));
		String undated = conversationHeld();
		leaderOf(undated).complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'actionPoints': [{'text': 'Tekst'}]}");
		open("setFollowUpDate", leaderOf(undated));
		String dated = conversationHeld();
		leaderOf(dated).complete("reportConversation",
				fill("{'outcome': 'WITH_INPUT', 'actionPoints': [{'text': 'Tekst'}], 'followUpOn': '%later%'}"));
		fire("timer_followUp", conversationOf(dated));
		open("followUpActions", leaderOf(dated));
		this.actionPoint = leaderOf(dated).context(leaderOf(dated).task("followUpActions"))
			.path("actionPoints")
			.path(0)
			.path("id")
			.asText();
		obstacles();
		counties();
		open("answerProposal", recipient("RUNDSKRIV"), proposalSent("RUNDSKRIV"));
		String overdue = proposalSent("RUNDSKRIV");
		fire("timer_answerOverdue", overdue);
		open("resolveOverdueProposal", secretariat(), overdue);
		summary();
		remember();
	}

	private void remember() {
		awaitQuiet();
		this.stored = contents();
	}

	private void obstacles() {
		String tolkning = obstacle("REGELVERK.TOLKNING");
		String unit = obstaclesReported(obstacle(null), tolkning, tolkning, tolkning, tolkning);
		List<String> ids = obstaclesOf(unit);
		Visitor recipient = recipient("RUNDSKRIV");
		open("triageObstacle", secretariat(), ids.get(0));
		open("answerObstacle", recipient, ids.get(1));
		recipient.complete("answerObstacle", ids.get(2), json("answerObstacle", "'nextUpdateOn': '%later%'"));
		fire("timer_updateDue", ids.get(2));
		open("updateAnswer", recipient, ids.get(2));
		fire("timer_answerOverdue", ids.get(3));
		open("resolveOverdueAnswer", secretariat(), ids.get(3));
		recipient.complete("answerObstacle", ids.get(4), VALID.get("answerObstacle"));
		open("readAnswer", leaderOf(unit), ids.get(4));
	}

	private void counties() {
		String unit = unit(UnitType.OFFICE);
		String rollout = rollout("rol", unit);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		open("decideParticipation", as("fylke-" + county), rollout);
	}

	private void summary() {
		String unit = unit(UnitType.OFFICE);
		String rollout = rollout("tillit-enhet", unit);
		leaderOf(unit).complete("planMeeting", "{'choice': 'NOT_HELD'}");
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		open("reviewSummary", secretariat(), rollout);
	}

	private void open(String form, Visitor visitor) {
		this.open.put(form, new OpenTask(visitor, visitor.task(form)));
	}

	private void open(String form, Visitor visitor, String caseId) {
		this.open.put(form, new OpenTask(visitor, visitor.task(form, caseId)));
	}

	// the tests

	@ParameterizedTest(name = "{0}: {1} with {2}")
	@MethodSource("faults")
	void namesTheFieldAndStoresNothing(String form, String field, String change) {
		Answer answer = send(form, Visitor.form(form, json(form, change)));
		refused(form, form, answer);
		String message = answer.json().path("message").asText();
		assertThat(message).endsWith("(" + field + ").");
		if (change.contains(WITH_NUMBER)) {
			assertThat(message).contains("fødselsnummer", "(tegn 9–20)");
		}
		if (hasNumber(change)) {
			assertThat(message).contains("fødselsnummer").doesNotContain(EXAMPLE.substring(6));
		}
	}

	@Test
	void triesEveryTextOfEveryFormWithAnIdentityNumber() {
		Set<String> tried = FAULTS.stream()
			.map(Arguments::get)
			.filter((fault) -> hasNumber((String) fault[2]))
			.map((fault) -> (fault[0] + "." + fault[1]).replace("[0]", "")
				.replace("answers.r1", "answers")
				.replace("reasons.HR", "reasons"))
			.collect(Collectors.toSet());
		assertThat(tried).containsAll(FormTexts.of(this.context)).hasSizeGreaterThan(30);
		assertThat(VALID).hasSize(17);
	}

	/** In a text, or in an address, which has no room for one. */
	private static boolean hasNumber(String change) {
		return change.contains(WITH_NUMBER) || change.contains(EXAMPLE);
	}

	@Test
	void triesEveryFieldOfTheBudgetLeftOut() {
		Set<String> tried = FAULTS.stream()
			.map(Arguments::get)
			.filter((fault) -> leavesOut((String) fault[2], ((String) fault[1]).replaceFirst(".*\\.", "")))
			.map((fault) -> kebabCase((String) fault[0]) + " " + ((String) fault[1]).replace("[0]", ""))
			.collect(Collectors.toSet());
		assertThat(tried).containsAll(FieldBudget.lines()
			.stream()
			.filter((line) -> !line.field().equals("remark"))
			.map((line) -> line.form() + " " + line.field())
			.toList());
	}

	private static boolean leavesOut(String change, String field) {
		return change.contains("'" + field + "': null") || !change.contains("'" + field + "':");
	}

	/**
	 * Last, because it takes the open tasks; a rollout is started with no more anyway.
	 */
	@Test
	@Order(Integer.MAX_VALUE)
	void acceptsTheLeastOfEveryForm() {
		forms().filter((form) -> !form.equals("startRollout")).forEach((form) -> {
			List<String> fields = FieldBudget.lines()
				.stream()
				.filter((line) -> line.form().equals(kebabCase(form)))
				.map((line) -> line.field().replaceAll("\\..*", ""))
				.toList();
			ObjectNode least = (ObjectNode) tree(fill(VALID.get(form)));
			// «no date» stands in the date's place
			least.retain(form.equals("setFollowUpDate") ? List.of("noDate") : fields);
			send(form, Visitor.form(form, least.toString())).expect(204);
		});
	}

	private static String kebabCase(String camelCase) {
		return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	@Test
	void refusesIdentityNumbersInActsWithoutATask() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String obstacle = obstaclesOf(unit).get(0);
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		String ofCounties = rollout("rol", unit(UnitType.OFFICE));
		awaitQuiet();
		Map<String, String> before = contents();
		Map.of("/api/obstacles/" + obstacle + "/withdraw", "reason", "/api/texts/obstacle/" + obstacle + "/redact",
				"reason", "/api/rollouts/" + rollout + "/message", "text", "/api/rollouts/" + rollout + "/stop",
				"message")
			.forEach((path, field) -> refusesNumber(secretariat(), path, field));
		String county = this.jdbc
			.sql("select county_id from unit where id = " + "(select unit_id from conversation where rollout_id = ?)")
			.param(ofCounties)
			.query(String.class)
			.optional()
			.orElse("0200");
		refusesNumber(as("fylke-" + county), "/api/rollouts/" + ofCounties + "/counties/" + county + "/decision",
				"comment");
		assertThat(contents()).isEqualTo(before);
		remember();
	}

	@Test
	void checksATextForWhoeverHasLoggedInAndKeepsNothing() {
		awaitQuiet();
		Map<String, String> before = contents();
		String text = "\uD83D\uDE00  " + EXAMPLE + ", tlf. 90012345, kari@nav.example";
		for (Visitor visitor : List.of(secretariat(), as("evaluator"), leaderOf(this.office), recipient("HR"))) {
			Answer answer = visitor.post("/api/texts/check", "{\"text\": \"  " + text + "\"}").expect(200);
			assertThat(answer.json()
				.equals(tree("{'identityNumbers': [{'from': 6, 'to': 17}], 'phoneNumbers': [{'from': 24, 'to': 32}], "
						+ "'emails': [{'from': 34, 'to': 50}], 'units': [], 'persons': []}")))
				.as(answer.body())
				.isTrue();
		}
		for (String nothing : List.of("{\"text\": \"\"}", "{\"text\": null}", "{}", "{\"text\": \"Sak 2026/12345\"}")) {
			assertThat(secretariat().post("/api/texts/check", nothing).expect(200).body()).doesNotContain("from");
		}
		secretariat().post("/api/texts/check", "{\"text\": \"" + "å".repeat(10_001) + "\"}").expect(400);
		secretariat().post("/api/texts/check", "{\"tekst\": \"x\"}").expect(400);
		secretariat().post("/api/texts/check", "[]").expect(400);
		assertThat(nobody().post("/api/texts/check", "{\"text\": \"x\"}").status()).isIn(401, 403);
		assertThat(contents()).isEqualTo(before);
	}

	private static JsonNode tree(String json) {
		try {
			return JSON.readTree(Visitor.json(json));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(json, ex);
		}
	}

	private static void refusesNumber(Visitor visitor, String path, String field) {
		String others = field.equals("comment") ? "'participation': 'NO', " : "";
		Answer answer = visitor.post(path, Visitor.json("{" + others + "'" + field + "': '" + WITH_NUMBER + "'}"))
			.expect(400);
		assertThat(answer.json().path("message").asText()).contains("tegn 9–20", "(" + field + ")")
			.doesNotContain(EXAMPLE.substring(6));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void takesNothingButTheFormAsOneJsonVariable(String form) {
		String valid = JSON.createObjectNode().put("x", json(form, "")).path("x").toString();
		Map<String, String> bodies = new LinkedHashMap<>();
		bodies.put("no JSON at all", "{ikke json");
		bodies.put("an empty body", "");
		bodies.put("an array", "[]");
		bodies.put("no variables", "{}");
		bodies.put("no variable", "{'variables': {}}");
		bodies.put("another variable", "{'variables': {'unitId': {'type': 'String', 'value': '0101'}}}");
		bodies.put("an extra variable", "{'variables': {'FORM': {'type': 'Json', 'value': VALID},"
				+ " 'unitId': {'type': 'String', 'value': '0101'}}}");
		bodies.put("the business key", "{'businessKey': 'x', 'variables': {'FORM': {'type': 'Json', 'value': VALID}}}");
		bodies.put("type String", "{'variables': {'FORM': {'type': 'String', 'value': VALID}}}");
		bodies.put("no type", "{'variables': {'FORM': {'value': VALID}}}");
		bodies.put("type Object", "{'variables': {'FORM': {'type': 'Object', 'value': VALID,"
				+ " 'valueInfo': {'objectTypeName': 'java.util.HashMap'}}}}");
		bodies.put("an object for the text", "{'variables': {'FORM': {'type': 'Json', 'value': {}}}}");
		for (String value : List.of("{ikke json", "[]", "null", "5", "\\\"tekst\\\"", "", "{} {}")) {
			bodies.put("the value " + value, "{'variables': {'FORM': {'type': 'Json', 'value': '" + value + "'}}}");
		}
		bodies.put("null", "{'variables': {'FORM': {'type': 'Json', 'value': null}}}");
		bodies.put("an unknown field", "{'variables': {'FORM': {'type': 'Json', 'value': '{\\\"finnesIkke\\\": 1}'}}}");
		bodies.forEach((fault, body) -> {
			Answer answer = send(form, Visitor.json(body).replace("VALID", valid).replace("FORM", form));
			refused(form + " with " + fault, form, answer);
		});
		assertThat(send(form, Visitor.form(form, "{'finnesIkke': 1}")).json().path("message").asText())
			.contains("finnesIkke");
	}

	@Test
	void answersNeverFiveHundredToATaskThatIsGone() {
		String unit = conversationStarted(UnitType.OFFICE);
		Visitor leader = leaderOf(unit);
		String task = leader.task("planMeeting");
		String form = "{'choice': 'NOT_HELD'}";
		leader.submit(task, "planMeeting", form).expect(204);
		Answer again = leader.submit(task, "planMeeting", form).expect(404);
		assertThat(again.json().path("message").asText()).contains("Oppgaven finnes ikke");
		leader.submit("finnes-ikke", "planMeeting", form).expect(404);
		leader.get("/engine-rest/task/finnes-ikke").expect(404);
		leader.get("/api/tasks/finnes-ikke/context").expect(404);
		OpenTask other = this.open.get("planMeeting");
		leader.submit(other.id(), "planMeeting", form).expect(403);
		leader
			.post("/engine-rest/process-definition/key/rollout/submit-form",
					Visitor.form("startRollout", json("startRollout", "")))
			.expect(404);
		secretariat()
			.post("/engine-rest/process-definition/key/conversation/submit-form",
					Visitor.form("startRollout", json("startRollout", "")))
			.expect(403);
		remember();
	}

	@Test
	void oneOfTwoClientsWins() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(2);
		try {
			race(clients, "planMeeting", conversationStarted(UnitType.OFFICE), "{'choice': 'ALREADY_HELD'}");
			race(clients, "planMeeting", conversationStarted(UnitType.OFFICE),
					json("planMeeting", "'participantEmails': ['a@nav.example']"));
			race(clients, "reportConversation", conversationHeld(), """
					{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Tekst'}, 'points': [{'kind': 'MEASURE', 'text': 'x'}],
					'actionPoints': [{'text': 'Tekst'}],
					'obstacles': [{'text': 'Tekst', 'solvableLocally': 'NO', 'structural': true}]}
					""");
			String unit = conversationStarted(UnitType.OFFICE);
			leaderOf(unit).complete("planMeeting", json("planMeeting", "'meetingDate': '%today%'"));
			race(clients, "confirmExecution", unit, "{'outcome': 'HELD', 'questions': {'q1': 'DISCUSSED'}}");
		}
		finally {
			clients.shutdownNow();
			remember();
		}
	}

	private void race(ExecutorService clients, String form, String unit, String json) throws Exception {
		Visitor leader = leaderOf(unit);
		String task = leader.task(form);
		CyclicBarrier start = new CyclicBarrier(2);
		Callable<Answer> client = () -> {
			start.await();
			return leader.submit(task, form, json);
		};
		List<Answer> answers = new ArrayList<>();
		for (Future<Answer> answer : clients.invokeAll(List.of(client, client))) {
			answers.add(answer.get());
		}
		assertThat(answers).extracting(Answer::status)
			.as("%s: %s", form, answers)
			.containsOnlyOnce(204)
			.allMatch((status) -> List.of(204, 403, 404, 409).contains(status));
	}

	private Answer send(String form, String body) {
		if (form.equals("startRollout")) {
			return secretariat().post("/engine-rest/process-definition/key/rollout/submit-form", body);
		}
		OpenTask task = this.open.get(form);
		return task.visitor().post("/engine-rest/task/" + task.id() + "/submit-form", body);
	}

	private void refused(String what, String form, Answer answer) {
		assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(400);
		assertThat(answer.json().path("message").asText()).as(what).isNotBlank();
		assertThat(contents()).as(what).isEqualTo(this.stored);
		if (!form.equals("startRollout")) {
			OpenTask task = this.open.get(form);
			task.visitor().get("/engine-rest/task/" + task.id()).expect(200);
		}
	}

	/** The form's valid JSON with other values in some fields. */
	private String json(String form, String change) {
		try {
			ObjectNode json = (ObjectNode) JSON.readTree(Visitor.json(fill(VALID.get(form))));
			JsonNode changes = JSON.readTree(Visitor.json(fill("{" + change + "}")));
			json.setAll((ObjectNode) changes);
			return json.toString();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(change, ex);
		}
	}

	private String fill(String json) {
		LocalDate today = today();
		String filled = json.replace("%today%", today.toString())
			.replace("%yesterday%", today.minusDays(1).toString())
			.replace("%tomorrow%", today.plusDays(1).toString())
			.replace("%later%", today.plusDays(40).toString())
			.replace("%office%", this.office)
			.replace("%actionPoint%", String.valueOf(this.actionPoint));
		for (int length : List.of(121, 201, 255, 501, 2001)) {
			filled = filled.replace("%text" + length + "%", "å".repeat(length));
		}
		return filled;
	}

	private record OpenTask(Visitor visitor, String id) {

	}

}
