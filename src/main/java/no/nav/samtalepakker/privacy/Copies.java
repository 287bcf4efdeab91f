package no.nav.samtalepakker.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds a text again where it was copied to: summaries of every version, e-mails, and the
 * rows of the same case.
 *
 * <p>
 * A text that can hardly stand anywhere by chance is taken away wherever it stands, in
 * any rollout and within longer texts too. A short one, such as «leder», is taken away
 * within its own rollout and where it stands alone.
 */
@Component
@Transactional
class Copies {

	/** Long enough to be nobody else's words; with a blank in it, a name is. */
	private static final int LONG = 20;

	private static final int LONG_WITH_BLANK = 12;

	/** Where summaries keep what units wrote; the rest is ours. */
	private static final Set<String> WRITTEN = Set.of("text", "assistance", "name", "rolloutName");

	/** How calendars break lines. */
	private static final String FOLD = "\r\n ";

	/** What parts the paragraphs of an e-mail. */
	private static final String PARAGRAPH = "\n\n";

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	private final ApplicationEventPublisher events;

	Copies(JdbcClient jdbc, ObjectMapper json, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.json = json;
		this.events = events;
	}

	/**
	 * Removes the copies that say where they come from, whatever stands there, and what
	 * others have quoted of the texts in the same case.
	 * @param column that is empty now, or null for all of the row's
	 * @param texts what stood there and stands there no more
	 * @param instead what stands where it was redacted; null if it was taken back
	 */
	void removeKnown(FreeText kind, String id, String column, Collection<String> texts, String instead) {
		// first, while what a proposal is made of can be found
		texts.stream().filter(Copies::isDistinctive).forEach((text) -> removeFromProposals(kind, id, text, instead));
		this.events.publishEvent(new TextGone(kind.code(), id, column, instead));
		if (kind == FreeText.OBSTACLE) {
			texts.stream().filter(Copies::isDistinctive).forEach((text) -> removeQuotes(id, text, instead));
			if (column == null || column.equals("published_text")) {
				removeBorrowed(id, instead);
			}
		}
	}

	/** The question, its answer and whoever sent it on may quote a unit. */
	private void removeFromProposals(FreeText kind, String id, String text, String instead) {
		for (String column : List.of("proposal.text", "proposal.answer_text", "proposal_question.reason")) {
			String table = column.substring(0, column.indexOf('.'));
			String name = column.substring(column.indexOf('.') + 1);
			this.jdbc
				.sql("update %s set %s = replace(%s, :text, :instead) where position(:text in %s) > 0 and %s in (%s)"
					.formatted(table, name, name, name, table.equals("proposal") ? "id" : "proposal_id",
							"select proposal_id from proposal_source where kind = :kind and text_id = :id"))
				.param("text", text)
				.param("instead", (instead != null) ? instead : Redactions.ERASED)
				.param("kind", kind.code())
				.param("id", id)
				.update();
		}
	}

	/** Whoever joined the obstacle has its approved wording for a text of their own. */
	private void removeBorrowed(String id, String instead) {
		this.jdbc.sql("select id from obstacle where joins_id = ? and text_borrowed")
			.param(id)
			.query(String.class)
			.list()
			.forEach((joined) -> {
				this.jdbc.sql("update obstacle set text = ?, text_borrowed = false where id = ?")
					.params((instead != null) ? instead : Redactions.ERASED, joined)
					.update();
				this.events.publishEvent(new TextGone(FreeText.OBSTACLE.code(), joined, "text", instead));
			});
	}

	/**
	 * Explanations and answers in the case of the obstacle, and in the cases of those
	 * that share its answers, may quote it.
	 */
	private void removeQuotes(String id, String text, String instead) {
		String related = "(select id from obstacle where id = :id or joins_id = :id or merged_into = :id)";
		Map<FreeText, String> quoting = Map.of(FreeText.ROUTING, "obstacle_id in " + related,
				FreeText.ROUTING_RECIPIENT, "obstacle_id in " + related, FreeText.ANSWER,
				"id in (select answer_id from answer_obstacle where obstacle_id in " + related + ")",
				FreeText.NOTIFICATION,
				"conversation_id in (select conversation_id from obstacle where id in " + related + ")");
		quoting.forEach((kind, rows) -> kind.columns()
			.stream()
			.map(FreeText.Column::name)
			.filter((column) -> !column.equals("calendar"))
			.forEach((column) -> this.jdbc
				.sql("update %s set %s = replace(%s, :text, :instead) where position(:text in %s) > 0 and %s"
					.formatted(kind.table(), column, column, column, rows))
				.param("text", (kind == FreeText.NOTIFICATION) ? Notifications.asWritten(text) : text)
				.param("instead", (instead != null) ? instead : Redactions.ERASED)
				.param("id", id)
				.update()));
	}

