package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.testing.ConversationRows;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of all that waits for a recipient is compared with the one it answers. */
class WaitingQuestionsTest {

	private static final int MORE_THAN_ARE_COMPARED = 1_001;

	private static final String TEXT = "Reglene tolkes ulikt fra kontor til kontor";

	private static final String OWN = "REGELVERK.TOLKNING";

	private static final String OF_CATEGORY = "REGELVERK.FORMIDLING";

	private static final String OTHER = "KOMMUNIKASJON.KLARSPRAAK";

	private final LocalDate today = LocalDate.of(2026, 9, 7);

	private JdbcClient jdbc;

	private Conversation conversation;

	@BeforeEach
	void make() {
		DriverManagerDataSource database = new DriverManagerDataSource(
				"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
		Flyway.configure().dataSource(database).load().migrate();
		this.jdbc = JdbcClient.create(database);
		this.conversation = ConversationRows.insert(this.jdbc, "tillit-enhet", this.today);
		this.jdbc.sql("insert into recipient (code, name, type) values ('RUNDSKRIV', 'Rundskriv', 'LINE')").update();
	}

	@Test
	void ofMoreThanAThousandThoseNearestByThemeAreCompared() {
		ask("first", OWN, 0);
		IntStream.range(0, MORE_THAN_ARE_COMPARED).forEach((i) -> ask("other-" + i, OTHER, 1));
		ask("own", OWN, 2);
		ask("near", OF_CATEGORY, 3);

		Map<WaitingQuestions.Alike, List<WaitingQuestion>> like = new WaitingQuestions(this.jdbc)
			.likeTo(obstacle("first"), "RUNDSKRIV");

		assertThat(like.get(WaitingQuestions.Alike.NEARLY_THE_SAME)).hasSize(1_000)
			.extracting(WaitingQuestion::id)
			.contains("own", "near")
			.doesNotContain("first");
		assertThat(like.get(WaitingQuestions.Alike.SAME_THEME)).isEmpty();
		assertThat(like.get(WaitingQuestions.Alike.OTHER)).hasSize(3);
	}

	/** The same words each time; due so many days from now. */
	private void ask(String id, String subcategory, int days) {
		this.jdbc.sql("""
				insert into obstacle (id, conversation_id, unit_id, position, text, solvable_locally, structural, state,
					category, subcategory)
				values (?, ?, ?, 0, ?, 'NO', true, 'RAISED', ?, ?)
				""")
			.params(id, this.conversation.id(), this.conversation.unitId(), TEXT,
					subcategory.substring(0, subcategory.indexOf('.')), subcategory)
			.update();
		this.jdbc.sql("""
				insert into routing (id, obstacle_id, round, decided_by, decided_at) values (:id, :id, 1, 'RULE', :now)
				""").param("id", id).param("now", OffsetDateTime.now()).update();
		this.jdbc.sql("""
				insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, reason,
					answer_days, due_on, state, asked_at)
				values (:id, :id, :id, 1, 0, 'RUNDSKRIV', 'Dere eier reglene.', 20, :due, 'OPEN', :now)
				""")
			.param("id", id)
			.param("due", this.today.plusDays(days))
			.param("now", OffsetDateTime.now())
			.update();
	}

	private Obstacle obstacle(String id) {
		return this.jdbc.sql("select * from obstacle where id = ?").param(id).query(Rows.of(Obstacle.class)).single();
	}

}
