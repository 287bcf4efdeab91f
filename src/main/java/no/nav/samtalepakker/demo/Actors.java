package no.nav.samtalepakker.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.demo.Part.Story;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.meeting.Meeting;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rehearsal;
import no.nav.samtalepakker.platform.Rehearsal.OpenTask;
import no.nav.samtalepakker.reporting.Reports;
import no.nav.samtalepakker.summary.Summaries;
import no.nav.samtalepakker.summary.SummaryContent;
import no.nav.samtalepakker.summary.SummaryEditor;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The people of the demonstration. They look at their tasks once a week and do what their
 * part says, through the same forms as everybody else.
 */
@Component
@Profile("demo")
class Actors {

	private static final String SECRETARIAT = "sekretariat";

	private static final List<String> PLACES = List.of("Det store møterommet", "Kantina", "Møterommet i 2. etasje",
			"Biblioteket");

	private final Rehearsal rehearsal;

	private final DemoTexts texts;

	private final Units units;

	private final Conversations conversations;

	private final Meetings meetings;

	private final Reports reports;

	private final Obstacles obstacles;

	private final ActionPoints actionPoints;

	private final Summaries summaries;

	private final SummaryEditor summaryEditor;

	private final NorwegianCalendar calendar;

	private final ObjectMapper json;

	/** By rollout and unit. */
	private final Map<String, Map<String, Part>> parts = new HashMap<>();

	private String leftOpen;

	/** How often somebody has come to a choice that only some make. */
	private final Map<String, Integer> turns = new HashMap<>();

	Actors(Rehearsal rehearsal, DemoTexts texts, Units units, Conversations conversations, Meetings meetings,
			Reports reports, Obstacles obstacles, ActionPoints actionPoints, Summaries summaries,
			SummaryEditor summaryEditor, NorwegianCalendar calendar, ObjectMapper json) {
		this.rehearsal = rehearsal;
		this.texts = texts;
		this.units = units;
		this.conversations = conversations;
		this.meetings = meetings;
		this.reports = reports;
		this.obstacles = obstacles;
		this.actionPoints = actionPoints;
		this.summaries = summaries;
		this.summaryEditor = summaryEditor;
		this.calendar = calendar;
		this.json = json;
	}

	void learn(String rolloutId, Map<String, Part> partsOfRollout) {
		this.parts.put(rolloutId, partsOfRollout);
	}

	/**
	 * Some of what comes out of this rollout is still to be answered when people open the
	 * application.
	 */
	void leaveOpen(String rolloutId) {
		this.leftOpen = rolloutId;
	}

	void order(Map<String, Object> rollout) {
		this.rehearsal.start(SECRETARIAT, "rollout", "startRollout", write(rollout));
	}

	/** Everybody looks at their tasks. */
	void act() {
		each("decideParticipation", this::decideParticipation);
		each("planMeeting", this::planMeeting);
		each("prepareMeeting", this::prepareMeeting);
		each("confirmExecution", this::confirmExecution);
		each("reportConversation", this::reportConversation);
		each("approveReport", this::approveReport);
		each("triageObstacle", this::triageObstacle);
		each("answerObstacle", this::answerObstacle);
		each("resolveOverdueAnswer", this::resolveOverdueAnswer);
		each("updateAnswer", this::updateAnswer);
		each("readAnswer", this::readAnswer);
		each("setFollowUpDate", this::setFollowUpDate);
		each("followUpActions", this::followUpActions);
		each("reviewSummary", this::reviewSummary);
	}

	private void each(String form, Consumer<OpenTask> act) {
		this.rehearsal.openTasks("userTask_" + form)
			.stream()
			.sorted(Comparator.comparing(OpenTask::createdAt).thenComparing(this::place))
			.toList()
			.forEach(act);
	}

	/**
	 * Ids are new each time; by its place the same task finds the same answer in every
	 * play.
	 */
	private String place(OpenTask task) {
		if (task.id("obstacleId") != null) {
			Obstacle obstacle = this.obstacles.get(task.id("obstacleId"));
			return obstacle.unitId() + "-" + obstacle.position() + "-" + task.id("recipient");
		}
		return Objects.requireNonNullElse((task.id("unitId") != null) ? task.id("unitId") : task.id("countyId"), "");
	}

