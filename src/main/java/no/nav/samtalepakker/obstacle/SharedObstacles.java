package no.nav.samtalepakker.obstacle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.taxonomy.TextIndex;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Obstacles other units may see and join, in the wording the secretariat has approved:
 * never what their unit wrote, and never which unit it was.
 */
@Component
class SharedObstacles {

	private static final int BEST = 3;

	/** Some of the best may be one's own. */
	private static final int CANDIDATES = 20;

	/** How much of what one has written must be in an obstacle for it to be shown. */
	private static final double LIKENESS = 0.25;

	/** The newest, far more than three people approve in a year. */
	private static final int MOST = 1000;

	/**
	 * Of obstacles {@code o}: those that are on their way or have an answer. Whoever
	 * joins one gets an answer.
	 */
	static final String SHAREABLE = """
			o.merged_into is null and (o.state = 'RAISED' or o.state in ('CLOSED', 'ANSWERED_UNREAD') and exists (
				select 1 from answer_obstacle link join answer a on a.id = link.answer_id
				where link.obstacle_id = o.id and a.answer <> 'FORWARD'))
			""";

	private static final String NOT_LOOKED_AT = "Teksten kan leses når sekretariatet har sett på den. Den er skrevet til en annen enhet.";

	private static final String NOT_SHOWN = "Teksten er skrevet til en annen enhet og vises ikke her.";

	static final Set<String> GONE = Set.of(Redactions.REDACTED, Redactions.ERASED);

	private final JdbcClient jdbc;

	private final Answers answers;

	private final Routings routings;

	private final Delivery delivery;

	private final Recipients recipients;

	private final CurrentUser user;

	private volatile Indexed indexed = new Indexed(Map.of(), new TextIndex(Map.of()));

	SharedObstacles(JdbcClient jdbc, Answers answers, Routings routings, Delivery delivery, Recipients recipients,
			CurrentUser user) {
		this.jdbc = jdbc;
		this.answers = answers;
		this.routings = routings;
		this.delivery = delivery;
		this.recipients = recipients;
		this.user = user;
	}

	/** The obstacles of others that are most like the text, best first. */
	List<Similar> like(String text) {
		Map<String, Wording> wordings = new LinkedHashMap<>();
		wordings().forEach((wording) -> wordings.put(wording.id(), wording));
		return index(wordings).like(text, CANDIDATES, LIKENESS)
			.stream()
			.map(wordings::get)
			.filter((wording) -> !this.user.isIn(Unit.groupOf(wording.unitId())))
			.limit(BEST)
			.map(this::similar)
			.toList();
	}

	private List<Wording> wordings() {
		return this.jdbc
			.sql("select o.id, o.unit_id, o.published_text as text from obstacle o where " + SHAREABLE
					+ " and o.published_text not in (:gone) and not " + Routings.WAITS_FOR_REDACTION
					+ " order by o.raised_at desc, o.id limit :most")
			.param("gone", GONE)
			.param("most", MOST)
			.query(Rows.of(Wording.class))
			.list();
	}

	/**
	 * Made anew when anything has changed, also by another node; the table is asked each
	 * time.
	 */
	private TextIndex index(Map<String, Wording> wordings) {
		Indexed current = this.indexed;
		if (!current.wordings().equals(wordings)) {
			Map<String, String> texts = new LinkedHashMap<>();
			wordings.values().forEach((wording) -> texts.put(wording.id(), wording.text()));
			current = new Indexed(wordings, new TextIndex(texts));
			this.indexed = current;
		}
		return current.index();
	}

	private Similar similar(Wording wording) {
		List<GivenAnswer> given = this.answers.of(wording.id())
			.stream()
			.filter((answer) -> answer.answer() != Answer.Kind.FORWARD)
			.map((answer) -> new GivenAnswer(this.recipients.get(answer.recipient()).name(), answer.answer().words(),
					shown(forOthers(answer).text())))
			.toList();
		List<String> asked = this.routings.of(wording.id())
			.stream()
			.filter((recipient) -> recipient.state() == AskedRecipient.State.OPEN
					|| recipient.state() == AskedRecipient.State.ANSWERED)
			.map((recipient) -> this.recipients.get(recipient.recipient()).name())
			.distinct()
			.toList();
		return new Similar(wording.id(), wording.text(), asked, !given.isEmpty(), given);
	}

	/**
	 * What a unit reads of an answer that was written to another: whose it is and of what
	 * kind, and the text once the secretariat has looked at it.
	 */
	static Answer forOthers(Answer answer) {
		if (!answer.hasText() || Boolean.TRUE.equals(answer.shownToOthers())) {
			return answer;
		}
		return answer.saying((answer.shownToOthers() == null) ? NOT_LOOKED_AT : NOT_SHOWN);
	}

	private static String shown(String text) {
		return (text == null || GONE.contains(text)) ? null : text;
	}

	/**
	 * The obstacle of another unit that this one joins, if any. {@link InvalidInput} if
	 * it cannot.
	 * @param path of the obstacle in the form, for the error
	 */
	Optional<Obstacle> joined(ReportedObstacle reported, String unitId, String path) {
		if (reported.joinsId() == null) {
			return Optional.empty();
		}
		String field = path + ".joinsId";
		if (reported.solvableLocally() != Obstacle.Solvable.NO) {
			throw new InvalidInput(field,
					"Dere kan bare slutte dere til det andre har meldt når dere ikke kan løse hindringen selv");
		}
		Obstacle target = this.jdbc.sql("select * from obstacle where id = ?")
			.param(reported.joinsId())
			.query(Rows.of(Obstacle.class))
			.optional()
			.filter((found) -> found.publishedText() != null && !GONE.contains(found.publishedText()))
			.filter(this.delivery::canTakeIn)
			// a name may stand in the wording as well
			.filter((found) -> !this.routings.waitsForRedaction(found.id()))
			.orElseThrow(() -> new InvalidInput(field,
					"Hindringen dere vil slutte dere til, kan ikke vises lenger. Meld deres egen i stedet"));
		if (target.unitId().equals(unitId)) {
			throw new InvalidInput(field, "Denne hindringen har dere meldt selv");
		}
		if (sharesAlready(unitId, target.id())) {
			throw new InvalidInput(field, "Dere har alt sluttet dere til denne hindringen");
		}
		return Optional.of(target);
	}

	/** In this report or in an earlier one. */
	private boolean sharesAlready(String unitId, String targetId) {
		return this.jdbc.sql("""
				select count(*) from obstacle
				where unit_id = :unit and (joins_id = :target and state = 'DRAFT'
					or merged_into = :target and state <> 'WITHDRAWN')
				""").param("unit", unitId).param("target", targetId).query(Long.class).single() > 0;
	}

	/**
	 * What another unit may know of an obstacle.
	 *
	 * @param id for joining it
	 * @param text the approved wording
	 * @param recipients names of those who have been asked
	 * @param answered whether there is an answer
	 * @param answers oldest first
	 */
	record Similar(String id, String text, List<String> recipients, boolean answered, List<GivenAnswer> answers) {
	}

	/**
	 * An answer, without anything about who asked.
	 *
	 * @param recipient name of who answered
	 * @param kind what kind of answer it is, in Norwegian
	 * @param text what was answered once the secretariat has looked at it, before that a
	 * word about that; null once erased
	 */
	record GivenAnswer(String recipient, String kind, String text) {
	}

	/**
	 * An approved wording.
	 *
	 * @param id of the obstacle
	 * @param unitId never shown
	 * @param text as approved
	 */
	record Wording(String id, String unitId, String text) {
	}

	private record Indexed(Map<String, Wording> wordings, TextIndex index) {
	}

}
