package no.nav.samtalepakker.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import no.nav.samtalepakker.platform.Rows;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Summaries made before they could be edited. The published ones say what they said; a
 * draft must be gone through, for its words are the units' own.
 */
@Component
class V94__SummariesInBlocks extends BaseJavaMigration {

	private final ObjectMapper json;

	V94__SummariesInBlocks(ObjectMapper json) {
		this.json = json;
	}

	@Override
	public void migrate(Context context) {
		migrate(JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true)));
	}

	void migrate(JdbcClient jdbc) {
		for (Stored summary : jdbc.sql("select id, state, content from summary").query(Rows.of(Stored.class)).list()) {
			jdbc.sql("update summary set content = ? where id = ?").params(migrated(summary), summary.id()).update();
		}
	}

	private String migrated(Stored summary) {
		try {
			JsonNode content = this.json.readTree(summary.content());
			boolean isRead = !summary.state().equals("DRAFT");
			for (JsonNode node : content.path("groups")) {
				ObjectNode chapter = (ObjectNode) node;
				if (chapter.has("blocks")) {
					continue;
				}
				ArrayNode blocks = this.json.createArrayNode();
				ArrayNode quotes = this.json.createArrayNode();
				quotes.addObject().put("name", "Det som er bra").set("bullets", chapter.remove("positives"));
				add(blocks, "POSITIVE", "Det som er bra", quotes, isRead);
				add(blocks, "CHALLENGES", "Hovedutfordringer", chapter.remove("challenges"), isRead);
				add(blocks, "DISCUSSED", "Hovedpunkter i samtalene", chapter.remove("discussed"), isRead);
				add(blocks, "PROPOSED", "Forslag til hva som bør jobbes videre med", chapter.remove("proposed"),
						isRead);
				chapter.set("blocks", blocks);
			}
			return this.json.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot read summary " + summary.id(), ex);
		}
	}

	private static void add(ArrayNode blocks, String key, String heading, JsonNode themes, boolean isRead) {
		boolean isOurs = key.equals("POSITIVE") || key.equals("CHALLENGES");
		for (JsonNode node : themes) {
			ObjectNode theme = (ObjectNode) node;
			theme.put("id", SummaryContent.newId()).put("ours", isOurs).put("numbered", key.equals("PROPOSED"));
			for (JsonNode bullet : theme.path("bullets")) {
				((ObjectNode) bullet).put("id", SummaryContent.newId()).put("ours", isRead).put("revision", 0);
			}
		}
		blocks.addObject().put("key", key).put("heading", heading).set("themes", themes);
	}

	/** As the database gives it. */
	record Stored(String id, String state, String content) {
	}

}