	// counties

	/**
	 * Nine of twelve join, two decline and one wants to wait (seed-requirements K2: a
	 * fact of this demonstration only).
	 */
	private void decideParticipation(OpenTask task) {
		String county = task.id("countyId");
		int turn = turn("county");
		Map<String, Object> form = new LinkedHashMap<>();
		switch (turn) {
			case 3 -> {
				form.put("participation", "NO");
				form.put("reasons", List.of("ALREADY_IN_LINE", "GOOD_COOPERATION"));
				form.put("comment", "Vi har gått gjennom retningslinjene med alle kontorene i vår.");
			}
			case 7 -> {
				form.put("participation", "NO");
				form.put("reasons", List.of("TOO_MUCH"));
			}
			case 10 -> {
				form.put("participation", "LATER");
				form.put("reasons", List.of("OWN_MEETINGS"));
				form.put("reconsiderOn", today().plusDays(75).toString());
			}
			default -> form.put("participation", "YES");
		}
		submit(task, "fylke-" + county, "decideParticipation", form);
	}

	// leaders

	private void planMeeting(OpenTask task) {
		Part part = partOf(task);
		if (part == null || part.story() == Story.SILENT || today().isBefore(part.plansOn())) {
			return;
		}
		Map<String, Object> form = new LinkedHashMap<>();
		switch (part.story()) {
			case ONE_CLICK -> form.put("choice", "HELD_NOTHING_TO_REPORT");
			case REFUSES -> {
				form.put("choice", "NOT_HELD");
				form.put("reason", "Vi har hatt en lignende samtale nylig.");
			}
			default -> {
				LocalDate meetsOn = part.meetsOn().isAfter(today()) ? part.meetsOn()
						: this.calendar.workingDayOnOrAfter(today().plusDays(3));
				int participants = 6 + part.turn() % 12;
				form.put("choice", "PLAN");
				form.put("meetingDate", meetsOn.toString());
				form.put("meetingTime", (part.turn() % 3 == 0) ? "12:30" : "09:00");
				boolean onScreen = part.turn() % 9 == 4;
				form.put("form", onScreen ? "HYBRID" : "PHYSICAL");
				if (onScreen) {
					form.put("place", "https://video.example.invalid/samtale-" + part.turn());
				}
				else if (part.turn() % 5 != 3) {
					form.put("place", PLACES.get(part.turn() % PLACES.size()));
				}
				form.put("arena", (part.turn() % 4 == 0) ? "PROFESSIONAL_DEVELOPMENT_DAY" : "OWN_MEETING");
				form.put("participantCount", participants);
				form.put("groupCount", (participants > 10) ? 2 : 1);
				form.put("participantEmails", List.of("deltaker-1@example.invalid", "deltaker-2@example.invalid"));
			}
		}
		submit(task, leader(task), "planMeeting", form);
	}

	private void prepareMeeting(OpenTask task) {
		Part part = partOf(task);
		LocalDate meetsOn = meetingDate(task);
		if (part == null || meetsOn.isAfter(today().plusDays(12)) || isPrepared(task)) {
			return;
		}
		Map<String, Object> form = new LinkedHashMap<>();
		if (part.story() == Story.CANCELS) {
			form.put("outcome", "CANCELLED");
		}
		else if (part.turn() % 5 == 2) {
			return;
		}
		else {
			form.put("preparationMeeting", (part.turn() % 2 == 0) ? "YES" : "NO");
			form.put("caseReady", part.turn() % 3 != 0);
			ConversationPackage version = this.conversations.packageOf(task.id("conversationId"));
			Map<String, Boolean> checklist = new LinkedHashMap<>();
			version.checklist().forEach((item) -> checklist.put(item.key(), (part.turn() + checklist.size()) % 4 != 0));
			form.put("checklist", checklist);
		}
		submit(task, leader(task), "prepareMeeting", form);
	}

	private boolean isPrepared(OpenTask task) {
		return this.meetings.find(task.id("conversationId")).filter(Meeting::prepared).isPresent();
	}

