package no.nav.samtalepakker.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of free texts and the database say the same. */
abstract class FreeTextTest extends HttpCaseTest {

	/**
	 * Columns that could hold a sentence and hold none that a person writes about a case.
	 */
	private static final Set<String> NOT_WRITTEN_ABOUT_A_CASE = Set.of(
			// our own files, loaded at the start, and what the secretariat calls things
			"package_version.content", "recipient.name", "recipient.department", "unit.name", "category_change.name",
			// what the secretariat calls a search of its own, and the words it looks for
			"obstacle_view.name", "obstacle_view.words",
			// of the decision table and of the code
			"routing_recipient.source", "summary.source",
			// codes and ids, in the last four of them separated by commas
			"audit.detail", "notification.occasion", "county_decision.reasons", "county_decision.unit_ids",
			"rollout_order.counties", "rollout_order.unit_ids",
			// addresses, which are checked as such and have their own period
			"unit_person.email", "recipient_contact.email", "meeting_participant.email", "meeting_invited.email",
			"notification.email");

	/** A name or a function fits in here; ids and codes are shorter. */
	private static final int ROOM_FOR_A_NAME = 120;

	@Test
	void listsEveryColumnThatCanHoldASentence() {
		Set<String> known = new TreeSet<>(NOT_WRITTEN_ABOUT_A_CASE);
		Arrays.stream(FreeText.values())
			.forEach((kind) -> kind.columns().forEach((column) -> known.add(kind.table() + "." + column.name())));

		assertThat(columnsWithRoom()).containsExactlyInAnyOrderElementsOf(known);
	}

	private Set<String> columnsWithRoom() {
		Set<String> own = new TreeSet<>(tables(false));
		return new TreeSet<>(this.jdbc.sql("""
				select table_name, column_name from information_schema.columns
				where lower(table_schema) = 'public' and (lower(data_type) in ('text', 'character large object')
					or lower(data_type) = 'character varying' and coalesce(character_maximum_length, 999999) >= ?)
				""")
			.param(ROOM_FOR_A_NAME)
			.query((row, number) -> List.of(row.getString(1), row.getString(2)))
			.list()
			.stream()
			.filter((column) -> own.contains(column.get(0)))
			.map((column) -> String.join(".", column).toLowerCase(Locale.ROOT))
			.toList());
	}

	@ParameterizedTest
	@EnumSource
	void knowsTheRolloutOfEveryKind(FreeText kind) {
		String sql = "select count(*) from " + kind.table() + " where " + kind.rollout() + " = ?";
		assertThat(this.jdbc.sql(sql).param("none").query(Integer.class).single()).isZero();
		assertThat(this.jdbc
			.sql("update " + kind.table() + " set " + kind.overwriting("text") + " where " + kind.rollout()
					+ " = :rollout and " + kind.key() + " = :id")
			.param("text", "x")
			.param("rollout", "none")
			.param("id", "none")
			.update()).isZero();
		assertThat(FreeText.of(kind.code())).isEqualTo(kind);
	}

	@Test
	void findsTheRolloutOfWhatWasWritten() {
		String unit = unit(UnitType.OFFICE);
		String rollout = rollout("tillit-enhet", unit);
		leaderOf(unit).complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'DIGITAL', 'participantCount': 8, 'localAdaptation': 'Tekst'}"
					.formatted(today()));
		leaderOf(unit).complete("confirmExecution", "{'outcome': 'HELD'}");
		leaderOf(unit).complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Tekst'}, 'points': [{'kind': 'MEASURE', 'text': 'Tekst'}],
				'actionPoints': [{'text': 'Tekst'}], 'followUpOn': '%s', 'obstacles': [%s, %s]}
				""".formatted(today().plusDays(9), obstacle("REGELVERK.TOLKNING"), obstacle(null)));
		String conversation = conversationOf(unit);
		List<String> obstacles = obstaclesOf(unit);
		recipient("RUNDSKRIV").complete("answerObstacle", obstacles.get(0), "{'answer': 'CANNOT_SOLVE', 'text': 'x'}");
		secretariat().complete("triageObstacle", obstacles.get(1), "{'decision': 'NONE', 'reason': 'x'}");
		secretariat().post("/api/texts/obstacle/" + obstacles.get(0) + "/redact", "{\"reason\": \"x\"}").expect(204);
		secretariat().post("/api/texts/meeting/" + conversation + "/redact", "{\"reason\": \"x\"}").expect(204);

		for (FreeText kind : List.of(FreeText.OBSTACLE, FreeText.ROUTING, FreeText.ROUTING_RECIPIENT, FreeText.ANSWER,
				FreeText.REPORT, FreeText.REPORT_ANSWER, FreeText.REPORT_POINT, FreeText.ACTION_POINT,
				FreeText.FOLLOW_UP, FreeText.MEETING, FreeText.CONVERSATION, FreeText.ROLLOUT, FreeText.ROLLOUT_NAME,
				FreeText.NOTIFICATION, FreeText.REDACTION)) {
			assertThat(rows(kind, rollout)).as(kind.name()).isPositive();
		}
		assertThat(rows(FreeText.REDACTION, rollout)).isEqualTo(2);
		assertThat(rows(FreeText.ANSWER, rollout)).isEqualTo(2);
	}

	private int rows(FreeText kind, String rollout) {
		return this.jdbc.sql("select count(*) from " + kind.table() + " where " + kind.rollout() + " = ?")
			.param(rollout)
			.query(Integer.class)
			.single();
	}

}
