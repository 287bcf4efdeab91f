package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Summaries made before texts remembered where they come from, and before the rule for
 * small groups. Every text in them was copied from a row as it stood; one that stands in
 * no row any more has been taken back since, and goes.
 */
@Component
class V21__SummariesRememberSources extends BaseJavaMigration {

	private final ObjectMapper json;

	V21__SummariesRememberSources(ObjectMapper json) {
		this.json = json;
	}

	@Override
	public void migrate(Context context) {
		migrate(JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true)));
	}

	void migrate(JdbcClient jdbc) {
		for (Stored summary : jdbc.sql("select id, rollout_id, content from summary")
			.query(Rows.of(Stored.class))
			.list()) {
			jdbc.sql("update summary set content = ? where id = ?")
				.params(migrated(jdbc, summary), summary.id())
				.update();
		}
	}

	private String migrated(JdbcClient jdbc, Stored summary) {
		try {
			ObjectNode content = (ObjectNode) this.json.readTree(summary.content());
			Map<String, List<TextSource>> obstacles = new HashMap<>();
			Map<String, List<TextSource>> points = new HashMap<>();
			Map<String, List<TextSource>> positives = new HashMap<>();
			add(jdbc, obstacles, FreeText.OBSTACLE, "published_text", summary.rolloutId());
			add(jdbc, obstacles, FreeText.OBSTACLE, "text", summary.rolloutId());
			add(jdbc, points, FreeText.REPORT_POINT, "text", summary.rolloutId());
			add(jdbc, positives, FreeText.REPORT, "positive", summary.rolloutId());
			int takenBack = 0;
			for (JsonNode chapter : content.path("groups")) {
				protect((ObjectNode) chapter);
				takenBack += remember(chapter.path("positives"), positives);
				takenBack += rememberThemes(chapter.path("challenges"), obstacles);
				takenBack += rememberThemes(chapter.path("discussed"), points);
				takenBack += rememberThemes(chapter.path("proposed"), points);
			}
			for (JsonNode answer : content.path("answers")) {
				protect(jdbc, (ObjectNode) answer);
			}
			content.put("takenBack", takenBack);
			return this.json.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot read summary " + summary.id(), ex);
		}
	}

	private void add(JdbcClient jdbc, Map<String, List<TextSource>> sources, FreeText kind, String column,
			String rolloutId) {
		jdbc.sql("select id, " + column + " as text from " + kind.table() + " where " + column + " is not null and "
				+ kind.rollout() + " = ?")
			.param(rolloutId)
			.query((row) -> {
				sources.computeIfAbsent(row.getString("text"), (text) -> new ArrayList<>())
					.add(TextSource.of(kind, row.getString("id"), column));
			});
	}

	private int rememberThemes(JsonNode themes, Map<String, List<TextSource>> sources) {
		int takenBack = 0;
		for (JsonNode theme : themes) {
			takenBack += remember(theme.path("bullets"), sources);
		}
		List<Integer> empty = new ArrayList<>();
		for (int i = themes.size() - 1; i >= 0; i--) {
			if (themes.get(i).path("bullets").isEmpty()) {
				empty.add(i);
			}
		}
		empty.forEach((i) -> ((ArrayNode) themes).remove((int) i));
		return takenBack;
	}

	private int remember(JsonNode texts, Map<String, List<TextSource>> sources) {
		int takenBack = 0;
		for (int i = texts.size() - 1; i >= 0; i--) {
			ObjectNode text = (ObjectNode) texts.get(i);
			String words = text.path("text").asText();
			List<TextSource> found = sources.getOrDefault(words, List.of());
			if (found.isEmpty() && !words.contains(Redactions.REDACTED) && !words.equals(Redactions.ERASED)) {
				((ArrayNode) texts).remove(i);
				takenBack++;
			}
			text.set("sources", this.json.valueToTree(found));
		}
		return takenBack;
	}

	private void protect(ObjectNode chapter) {
		JsonNode counts = chapter.path("progress");
		Progress progress = new Progress(counts.path("reached").asInt(), counts.path("started").asInt(),
				counts.path("planned").asInt(), counts.path("withInput").asInt(), counts.path("withoutInput").asInt(),
				counts.path("heldOnly").asInt(), counts.path("notHeld").asInt(), counts.path("unknown").asInt());
		chapter.set("progress", this.json.valueToTree(progress.figures(Progress.Stage.CUT_OFF)));
	}

	private void protect(JdbcClient jdbc, ObjectNode answer) {
		String code = jdbc.sql("select code from recipient where name = ?")
			.param(answer.path("name").asText())
			.query(String.class)
			.optional()
			.orElse("");
		answer.put("code", code);
		if (SmallGroups.isOnePerson(jdbc.sql("select count(*) from recipient_contact where recipient = ?")
			.param(code)
			.query(Long.class)
			.single())) {
			answer.putNull("answered").putNull("waiting");
		}
	}

	/** As the database gives it. */
	record Stored(String id, String rolloutId, String content) {
	}

}