	private void confirmExecution(OpenTask task) {
		Part part = partOf(task);
		LocalDate meetsOn = meetingDate(task);
		if (part == null || meetsOn == null || !meetsOn.isBefore(today()) || part.story() == Story.PLANS) {
			return;
		}
		Map<String, Object> form = new LinkedHashMap<>();
		if (part.turn() % 13 == 5 && turn("postponed-" + task.id("conversationId")) == 0) {
			form.put("outcome", "POSTPONED");
			form.put("newMeetingDate", this.calendar.workingDayOnOrAfter(today().plusDays(8)).toString());
		}
		else {
			form.put("outcome", "HELD");
			form.put("heldOn", meetsOn.toString());
			form.put("durationMinutes", 90 + (part.turn() % 3) * 15);
			form.put("participantCount", 5 + part.turn() % 11);
			form.put("dialogue", (part.turn() % 2 == 0) ? "GROUPS_THEN_PLENARY" : "PLENARY");
			form.put("examplesUsed", part.turn() % 3 != 1);
			Map<String, String> questions = new LinkedHashMap<>();
			this.conversations.packageOf(task.id("conversationId"))
				.questions(ConversationPackage.Use.CONVERSATION)
				.forEach((question) -> questions.put(question.key(), treatment(part.turn() + questions.size())));
			form.put("questions", questions);
			once("feedback", this.texts.feedback(groupOf(task)))
				.ifPresent((feedback) -> feedback.forEach((field, text) -> {
					if (!field.equals("target_group") && !text.isBlank()) {
						form.put(field, text);
					}
				}));
		}
		submit(task, leader(task), "confirmExecution", form);
	}

	private static String treatment(int number) {
		return (number % 7 == 6) ? "OMITTED" : (number % 5 == 4) ? "MERGED" : "DISCUSSED";
	}

	private void reportConversation(OpenTask task) {
		Part part = partOf(task);
		if (part == null || (part.story() != Story.REPORTS && part.story() != Story.REPORTS_NOTHING)
				|| (ageOf(task) < 3 && part.turn() % 3 != 0)) {
			return;
		}
		submit(task, writer(task, part), "reportConversation", report(task, part));
	}

	private Map<String, Object> report(OpenTask task, Part part) {
		String conversationId = task.id("conversationId");
		ConversationPackage version = this.conversations.packageOf(conversationId);
		String group = version.targetGroup().name();
		Map<String, Object> form = new LinkedHashMap<>();
		LocalDate followUp = this.calendar.workingDayOnOrAfter(today().plusDays(30 + (part.turn() * 9L) % 50));
		List<Map<String, String>> actions = this.texts.actionPoints(group);
		List<Map<String, Object>> chosen = new ArrayList<>();
		for (int i = 0; i < 1 + part.turn() % 2 && !actions.isEmpty(); i++) {
			Map<String, String> action = actions.get((part.turn() * 2 + i) % actions.size());
			chosen.add(Map.of("text", action.get("text"), "responsible", action.get("responsible")));
		}
		if (part.story() == Story.REPORTS_NOTHING) {
			form.put("outcome", "WITHOUT_INPUT");
			if (part.turn() % 2 == 0) {
				form.put("actionPoints", chosen);
			}
			return form;
		}
		form.put("outcome", "WITH_INPUT");
		if (part.turn() % 2 == 0) {
			once("positive", this.texts.positives(group)).ifPresent((positive) -> {
				form.put("positive", positive.get("text"));
				form.put("positiveQuoteConsent", Boolean.valueOf(positive.get("quote_consent")));
			});
		}
		form.put("points", points(version.targetGroup(), part.turn()));
		form.put("obstacles", part.obstacles().stream().map((row) -> obstacle(row, part.turn())).toList());
		form.put("actionPoints", chosen);
		if (part.turn() % 3 != 1) {
			form.put("followUpOn", followUp.toString());
		}
		return form;
	}

	/**
	 * The points are dealt round the reporting units of a group: three for an MBA, two
	 * for a council, one for others.
	 */
	private List<Map<String, Object>> points(TargetGroup group, int turn) {
		List<Map<String, String>> rows = this.texts.points(group.name());
		int each = switch (group) {
			case MBA -> 3;
			case USER_COUNCIL -> 2;
			default -> 1;
		};
		List<Map<String, Object>> points = new ArrayList<>();
		for (int i = 0; i < each && !rows.isEmpty(); i++) {
			Map<String, String> row = rows.get((turn * each + i) % rows.size());
			Map<String, Object> point = new LinkedHashMap<>();
			row.forEach((column, value) -> {
				if (!column.equals("target_group") && !value.isBlank()) {
					point.put(column, value);
				}
			});
			points.add(point);
		}
		return points;
	}