	/**
	 * Removes what says the same as a row did, wherever it stands.
	 * @param texts what stood there and stands there no more
	 */
	void removeAlike(FreeText kind, String id, Collection<String> texts) {
		String rollout = this.jdbc
			.sql("select " + kind.rollout() + " from " + kind.table() + " where " + kind.key() + " = ?")
			.param(id)
			.query((row, number) -> row.getString(1))
			.list()
			.get(0);
		List<Stored> summaries = this.jdbc.sql("select id, rollout_id, content, false as changed from summary")
			.query(Rows.of(Stored.class))
			.list();
		for (String text : texts) {
			if (kind == FreeText.REPORT_POINT && isTopicOfOthers(rollout, text)) {
				continue;
			}
			// e-mails are mostly our own words, the same to everybody
			boolean anywhere = kind != FreeText.NOTIFICATION && isDistinctive(text);
			summaries = summaries.stream().map((summary) -> without(text, anywhere, summary, rollout)).toList();
			removeFromEmails(text, anywhere, rollout);
			removeFromCase(kind, id, text);
			if (kind == FreeText.ANSWER && anywhere) {
				removeFromReused(id, text);
			}
		}
		if (kind == FreeText.NOTIFICATION) {
			removeFromSameMessage(id);
		}
		summaries.stream()
			.filter(Stored::changed)
			.forEach((summary) -> this.jdbc.sql("update summary set content = ? where id = ?")
				.params(summary.content(), summary.id())
				.update());
	}

	/** Whoever answers often begins with what it has answered before. */
	private void removeFromReused(String id, String text) {
		this.jdbc.sql("""
				update answer set text = replace(text, :text, :redacted)
				where id <> :id and position(:text in text) > 0
					and recipient = (select given.recipient from answer given where given.id = :id)
				""").param("text", text).param("redacted", Redactions.REDACTED).param("id", id).update();
	}

	/** Others use the word too; it tells nothing about the one who is gone. */
	private boolean isTopicOfOthers(String rollout, String text) {
		return this.jdbc
			.sql("select count(*) from report_point where topic = ? and " + FreeText.REPORT_POINT.rollout() + " = ?")
			.params(text, rollout)
			.query(Integer.class)
			.single() > 0;
	}

	private static boolean isDistinctive(String text) {
		int length = text.codePointCount(0, text.length());
		return length >= LONG || length >= LONG_WITH_BLANK && text.chars().anyMatch(Character::isWhitespace);
	}

	// summaries

	private Stored without(String text, boolean anywhere, Stored summary, String rollout) {
		if (!anywhere && !summary.rolloutId().equals(rollout)) {
			return summary;
		}
		try {
			JsonNode content = this.json.readTree(summary.content());
			return replace(content, text, anywhere)
					? new Stored(summary.id(), summary.rolloutId(), this.json.writeValueAsString(content), true)
					: summary;
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot read summary " + summary.id(), ex);
		}
	}

