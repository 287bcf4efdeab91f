package no.nav.samtalepakker.privacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What has been written in one case and sent, for the secretariat that must take some of
 * it away. Drafts are nobody's but their writers'. Looking is remembered.
 */
@Component
@Transactional
class CaseTexts {

	/** Which rows are of the conversation, and sent. */
	private static final Map<FreeText, String> OF_CONVERSATION = new EnumMap<>(FreeText.class);

	/** Which rows are about the rollout as a whole. */
	private static final Map<FreeText, String> OF_ROLLOUT = new EnumMap<>(FreeText.class);

	static {
		String sentReports = "(select r.id from report r where r.conversation_id = :id and r.state = 'SENT')";
		String sentObstacles = "(select o.id from obstacle o where o.conversation_id = :id and o.state <> 'DRAFT')";
		OF_CONVERSATION.put(FreeText.OBSTACLE, "id in " + sentObstacles);
		OF_CONVERSATION.put(FreeText.ROUTING, "obstacle_id in " + sentObstacles);
		// the others explain with a sentence of the decision table
		OF_CONVERSATION.put(FreeText.ROUTING_RECIPIENT, "rule_id is null and obstacle_id in " + sentObstacles);
		OF_CONVERSATION.put(FreeText.ANSWER,
				"id in (select answer_id from answer_obstacle where obstacle_id in " + sentObstacles + ")");
		OF_CONVERSATION.put(FreeText.REPORT, "id in " + sentReports);
		OF_CONVERSATION.put(FreeText.REPORT_ANSWER, "report_id in " + sentReports);
		OF_CONVERSATION.put(FreeText.REPORT_POINT, "report_id in " + sentReports);
		OF_CONVERSATION.put(FreeText.REPORT_COMMENT, "report_id in " + sentReports);
		OF_CONVERSATION.put(FreeText.ACTION_POINT,
				"conversation_id = :id and (report_id is null or report_id in " + sentReports + ")");
		OF_CONVERSATION.put(FreeText.FOLLOW_UP, "conversation_id = :id");
		OF_CONVERSATION.put(FreeText.MEETING, "conversation_id = :id");
		OF_CONVERSATION.put(FreeText.CONVERSATION, "id = :id");

		OF_ROLLOUT.put(FreeText.ROLLOUT_NAME, "id = :id");
		OF_ROLLOUT.put(FreeText.ROLLOUT, "id = :id");
		OF_ROLLOUT.put(FreeText.MILESTONE, "rollout_id = :id");
		OF_ROLLOUT.put(FreeText.COUNTY_DECISION, "rollout_id = :id");
		OF_ROLLOUT.put(FreeText.PROPOSAL, "rollout_id = :id and state <> 'WITHDRAWN'");
		OF_ROLLOUT.put(FreeText.PROPOSAL_QUESTION,
				"proposal_id in (select p.id from proposal p where p.rollout_id = :id)");
		OF_ROLLOUT.put(FreeText.SUMMARY, "rollout_id = :id");
		// a message goes to many; redacting one of them takes the others along
		OF_ROLLOUT.put(FreeText.NOTIFICATION, "id in (select min(n.id) from notification n where n.rollout_id = :id "
				+ "and n.type = 'ROLLOUT_MESSAGE' group by cast(n.body as varchar(8000)))");
	}

	/** On the page. */
	static final int MOST_UNITS = 50;

	private final JdbcClient jdbc;

	private final Units units;

	private final CurrentUser currentUser;

	private final Audit audit;