	private static Map<String, Object> obstacle(Map<String, String> row, int turn) {
		Map<String, Object> obstacle = new LinkedHashMap<>();
		obstacle.put("text", row.get("statement"));
		obstacle.put("solvableLocally", row.get("solvable_locally"));
		obstacle.put("structural", Boolean.valueOf(row.get("structural")));
		obstacle.put("category", row.get("category_code"));
		obstacle.put("subcategory", row.get("subcategory_code"));
		obstacle.put("level", row.get("level"));
		obstacle.put("quoteConsent", turn % 4 == 1);
		obstacle.put("contactOk", turn % 3 == 0);
		return obstacle;
	}

	/**
	 * One MBA disagrees twice and adds its remark; one asks for a change and then agrees.
	 */
	private void approveReport(OpenTask task) {
		Part part = partOf(task);
		if (part == null) {
			return;
		}
		var report = this.reports.find(task.id("conversationId")).orElseThrow();
		Map<String, Object> form = new LinkedHashMap<>();
		if (part.turn() == 2 && report.round() >= 2) {
			form.put("approved", false);
			form.put("comment", "Vi er fortsatt ikke enige om det siste punktet.");
			form.put("remark", "Arbeidstakersiden mener at drøftingene må starte før budsjettet er lagt.");
		}
		else if ((part.turn() == 2 || part.turn() == 5) && report.round() == 1) {
			form.put("approved", false);
			form.put("comment", "Kan vi få med at dette også gjelder partnerskapsmøtene?");
		}
		else {
			form.put("approved", true);
		}
		Party other = (report.authorParty() == Party.EMPLOYER) ? Party.EMPLOYEE : Party.EMPLOYER;
		submit(task, of(task.id("unitId"), other).userId(), "approveReport", form);
	}

	private void readAnswer(OpenTask task) {
		int turn = turn("read-" + task.id("obstacleId"));
		int variant = Math.floorMod(place(task).hashCode(), 10);
		if (ageOf(task) < 4 + variant || variant >= 8) {
			return;
		}
		Map<String, Object> form = new LinkedHashMap<>();
		if (variant == 3 && turn == 0 && turn("asked") < 3) {
			form.put("decision", "ASK_AGAIN");
			form.put("question", "Takk for svaret. Når kan vi regne med å merke noe til dette hos oss?");
		}
		else {
			form.put("decision", "CLOSE");
			form.put("helpful", List.of("YES", "PARTLY", "NO", "PARTLY", "YES").get(variant % 5));
		}
		submit(task, of(this.obstacles.unitOf(task.id("obstacleId")), Party.EMPLOYER).userId(), "readAnswer", form);
	}

	private void setFollowUpDate(OpenTask task) {
		Part part = partOf(task);
		if (part == null || part.turn() % 4 == 3 || ageOf(task) < 5) {
			return;
		}
		submit(task, leader(task), "setFollowUpDate", (part.turn() % 4 == 1) ? Map.of("noDate", true)
				: Map.of("followUpOn", this.calendar.workingDayOnOrAfter(today().plusDays(28)).toString()));
	}

	private void followUpActions(OpenTask task) {
		Part part = partOf(task);
		if (part == null || part.turn() % 6 == 4 || ageOf(task) < 2) {
			return;
		}
		List<ActionPoint> points = this.actionPoints.of(task.id("conversationId"));
		Map<String, Object> form = new LinkedHashMap<>();
		form.put("actionPoints",
				points.stream()
					.map((point) -> Map.of("id", point.id(), "status",
							(Math.floorMod(point.id().hashCode(), 3) == 0) ? "OPEN" : "DONE"))
					.toList());
		form.put("learned", "Det hjalp å ta det opp igjen. Vi glemmer fort det vi ble enige om.");
		once("learned", this.texts.learned(groupOf(task))).ifPresent((learned) -> {
			form.put("learned", learned.get("text"));
			form.put("shareAsExample", true);
			form.put("nameUnit", Boolean.valueOf(learned.get("name_unit")));
		});
		if (part.turn() % 5 == 0 && turn("again-" + task.id("conversationId")) == 0) {
			form.put("nextFollowUpOn", this.calendar.workingDayOnOrAfter(today().plusDays(60)).toString());
		}
		submit(task, leader(task), "followUpActions", form);
	}

