package no.nav.samtalepakker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import no.nav.samtalepakker.notification.TestDelivery;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.FormTexts;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Occurrences;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a form asks is read by somebody: {@code forms/fields.md} says of each field
 * where, by whom and why. The story types a mark of its own into each text and finds it
 * in each of these places, and in no other; of what is no text it finds the words or the
 * figure it becomes.
 */
abstract class FieldLedgerTest extends HttpCaseTest {

	private static final Path LEDGER = Path.of("forms/fields.md");

	private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z]+\\.[A-Za-z.]+)` \\| (.+?) \\| (.+?) \\|");

	private static final Pattern PLACE = Pattern.compile("`([^`]+)`(?: «([^»]+)»)?");

	/**
	 * Forms of the unit's own people, who read all of it on their page as well; how much
	 * their contexts carry along is no question of who reads it.
	 */
	private static final Set<String> OWN_FORMS = Set.of("form plan-meeting", "form prepare-meeting",
			"form confirm-execution", "form report-conversation", "form approve-report", "form set-follow-up-date",
			"form follow-up-actions", "form read-answer");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM", Locale.forLanguageTag("nb-NO"));

	@Autowired
	private ApplicationContext context;

	/** The fields that were filled in, by their marks. */
	private final Map<String, String> marks = new LinkedHashMap<>();

	/** What was to be read in each place. */
	private final Map<String, StringBuilder> places = new TreeMap<>();

	/** Days of the story that stand in the ledger by a name, such as {@code dag 3}. */
	private final Map<String, String> days = new LinkedHashMap<>();

	@BeforeAll
	void tellTheStory() {
		TestDelivery.forgetWaiting(this.context);
		this.days.put("i dag", DAY.format(today()));
		// of one county, which reads of both
		List<String> offices = units(UnitType.OFFICE, 3);
		String rollout = officeTells(offices.get(0), offices.get(1));
		partiesTell();
		countyDecides(offices.get(2));
		othersEnd();
		summarise(rollout);
	}

	@Test
	void everyFieldStandsInTheLedgerOnce() {
		List<String> fields = ledger().stream().map(Row::field).toList();
		assertThat(fields).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(FormTexts.fields(this.context));
	}

	@Test
	void everyFieldHasAReaderAndAReason() {
		assertThat(ledger()).allSatisfy((row) -> {
			assertThat(row.places()).as(row.field()).isNotEmpty();
			assertThat(row.why()).as(row.field()).hasSizeGreaterThan(10);
		});
	}

	@Test
	void everyTextIsReadWhereTheLedgerSaysAndNowhereElse() {
		Map<String, Set<String>> found = new TreeMap<>();
		Occurrences occurrences = Occurrences.of(this.marks.keySet());
		this.places.forEach((place, text) -> occurrences.in(text.toString())
			.forEach((mark) -> found.computeIfAbsent(this.marks.get(mark), (field) -> new TreeSet<>()).add(place)));
		Map<String, Set<String>> told = new TreeMap<>();
		ledger().stream()
			.filter((row) -> FormTexts.of(this.context).contains(row.field()))
			.forEach((row) -> told.put(row.field(), new TreeSet<>(row.places().keySet())));
		assertThat(this.marks.values()).as("fields the story fills in").containsAll(told.keySet());
		found.forEach((field, where) -> where
			.removeIf((place) -> OWN_FORMS.contains(place) && !told.getOrDefault(field, Set.of()).contains(place)));
		List<String> faults = new ArrayList<>();
		told.forEach((field, where) -> where.stream()
			.filter((place) -> !found.getOrDefault(field, Set.of()).contains(place))
			.forEach((place) -> faults.add(field + " is not read at " + place)));
		found.forEach((field, where) -> where.stream()
			.filter((place) -> !told.getOrDefault(field, Set.of()).contains(place))
			.forEach((place) -> faults.add(field + " is read at " + place + ", too")));
		assertThat(faults).isEmpty();
	}

	@Test
	void whatIsNoTextBecomesTheWordsTheLedgerSays() {
		Set<String> texts = FormTexts.of(this.context);
		String models = models();
		List<String> missing = new ArrayList<>();
		for (Row row : ledger()) {
			if (texts.contains(row.field())) {
				continue;
			}
			row.places().forEach((place, words) -> {
				if (place.startsWith("model ")) {
					if (!models.contains("id=\"" + place.substring(6) + '"')) {
						missing.add(row.field() + ": " + place);
					}
				}
				else if (words == null || !plain(place).contains(day(words))) {
					missing.add(row.field() + ": " + place + " «" + words + "»");
				}
			});
		}
		assertThat(missing).isEmpty();
	}

	// the story

	private String officeTells(String unit, String joint) {
		this.days.put("enhet", nameOf(unit));
		String rollout = order("""
				{'name': '%s', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s', 'closesOn': '%s'}
				""".formatted(mark("startRollout.name"), unit, today(), day("lukker", 90)));
		Visitor leader = leaderOf(unit);
		this.days.put("sammen", nameOf(joint));
		leader.task("planMeeting");
		mails();
		fill(leader, "planMeeting", leader.task("planMeeting"),
				"""
						{'choice': 'PLAN', 'meetingDate': '%s', 'meetingTime': '09:17', 'durationMinutes': 137, 'form': 'HYBRID',
						'formReason': '%s', 'arena': 'PROFESSIONAL_DEVELOPMENT_DAY', 'participantCount': 41, 'groupCount': 2,
						'lastMeetingDate': '%s', 'participantEmails': ['%s@nav.example'], 'sizeReason': '%s', 'coLead': '%s',
						'medicalAdviser': '%s', 'localAdaptation': '%s', 'place': '%s', 'jointWith': ['%s'],
						'invited': {'unionReps': true, 'safetyReps': true, 'userReps': true}}
						"""
					.formatted(day("møte", 20), mark("planMeeting.formReason"), day("siste møte", 21),
							mark("planMeeting.participantEmails"), mark("planMeeting.sizeReason"),
							mark("planMeeting.coLead"), mark("planMeeting.medicalAdviser"),
							mark("planMeeting.localAdaptation"), mark("planMeeting.place"), joint));
		look(leader, conversationOf(unit));
		fire("timer_materialDue", conversationOf(unit));
		mails();
		fill(leader, "prepareMeeting", leader.task("prepareMeeting"), """
				{'preparationMeeting': 'YES', 'date': '%s', 'roles': '%s', 'checklist': {'c1': true}, 'caseReady': true,
				'newMeetingDate': '%s', 'newMeetingTime': '10:43', 'newDurationMinutes': 83, 'newForm': 'DIGITAL',
				'newLastMeetingDate': '%s', 'newPlace': '%s', 'newParticipantEmails': ['%s@nav.example']}
				""".formatted(today(), mark("prepareMeeting.roles"), day("flyttet", 5), day("flyttet siste", 6),
				mark("prepareMeeting.newPlace"), mark("prepareMeeting.newParticipantEmails")));
		look(leader, conversationOf(unit));
		mails();
		leader.complete("prepareMeeting", "{'newMeetingDate': '%s', 'newMeetingTime': '00:00'}".formatted(today()));
		fill(leader, "confirmExecution", leader.task("confirmExecution"), """
				{'outcome': 'POSTPONED', 'newMeetingDate': '%s', 'newMeetingTime': '00:00', 'newDurationMinutes': 71,
				'newForm': 'PHYSICAL', 'newLastMeetingDate': '%s', 'newPlace': '%s',
				'newParticipantEmails': ['%s@nav.example']}
				""".formatted(today(), day("utsatt siste", 3), mark("confirmExecution.newPlace"),
				mark("confirmExecution.newParticipantEmails")));
		look(leader, conversationOf(unit));
		mails();
		fill(leader, "confirmExecution", leader.task("confirmExecution"),
				"""
						{'outcome': 'HELD', 'heldOn': '%s', 'durationMinutes': 97, 'participantCount': 23, 'materialSentOn': '%s',
						'dialogue': 'ROUND_TABLE', 'navetShown': true, 'examplesUsed': true, 'adaptation': '%s',
						'questions': {'q1': 'DISCUSSED', 'q2': 'OMITTED'}, 'omittedReason': '%s', 'worked': '%s', 'improve': '%s'}
						"""
					.formatted(today(), today(), mark("confirmExecution.adaptation"),
							mark("confirmExecution.omittedReason"), mark("confirmExecution.worked"),
							mark("confirmExecution.improve")));
		fill(leader, "reportConversation", leader.task("reportConversation"),
				"""
						{'outcome': 'WITH_INPUT', 'answers': {'r1': '%s'}, 'positive': '%s', 'positiveQuoteConsent': true,
						'points': [{'kind': 'PROPOSED', 'topic': '%s', 'text': '%s', 'assistance': '%s', 'involved': '%s',
						'quoteConsent': true}, {'kind': 'SHARED_UNDERSTANDING', 'text': '%s'},
						{'kind': 'MEASURE', 'text': 'Møtes oftere på tvers av kontorene'}],
						'actionPoints': [{'text': '%s', 'responsible': '%s', 'dueOn': '%s'}], 'followUpOn': '%s', 'obstacles': [%s]}
						"""
					.formatted(mark("reportConversation.answers"), mark("reportConversation.positive"),
							mark("reportConversation.points.topic"), mark("reportConversation.points.text"),
							mark("reportConversation.points.assistance"), mark("reportConversation.points.involved"),
							mark("reportConversation.points.text"), mark("reportConversation.actionPoints.text"),
							mark("reportConversation.actionPoints.responsible"), day("handlingsfrist", 25),
							day("oppfølging", 30), String.join(", ", told("REGELVERK.TOLKNING", "NO"), told(null, "NO"),
									told("REGELVERK.TOLKNING", "NO"), told("REGELVERK.TOLKNING", "YES"))));
		mails();
		tellParticipants(browser(leader.user()), "/samtaler/" + conversationOf(unit) + "/enige");
		obstacles(unit);
		fire("timer_followUp", conversationOf(unit));
		String following = leader.task("followUpActions");
		fill(leader, "followUpActions", following, """
				{'actionPoints': [{'id': '%s', 'status': 'DONE', 'note': '%s'}], 'nextFollowUpOn': '%s', 'arena': '%s',
				'learned': '%s', 'shareAsExample': true, 'nameUnit': true}
				""".formatted(leader.context(following).path("actionPoints").path(0).path("id").asText(),
				mark("followUpActions.actionPoints.note"), day("neste oppfølging", 60), mark("followUpActions.arena"),
				mark("followUpActions.learned")));
		mails();
		look(leader, conversationOf(unit));
		Browser desk = browser("sekretariat");
		seen("ordlyd", desk.get("/ordlyd").expect(200).body());
		String examples = desk.get("/ordlyd/eksempler").expect(200).body();
		seen("eksempler", examples);
		// other tests' examples may stand beside it
		Matcher version = Pattern.compile(conversationOf(unit) + "\"[\\s\\S]*?name=\"version\" value=\"([^\"]+)\"")
			.matcher(examples);
		assertThat(version.find()).isTrue();
		desk.post("/ordlyd/eksempler/" + conversationOf(unit) + "?version=" + version.group(1) + "&text="
				+ markOf("followUpActions.learned"), "")
			.expect(302);
		seen("pakken", browser("evaluator").get("/pakker/tillit-enhet").expect(200).body());
		return rollout;
	}

	private void tellParticipants(Browser leader, String page) {
		String choices = Pattern.compile("name=\"punkt\" id=\"([^\"]+)\"")
			.matcher(leader.get(page).expect(200).body())
			.results()
			.map((choice) -> "&punkt=" + choice.group(1))
			.collect(Collectors.joining());
		assertThat(choices).isNotEmpty();
		leader.post(page + "?valgt=ja" + choices, "").expect(302);
		mails();
		seen("enige", leader.get(page).expect(200).body());
	}

	private String told(String subcategory, String solvableLocally) {
		String field = "reportConversation.obstacles.";
		String codes = (subcategory != null) ? "'category': '%s', 'subcategory': '%s', "
			.formatted(subcategory.substring(0, subcategory.indexOf('.')), subcategory) : "";
		return """
				{'text': '%s', 'solvableLocally': '%s', 'structural': true, %s'level': 'MESO', 'assistance': '%s',
				'involved': '%s', 'quoteConsent': true, 'contactOk': true,
				'regulation': {'which': '%s', 'how': '%s', 'consequence': '%s'}}
				""".formatted(mark(field + "text"), solvableLocally, codes, mark(field + "assistance"),
				mark(field + "involved"), mark(field + "regulation.which"), mark(field + "regulation.how"),
				mark(field + "regulation.consequence"));
	}

	private void obstacles(String unit) {
		List<String> ids = obstaclesOf(unit);
		Visitor recipient = recipient("RUNDSKRIV");
		Visitor leader = leaderOf(unit);
		fill(recipient, "answerObstacle", recipient.task("answerObstacle", ids.get(0)), """
				{'answer': 'OWN_MEASURE', 'text': '%s', 'responsible': '%s', 'coveredBy': '%s', 'nextUpdateOn': '%s',
				'link': 'https://%s.example'}
				""".formatted(mark("answerObstacle.text"), mark("answerObstacle.responsible"),
				mark("answerObstacle.coveredBy"), day("nytt lovet", 9), mark("answerObstacle.link")));
		mails();
		look(leader, conversationOf(unit));
		fill(leader, "readAnswer", leader.task("readAnswer", ids.get(0)),
				"{'decision': 'ASK_AGAIN', 'question': '%s', 'askRecipients': ['RUNDSKRIV']}"
					.formatted(mark("readAnswer.question")));
		fire("timer_updateDue", ids.get(0));
		fill(recipient, "updateAnswer", recipient.task("updateAnswer", ids.get(0)),
				"{'text': '%s', 'nextUpdateOn': '%s'}".formatted(mark("updateAnswer.text"), day("nytt igjen", 19)));
		mails();
		String again = recipient.task("answerObstacle", ids.get(0));
		seen("form answer-obstacle", recipient.get("/api/tasks/" + again + "/context").body());
		recipient.completeTask(again, "answerObstacle", "{'answer': 'CANNOT_SOLVE', 'text': 'Det går ikke'}");
		leader.complete("readAnswer", ids.get(0), "{'decision': 'CLOSE', 'helpful': 'PARTLY'}");
		seen("hindringen", browser(recipient.user()).get("/hindringer/" + ids.get(0)).body());
		fill(secretariat(), "triageObstacle", secretariat().task("triageObstacle", ids.get(1)),
				"{'decision': 'ROUTE', 'recipients': ['HR', 'STYRING'], 'reason': '%s', 'reasons': {'STYRING': '%s'}, 'publishedText': '%s'}"
					.formatted(mark("triageObstacle.reason"), mark("triageObstacle.reasons"),
							mark("triageObstacle.publishedText")));
		String asked = recipient("HR").task("answerObstacle", ids.get(1));
		seen("form answer-obstacle", recipient("HR").get("/api/tasks/" + asked + "/context").body());
		fire("timer_answerOverdue", ids.get(2));
		fill(secretariat(), "resolveOverdueAnswer", secretariat().task("resolveOverdueAnswer", ids.get(2)),
				"{'action': 'ANSWER_NOW', 'text': '%s'}".formatted(mark("resolveOverdueAnswer.text")));
		String reading = leader.task("readAnswer", ids.get(2));
		seen("form read-answer", leader.get("/api/tasks/" + reading + "/context").body());
		leader.completeTask(reading, "readAnswer", "{'decision': 'CLOSE', 'helpful': 'YES'}");
		mails();
	}

	private void partiesTell() {
		String mba = conversationStarted(UnitType.MBA);
		Visitor employer = leaderOf(mba);
		Visitor employees = coSignerOf(mba);
		employer.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		employer.complete("reportConversation", "{'outcome': 'WITH_INPUT', 'positive': 'Vi lytter'}");
		mails();
		fill(employees, "approveReport", employees.task("approveReport"),
				"{'approved': false, 'comment': '%s'}".formatted(mark("approveReport.comment")));
		mails();
		fill(employer, "reportConversation", employer.task("reportConversation"),
				"{'outcome': 'WITH_INPUT', 'positive': 'Vi lytter mer', 'actionPoints': [{'text': 'Møtes oftere'}]}");
		mails();
		fill(employees, "approveReport", employees.task("approveReport"),
				"{'approved': false, 'remark': '%s'}".formatted(mark("approveReport.remark")));
		look(employer, conversationOf(mba));
		fill(employer, "setFollowUpDate", employer.task("setFollowUpDate"),
				"{'followUpOn': '%s'}".formatted(day("avtalt", 40)));
		look(employer, conversationOf(mba));
	}

	private void countyDecides(String unit) {
		String rollout = rollout("rol", unit);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single();
		Visitor official = as("fylke-" + county);
		fill(official, "decideParticipation", official.task("decideParticipation", rollout), """
				{'participation': 'LATER', 'reasons': ['TOO_MUCH'], 'comment': '%s', 'reconsiderOn': '%s'}
				""".formatted(mark("decideParticipation.comment"), day("vurder igjen", 12)));
		mails();
		seen("samtalene", browser(leaderOf(unit).user()).get("/samtaler").expect(200).body());
		seen("fylket", browser(official.user()).get("/fylke").expect(200).body());
		fire("timer_reconsider", rollout);
		mails();
		String again = official.task("decideParticipation", rollout);
		seen("form decide-participation", official.get("/api/tasks/" + again + "/context").body());
	}

	private void othersEnd() {
		String unit = conversationStarted(UnitType.OFFICE);
		Visitor leader = leaderOf(unit);
		fill(leader, "planMeeting", leader.task("planMeeting"),
				"{'choice': 'NOT_HELD', 'reason': '%s'}".formatted(mark("planMeeting.reason")));
		look(leader, conversationOf(unit));
		seen("tilbakemeldinger",
				browser("sekretariat").get("/pakker/tillit-enhet/tilbakemeldinger").expect(200).body());
		String other = conversationStarted(UnitType.OFFICE);
		leaderOf(other).complete("planMeeting",
				"{'choice': 'ALREADY_HELD', 'heldOn': '%s'}".formatted(day("holdt før", -4)));
		look(leaderOf(other), conversationOf(other));
	}

	private void wordWhatIsTheUnitsOwn(String rollout) {
		String editor = "/oppsummering/" + rollout + "/rediger";
		Browser desk = browser("sekretariat");
		Matcher first = Pattern.compile("href=\"#punkt-([^\"]+)\"").matcher(desk.get(editor).expect(200).body());
		for (int i = 0; first.find(); i++) {
			desk.post(editor + "/" + first.group(1) + "?act=ordlyd&revision=0&text=Punkt+" + i, "").expect(302);
			first.reset(desk.get(editor).expect(200).body());
		}
	}

	private void summarise(String rollout) {
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		String review = secretariat().task("reviewSummary", rollout);
		proposals(rollout);
		seen("utkast", browser("sekretariat").get("/oppsummering/" + rollout).expect(200).body());
		fill(secretariat(), "reviewSummary", review,
				"{'approved': false, 'comment': '%s'}".formatted(mark("reviewSummary.comment")));
		String again = secretariat().task("reviewSummary", rollout);
		seen("form review-summary", secretariat().get("/api/tasks/" + again + "/context").body());
		wordWhatIsTheUnitsOwn(rollout);
		secretariat().completeTask(again, "reviewSummary", "{'approved': true}");
		awaitQuiet();
		seen("oppsummering", browser("evaluator").get("/oppsummering/" + rollout).expect(200).body());
		seen("oversikt", browser("evaluator").get("/oversikt").expect(200).body());
		seen("nøkkeltall", browser("evaluator").get("/tall").expect(200).body());
		seen("nøkkeltall",
				browser("evaluator").get("/tall/csv?utrulling=" + rollout + "&pakke=tillit-enhet").expect(200).body());
		mails();
	}

	private void proposals(String rollout) {
		String page = "/oppsummering/" + rollout + "/forslag";
		seen("forslag", browser("sekretariat").get(page).expect(200).body());
		List<String> ids = sendProposals(rollout, "HR", "Et forslag");
		mails();
		fill(recipient("HR"), "answerProposal", recipient("HR").task("answerProposal", ids.get(0)),
				"{'answer': 'FORWARD', 'forwardTo': 'KUNNSKAP', 'text': '%s'}".formatted(mark("answerProposal.text")));
		Visitor asked = recipient("KUNNSKAP");
		seen("forslag til oss", browser(asked.user()).get("/forslag").expect(200).body());
		fill(asked, "answerProposal", asked.task("answerProposal", ids.get(0)),
				"{'answer': 'NOT_DONE', 'text': '%s'}".formatted(mark("answerProposal.text")));
		fire("timer_answerOverdue", ids.get(1));
		fill(secretariat(), "resolveOverdueProposal", secretariat().task("resolveOverdueProposal", ids.get(1)),
				"{'action': 'ANSWER_NOW', 'answer': 'CONSIDERED', 'text': '%s'}"
					.formatted(mark("resolveOverdueProposal.text")));
		mails();
		seen("forslag", browser("sekretariat").get(page).expect(200).body());
		seen("forslag til oss", browser(asked.user()).get("/forslag").expect(200).body());
		String conversation = this.jdbc.sql("select id from conversation where rollout_id = ?")
			.param(rollout)
			.query(String.class)
			.single();
		String unit = this.jdbc.sql("select unit_id from conversation where id = ?")
			.param(conversation)
			.query(String.class)
			.single();
		look(leaderOf(unit), conversation);
	}

	/** Reads what the form shows, and sends it in. */
	private void fill(Visitor visitor, String form, String task, String json) {
		seen("form " + form.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT),
				visitor.get("/api/tasks/" + task + "/context").expect(200).body());
		visitor.completeTask(task, form, json);
	}

	/** What the unit reads of its conversation. */
	private void look(Visitor leader, String conversation) {
		Browser browser = browser(leader.user());
		seen("samtalen", browser.get("/samtaler/" + conversation).expect(200).body());
		seen("samtalene", browser.get("/samtaler").expect(200).body());
		seen("neste møte", browser.get("/samtaler/" + conversation + "/neste-mote").body());
	}

	private void mails() {
		TestDelivery.deliver(this.context)
			.forEach((mail) -> seen(((mail.userId() == null) ? "invitation " : "mail ") + mail.type(), mail.text()));
	}

	private void seen(String place, String text) {
		this.places.computeIfAbsent(place, (name) -> new StringBuilder()).append(text).append('\n');
	}

	private String nameOf(String unit) {
		return this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
	}

	private String mark(String field) {
		String mark = "zql" + (1000 + this.marks.size()) + 'q';
		this.marks.put(mark, field);
		return mark;
	}

	private String markOf(String field) {
		return this.marks.entrySet()
			.stream()
			.filter((mark) -> mark.getValue().equals(field))
			.findFirst()
			.orElseThrow()
			.getKey();
	}

	/** A day of the story, by a name the ledger knows it by. */
	private LocalDate day(String name, int fromToday) {
		LocalDate day = today().plusDays(fromToday);
		this.days.put(name, DAY.format(day));
		return day;
	}

	/** Words of the ledger, with the day they name. */
	private String day(String words) {
		String told = words;
		for (Map.Entry<String, String> day : this.days.entrySet()) {
			told = told.replace("<" + day.getKey() + ">", day.getValue());
		}
		return told;
	}

	/** The words of a place, without its tags. */
	private String plain(String place) {
		return this.places.getOrDefault(place, new StringBuilder())
			.toString()
			.replaceAll("<[^>]+>", "")
			.replaceAll("\\s+", " ");
	}

	private static String models() {
		try (var files = Files.list(Path.of("processes"))) {
			StringBuilder models = new StringBuilder();
			for (Path file : files.filter((path) -> path.toString().matches(".*\\.(bpmn|dmn)")).toList()) {
				models.append(Files.readString(file));
			}
			return models.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Row> ledger() {
		try {
			return Files.readAllLines(LEDGER).stream().map(ROW::matcher).filter(Matcher::matches).map((row) -> {
				Map<String, String> places = new LinkedHashMap<>();
				Matcher place = PLACE.matcher(row.group(2));
				while (place.find()) {
					places.put(place.group(1), place.group(2));
				}
				return new Row(row.group(1), places, row.group(3));
			}).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A line of the ledger.
	 *
	 * @param field path in the form's JSON
	 * @param places where it is read, and the words it becomes there if it is no text
	 * @param why it is asked
	 */
	private record Row(String field, Map<String, String> places, String why) {
	}

}
