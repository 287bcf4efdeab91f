package no.nav.samtalepakker.privacy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.NotFound;

/**
 * Every kind of free text in our own tables: where it is kept, what people call it and
 * which rollout it belongs to. What is not listed here can be neither redacted nor
 * erased, so a test compares the list with the database.
 */
public enum FreeText {

	/** What a unit cannot solve, and the wording approved for others. */
	OBSTACLE("Hindring", "obstacle", "id", viaConversation("obstacle.conversation_id"),
			column("text", "Hindringen slik enheten skrev den"), column("assistance", "Bistand enheten trenger"),
			column("involved", "Hvem hindringen berører"), column("regulation_which", "Hvilket regelverk"),
			column("regulation_how", "Hvordan regelverket hindrer"),
			column("regulation_consequence", "Følgen av regelverket"),
			column("question", "Spørsmål enheten stilte på nytt"),
			column("published_text", "Ordlyd godkjent for andre enheter"),
			column("withdrawn_reason", "Hvorfor hindringen ble trukket")),

	/** Why a person sent an obstacle where it went. */
	ROUTING("Begrunnelse for hvor en hindring er sendt", "routing", "id", viaObstacle("routing.obstacle_id"),
			column("reason", "Begrunnelse")),

	/** What the unit reads about it; a rule's own sentence or a person's reason. */
	ROUTING_RECIPIENT("Forklaring på hvorfor en mottaker er spurt", "routing_recipient", "id",
			viaObstacle("routing_recipient.obstacle_id"), column("reason", "Forklaring")),

	/**
	 * An answer may reach obstacles of several rollouts; it lives as long as the last.
	 */
	ANSWER("Svar på en hindring", "answer", "id", """
			(select c.rollout_id from answer_obstacle link join obstacle o on o.id = link.obstacle_id
			join conversation c on c.id = o.conversation_id join rollout r on r.id = c.rollout_id
			where link.answer_id = answer.id order by r.cut_off_on desc, r.id limit 1)""", column("text", "Svaret"),
			column("responsible", "Ansvarlig for tiltaket"), column("covered_by", "Hva tiltaket dekkes av"),
			column("link", "Lenke")),

	REPORT("Rapport", "report", "id", viaConversation("report.conversation_id"), column("positive", "Det som går bra"),
			column("remark", "Merknad fra den andre parten")),

	REPORT_ANSWER("Svar på et spørsmål i rapporten", "report_answer", "report_id || ':' || question",
			viaReport("report_answer.report_id"), column("text", "Svaret")),

	REPORT_POINT("Innspill i rapporten", "report_point", "id", viaReport("report_point.report_id"),
			column("topic", "Tema"), column("text", "Innspillet"), column("assistance", "Bistand enheten trenger"),
			column("involved", "Hvem det berører")),

	REPORT_COMMENT("Kommentar til et utkast av rapporten", "report_comment", "id",
			viaReport("report_comment.report_id"), column("text", "Kommentaren")),

	ACTION_POINT("Handlingspunkt", "action_point", "id", viaConversation("action_point.conversation_id"),
			column("text", "Handlingspunktet"), column("responsible", "Ansvarlig"),
			column("note", "Notat om hvordan det går")),

	FOLLOW_UP("Oppfølging", "follow_up", "conversation_id", viaConversation("follow_up.conversation_id"),
			column("arena", "Hvor handlingspunktene følges opp"), column("learned", "Hva gruppa har lært"),
			column("published_text", "Eksempelet godkjent for alle")),

	MEETING("Plan og gjennomføring", "meeting", "conversation_id", viaConversation("meeting.conversation_id"),
			column("form_reason", "Begrunnelse for møteformen"), column("size_reason", "Begrunnelse for størrelsen"),
			column("co_lead", "Hvem som leder samtalen sammen med lederen"),
			column("medical_adviser", "Rådgivende lege"), column("local_adaptation", "Lokal tilpasning"),
			column("place", "Sted eller møtelenke"), column("roles", "Roller i møtet"),
			column("adaptation", "Tilpasninger som ble gjort"),
			column("omitted_reason", "Hvorfor spørsmål ble utelatt"), column("worked", "Hva i pakken virket"),
			column("improve", "Hva i pakken bør endres")),

	CONVERSATION("Hvorfor en samtale ikke ble holdt", "conversation", "id", "conversation.rollout_id",
			column("not_held_reason", "Begrunnelse")),

	COUNTY_DECISION("Kommentar til et fylkes beslutning", "county_decision", "id", "county_decision.rollout_id",
			column("comment_text", "Kommentar")),

	/** The second column is the same name again, unique as long as the rollout counts. */
	ROLLOUT_NAME("Navn på en utrulling", "rollout", "id", "rollout.id", column("name", "Navn"),
			column("active_name", "Navn så lenge utrullingen teller")),

	ROLLOUT("Melding da en utrulling ble stoppet", "rollout", "id", "rollout.id", column("stop_message", "Melding")),

	MILESTONE("Notat om en milepæl i en utrulling", "milestone", "id", "milestone.rollout_id", column("note", "Notat")),

	/** What units have proposed, as the secretariat has put it, and the answer. */
	PROPOSAL("Forslag fra enheter, og svaret", "proposal", "id", "proposal.rollout_id",
			column("text", "Forslaget slik sekretariatet skrev det"), column("answer_text", "Svaret")),

	PROPOSAL_QUESTION("Begrunnelse for å sende et forslag videre", "proposal_question", "id",
			"(select p.rollout_id from proposal p where p.id = proposal_question.proposal_id)",
			column("reason", "Begrunnelse")),

