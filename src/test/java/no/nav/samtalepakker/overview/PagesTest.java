package no.nav.samtalepakker.overview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.packages.WayToTalk;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The pages people read, rendered. */
class PagesTest extends PageCaseTest {

	/** Where a comma separates cells, too, none begins with what somebody wrote. */
	private static final Pattern ALL_QUOTED = Pattern.compile("\uFEFF((\"[^\"]*+(\"\"[^\"]*+)*+\")?[;\r\n])+");

	private static final String UNIT = "0137";

	private static final String LEADER = "leder-0137";

	@Test
	void theSummaryTellsWhatWasReportedAndIsADraftForTheSecretariatOnly() throws Exception {
		String id = summarised();

		assertThat(page("/oppsummering/" + id, "sekretariat")).contains("Utkast", "Om samtalepakkene", "Hensikten",
				"Det var fint å snakke sammen", "Hovedutfordringer", "Brevene er for tunge", "Vi snakket om mot",
				"Tallene kan ikke vises, fordi noen av gruppene har færre enn fem enheter");
		this.browser.perform(get("/oppsummering/" + id).with(user("leder-0101"))).andExpect(status().isNotFound());
	}

	@Test
	void aPublishedSummaryIsForEverybody() throws Exception {
		String id = summarised();
		submit(task("userTask_reviewSummary", id), "sekretariat", List.of("sekretariat"), "{\"approved\": true}");

		assertThat(page("/oppsummering/" + id, "leder-0101")).contains("Brevene er for tunge").doesNotContain("Utkast");
	}

	@Test
	void theOverviewCountsAndNamesNoUnit() throws Exception {
		summarised();

		assertThat(page("/oversikt", "leder-0101")).contains("Slik står det til", "Tillit i egen enhet", "Klarspråk")
			.doesNotContain("Nav Våler", UNIT)
			.contains("Fikk pakken", "Tallene kan ikke vises, fordi noen av gruppene har færre enn fem enheter",
					"Ukjent");
	}

	@Test
	void everyScreenTellsTheSameFigures() throws Exception {
		List<String> units = this.jdbc.sql("""
				select u.id from unit u join unit_person p on p.unit_id = u.id and p.role = 'LEADER'
				where u.type = 'OFFICE' order by u.id limit 21
				""").query(String.class).list();
		String id = rollout("tillit-enhet", units.toArray(String[]::new)).getBusinessKey();
		for (int i = 0; i < 7; i++) {
			alreadyHeld(units.get(i));
			submitAsLeader("userTask_reportConversation", units.get(i), "{\"outcome\": \"WITHOUT_INPUT\"}");
		}
		for (int i = 7; i < 13; i++) {
			submitAsLeader("userTask_planMeeting", units.get(i), "{\"choice\": \"NOT_HELD\"}");
		}
		cutOff(id);
		String overview = page("/oversikt", "evaluator");
		String summary = page("/oppsummering/" + id, "sekretariat");
		JsonNode review = new ObjectMapper()
			.readTree(page("/api/tasks/" + task("userTask_reviewSummary", id).getId() + "/context", "sekretariat"))
			.at("/summary/counts");
		assertThat(review.path("units").asInt()).isEqualTo(21);
		assertThat(figure(overview, "Fikk pakken")).isEqualTo("21");
		assertThat(summary).contains("<strong>21 enheter fikk pakken</strong>");
		Map<String, String> names = Map.of("Rapportert", "reported", "Holdes ikke", "notHeld", "Ukjent", "unknown",
				"Holdt, ikke rapportert", "heldOnly");
		names.forEach((label, name) -> {
			String figure = review.path(name).asText();
			assertThat(figure(overview, label)).as(label).isEqualTo(figure);
			assertThat(summary).contains("<strong>" + label + ":</strong> <span>" + figure + "</span>");
		});
		assertThat(names.values().stream().map((name) -> review.path(name).asText())).contains("færre enn fem", "8");
	}

	private static String figure(String page, String label) {
		return page.replaceFirst("(?s).*<td[^>]*data-label=\"" + label + "\"[^>]*>([^<]*)</td>.*", "$1");
	}

	@Test
	void nobodyIsUnknownBeforeTheClosing() throws Exception {
		rollout("tillit-enhet", UNIT, "0135");
		assertThat(page("/oversikt", "leder-0101")).contains("Ikke fortalt ennå").doesNotContain(">Ukjent<");
	}

