package no.nav.samtalepakker.keyfigures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import no.nav.samtalepakker.packages.WayToTalk;

/**
 * What is counted, and what it means (seed-requirements §11). Where units are counted,
 * each one that belongs to the whole gives one of the answers or none; who gives none is
 * a class of its own.
 */
enum Measure {

	COUNTIES(Theme.PREPARATION, Whole.COUNTIES, "Fylker som ble med",
			"Hva fylkene sist svarte på om Nav-kontorene deres skal være med.", "003:341-343, 003:1377-1381", null,
			answer("YES", "Ja"), answer("NO", "Nei"), answer("LATER", "Senere")),

	MATERIAL(Theme.PREPARATION, Whole.HELD, "Materiellet ute i god tid",
			"Hvor lenge før møtet deltakerne fikk materiellet: dagen lederen oppga, ellers dagen systemet sendte det.",
			"003:864-874, 003:1846-1852", """
					case when coalesce(m.material_sent_on, cast(m.material_sent_at as date))
							<= coalesce(c.held_on, m.meeting_date) - interval '14' day then 'TWO_WEEKS'
						when coalesce(m.material_sent_on, cast(m.material_sent_at as date))
							<= coalesce(c.held_on, m.meeting_date) - interval '7' day then 'ONE_WEEK'
						when coalesce(m.material_sent_on, cast(m.material_sent_at as date))
							<= coalesce(c.held_on, m.meeting_date) then 'DAYS' end
					""", answer("TWO_WEEKS", "14 dager før eller mer"), answer("ONE_WEEK", "7 til 13 dager før"),
			answer("DAYS", "Under 7 dager før")),

	PREPARATION_MEETING(Theme.PREPARATION, Whole.HELD, "Forberedende møte",
			"Om de som skulle lede samtalen, møttes på forhånd. I evalueringen gjorde omtrent halvparten det.",
			"003:839-848", "m.preparation_meeting", answer("YES", "Holdt"), answer("NO", "Ikke holdt"),
			answer("NOT_APPLICABLE", "Ikke aktuelt")),

	OWN_CASE(Theme.PREPARATION, Whole.HELD, "Eget eksempel klart",
			"Om lederen hadde et anonymisert eksempel fra egen enhet klart før møtet.", "003:143-147, 003:1777-1787",
			"case when m.case_ready then 'YES' when not m.case_ready then 'NO' end", answer("YES", "Ja"),
			answer("NO", "Nei")),

	FORM(Theme.EXECUTION, Whole.HELD, "Møteform", "Om deltakerne satt i samme rom, slik planen var.", "003:906-937",
			"m.form", answer("PHYSICAL", "I samme rom"), answer("HYBRID", "Noen på skjerm"),
			answer("DIGITAL", "Alle på skjerm")),

	ARENA(Theme.EXECUTION, Whole.HELD, "Ramme", "Om samtalen hadde et eget møte eller var del av noe annet.",
			"003:979-989", "m.arena", answer("OWN_MEETING", "Eget møte"),
			answer("PROFESSIONAL_DEVELOPMENT_DAY", "Del av fagdag"), answer("REGULAR_MEETING", "Fast møte")),

	GROUP_SIZE(Theme.EXECUTION, Whole.HELD, "Gruppestørrelse",
			"Hvor mange som var med, delt på antall grupper i planen. Rådet er fem til ti.",
			"003:941-975, 003:1511-1517", """
					case when m.actual_participants < 5 * coalesce(nullif(m.group_count, 0), 1) then 'UNDER_5'
						when m.actual_participants <= 10 * coalesce(nullif(m.group_count, 0), 1) then 'TO_10'
						when m.actual_participants <= 15 * coalesce(nullif(m.group_count, 0), 1) then 'TO_15'
						when m.actual_participants is not null then 'OVER_15' end
					""", answer("UNDER_5", "Under 5"), answer("TO_10", "5 til 10"),
			answer("TO_15", "Over 10, til og med 15"), answer("OVER_15", "Over 15")),

	DURATION(Theme.EXECUTION, Whole.HELD, "Varighet",
			"Hvor lenge de snakket. Brevet til lederne anbefalte 1 til 1 ½ time, og to timer er bedre.",
			"003:992-998, 003:1534-1536", """
					case when m.actual_duration_minutes < 60 then 'UNDER_HOUR'
						when m.actual_duration_minutes <= 90 then 'TO_90'
						when m.actual_duration_minutes <= 120 then 'TO_120'
						when m.actual_duration_minutes > 120 then 'OVER_120' end
					""", answer("UNDER_HOUR", "Under 1 time"), answer("TO_90", "1 til 1 ½ time"),
			answer("TO_120", "Over 1 ½, til og med 2 timer"), answer("OVER_120", "Over 2 timer")),

	DIALOGUE(Theme.EXECUTION, Whole.HELD, "Måten å snakke sammen på", "Hvordan de tok opp spørsmålene.",
			"003:1061-1079, 003:1170-1174", "m.dialogue", waysToTalk()),

	QUESTIONS(Theme.EXECUTION, Whole.HELD, "Spørsmålene i pakken",
			"Om alle spørsmålene ble tatt opp hver for seg, eller om noen ble slått sammen eller utelatt.",
			"003:1077-1093", """
					case when q.changed > 0 then 'CHANGED' when q.discussed >= :questions then 'ALL' end
					""", answer("ALL", "Alle tatt opp"), answer("CHANGED", "Noen slått sammen eller utelatt")),