	CaseTexts(JdbcClient jdbc, Units units, CurrentUser currentUser, Audit audit) {
		this.jdbc = jdbc;
		this.units = units;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	List<Choice> rollouts() {
		// the newest first
		return this.jdbc.sql("select id, name from rollout order by opens_on desc, created_at desc, id")
			.query(Rows.of(Choice.class))
			.list();
	}

	/**
	 * Units whose name and number have all the words, whatever they have done and whether
	 * they are still there; counties decide only. By name, and one more than
	 * {@link #MOST_UNITS} if there are more.
	 */
	List<Unit> units(String words) {
		// as the page itself writes a unit, the number stands in parentheses
		List<String> wanted = List.of(words.toLowerCase(Locale.ROOT).strip().split("[\\s()]+"));
		return NorwegianAlphabet
			.sorted(this.units.searchEver(wanted).stream().filter((unit) -> unit.type() != UnitType.COUNTY).toList(),
					Unit::name)
			.stream()
			.limit(MOST_UNITS + 1L)
			.toList();
	}

	Optional<Unit> unit(String id) {
		return this.units.find(id);
	}

	/** The case an obstacle that was sent belongs to. */
	Optional<Case> caseOf(String obstacleId) {
		return this.jdbc.sql("""
				select c.id as conversation, c.rollout_id as rollout, c.unit_id as unit
				from obstacle o join conversation c on c.id = o.conversation_id
				where o.id = ? and o.state <> 'DRAFT'
				""").param(obstacleId).query(Rows.of(Case.class)).optional();
	}

	/**
	 * The texts of the unit's case, or those about the rollout as a whole if there is no
	 * unit. Empty too if there is no such case: the page does not tell who took part.
	 */
	List<Written> in(String rollout, String unit) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		if (unit == null) {
			return read(OF_ROLLOUT, rollout);
		}
		return this.jdbc.sql("select id from conversation where rollout_id = ? and unit_id = ?")
			.params(rollout, unit)
			.query((row, number) -> row.getString(1))
			.optional()
			.map((conversation) -> {
				List<Written> texts = read(OF_CONVERSATION, conversation);
				if (!texts.isEmpty()) {
					this.audit.record(Act.TEXTS_SEEN, conversation, unit, null);
				}
				return texts;
			})
			.orElse(List.of());
	}

	private List<Written> read(Map<FreeText, String> kinds, String id) {
		List<Written> texts = new ArrayList<>();
		kinds.forEach((kind, condition) -> texts.addAll(read(kind, condition, id)));
		return texts;
	}

	private List<Written> read(FreeText kind, String condition, String id) {
		List<FreeText.Column> columns = kind.columns()
			.stream()
			.filter((column) -> !column.name().equals("active_name") && !column.name().equals("calendar"))
			.toList();
		String names = columns.stream().map(FreeText.Column::name).collect(Collectors.joining(", "));
		return this.jdbc
			.sql("select " + kind.key() + ", " + names + " from " + kind.table() + " where " + condition + " order by "
					+ kind.key())
			.param("id", id)
			.query((row, number) -> {
				List<Line> lines = new ArrayList<>();
				for (int i = 0; i < columns.size(); i++) {
					String text = row.getString(i + 2);
					if (text != null) {
						lines.add(new Line(columns.get(i).label(), text));
					}
				}
				return new Written(kind, row.getString(1), lines);
			})
			.list()
			.stream()
			.filter((written) -> !written.lines().isEmpty())
			.toList();
	}

	/**
	 * A rollout to choose.
	 *
	 * @param id its id
	 * @param name as people say it
	 */
	record Choice(String id, String name) {
	}

	/**
	 * One unit's case.
	 *
	 * @param conversation its id
	 * @param rollout the rollout
	 * @param unit the unit
	 */
	record Case(String conversation, String rollout, String unit) {
	}

	/**
	 * The texts of one row, which go together.
	 *
	 * @param kind what they are
	 * @param id the row's id
	 * @param lines the texts
	 */
	record Written(FreeText kind, String id, List<Line> lines) {

		/**
		 * Where the texts go from besides, in words; empty if they are copied nowhere.
		 */
		public String copies() {
			return this.kind.copiedTo().stream().map((copy) -> switch (copy) {
				case SUMMARY_CONTENT -> "oppsummeringer";
				case NOTIFICATION -> "e-post hos oss";
				case ACTION_POINT -> "handlingspunkter";
				case OBSTACLE -> "hindringer som gjentar dem";
				case ANSWER -> "svar som gjentar dem";
				case PROPOSAL, PROPOSAL_QUESTION -> "forslag som gjentar dem";
				default -> "begrunnelser";
			}).distinct().collect(Collectors.joining(", "));
		}

		/** Nothing is left to take away. */
		public boolean isGone() {
			return this.lines.stream()
				.allMatch((line) -> line.text().equals(Redactions.REDACTED) || line.text().equals(Redactions.ERASED));
		}

	}

	/**
	 * One text.
	 *
	 * @param label what it is
	 * @param text the text
	 */
	record Line(String label, String text) {
	}

}