	@Test
	void theArchiveListsNobodyWhoHasToldNothing() throws Exception {
		String id = rollout("tillit-enhet", UNIT, "0135", "0106").getBusinessKey();
		alreadyHeld(UNIT);
		submitAsLeader("userTask_planMeeting", "0106", "{\"choice\": \"NOT_HELD\", \"reason\": \"Ikke nå\"}");
		byte[] zip = this.browser.perform(get("/api/rollouts/" + id + "/archive").with(user("sekretariat")))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsByteArray();
		assertThat(unzip(zip))
			.allSatisfy((name, content) -> assertThat(content).as(name).doesNotContain(";0135;", ";0106;", "Ikke nå"));
		assertThat(unzip(zip).get("conversation.csv")).contains(UNIT);
	}

	@Test
	void everybodyReadsAPackageAtAnyTime() throws Exception {
		assertThat(page("/pakker", "evaluator")).contains("Tillit i egen enhet", "Bruk av rådgivende lege",
				"/pakker/tillit-mba");
		String newest = page("/pakker/tillit-enhet", "mottaker-hr");
		assertThat(newest)
			.contains("Når merker vi at vi stoler på hverandre", "Start med det som fungerer",
					"Kart over handlingsrommet", "Huskeliste", "La samtalen få mest tid", "Sett av 2–3 timer",
					"Hva ble viktigst for dere", "/pakker/tillit-enhet/ark")
			// there is no presentation, so none is promised
			.doesNotContain("Åpne presentasjonen", "Dette er versjon");
		for (WayToTalk way : WayToTalk.values()) {
			assertThat(newest).contains(way.title()).contains(way.lines());
		}
		assertThat(page("/pakker/tillit-mba", LEADER)).contains("Versjon 2").doesNotContain("Dette er versjon");
		assertThat(page("/pakker/tillit-mba?versjon=1", LEADER)).contains("Dette er versjon", "Se den nyeste");
		for (String unknown : List.of("/pakker/tillit", "/pakker/tillit-mba?versjon=9", "/pakker/tillit/ark")) {
			this.browser.perform(get(unknown).with(user(LEADER))).andExpect(status().isNotFound());
		}
	}

	@Test
	void theSheetTellsWhereTheTimeOfTheMeetingGoes() throws Exception {
		assertThat(page("/pakker/tillit-enhet/ark", LEADER)).contains("5 × 15 min", "20 min", "En runde rundt bordet");
		assertThat(page("/pakker/tillit-enhet/ark?minutter=60", LEADER)).contains("5 × 5 min");
	}

	@Test
	void theFormsLinkToThePackageTheConversationBeganWith() throws Exception {
		rollout("tillit-mba", "MBA-0300");
		String task = task("userTask_planMeeting", conversationOf("MBA-0300")).getId();
		this.browser.perform(get("/api/tasks/" + task + "/context").with(user("arbeidsgiver-0300")))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.package.page").value("/pakker/tillit-mba?versjon=2"))
			.andExpect(jsonPath("$.package.sheet").value("/pakker/tillit-mba/ark?versjon=2"))
			.andExpect(jsonPath("$.package.ways[0].code").value("ROUND_TABLE"))
			.andExpect(jsonPath("$.package.ways[0].short").value(WayToTalk.ROUND_TABLE.summary()));
	}

	@Test
	void theSecretariatReadsWhatLeadersSayOfEachVersionAndNotWhoSaysIt() throws Exception {
		rollout("tillit-mba", "MBA-0300");
		rollout("tillit-enhet", UNIT);
		submitAsLeader("userTask_planMeeting", UNIT,
				"{\"meetingDate\": \"%s\", \"form\": \"DIGITAL\", \"participantCount\": 8}".formatted(TODAY));
		submitAsLeader("userTask_confirmExecution", UNIT, """
				{"outcome": "HELD_NOTHING_TO_REPORT", "worked": "Spørsmål 2 satte i gang alle",
				"improve": "Oppgavene er for lange", "dialogue": "IPG", "adaptation": "Vi tok det over to dager",
				"omittedReason": "Vi fikk dårlig tid"}
				""");
		this.jdbc.sql("update conversation set not_held_reason = 'Vi er midt i en flytting' where unit_id = 'MBA-0300'")
			.update();
		String path = "/pakker/tillit-enhet/tilbakemeldinger";
		assertThat(page("/pakker/tillit-enhet", "sekretariat")).contains(path);
		assertThat(page("/pakker/tillit-enhet", LEADER)).doesNotContain(path);
		assertThat(page(path, "sekretariat"))
			.contains("Versjon 1", "Spørsmål 2 satte i gang alle", "Oppgavene er for lange", "Vi tok det over to dager",
					"Vi fikk dårlig tid")
			.contains("/tall?pakke=tillit-enhet")
			.doesNotContain(UNIT, "Nav Våler", "flytting");
		assertThat(page("/pakker/tillit-mba/tilbakemeldinger", "sekretariat")).contains("Vi er midt i en flytting");
		this.browser.perform(get(path).with(user(LEADER))).andExpect(status().isForbidden());
		assertThat(page("/hva-vet-systemet", LEADER)).contains("leste hva enheten mente om samtalepakken");
		this.jdbc.sql("""
				update meeting set worked = '[Teksten er sladdet]', improve = '[Teksten er slettet]',
					adaptation = '[Teksten er sladdet]', omitted_reason = null
				""").update();
		assertThat(page(path, "sekretariat")).contains("Ingen har skrevet noe om pakken ennå")
			.doesNotContain("[Teksten");
	}