	// recipients

	private void answerObstacle(OpenTask task) {
		int variant = Math.floorMod(place(task).hashCode(), 23);
		boolean leftOpen = isLeftOpen(task) && variant % 2 == 1;
		if (variant == 21 || leftOpen || ageOf(task) < 6 + variant * 2L) {
			return;
		}
		String recipient = task.id("recipient");
		Map<String, Object> form = new LinkedHashMap<>();
		if (variant == 7 && turn("forwarded") == 0 && !recipient.equals("gront_spor")) {
			form.put("answer", "FORWARD");
			form.put("forwardTo", "GRONT_SPOR");
			form.put("text",
					"Dette handler mest om samarbeid på tvers, så vi har bedt dem som arbeider med det, om å svare.");
		}
		else {
			Map<String, String> answer = pick(this.texts.answers(new RecipientCode(recipient).value()), variant)
				.orElseThrow();
			answer.forEach((column, value) -> {
				if (!column.equals("recipient") && !value.isBlank()) {
					form.put("covered_by".equals(column) ? "coveredBy" : column, value);
				}
			});
			if (variant % 6 == 1) {
				form.put("nextUpdateOn", this.calendar.workingDayOnOrAfter(today().plusDays(50)).toString());
			}
		}
		submit(task, "mottaker-" + recipient, "answerObstacle", form);
	}

	private void updateAnswer(OpenTask task) {
		if (ageOf(task) < 3) {
			return;
		}
		submit(task, "mottaker-" + task.id("recipient"), "updateAnswer", Map.of("text",
				"Arbeidet er i gang, og eksempelet deres er med i det vi prøver ut. Vi takker for tålmodigheten."));
	}

	// secretariat

	private void triageObstacle(OpenTask task) {
		if (ageOf(task) < 3 || isLeftOpen(task)) {
			return;
		}
		int turn = turn("triage");
		Map<String, Object> form = new LinkedHashMap<>();
		List<Map<String, String>> reasons = this.texts.answers("SEKRETARIAT");
		String decision = (turn % 4 == 1) ? "LOCAL" : (turn % 4 == 2) ? "NONE" : "ROUTE";
		form.put("decision", decision);
		form.put("reason",
				reasons.stream()
					.filter((row) -> row.get("answer").equals(decision))
					.findFirst()
					.map((row) -> row.get("text"))
					.orElseThrow());
		if (decision.equals("ROUTE")) {
			form.put("recipients", List.of((turn % 4 == 0) ? "KUNNSKAP" : "HR"));
			// approved as it stands, so that others who write the same can join
			form.put("publishedText", this.obstacles.get(task.id("obstacleId")).text());
		}
		submit(task, SECRETARIAT, "triageObstacle", form);
	}

	private void resolveOverdueAnswer(OpenTask task) {
		if (ageOf(task) < 2) {
			return;
		}
		Map<String, Object> form = (turn("overdue-" + task.id("obstacleId") + task
			.id("recipient")) == 0) ? Map.of("action", "EXTEND", "days", 14) : Map.of("action", "ANSWER_NOW", "text",
					"Vi har ikke fått svar fra mottakeren. Sekretariatet tar saken opp med ledelsen deres, og dere får beskjed når vi vet mer.");
		submit(task, SECRETARIAT, "resolveOverdueAnswer", form);
	}

	/**
	 * Once a no, then published; the version after that is being written when people open
	 * the application.
	 */
	private void reviewSummary(OpenTask task) {
		switch (turn("review")) {
			case 0 -> submit(task, SECRETARIAT, "reviewSummary",
					Map.of("approved", false, "comment", "Les gjennom sitatene én gang til før vi publiserer."));
			case 1 -> {
				this.rehearsal.as(SECRETARIAT, () -> writeSummary(task.id("rolloutId")));
				submit(task, SECRETARIAT, "reviewSummary", Map.of("approved", true));
			}
			case 2 -> this.rehearsal.as(SECRETARIAT, () -> writeNext(task.id("rolloutId")));
			default -> {
				// they are still at it
			}
		}
	}

