package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.testing.CaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What the summary tells, and what it does not. */
class SummaryTest extends CaseTest {

	private static final List<String> UNITS = List.of("0137", "0135", "0106");

	@Autowired
	private Summaries summaries;

	@Autowired
	private RecipientFigures figures;

	@Autowired
	private V21__SummariesRememberSources migration;

	private String rollout;

	@BeforeEach
	void report() {
		this.jdbc.sql("insert into recipient_contact (recipient, user_id) values ('RUNDSKRIV', 'en-til')").update();
		this.rollout = rollout("tillit-enhet", UNITS.toArray(String[]::new)).getBusinessKey();
		String[] words = { "Ålesund", "Østre", "åpne", "bare", "Alle", "Zoom", "eple", "Ærlig", "dag" };
		int next = 0;
		for (String unit : UNITS) {
			alreadyHeld(unit);
			List<String> obstacles = new ArrayList<>();
			List<String> points = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				String text = words[next++] + " står i veien";
				obstacles.add("""
						{"text": "%s", "solvableLocally": "NO", "structural": true, "quoteConsent": %s,
						 "category": "REGELVERK", "subcategory": "REGELVERK.TOLKNING"}
						""".formatted(text, i != 1));
				points.add("""
						{"kind": "DISCUSSED", "topic": "Mot", "text": "%s", "quoteConsent": %s}
						""".formatted(text, i != 1));
			}
			obstacles.add("""
					{"text": "Det samme hos alle", "solvableLocally": "NO", "structural": true}
					""");
			submitAsLeader("userTask_reportConversation", unit,
					"{\"outcome\": \"WITH_INPUT\", \"positive\": \"Fint i " + unit
							+ "\", \"positiveQuoteConsent\": true, \"points\": [" + String.join(",", points)
							+ "], \"obstacles\": [" + String.join(",", obstacles) + "]}");
		}
	}

	@AfterEach
	void leave() {
		this.jdbc.sql("delete from recipient_contact where user_id = 'en-til'").update();
	}

	@Test
	void theOrderOfBulletsSaysNothingAboutUnits() {
		SummaryContent.Chapter chapter = drafted().groups().get(0);
		List<List<String>> lists = Stream.of(chapter.challenges(), chapter.discussed())
			.flatMap(List::stream)
			.map((theme) -> theme.bullets().stream().map(SummaryContent.Bullet::text).toList())
			.toList();
		assertThat(lists).hasSize(3)
			.allSatisfy((texts) -> assertThat(texts).isEqualTo(NorwegianAlphabet.sorted(texts, Function.identity())));
		assertThat(lists.get(0)).hasSize(9).startsWith("Alle står i veien").endsWith("åpne står i veien");
	}

	@Test
	void everyTextRemembersWhereItComesFrom() {
		SummaryContent.Chapter chapter = drafted().groups().get(0);
		List<TextSource> sources = Stream.of(chapter.challenges(), chapter.discussed(), chapter.proposed())
			.flatMap(List::stream)
			.flatMap((theme) -> theme.bullets().stream())
			.flatMap((bullet) -> {
				assertThat(bullet.sources()).as(bullet.text()).isNotEmpty();
				return bullet.sources().stream();
			})
			.toList();
		assertThat(sources).hasSize(9 + 9 + UNITS.size()).doesNotHaveDuplicates();
		assertThat(chapter.positives()).hasSize(3)
			.allSatisfy((quote) -> assertThat(quote.sources()).extracting(TextSource::kind)
				.containsExactly(FreeText.REPORT.code()));
	}

	@Test
	void onePersonsFiguresStandNowhereAndTheSecretariatsAnswersCount() {
		for (String obstacle : this.jdbc.sql("select id from obstacle where text = 'Det samme hos alle'")
			.query(String.class)
			.list()) {
			submit(task("userTask_triageObstacle", obstacle), "sekretariat", List.of("sekretariat"),
					"{\"decision\": \"NONE\", \"reason\": \"Dette er svart på før\"}");
		}
		SummaryContent content = drafted();
		assertThat(content.answers()).extracting(SummaryContent.RecipientCount::code)
			.containsExactly("RUNDSKRIV", "SEKRETARIAT");
		assertThat(content.answers().get(0).waiting()).isEqualTo(9);
		assertThat(content.answers().get(1).answered()).isEqualTo(3);
		assertThat(this.figures.all()).extracting(RecipientFigures.Row::answered).containsExactly(0, 3);

		this.jdbc.sql("delete from recipient_contact where user_id = 'en-til'").update();
		this.summaries.publish(this.rollout);
		content = this.summaries.content(this.summaries.published(this.rollout).orElseThrow().id());
		assertThat(content.answers()).containsExactly(
				new SummaryContent.RecipientCount("SEKRETARIAT", "Sekretariatet for tillitsreformen", 3, 0),
				new SummaryContent.RecipientCount("RUNDSKRIV", content.answers().get(1).name(), null, null));
		assertThat(this.figures.all()).extracting(RecipientFigures.Row::code)
			.containsExactly("SEKRETARIAT", "RUNDSKRIV");
		assertThat(this.figures.all().get(1).waiting()).isNull();
	}

	@Test
	void fewUnitsAreNotInTheStoredFigures() {
		drafted();
		assertThat(this.jdbc.sql("select content from summary").query(String.class).single())
			.contains("\"started\":3", "\"reported\":\"FEW\"")
			.doesNotContain("\"withInput\":3");
	}

	@Test
	void whatWasPublishedBeforeTextsRememberedTheirSourcesIsMended() {
		drafted();
		this.jdbc.sql("update summary set content = ?")
			.param("""
					{"rolloutName": "x", "openedOn": "2026-01-01", "cutOffOn": "2026-02-01", "groups": [{
					 "targetGroup": "UNIT", "heading": "x", "packageName": "x", "purpose": [], "wantedResult": "x",
					 "localAdaptation": "x", "asked": [], "progress": {"reached": 3, "started": 3, "planned": 0,
					 "withInput": 3, "withoutInput": 0, "heldOnly": 0, "notHeld": 0, "unknown": 0},
					 "positives": [{"text": "Fint i 0137", "unit": "x"}, {"text": "Borte", "unit": "x"}],
					 "challenges": [{"name": "x", "bullets": [{"text": "Alle står i veien", "assistance": null, "unit": null},
					  {"text": "Trukket siden", "assistance": null, "unit": null}]},
					  {"name": "y", "bullets": [{"text": "Trukket også", "assistance": null, "unit": null}]}],
					 "discussed": [], "proposed": []}],
					 "answers": [{"name": "%s", "answered": 0, "waiting": 9}]}
					"""
				.formatted(this.figures.all().get(0).name()))
			.update();
		this.jdbc.sql("delete from recipient_contact where user_id = 'en-til'").update();
		this.migration.migrate(this.jdbc);
		SummaryContent content = this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
		SummaryContent.Chapter chapter = content.groups().get(0);
		assertThat(chapter.challenges()).hasSize(1);
		assertThat(chapter.challenges().get(0).bullets()).hasSize(1)
			.allSatisfy((bullet) -> assertThat(bullet.sources()).hasSize(1));
		assertThat(chapter.positives()).extracting(SummaryContent.Quote::text).containsExactly("Fint i 0137");
		assertThat(content.takenBack()).isEqualTo(3);
		assertThat(chapter.progress().isAnythingShown()).isFalse();
		assertThat(content.answers().get(0).waiting()).isNull();
		assertThat(content.answers().get(0).code()).isEqualTo("RUNDSKRIV");
	}

	private SummaryContent drafted() {
		this.summaries.draft(this.rollout);
		return this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
	}

}