	@Test
	void everybodyFindsHelpAndTheAccessibilityStatementAlsoBeforeTheLogin() throws Exception {
		for (String path : List.of("/login", "/hjelp", "/tilgjengelighet")) {
			String html = this.browser.perform(get(path))
				.andExpect(status().isOk())
				.andReturn()
				.getResponse()
				.getContentAsString(StandardCharsets.UTF_8);

			assertThat(html)
				.contains("lang=\"nb\"", "href=\"/hjelp\"", "href=\"/tilgjengelighet\"", "href=\"#innhold\"")
				.doesNotContain("Logg ut", "/hva-vet-systemet");
		}
		assertThat(page("/hjelp", LEADER)).contains("<title>Hjelp – Samtalepakker</title>", "Planlegg samtalen",
				"Forbered møtet", "Ble samtalen holdt?", "Fortell hva samtalen ga", "Følg opp det dere ble enige om",
				"Gi til stedfortreder", "Lagre utkast", "Logg ut");
		assertThat(page("/tilgjengelighet", LEADER)).contains("<title>Tilgjengelighet – Samtalepakker</title>",
				"Cockpit", "1.3.1", "uutilsynet.no");
	}

	@Test
	void theMenuLeadsWhereOneMayGoAndMarksWhereOneIs() throws Exception {
		String leader = page("/oversikt", LEADER);
		String secretariat = page("/oversikt", "sekretariat");

		assertThat(leader)
			.contains("<title>Oversikt – Samtalepakker</title>", "/camunda/app/tasklist",
					"href=\"/oversikt\" aria-current=\"page\"")
			.doesNotContain("/camunda/app/cockpit", "/tekster");
		assertThat(secretariat).contains("/camunda/app/cockpit", "href=\"/tekster\"")
			.doesNotContain("href=\"/tekster\" aria-current");
	}

	@Test
	void eachUserSeesWhatTheSystemKnowsAboutThem() throws Exception {
		summarised();
		String secretariat = page("/hva-vet-systemet", "sekretariat");
		String leader = page("/hva-vet-systemet", LEADER);

		assertThat(leader).contains("Hva vet systemet om meg?", LEADER, "Nav Våler", "Rapporter du har skrevet",
				"sendte inn et skjema", "slettes etter", "24 måneder");
		assertThat(secretariat).contains("Utrullinger du har bestilt", "bestilte en utrulling")
			.doesNotContain(LEADER, "Nav Våler");
		assertThat(leader).doesNotContain("bestilte en utrulling", "Brevene er for tunge");
	}

	@Test
	void everybodySeesHowLongThingsAreKept() throws Exception {
		String id = summarised();

		assertThat(page("/lagring", LEADER))
			.contains("24 måneder", "30 dager", "slettes natten etter", "Handlingspunkt")
			.doesNotContain("/archive");
		assertThat(page("/lagring", "sekretariat")).contains("/api/rollouts/" + id + "/archive");
	}

	@Test
	void aUnitSeesWhoHasOpenedItsReport() throws Exception {
		String id = summarised();
		byte[] zip = this.browser.perform(get("/api/rollouts/" + id + "/archive").with(user("sekretariat")))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsByteArray();
		Map<String, String> files = unzip(zip);

		assertThat(files.get("obstacle.csv")).contains("Brevene er for tunge");
		assertThat(files.get("report_point.csv")).contains("\"'=1+1");
		files.forEach((name, content) -> assertThat(!name.endsWith(".csv") || ALL_QUOTED.matcher(content).matches())
			.as(name + " " + content)
			.isTrue());
		assertThat(files.get("innhold.json")).contains("\"report.csv\"", "sha256", "\"rows\" : 1");
		assertThat(page("/hva-vet-systemet", LEADER)).contains("(sekretariat)", "åpnet enhetens rapport");
		assertThat(page("/hva-vet-systemet", "leder-0105")).doesNotContain("åpnet enhetens rapport");
		this.browser.perform(get("/api/rollouts/" + id + "/archive").with(user(LEADER)))
			.andExpect(status().isForbidden());
	}