	/** In the secretariat's words; what it has none for, it leaves out. */
	private void writeSummary(String rolloutId) {
		SummaryContent draft = this.summaries.content(this.summaries.latest(rolloutId).orElseThrow().id());
		draft.unworded()
			.forEach((bullet) -> this.texts.bullet(bullet.text())
				.ifPresentOrElse(
						(words) -> this.summaryEditor.word(rolloutId, bullet.id(), bullet.revision(),
								new SummaryEditor.Wording(words)),
						() -> this.summaryEditor.leaveOut(rolloutId, bullet.id(), bullet.revision())));
		draft.closing()
			.themes()
			.forEach((theme) -> theme.bullets()
				.forEach((bullet) -> this.texts.bullet(theme.name())
					.ifPresent((words) -> this.summaryEditor.word(rolloutId, bullet.id(), bullet.revision(),
							new SummaryEditor.Wording(words)))));
	}

	/** The secretariat has begun to say more of what the answers tell. */
	private void writeNext(String rolloutId) {
		SummaryContent draft = this.summaries.content(this.summaries.latest(rolloutId).orElseThrow().id());
		draft.bullets()
			.forEach((bullet) -> this.texts.nextBullet(bullet.text())
				.ifPresent((words) -> this.summaryEditor.word(rolloutId, bullet.id(), bullet.revision(),
						new SummaryEditor.Wording(words))));
		draft.closing()
			.themes()
			.stream()
			.findFirst()
			.ifPresent((theme) -> this.summaryEditor.add(rolloutId, theme.id(),
					new SummaryEditor.Wording("Om hva som er besluttet, og hvem som kan svare på hva")));
	}

	private Part partOf(OpenTask task) {
		return this.parts.getOrDefault(task.id("rolloutId"), Map.of()).get(task.id("unitId"));
	}

	/** The process of an obstacle carries no rollout. */
	private boolean isLeftOpen(OpenTask task) {
		String conversationId = this.obstacles.get(task.id("obstacleId")).conversationId();
		return this.conversations.get(conversationId).rolloutId().equals(this.leftOpen);
	}

	private LocalDate meetingDate(OpenTask task) {
		return this.meetings.find(task.id("conversationId")).orElseThrow().meetingDate();
	}

	private String leader(OpenTask task) {
		return of(task.id("unitId"), Party.EMPLOYER).userId();
	}

	/** In every other MBA the employees write the report. */
	private String writer(OpenTask task, Part part) {
		boolean mba = this.units.get(task.id("unitId")).type() == UnitType.MBA;
		return of(task.id("unitId"), (mba && part.turn() % 2 == 1) ? Party.EMPLOYEE : Party.EMPLOYER).userId();
	}

	private Person of(String unitId, Party party) {
		return this.units.people(unitId).stream().filter((person) -> person.party() == party).findFirst().orElseThrow();
	}

	private LocalDate today() {
		return this.calendar.today();
	}

	private long ageOf(OpenTask task) {
		return Duration.between(task.createdAt(), this.calendar.now().toInstant()).toDays();
	}

	/** Counts from 0. */
	private int turn(String choice) {
		return this.turns.merge(choice, 1, Integer::sum) - 1;
	}

	private String groupOf(OpenTask task) {
		return this.conversations.packageOf(task.id("conversationId")).targetGroup().name();
	}

	/** The next of the rows; nobody says what another has said. */
	private Optional<Map<String, String>> once(String what, List<Map<String, String>> rows) {
		int number = rows.isEmpty() ? 0 : turn(what + "-" + rows.get(0).get("target_group"));
		return (number < rows.size()) ? Optional.of(rows.get(number)) : Optional.empty();
	}

	private static Optional<Map<String, String>> pick(List<Map<String, String>> rows, int number) {
		return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(number % rows.size()));
	}

	private void submit(OpenTask task, String user, String form, Map<String, Object> content) {
		this.rehearsal.complete(task.id(), user, form, write(content));
	}

	private String write(Map<String, Object> content) {
		try {
			return this.json.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