	private boolean replace(JsonNode node, String text, boolean anywhere) {
		boolean replaced = false;
		if (node instanceof ObjectNode object) {
			for (String name : List.copyOf(fieldNames(object))) {
				JsonNode value = object.get(name);
				if (value.isTextual() && (anywhere || WRITTEN.contains(name))) {
					String rest = replaced(value.asText(), text, anywhere);
					replaced |= !rest.equals(value.asText());
					object.put(name, rest);
				}
				replaced |= replace(value, text, anywhere);
			}
		}
		else if (node instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				if (array.get(i).isTextual() && anywhere) {
					String rest = replaced(array.get(i).asText(), text, true);
					replaced |= !rest.equals(array.get(i).asText());
					array.set(i, TextNode.valueOf(rest));
				}
				replaced |= replace(array.get(i), text, anywhere);
			}
		}
		return replaced;
	}

	private static List<String> fieldNames(ObjectNode object) {
		List<String> names = new ArrayList<>();
		object.fieldNames().forEachRemaining(names::add);
		return names;
	}

	private static String replaced(String whole, String text, boolean within) {
		if (whole.equals(text)) {
			return Redactions.REDACTED;
		}
		return within ? whole.replace(text, Redactions.REDACTED) : whole;
	}

	// e-mails

	/**
	 * A message to many stands in their e-mails only, each with a link of its own; what
	 * is taken from one is taken from all.
	 */
	private void removeFromSameMessage(String id) {
		this.jdbc
			.sql("update notification set " + FreeText.NOTIFICATION.overwriting("redacted")
					+ ", state = case when state = 'QUEUED' then 'WITHDRAWN' else state end "
					+ "where type = :type and subject_id = (select subject_id from notification where id = :id)")
			.param("redacted", Redactions.REDACTED)
			.param("type", MailType.ROLLOUT_MESSAGE.name())
			.param("id", id)
			.update();
	}

	private void removeFromEmails(String stored, boolean anywhere, String rollout) {
		String text = Notifications.asWritten(stored).replaceAll("^\n+|\n+$", "");
		if (anywhere) {
			for (String column : List.of("subject", "body")) {
				this.jdbc
					.sql("update notification set " + column + " = replace(" + column
							+ ", :text, :redacted) where position(:text in " + column + ") > 0")
					.param("text", text)
					.param("redacted", Redactions.REDACTED)
					.update();
			}
			this.jdbc.sql("""
					update notification set calendar = null
					where position(:text in replace(replace(calendar, :fold, ''), '\\', '')) > 0
					""").param("text", stored.replace("\\", "").replace("\n", "n")).param("fold", FOLD).update();
		}
		else {
			// what somebody wrote is a paragraph of its own
			this.jdbc.sql(
					"update notification set body = replace(body, :text, :redacted) where position(:text in body) > 0 and "
							+ FreeText.NOTIFICATION.rollout() + " = :rollout")
				.param("redacted", PARAGRAPH + Redactions.REDACTED + PARAGRAPH)
				.param("text", PARAGRAPH + text + PARAGRAPH)
				.param("rollout", rollout)
				.update();
		}
	}

	// the case

	/**
	 * A reason the secretariat gave may stand as the explanation of each recipient and as
	 * the answer, an action point may repeat a local obstacle, and whoever joins an
	 * obstacle repeats its approved wording.
	 */
	private void removeFromCase(FreeText kind, String id, String text) {
		String obstacles = switch (kind) {
			case ROUTING -> "(select obstacle_id from routing where id = :id)";
			case ROUTING_RECIPIENT -> "(select obstacle_id from routing_recipient where id = :id)";
			case ANSWER -> "(select obstacle_id from answer_obstacle where answer_id = :id)";
			case ACTION_POINT -> "(select obstacle_id from action_point where id = :id)";
			case OBSTACLE -> "(select id from obstacle where joins_id = :id)";
			default -> null;
		};
		if (obstacles == null) {
			return;
		}
		for (String copy : List.of("obstacle set text = :redacted where text = :text and id in ",
				"routing set reason = :redacted where reason = :text and obstacle_id in ",
				"routing_recipient set reason = :redacted where rule_id is null and reason = :text and obstacle_id in ",
				"answer set text = :redacted where text = :text and id in (select answer_id from answer_obstacle "
						+ "where obstacle_id in ")) {
			this.jdbc.sql("update " + copy + obstacles + (copy.startsWith("answer") ? ")" : ""))
				.param("redacted", Redactions.REDACTED)
				.param("text", text)
				.param("id", id)
				.update();
		}
	}

	/**
	 * A summary.
	 *
	 * @param id its id
	 * @param rolloutId the rollout
	 * @param content as JSON
	 * @param changed whether it is another than the one in the table
	 */
	private record Stored(String id, String rolloutId, String content, boolean changed) {
	}

}