	OMITTED(Theme.EXECUTION, Whole.CHANGED, "Spørsmål som ble utelatt",
			"Hvor mange som utelot hvert av spørsmålene. I evalueringen var det oftest det siste.", "003:1077-1093",
			null),

	NAVET(Theme.EXECUTION, Whole.HELD, "Viste hvor på Navet det står mer",
			"Om deltakerne fikk se hvor de kan lese mer eller spørre etterpå.", "003:1043-1049",
			"case when m.navet_shown then 'YES' when not m.navet_shown then 'NO' end", answer("YES", "Ja"),
			answer("NO", "Nei")),

	EXAMPLES(Theme.EXECUTION, Whole.HELD, "Brukte eksempler fra egen hverdag",
			"Om eksempler fra egen enhet var med i samtalen.", "003:1777-1787, 003:2067-2071",
			"case when m.examples_used then 'YES' when not m.examples_used then 'NO' end", answer("YES", "Ja"),
			answer("NO", "Nei")),

	ADAPTATION(Theme.EXECUTION, Whole.HELD, "Lokal tilpasning",
			"Om lederen skrev at noe ble tilpasset eller gjort på en annen måte. Det som står, telles ikke.",
			"003:882-888, 003:1361-1371",
			"case when m.local_adaptation is not null or m.adaptation is not null then 'YES' end",
			answer("YES", "Skrev om en tilpasning")),

	REPORTING(Theme.REPORTING, Whole.STARTED, "Hva enhetene fortalte",
			"Hvor langt enhetene har kommet. De samme tallene står på Oversikt. Å rapportere er frivillig.",
			"000:60-70, 001:682", null),

	FOLLOW_UP_DATE(Theme.FOLLOW_UP, Whole.REPORTED, "Dato for oppfølging",
			"Om gruppa valgte en dag for å følge opp det de ble enige om.", "003:2100-2104, 003:1791-1797", """
					case when c.reported is null then null
						when f.follow_up_on is not null or f.times_done > 0 or r.follow_up_on is not null then 'DATE'
						when f.no_date or f.ended = 'NO_DATE' then 'NO_DATE'
						when f.ended = 'NOTHING' then 'NOTHING' end
					""", answer("DATE", "Valgte en dato"), answer("NO_DATE", "Trengte ingen dato"),
			answer("NOTHING", "Hadde ingenting å følge opp")),

	FOLLOWED_UP(Theme.FOLLOW_UP, Whole.DATED, "Fulgt opp",
			"Om gruppa har fortalt at de fulgte opp minst én gang. Oppgaven åpner på datoen de valgte, så ingen følger opp før den.",
			"003:147-149, 003:1791-1797", "case when c.reported is not null and f.times_done > 0 then 'DONE' end",
			answer("DONE", "Fulgt opp")),

	ROUTED(Theme.OBSTACLES, Whole.ASKED, "Etter regel eller for hånd",
			"Hvem som valgte mottakeren av en hindring. Gjelder alle pakkene i utrullingen.", "001:673-676", null,
			answer("RULE", "En fast regel"), answer("BY_HAND", "Sekretariatet"),
			answer("FORWARD", "En mottaker som sendte den videre")),

	ANSWER_TIME(Theme.OBSTACLES, null, "Median svartid, etter mottaker",
			"Halvparten av svarene kom innen så mange døgn. Vises fra og med fem svar. Gjelder alle pakkene i utrullingen.",
			"003:1791-1797", null),

	ANSWERED(Theme.OBSTACLES, null, "Besvarte spørsmål, etter mottaker",
			"Hvor mange av spørsmålene til en mottaker som er besvart. Gjelder alle pakkene i utrullingen.",
			"001:62-64, 001:1645-1660", null);

	static final String UNKNOWN = "UNKNOWN";

	private final Theme theme;

	private final Whole whole;

	private final String title;

	private final String definition;

	private final String source;

	private final String sql;

	private final Map<String, String> answers;

	/**
	 * What is counted.
	 * @param whole what its answers add up to, null where every row has a whole of its
	 * own
	 * @param source where the sources ask for it, file and lines
	 * @param sql the answer of a unit in the columns of conversation {@code c}, meeting
	 * {@code m}, questions {@code q}, follow-up {@code f} and report {@code r}; null
	 * where it is counted in another way
	 */
	Measure(Theme theme, Whole whole, String title, String definition, String source, String sql, Answer... answers) {
		this.theme = theme;
		this.whole = whole;
		this.title = title;
		this.definition = definition;
		this.source = source;
		this.sql = sql;
		this.answers = new LinkedHashMap<>();
		Arrays.stream(answers).forEach((answer) -> this.answers.put(answer.code, answer.words));
	}

	/** Names it in addresses and files. */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	public Theme theme() {
		return this.theme;
	}

	public Whole whole() {
		return this.whole;
	}

	public String title() {
		return this.title;
	}

	public String definition() {
		return this.definition;
	}

	public String source() {
		return this.source;
	}

	String sql() {
		return this.sql;
	}

	/** By code, in the words of a reader. */
	Map<String, String> answers() {
		return this.answers;
	}

	/** Those that one look at the conversations counts. */
	static List<Measure> ofConversations() {
		return Arrays.stream(values()).filter((measure) -> measure.sql != null).toList();
	}

	private static Answer answer(String code, String words) {
		return new Answer(code, words);
	}

	private static Answer[] waysToTalk() {
		List<Answer> ways = new ArrayList<>();
		for (WayToTalk way : WayToTalk.values()) {
			ways.add(new Answer(way.name(), way.title()));
		}
		return ways.toArray(Answer[]::new);
	}

	private record Answer(String code, String words) {
	}

}
