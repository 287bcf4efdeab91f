package no.nav.samtalepakker.privacy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.testing.CaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How far a redaction reaches, and where it stops. */
class RedactionsTest extends CaseTest {

	private static final String UNIT = "0137";

	private static final String NAMED = "Kari Nordmann fikk avslag";

	@Autowired
	private Redactions redactions;

	@Autowired
	private Rollouts rollouts;

	private String rollout;

	@BeforeEach
	void report() {
		this.rollout = rollout("tillit-enhet", UNIT, "0135").getBusinessKey();
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT,
				"""
						{"outcome": "WITH_INPUT", "points": [
						 {"kind": "DISCUSSED", "topic": "Mot", "text": "Mot"}, {"kind": "DISCUSSED", "topic": "Mot", "text": "Ro"}],
						 "actionPoints": [{"text": "Snakke", "responsible": "leder"}],
						 "obstacles": [{"text": "%s", "solvableLocally": "YES", "structural": false},
						  {"text": "Noe", "solvableLocally": "NO", "structural": true}]}
						"""
					.formatted(NAMED));
	}

	@Test
	void findsALongTextWithinOthersAndInAnyRollout() {
		String other = rollout("tillit-mba", "MBA-0200").getBusinessKey();
		summary(other, "{\"quote\": \"Vi hørte at " + NAMED + ", sa de\", \"list\": [\"" + NAMED + "\"], \"n\": 3}");
		mail(other, "Om " + NAMED, "Hei!\n" + NAMED + ".");
		redact("obstacle", first("select id from obstacle where text = ?", NAMED));

		assertThat(all("select content from summary")).containsExactly(
				"{\"quote\":\"Vi hørte at [Teksten er sladdet], sa de\",\"list\":[\"[Teksten er sladdet]\"],\"n\":3}");
		assertThat(all("select subject from notification where type = 'TEST'"))
			.containsExactly("Om [Teksten er sladdet]");
		assertThat(all("select body from notification where type = 'TEST'"))
			.containsExactly("Hei!\n[Teksten er sladdet].");
		assertThat(all("select text from action_point")).containsExactlyInAnyOrder(Redactions.REDACTED, "Snakke");
	}

	@Test
	void takesAMessageAwayFromAllWhoGotIt() {
		String other = rollout("tillit-enhet", "0111", "0119").getBusinessKey();
		as("sekretariat", List.of("sekretariat"), () -> this.rollouts.message(other, "Spør Kari"));
		redact("notification",
				first("select id from notification where rollout_id = ? and type = 'ROLLOUT_MESSAGE'", other));
		assertThat(all("select body from notification where type = 'ROLLOUT_MESSAGE'")).hasSize(2)
			.containsOnly(Redactions.REDACTED);
		assertThat(all("select distinct state from notification where type = 'ROLLOUT_MESSAGE'"))
			.containsExactly("WITHDRAWN");
	}

	@Test
	void findsATextThatTheMailHasOtherLineBreaksOf() {
		String id = first("select id from obstacle where text = ?", NAMED);
		this.jdbc.sql("update obstacle set text = ? where id = ?")
			.params("Kari Nordmann\r\n\r\n\r\nfikk avslag\n", id)
			.update();
		mail(this.rollout, "x", "Hei!\n\nKari Nordmann\n\nfikk avslag\n\nHilsen oss");
		redact("obstacle", id);
		assertThat(all("select body from notification where type = 'TEST'"))
			.containsExactly("Hei!\n\n[Teksten er sladdet]\n\nHilsen oss");
	}

	@Test
	void takesACalendarAwayHoweverItsLinesAreBroken() {
		this.jdbc.sql("""
				insert into notification (id, occasion, type, rollout_id, email, subject, body, calendar, created_at)
				values ('c', 'c', 'TEST', ?, 'x@nav.example', 'x', 'x', ?, ?)
				""")
			.params(this.rollout, "DESCRIPTION:Kari Nord\r\n mann fikk av\r\n slag\\, dessverre",
					this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		redact("obstacle", first("select id from obstacle where text = ?", NAMED));
		assertThat(this.jdbc.sql("select count(*) from notification where calendar is null and id = 'c'")
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void leavesAShortTextAloneWhereItIsPartOfAnother() {
		summary(this.rollout, "{\"name\": \"Mot\", \"text\": \"Mot og leder\", \"heading\": \"leder\"}");
		mail(this.rollout, "leder", "Den som er leder");
		redact("action-point", first("select id from action_point where responsible = ?", "leder"));

		assertThat(all("select content from summary"))
			.containsExactly("{\"name\": \"Mot\", \"text\": \"Mot og leder\", \"heading\": \"leder\"}");
		assertThat(all("select body from notification where type = 'TEST'")).containsExactly("Den som er leder");
	}

	@Test
	void takesAShortTextAwayWhereItStandsAloneInItsRollout() {
		summary(this.rollout, "{\"challenges\":[{\"text\":\"Noe\"}]}");
		redact("obstacle", first("select id from obstacle where text = ?", "Noe"));
		assertThat(all("select content from summary"))
			.containsExactly("{\"challenges\":[{\"text\":\"[Teksten er sladdet]\"}]}");
	}

	@Test
	void keepsATopicThatOthersUseToo() {
		summary(this.rollout, "{\"name\":\"Mot\",\"bullets\":[{\"text\":\"Ro\"}]}");
		redact("report-point", first("select id from report_point where text = ?", "Ro"));
		assertThat(all("select content from summary"))
			.containsExactly("{\"name\":\"Mot\",\"bullets\":[{\"text\":\"[Teksten er sladdet]\"}]}");
		redact("report-point", first("select id from report_point where text = ?", "Mot"));
		assertThat(all("select content from summary")).singleElement().asString().doesNotContain("Mot");
	}

	@Test
	void aReasonGoesFromExplanationsAndAnswersToo() {
		String obstacle = first("select id from obstacle where text = ?", "Noe");
		submit(task("userTask_triageObstacle", obstacle), "sekretariat", List.of("sekretariat"),
				"{\"decision\": \"ROUTE\", \"recipients\": [\"HR\"], \"reason\": \"" + NAMED + "\"}");
		redact("routing", first("select id from routing where reason = ?", NAMED));
		assertThat(all("select reason from routing_recipient where rule_id is null"))
			.containsExactly(Redactions.REDACTED);
	}

	@Test
	void theObstacleGoesWithTheActionPointThatRepeatsIt() {
		redact("action-point", first("select id from action_point where text = ?", NAMED));
		assertThat(all("select text from obstacle")).containsExactlyInAnyOrder(Redactions.REDACTED, "Noe");
	}

	@Test
	void redactingIsRememberedAndSaysSoWhenNothingIsLeft() {
		String id = first("select id from obstacle where text = ?", NAMED);
		redact("obstacle", id);
		redact("rollout-name", this.rollout);
		for (String[] gone : new String[][] { { "obstacle", id }, { "rollout-name", this.rollout } }) {
			assertThatExceptionOfType(Conflict.class).isThrownBy(() -> redact(gone[0], gone[1]))
				.withMessageContaining("alt borte");
		}
		assertThat(all("select reason from redaction")).hasSize(2).containsOnly("Navn på en bruker");
		assertThat(all("select name from rollout")).containsExactly(Redactions.REDACTED);
		assertThat(all("select active_name from rollout")).containsExactly(Redactions.REDACTED + " " + this.rollout);
		assertThat(all("select subject_id from audit where action = 'TEXT_REDACTED'")).contains("obstacle:" + id)
			.noneMatch((subject) -> subject.contains("Kari"));
	}

	@Test
	void onlyTheSecretariatRedactsAndOnlyWhatThereIs() {
		String id = first("select id from obstacle where text = ?", NAMED);
		as("leder-0137", List.of("enhet-0137"), () -> assertThatExceptionOfType(Refused.class)
			.isThrownBy(() -> this.redactions.redact("obstacle", id, "x")));
		as("sekretariat", List.of("sekretariat"), () -> {
			for (FreeText kind : FreeText.values()) {
				assertThatExceptionOfType(NotFound.class).as(kind.name())
					.isThrownBy(() -> this.redactions.redact(kind.code(), "none", "x"));
			}
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.redactions.redact("unknown", id, "x"));
		});
		assertThat(all("select text from obstacle")).contains(NAMED);
	}

	private void redact(String type, String id) {
		as("sekretariat", List.of("sekretariat"), () -> this.redactions.redact(type, id, "Navn på en bruker"));
	}

	private void summary(String rolloutId, String content) {
		this.jdbc.sql("""
				insert into summary (id, rollout_id, version, state, cut_off_on, source, content, created_at)
				values (?, ?, 1, 'PUBLISHED', ?, 'x', ?, ?)
				""")
			.params(UUID.randomUUID().toString(), rolloutId, today(), content,
					this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
	}

	private void mail(String rolloutId, String subject, String body) {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into notification (id, occasion, type, rollout_id, email, subject, body, created_at)
				values (?, ?, 'TEST', ?, 'x@nav.example', ?, ?, ?)
				""").params(id, id, rolloutId, subject, body, this.clock.instant().atOffset(ZoneOffset.UTC)).update();
	}

	private String first(String sql, String parameter) {
		return this.jdbc.sql(sql).param(parameter).query(String.class).list().get(0);
	}

	private List<String> all(String sql) {
		return this.jdbc.sql(sql).query(String.class).list();
	}

}