	/** What looks whole and lacks answers would be kept instead of them. */
	@Test
	void anArchiveThatBreaksOffCannotBeOpened(@TempDir Path folder) throws Exception {
		String id = summarised();
		Path file = folder.resolve("arkiv.zip");
		Files.write(file, archive(id));
		try (ZipFile whole = new ZipFile(file.toFile())) {
			assertThat(whole.getEntry("innhold.json")).isNotNull();
		}
		this.jdbc.sql("alter table answer rename to answer_away").update();
		try {
			Files.write(file, archive(id));
		}
		finally {
			this.jdbc.sql("alter table answer_away rename to answer").update();
		}
		assertThatThrownBy(() -> new ZipFile(file.toFile())).isInstanceOf(ZipException.class);
	}

	private byte[] archive(String rollout) throws Exception {
		return this.browser.perform(get("/api/rollouts/" + rollout + "/archive").with(user("sekretariat")))
			.andReturn()
			.getResponse()
			.getContentAsByteArray();
	}

	@Test
	void theArchiveGetsNoDraft() throws Exception {
		String id = rollout("tillit-mba", "MBA-0300").getBusinessKey();
		List<String> group = List.of("enhet-MBA-0300");
		String conversation = conversationOf("MBA-0300");
		submit(task("userTask_planMeeting", conversation), "arbeidsgiver-0300", group,
				"{\"choice\": \"ALREADY_HELD\"}");
		submit(task("userTask_reportConversation", conversation), "arbeidsgiver-0300", group, """
				{"outcome": "WITH_INPUT", "positive": "Bare et utkast",
				 "points": [{"kind": "DISCUSSED", "text": "Bare et utkast"}],
				 "actionPoints": [{"text": "Bare et utkast"}],
				 "obstacles": [{"text": "Bare et utkast", "solvableLocally": "NO", "structural": true}]}
				""");
		byte[] zip = this.browser.perform(get("/api/rollouts/" + id + "/archive").with(user("sekretariat")))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsByteArray();

		assertThat(this.jdbc.sql("select count(*) from report where positive = 'Bare et utkast'")
			.query(Integer.class)
			.single()).isOne();
		assertThat(unzip(zip)).hasSizeGreaterThan(10)
			.allSatisfy((name, content) -> assertThat(content).as(name).doesNotContain("utkast"));
	}

	@Test
	void usersTakeTheirOwnDataWithThem() throws Exception {
		this.browser.perform(get("/api/own-data").with(user(LEADER)))
			.andExpect(status().isOk())
			.andExpect(header().string("Content-Disposition", containsString("mine-opplysninger")))
			.andExpect(jsonPath("$.userId").value(LEADER))
			.andExpect(jsonPath("$.roles[0].role").value("LEADER"));
	}

	private static Map<String, String> unzip(byte[] zip) throws IOException {
		Map<String, String> files = new HashMap<>();
		try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

	/**
	 * A rollout with one report, cut off, its summary drafted; gives the rollout's id.
	 */
	private String summarised() {
		String id = rollout("tillit-enhet", UNIT).getBusinessKey();
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "positive": "Det var fint å snakke sammen", "positiveQuoteConsent": true,
				 "points": [{"kind": "DISCUSSED", "topic": "Mot", "text": "Vi snakket om mot", "quoteConsent": true},
				  {"kind": "DISCUSSED", "text": "=1+1", "quoteConsent": true}],
				 "obstacles": [{"text": "Brevene er for tunge", "solvableLocally": "NO", "structural": true,
				  "category": "KOMMUNIKASJON", "subcategory": "KOMMUNIKASJON.KLARSPRAAK", "quoteConsent": true}]}
				""");
		cutOff(id);
		return id;
	}

	private void cutOff(String id) {
		goTo(today().plusMonths(6));
		for (String step : List.of("timer_closes", "serviceTask_closeConversations", "timer_cutOff",
				"serviceTask_cutOffConversations", "serviceTask_draftSummary")) {
			runAll(step, id);
		}
	}

}
