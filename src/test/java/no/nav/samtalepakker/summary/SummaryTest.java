package no.nav.samtalepakker.summary;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.testing.CaseTest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the summary tells, and what it does not. */
class SummaryTest extends CaseTest {

	private static final List<String> UNITS = List.of("0137", "0135", "0106");

	/** Bullets of the published summary by the lines they stand on. */
	private static final Map<String, String> PUBLISHED = headings();

	@Autowired
	private Summaries summaries;

	@Autowired
	private RecipientFigures figures;

	@Autowired
	private V21__SummariesRememberSources migration;

	@Autowired
	private V94__SummariesInBlocks blocks;

	@Autowired
	private SummaryEditor editor;

	@Autowired
	private SummaryWords words;

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
		List<List<String>> lists = Stream.of(themes(chapter, "CHALLENGES"), themes(chapter, "DISCUSSED"))
			.flatMap(List::stream)
			.filter((theme) -> !theme.bullets().isEmpty())
			.map((theme) -> theme.bullets().stream().map(SummaryContent.Bullet::text).toList())
			.toList();
		assertThat(lists).hasSize(3)
			.allSatisfy((texts) -> assertThat(texts).isEqualTo(NorwegianAlphabet.sorted(texts, Function.identity())));
		assertThat(lists.get(0)).hasSize(9).startsWith("Alle står i veien").endsWith("åpne står i veien");
	}

	@Test
	void everyTextRemembersWhereItComesFrom() {
		SummaryContent.Chapter chapter = drafted().groups().get(0);
		List<TextSource> sources = Stream.of(themes(chapter, "CHALLENGES"), themes(chapter, "DISCUSSED"))
			.flatMap(List::stream)
			.flatMap((theme) -> theme.bullets().stream())
			.flatMap((bullet) -> {
				assertThat(bullet.sources()).as(bullet.text()).isNotEmpty();
				return bullet.sources().stream();
			})
			.toList();
		assertThat(sources).hasSize(9 + 9 + UNITS.size()).doesNotHaveDuplicates();
		assertThat(themes(chapter, "POSITIVE").get(0).bullets()).hasSize(3)
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
		this.blocks.migrate(this.jdbc);
		SummaryContent content = this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
		SummaryContent.Chapter chapter = content.groups().get(0);
		assertThat(themes(chapter, "CHALLENGES")).hasSize(1);
		assertThat(themes(chapter, "CHALLENGES").get(0).bullets()).hasSize(1)
			.allSatisfy((bullet) -> assertThat(bullet.sources()).hasSize(1));
		assertThat(themes(chapter, "POSITIVE").get(0).bullets()).extracting(SummaryContent.Bullet::text)
			.containsExactly("Fint i 0137");
		assertThat(content.unworded()).as("a draft is to be gone through").hasSize(1);
		assertThat(content.takenBack()).isEqualTo(3);
		assertThat(chapter.progress().isAnythingShown()).isFalse();
		assertThat(content.answers().get(0).waiting()).isNull();
		assertThat(content.answers().get(0).code()).isEqualTo("RUNDSKRIV");
	}

	@Test
	void aUnitsOwnWordsNeedItsConsentOrTheSecretariats() {
		SummaryContent content = drafted();
		assertThat(content.unworded()).extracting(SummaryContent.Bullet::text)
			.containsOnlyOnce("Det samme hos alle")
			.hasSize(1 + 3 + 3);
		ReviewSummary yes = new ReviewSummary(true, null);
		assertThatThrownBy(() -> asSecretariat(() -> this.summaries.review(this.rollout, yes)))
			.isInstanceOf(InvalidInput.class)
			.hasMessageContaining("7 punkter står med enhetenes egne ord");
		SummaryContent.Bullet first = content.unworded().get(0);
		assertThatThrownBy(() -> word(first, first.text() + "!")).isInstanceOf(InvalidInput.class)
			.hasMessageContaining("enhetens egne ord");

		content.unworded().forEach((bullet) -> word(bullet, "Vårt punkt " + bullet.id().substring(0, 8)));

		asSecretariat(() -> this.summaries.review(this.rollout, yes));
		this.summaries.publish(this.rollout);
		assertThat(current().bullets()).allMatch(SummaryContent.Bullet::isPublishable)
			.extracting(SummaryContent.Bullet::text)
			.doesNotContain("Det samme hos alle")
			.contains("Ålesund står i veien");
	}

	@Test
	void aTextThatWaitsToBeRedactedIsNotPublished() {
		drafted().unworded().forEach((bullet) -> word(bullet, "Vårt punkt " + bullet.id().substring(0, 8)));
		String quoted = obstacle("Ålesund står i veien");
		String joined = obstacle("bare står i veien");
		this.jdbc.sql("update obstacle set joins_id = ?, text_borrowed = true where id = ?")
			.params(quoted, joined)
			.update();
		assertThat(this.summaries.toRedact(current())).isEmpty();

		submit(task("userTask_answerObstacle", quoted), "mottaker-rundskriv", List.of("mottaker-rundskriv"),
				"{\"personalData\": true}");

		ReviewSummary yes = new ReviewSummary(true, null);
		assertThatThrownBy(() -> asSecretariat(() -> this.summaries.review(this.rollout, yes)))
			.isInstanceOf(InvalidInput.class)
			.hasMessageContaining("meldt fra om personopplysninger i det 2 punkter bygger på");
		SummaryContent.Bullet borrowing = this.summaries.toRedact(current())
			.stream()
			.filter((bullet) -> bullet.sources().stream().map(TextSource::id).anyMatch(joined::equals))
			.findFirst()
			.orElseThrow();
		asSecretariat(() -> this.editor.leaveOut(this.rollout, borrowing.id(), borrowing.revision()));
		assertThatThrownBy(() -> asSecretariat(() -> this.summaries.review(this.rollout, yes)))
			.isInstanceOf(InvalidInput.class)
			.hasMessageContaining("i det ett punkt bygger på");
		submit(task("userTask_triageObstacle", quoted), "sekretariat", List.of("sekretariat"),
				"{\"decision\": \"REDACT\", \"reason\": \"Et navn\"}");
		asSecretariat(() -> this.summaries.review(this.rollout, yes));
		this.summaries.publish(this.rollout);
		assertThat(current().bullets()).extracting(SummaryContent.Bullet::text)
			.contains("åpne står i veien", "Zoom står i veien")
			.doesNotContain("Ålesund står i veien");
	}

	private String obstacle(String text) {
		return this.jdbc.sql("select id from obstacle where text = ?").param(text).query(String.class).single();
	}

	@Test
	void whatIsEditedStaysWhenItIsDraftedAgainAndWhatIsNewComesAlong() {
		SummaryContent content = drafted();
		SummaryContent.Theme theme = content.themes()
			.stream()
			.filter((one) -> one.name().equals("Regelverk"))
			.findFirst()
			.orElseThrow();
		SummaryContent.Bullet worded = content.unworded()
			.stream()
			.filter((bullet) -> theme.has(bullet.id()))
			.findFirst()
			.orElseThrow();
		word(worded, "Reglene er for mange");
		SummaryContent.Bullet out = theme.bullets().get(theme.bullets().size() - 1);
		asSecretariat(() -> this.editor.leaveOut(this.rollout, out.id(), out.revision()));
		asSecretariat(() -> this.editor.add(this.rollout, theme.id(), new SummaryEditor.Wording("Vårt eget")));
		asSecretariat(() -> this.editor.rename(this.rollout, theme.id(), new SummaryEditor.Heading("Regler")));
		this.jdbc.sql("""
				insert into report_answer (report_id, question, text)
				select r.id, 'r1', 'Helt nytt siden sist' from report r join conversation c on c.id = r.conversation_id
				where c.unit_id = ?
				""").param(UNITS.get(0)).update();

		SummaryContent again = drafted();

		assertThat(again.bullets()).hasSize(content.bullets().size() + 1)
			.extracting(SummaryContent.Bullet::text)
			.contains("Helt nytt siden sist");
		assertThat(named("Regler").bullets()).hasSize(theme.bullets().size())
			.extracting(SummaryContent.Bullet::text)
			.contains("Reglene er for mange", "Vårt eget")
			.doesNotContain(worded.text(), out.text());
	}

	@Test
	void twoWhoEditTheSameBulletAreToldOfEachOther() {
		SummaryContent.Bullet bullet = drafted().unworded().get(0);
		word(bullet, "Den første");

		assertThatThrownBy(() -> as("en-annen", List.of("sekretariat"),
				() -> this.editor.word(this.rollout, bullet.id(), bullet.revision(),
						new SummaryEditor.Wording("Den andre"))))
			.isInstanceOf(Conflict.class)
			.hasMessageContaining("Sist endret av sekretariat");

		Summary draft = this.summaries.latest(this.rollout).orElseThrow();
		as("en-annen", List.of("sekretariat"),
				() -> assertThat(this.editor.others(draft)).containsExactly("sekretariat"));
		asSecretariat(() -> assertThat(this.editor.others(draft)).isEmpty());
		assertThat(current().bullet(bullet.id()).orElseThrow().text()).isEqualTo("Den første");
	}

	@Test
	void bulletsAreMovedMergedAndSplit() {
		SummaryContent content = drafted();
		SummaryContent.Bullet alike = content.unworded()
			.stream()
			.filter((bullet) -> bullet.text().equals("Det samme hos alle"))
			.findFirst()
			.orElseThrow();
		assertThat(alike.sources()).as("said by all, one bullet").hasSize(3);
		SummaryContent.Theme theme = content.themes()
			.stream()
			.filter((one) -> one.name().equals("Regelverk"))
			.findFirst()
			.orElseThrow();
		SummaryContent.Bullet last = theme.bullets().get(theme.bullets().size() - 1);

		asSecretariat(() -> this.editor.move(this.rollout, last.id(), 0, -1));
		assertThat(named("Regelverk").bullets().indexOf(last)).isEqualTo(theme.bullets().size() - 2);
		asSecretariat(() -> this.editor.moveTo(this.rollout, alike.id(), 0, theme.id()));
		asSecretariat(() -> this.editor.merge(this.rollout, last.id(), 0, alike.id()));
		SummaryContent.Bullet merged = current().bullet(alike.id()).orElseThrow();
		assertThat(merged.sources()).hasSize(4);
		assertThat(named("Regelverk").has(merged.id())).isTrue();
		assertThat(merged.unit()).as("it speaks for several").isNull();
		asSecretariat(() -> this.editor.split(this.rollout, merged.id(), merged.revision()));
		assertThat(named("Regelverk").bullets()).hasSize(theme.bullets().size() - 1 + 4);
	}

	@Test
	void theCloudHasTheWordsOfFiveUnitsAndNoNames() {
		Map<TextSource, SummarySources.Said> said = new HashMap<>();
		for (int unit = 0; unit < 12; unit++) {
			List<String> texts = new ArrayList<>();
			texts.add((unit < 5) ? "Kari sier at rundskriv" + ((unit < 3) ? "ene" : "et") + " fra Nav Moss er uklare"
					: "Moss og Kari har fått hjelp");
			texts.add((unit < 11) ? "Vi synes reglene er strenge" : "Vi klarer oss");
			texts.add((unit < 4) ? "Brukerne venter" : Redactions.REDACTED + " brukerne");
			for (String text : texts) {
				said.put(new TextSource("report-point", "p" + said.size(), "text"),
						new SummarySources.Said(text, "unit " + unit, "Nav", UnitType.OFFICE, null, null));
			}
		}
		WordCloud cloud = this.words.of(said);
		assertThat(cloud.words()).extracting(WordCloud.Word::text)
			.contains("reglene", "rundskrivene")
			.doesNotContain("kari", "moss", "brukerne", "sier", "rundskrivet");
		Map<String, String> units = new HashMap<>();
		cloud.words().forEach((word) -> units.put(word.text(), word.units().text()));
		assertThat(units).containsEntry("rundskrivene", "5");
		assertThat(units.get("reglene")).as("one does not say it").isEqualTo("vises ikke");
		assertThat(this.words.of(new LinkedHashMap<>(said))).isEqualTo(cloud);
	}

	@Test
	void noWordStandsOnAnother() {
		Random random = new Random(1);
		for (int i = 0; i < 200; i++) {
			List<WordCloud.Word> words = IntStream.range(0, random.nextInt(1, 31))
				.mapToObj((n) -> new WordCloud.Word("ærømw".repeat(random.nextInt(1, 9)).substring(random.nextInt(4)),
						Figure.of(random.nextInt(5, 50))))
				.toList();
			WordCloud cloud = WordCloud.of(words);
			assertThat(cloud.places()).hasSameSizeAs(words).allSatisfy((one) -> {
				assertThat(one.x()).isNotNegative();
				assertThat(one.x() + one.width()).isLessThanOrEqualTo(cloud.width());
				assertThat(one.y()).isBetween(one.size() / 2, cloud.height());
				assertThat(cloud.places())
					.filteredOn((other) -> other != one && other.x() < one.x() + one.width()
							&& one.x() < other.x() + other.width() && Math.abs(other.y() - one.y()) < 16)
					.isEmpty();
			});
		}
	}

	@Test
	void whatIsNewSinceTheLastDraftIsMarkedUntilItIsLookedAt() {
		SummaryContent content = drafted();
		assertThat(content.beside().news()).as("a first draft is not news").isEmpty();
		this.jdbc.sql("""
				insert into report_answer (report_id, question, text)
				select r.id, q.question, concat('Nytt om ', q.question) from report r
				join conversation c on c.id = r.conversation_id
				cross join (values ('r1'), ('r2')) q (question) where c.unit_id = ?
				""").param(UNITS.get(0)).update();
		List<String> news = drafted().beside().news();
		assertThat(news).hasSize(2);
		assertThat(drafted().beside().news()).as("not looked at").isEqualTo(news);
		SummaryContent.Bullet first = current().bullet(news.get(0)).orElseThrow();
		assertThat(first.text()).startsWith("Nytt om");

		word(first, "Sett på");
		assertThat(current().beside().news()).containsExactly(news.get(1));
		asSecretariat(() -> this.editor.seen(this.rollout, Optional.empty()));
		assertThat(current().beside().news()).isEmpty();
	}

	@Test
	void aCountOfOthersStandsBesideOurOwnWhereThatIsShown() {
		SummaryEditor.OtherCount count = new SummaryEditor.OtherCount("Spørreundersøkelsen", today(), 35);
		String few = drafted().groups().get(0).key();
		assertThatThrownBy(() -> asSecretariat(() -> this.editor.count(this.rollout, few, count)))
			.isInstanceOf(InvalidInput.class)
			.hasMessageContaining("vi viser ingen tall");

		List<String> units = this.jdbc.sql("select id from unit where type = 'OFFICE' order by id limit 12")
			.query(String.class)
			.list();
		String many = rollout("tillit-enhet", units.toArray(String[]::new)).getBusinessKey();
		this.jdbc.sql("update conversation set reported = 'WITH_INPUT' where rollout_id = ?").param(many).update();
		this.jdbc.sql("update conversation set reported = null where rollout_id = ? and unit_id < ?")
			.params(many, units.get(6))
			.update();
		this.summaries.draft(many);
		Summary draft = this.summaries.latest(many).orElseThrow();
		String chapter = this.summaries.content(draft.id()).groups().get(0).key();
		assertThatThrownBy(() -> asSecretariat(() -> this.editor.count(many, chapter,
				new SummaryEditor.OtherCount("Spørreundersøkelsen", today(), 4))))
			.isInstanceOf(InvalidInput.class)
			.hasMessageContaining("Tall under fem viser vi ikke");
		asSecretariat(() -> this.editor.count(many, chapter, count));
		this.summaries.draft(many);
		assertThat(this.summaries.content(draft.id()).beside().countOf(chapter)).as("also when it is drafted again")
			.contains(new Beside.OtherCount(chapter, "Spørreundersøkelsen", today(), 35));
		asSecretariat(() -> this.editor.count(many, chapter, new SummaryEditor.OtherCount(null, null, null)));
		assertThat(this.summaries.content(draft.id()).beside().counts()).isEmpty();
	}

	@Test
	void aBulletSaysWhoOnlyWithThreeUnitsBehindIt() {
		List<String> eleven = this.jdbc.sql("""
				select u.id from unit u join unit_person p on p.unit_id = u.id and p.role = 'LEADER'
				where u.type = 'OFFICE' and u.id not in ('0137', '0135', '0106') order by u.id limit 11
				""").query(String.class).list();
		String many = rollout("tillit-enhet", eleven.toArray(String[]::new)).getBusinessKey();
		List<String> five = eleven.subList(0, 5);
		for (String unit : five) {
			alreadyHeld(unit);
			submitAsLeader("userTask_reportConversation", unit, """
					{"outcome": "WITH_INPUT", "obstacles": [
					 {"text": "%s", "solvableLocally": "NO", "structural": true, "category": "REGELVERK"}]}
					""".formatted(five.indexOf(unit) < 3 ? "Rundskrivene er uklare" : "Vi mangler folk"));
		}
		this.summaries.draft(many);
		String draft = this.summaries.latest(many).orElseThrow().id();
		assertThat(this.summaries.mentions(draft)).hasSize(1).containsValue("nevnes av bl.a. NAV-kontor");
	}

	private static Map<String, String> headings() {
		Map<String, String> headings = new HashMap<>();
		range(headings, "Regelverk", 65, 66);
		range(headings, "Kommunikasjon", 72, 75);
		range(headings, "Samhandling", 81, 83);
		range(headings, "Digitale løsninger", 89, 90);
		range(headings, "Ressurser, tid og budsjett", 96, 97);
		range(headings, "Organisering", 104, 105);
		range(headings, "Språk og kommunikasjon", 130, 130);
		range(headings, "Dialog med veileder(e)", 134, 135);
		range(headings, "Regelverk", 139, 139);
		range(headings, "Kommunale og statlige stønader", 145, 145);
		range(headings, "Involvering av brukerutvalg", 149, 151);
		range(headings, "Dokumentasjonskrav", 155, 155);
		range(headings, "Partssamarbeidet", 190, 208);
		range(headings, "MBA sin rolle som et strategisk viktig forum", 212, 227);
		range(headings, "Mål- og resultatstyring", 233, 246);
		return headings;
	}

	private static void range(Map<String, String> headings, String heading, int from, int to) {
		IntStream.rangeClosed(from, to).forEach((line) -> headings.put("002:" + line, heading));
	}

	@Test
	void theDraftHasTheHeadingsOfThePublishedSummaryInItsOrderAndItsBulletsUnderThem() throws IOException {
		Map<String, List<CSVRecord>> said = new HashMap<>();
		Map<String, String> expected = new HashMap<>();
		for (CSVRecord row : labelled()) {
			String line = row.get("reference").split(" ")[0];
			if (PUBLISHED.containsKey(line)) {
				said.computeIfAbsent(row.get("target_group"), (group) -> new ArrayList<>()).add(row);
				expected.put(row.get("statement"), PUBLISHED.get(line));
			}
		}
		assertThat(expected).hasSize(25);
		String all = orderRollout("""
				{"name": "Alle tre", "packageKeys": ["tillit-enhet", "tillit-brukerutvalg", "tillit-mba"],
				 "unitIds": ["0105", "BU-0300", "MBA-0300"], "opensOn": "%s", "closesOn": "%s"}
				""".formatted(today(), today().plusMonths(4))).getBusinessKey();
		fire("timer_opens", all);
		runAll("serviceTask_startConversations", all);
		reported("0105", "leder-0105", said.get("UNIT"));
		reported("BU-0300", "leder-bu-0300", said.get("USER_COUNCIL"));
		reported("MBA-0300", "arbeidsgiver-0300", said.get("MBA"));
		submit(task("userTask_approveReport", conversationOf("MBA-0300")), "tillitsvalgt-0300",
				List.of("enhet-MBA-0300", "part-MBA-0300-arbeidstaker"), "{\"approved\": true}");

		this.summaries.draft(all);
		SummaryContent content = this.summaries.content(this.summaries.latest(all).orElseThrow().id());

		assertThat(content.groups()).extracting(SummaryContent.Chapter::heading)
			.containsExactly("Enheter", "Brukerutvalg", "Medbestemmelsesapparatet (MBA)");
		List<String> headings = content.blocks()
			.stream()
			.flatMap((block) -> Stream.concat(Stream.of(block.heading()),
					block.themes().stream().map(SummaryContent.Theme::name)))
			.toList();
		assertThat(headings).containsSubsequence("Hovedutfordringer fra enhetene", "Regelverk", "Kommunikasjon",
				"Samhandling", "Digitale løsninger", "Ressurser, tid og budsjett", "Organisering",
				"Oppsummering av hva som ble diskutert", "Språk og kommunikasjon", "Dialog med veileder(e)",
				"Regelverk", "Forslag til hva som bør jobbes videre med", "Kommunale og statlige stønader",
				"Involvering av brukerutvalg", "Dokumentasjonskrav", "Partssamarbeidet",
				"Noen av hovedpunktene i samtalene", "Innspill til tiltak",
				"MBA sin rolle som et strategisk viktig forum", "Noen av hovedpunktene i samtalene",
				"Innspill til tiltak", "Mål- og resultatstyring", "Noen av hovedpunktene i samtalene",
				"Innspill til tiltak", "Oppsummering av innspill", "Økt kunnskap", "Økt kjennskap til MBA",
				"Økt involvering", "Reelle diskusjoner");
		Map<String, String> placed = new HashMap<>();
		content.groups()
			.stream()
			.flatMap((chapter) -> chapter.blocks().stream())
			.forEach((block) -> block.themes()
				.forEach((theme) -> theme.bullets()
					.forEach((bullet) -> placed.put(bullet.text(),
							block.key().equals("TASK") ? block.heading() : theme.name()))));
		assertThat(expected.keySet()).allMatch(placed::containsKey);
		assertThat(expected.entrySet()
			.stream()
			.filter((bullet) -> !bullet.getValue().equals(placed.get(bullet.getKey())))
			.map((bullet) -> bullet.getKey() + " -> " + placed.get(bullet.getKey()))).hasSizeLessThanOrEqualTo(2);
	}

	private static List<CSVRecord> labelled() throws IOException {
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (CSVParser rows = format.parse(new InputStreamReader(
				new ClassPathResource("demo/obstacles-labelled.csv").getInputStream(), StandardCharsets.UTF_8))) {
			return rows.getRecords();
		}
	}

	private void reported(String unit, String user, List<CSVRecord> rows) throws IOException {
		submit(task("userTask_planMeeting", conversationOf(unit)), user, List.of("enhet-" + unit),
				"{\"choice\": \"ALREADY_HELD\"}");
		List<Map<String, Object>> obstacles = rows.stream()
			.map((row) -> Map.<String, Object>of("text", row.get("statement"), "solvableLocally",
					row.get("solvable_locally"), "structural", Boolean.valueOf(row.get("structural")), "category",
					row.get("category_code"), "subcategory", row.get("subcategory_code"), "quoteConsent", true))
			.toList();
		submit(task("userTask_reportConversation", conversationOf(unit)), user, List.of("enhet-" + unit),
				new ObjectMapper().writeValueAsString(Map.of("outcome", "WITH_INPUT", "obstacles", obstacles)));
	}

	private void word(SummaryContent.Bullet bullet, String words) {
		asSecretariat(
				() -> this.editor.word(this.rollout, bullet.id(), bullet.revision(), new SummaryEditor.Wording(words)));
	}

	private void asSecretariat(Runnable act) {
		as("sekretariat", List.of("sekretariat"), act);
	}

	private SummaryContent current() {
		return this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
	}

	private SummaryContent.Theme named(String name) {
		return current().themes().stream().filter((theme) -> theme.name().equals(name)).findFirst().orElseThrow();
	}

	private static List<SummaryContent.Theme> themes(SummaryContent.Chapter chapter, String key) {
		return chapter.blocks()
			.stream()
			.filter((block) -> block.key().equals(key))
			.flatMap((block) -> block.themes().stream())
			.toList();
	}

	private SummaryContent drafted() {
		this.summaries.draft(this.rollout);
		return this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
	}

}