	SUMMARY("Kommentar til en oppsummering", "summary", "id", "summary.rollout_id",
			column("comment_text", "Kommentar")),

	/**
	 * JSON that repeats texts of the kinds above; never overwritten as a whole, or nobody
	 * can read the figures in it.
	 */
	SUMMARY_CONTENT("Oppsummering", "summary", "id", "summary.rollout_id", column("content", "Innholdet")),

	/** Null for one that is about no rollout. */
	NOTIFICATION("E-post", "notification", "id",
			"coalesce(notification.rollout_id, " + viaConversation("notification.conversation_id") + ", "
					+ viaObstacle("notification.obstacle_id") + ")",
			column("subject", "Emne"), column("body", "Tekst"), column("calendar", "Kalenderinvitasjon")),

	/** Belongs where the text belonged that was redacted. */
	REDACTION("Begrunnelse for en sladding", "redaction", "id", null, column("reason", "Begrunnelse"));

	private final String label;

	private final String table;

	private final String key;

	private final String rollout;

	private final List<Column> columns;

	FreeText(String label, String table, String key, String rollout, Column... columns) {
		this.label = label;
		this.table = table;
		this.key = key;
		this.rollout = rollout;
		this.columns = List.of(columns);
	}

	/** The kind with this code; {@link NotFound} if there is none. */
	public static FreeText of(String code) {
		return Arrays.stream(values())
			.filter((kind) -> kind.code().equals(code))
			.findFirst()
			.orElseThrow(() -> new NotFound("Denne typen tekst finnes ikke."));
	}

	/** Its name in addresses and in the audit, such as {@code action-point}. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The kinds its texts are copied to, by us or by people who quote them. Whoever takes
	 * a text away takes it away there too; a test types one, spreads it and looks for it.
	 */
	public Set<FreeText> copiedTo() {
		return switch (this) {
			// joined obstacles have its wording
			case OBSTACLE ->
				EnumSet.of(OBSTACLE, ACTION_POINT, ROUTING, ROUTING_RECIPIENT, ANSWER, NOTIFICATION, SUMMARY_CONTENT);
			case ACTION_POINT -> EnumSet.of(OBSTACLE, NOTIFICATION);
			case ROUTING -> EnumSet.of(ROUTING_RECIPIENT, ANSWER, NOTIFICATION);
			case ROUTING_RECIPIENT -> EnumSet.of(ROUTING, ANSWER, NOTIFICATION);
			// recipients use their answers again
			case ANSWER -> EnumSet.of(ANSWER, ROUTING, ROUTING_RECIPIENT);
			case REPORT, REPORT_ANSWER -> EnumSet.of(PROPOSAL, PROPOSAL_QUESTION, SUMMARY_CONTENT);
			case REPORT_POINT -> EnumSet.of(PROPOSAL, PROPOSAL_QUESTION, SUMMARY_CONTENT, NOTIFICATION);
			case ROLLOUT_NAME, PROPOSAL -> EnumSet.of(SUMMARY_CONTENT);
			case MEETING, ROLLOUT, NOTIFICATION -> EnumSet.of(NOTIFICATION);
			default -> EnumSet.noneOf(FreeText.class);
		};
	}

	/** What people call it, in Norwegian. */
	public String label() {
		return this.label;
	}

	public String table() {
		return this.table;
	}

	/** SQL for the text that identifies a row, within a statement on the table. */
	public String key() {
		return this.key;
	}

	public List<Column> columns() {
		return this.columns;
	}

	/**
	 * SQL for the id of the rollout a row belongs to, within a statement on the table
	 * that gives it no alias; null where a row belongs to none. Usable in select, update
	 * and delete.
	 */
	public String rollout() {
		return (this != REDACTION) ? this.rollout
				: Arrays.stream(values())
					.filter((kind) -> kind != REDACTION)
					.map((kind) -> "when '" + kind.code() + "' then (select " + kind.rollout() + " from " + kind.table
							+ " where " + kind.key + " = redaction.text_id)")
					.collect(Collectors.joining(" ", "case redaction.text_type ", " end"));
	}

	/**
	 * SQL that puts a parameter's value in place of every text of a row, within
	 * {@code update … set}; what is empty stays empty.
	 * @param parameter name of the parameter
	 */
	public String overwriting(String parameter) {
		return this.columns.stream()
			.map((column) -> column.name + " = case when " + column.name + " is null then null else "
					+ valueOf(column, parameter) + " end")
			.collect(Collectors.joining(", "));
	}

	private String valueOf(Column column, String parameter) {
		return switch (column.name) {
			// names of rollouts that count must differ,
			// also when there is nothing to read
			case "active_name" -> ":" + parameter + " || ' ' || " + this.key;
			// no calendar reads a sentence
			case "calendar" -> "null";
			default -> ":" + parameter;
		};
	}

	private static Column column(String name, String label) {
		return new Column(name, label);
	}

	private static String viaConversation(String id) {
		return "(select c.rollout_id from conversation c where c.id = " + id + ")";
	}

	private static String viaObstacle(String id) {
		return "(select c.rollout_id from obstacle o join conversation c on c.id = o.conversation_id where o.id = " + id
				+ ")";
	}

	private static String viaReport(String id) {
		return "(select c.rollout_id from report r join conversation c on c.id = r.conversation_id where r.id = " + id
				+ ")";
	}

	/**
	 * One column.
	 *
	 * @param name of the column
	 * @param label what people call it, in Norwegian
	 */
	public record Column(String name, String label) {
	}

}
