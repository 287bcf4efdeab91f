package no.nav.samtalepakker.organisation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The people of many units, changed with a file. */
class PeopleImportTest extends PageCaseTest {

	private static final String PAGE = "/styring/folk";

	private static final List<String> TOUCHED = List.of("0137", "0211", "0213", "MBA-0300");

	@Autowired
	private Units units;

	@Autowired
	private UnitChanges changes;

	@AfterEach
	void giveBack() {
		as("sekretariat", List.of("sekretariat"),
				() -> TOUCHED
					.forEach((unit) -> this.changes.changePeople(unit, new PeopleChange(shipped(unit, "LEADER"),
							shipped(unit, "CO_SIGNER"), List.of(), null, null, null, null))));
		this.jdbc.sql("delete from unit_person where role = 'DEPUTY' or valid_to is not null").update();
		this.jdbc.sql("update unit_person set valid_from = '2020-01-01', email = user_id || '@example.invalid'")
			.update();
	}

	private static String shipped(String unit, String role) {
		if (unit.startsWith("MBA")) {
			return (role.equals("LEADER") ? "arbeidsgiver-" : "tillitsvalgt-") + unit.substring("MBA-".length());
		}
		return role.equals("LEADER") ? "leder-" + unit : null;
	}

	@Test
	void manyUnitsAreSeenBeforeAndChangedTogether() throws Exception {
		rollout("tillit-enhet", "0137");
		String rows = """
				Enhet;Navn;Leder;Stedfortredere
				0137;Nav Våler;leder-0213;leder-0211, K654321
				0211;;leder-0211;
				""";
		String preview = content(paste(rows, "").andExpect(status().isOk()));
		assertThat(preview).contains("Lagre endringene?", "Én enhet får andre folk.", "Én enhet blir som den er.",
				"Én åpen oppgave går til den nye lederen.", "(leder-0213) blir leder.",
				"(leder-0137) mister tilgangen.", "K654321 blir stedfortreder.",
				"Disse bruker-id-ene har ingen brukt her før: K654321.");
		assertThat(leader("0137")).isEqualTo("leder-0137");

		paste(rows, seen(preview)).andExpect(redirectedUrl(PAGE));
		assertThat(leader("0137")).isEqualTo("leder-0213");
		assertThat(this.units.isMember("0137", "K654321")).isTrue();
		assertThat(openTasks("userTask_planMeeting"))
			.allSatisfy((task) -> assertThat(task.getAssignee()).isEqualTo("leder-0213"));
		assertThat(acts("PEOPLE_CHANGED")).containsExactly("0137");
	}

	@Test
	void whatASpreadsheetWritesIsRead() throws Exception {
		Charset windows = Charset.forName("windows-1252");
		String unicode = "\uFEFF\"Enhet\";\"Leder\";\"Gjelder fra\"\r\n\"137\";\"leder-0213\";\"17.9.2026\"\r\n";
		String commas = "enhet,LEDER,Navn,gjelder fra\n0137,leder-0213,\"Nav Våler, Østfold\",2026-09-17\n";
		String tabs = "Enhet\tNavn\tLeder\tGjelder fra\n137\tNav Våler\tleder-0213\t17.09.2026\n";
		String guarded = "Enhet;Navn;Leder;Gjelder fra\n'0137;Nav Våler;'leder-0213;2026-09-17";
		for (byte[] file : List.of(unicode.getBytes(StandardCharsets.UTF_8), commas.getBytes(windows),
				commas.getBytes(StandardCharsets.UTF_8), tabs.getBytes(StandardCharsets.UTF_16LE),
				guarded.getBytes(windows))) {
			byte[] sent = (file[1] == 0) ? ("\uFEFF" + tabs).getBytes(StandardCharsets.UTF_16LE) : file;
			assertThat(content(upload(sent).andExpect(status().isOk()))).contains("(leder-0213) blir leder.",
					"17. september 2026", "Én enhet får en endring fram i tid.");
		}
	}

	@Test
	void everyPlaceThatCannotBeReadIsToldAndNothingIsStored() throws Exception {
		String page = content(paste("""
				Enhet;Leder;Tillitsvalgt;Stedfortredere;Gjelder fra
				0137;leder-0213;;;
				9999;leder-0213;;;
				0211;;;;
				0213;a/b;;;
				0214;leder-0211;noen;;
				0215;leder-0211;;;i morgen
				0216;leder-0211;;;2020-01-01
				0137;leder-0211;;;
				;leder-0211;;;
				0221;leder-0211, leder-0213;;;
				""", "").andExpect(status().isBadRequest()));
		assertThat(page)
			.contains("9 steder kan ikke leses. Ingenting er endret.", "Ingen enhet har nummeret «9999»",
					"Feltet er tomt, og rollen kan ikke stå tom", "Bruker-id kan bare ha bokstaver",
					"Bare medbestemmelsesapparat har dette", "«i morgen» er ikke en dato", "Dagen har vært",
					"Enheten står i en rad lenger opp", "Nummeret på enheten mangler", "Her står det flere",
					"<th scope=\"row\">Rad 11</th>", "9999;leder-0213")
			.doesNotContain("Lagre endringene");
		assertThat(leader("0137")).isEqualTo("leder-0137");
		assertThat(acts("PEOPLE_CHANGED")).isEmpty();

		assertThat(content(paste("Enhet;Sjef\n0137;x", "").andExpect(status().isBadRequest())))
			.contains("Denne kolonnen kjenner vi ikke", "«Stedfortredere for arbeidstakerne»");
		assertThat(content(paste("Leder\nleder-0211", "").andExpect(status().isBadRequest())))
			.contains("Kolonnen mangler");
		assertThat(content(paste("Enhet;Leder\n0137;\"leder", "").andExpect(status().isBadRequest())))
			.contains("anførselstegn");
		assertThat(content(paste("Enhet;Leder\n", "").andExpect(status().isBadRequest())))
			.contains("Fila har ingen enheter");
		assertThat(content(paste(" ", "").andExpect(status().isBadRequest()))).contains("Velg en fil");
		assertThat(content(
				paste("Enhet;Leder\n" + "0137;leder-0211\n".repeat(1001), "").andExpect(status().isBadRequest())))
			.contains("Fila har mer enn 1000 rader");
		assertThat(content(upload(new byte[100_001]).andExpect(status().isBadRequest()))).contains("Fila er for stor");
		assertThat(content(paste("Enhet;Leder\n0137;leder-0137", "").andExpect(status().isConflict())))
			.contains("Fila sier det som alt står.");
	}

	@Test
	void addressesAreSeenBeforeAndGivenTogether() throws Exception {
		this.jdbc.sql("update unit_person set email = null where unit_id in ('0137', '0211', '0213')").update();
		String rows = """
				Enhet;Leder;E-post til leder
				0137;leder-0137;Kari Nordmann <Kari.Nordmann@nav.no>
				0211;leder-0211;
				0213;K654321;ola@nav.no
				""";
		String preview = content(paste(rows, "").andExpect(status().isOk()));
		assertThat(preview).contains("Én enhet får andre folk.", "2 personer får en e-postadresse.",
				"(leder-0137) går til kari.nordmann@nav.no fra i dag.", "går til ola@nav.no fra i dag.",
				"Én person i fila får ikke e-post før hun eller han logger inn:", "(leder-0211).");
		paste(rows, seen(preview)).andExpect(redirectedUrl(PAGE));
		assertThat(this.units.leader("0137").orElseThrow().email()).isEqualTo("kari.nordmann@nav.no");
		assertThat(this.units.leader("0213").orElseThrow()).extracting(Person::userId, Person::email)
			.containsExactly("K654321", "ola@nav.no");
		assertThat(acts("PEOPLE_CHANGED")).containsExactly("0213");
		assertThat(acts("EMAIL_GIVEN")).containsExactlyInAnyOrder("leder-0137", "K654321");
		assertThat(this.jdbc.sql("select count(*) from audit where detail like '%@%'").query(Integer.class).single())
			.isZero();
	}

	@Test
	void addressesThatCannotBeAreToldByRowAndColumn() throws Exception {
		String page = content(paste("""
				Enhet;Leder;E-post til leder;E-post til tillitsvalgt
				0137;leder-0137;kari;
				0211;leder-0211;kari@nav.no, ola@nav.no;
				0213;leder-0213;"kari@nav.no
				Bcc: alle@nav.no";
				0214;leder-0214;leder-0215@example.invalid;
				0216;leder-0216;ola@nav.no;
				0221;leder-0221;ola@nav.no;
				0229;leder-0229;%s@nav.no;
				0228;leder-0228;;ola@nav.no
				0230;leder-0216;per@nav.no;
				""".formatted("a".repeat(260)), "").andExpect(status().isBadRequest()));
		assertThat(page).contains("8 steder kan ikke leses", "En e-postadresse ser ut som navn@etat.no",
				"Skriv én e-postadresse", "E-postadressen står alt på leder-0215",
				"E-postadressen står alt på leder-0216", "E-postadressen er for lang",
				"leder-0216 har en annen e-postadresse i rad 6", "Bare medbestemmelsesapparat har dette",
				"<td data-label=\"Kolonne\">E-post til leder</td>");
		assertThat(acts("EMAIL_GIVEN")).isEmpty();
	}

	@Test
	void whoeverComesSecondIsShownAgain() throws Exception {
		String rows = "Enhet;Leder\n0137;leder-0213\n0211;leder-0213";
		String preview = content(paste(rows, ""));
		as("sekretariat", List.of("sekretariat"), () -> this.changes.changePeople("0137",
				new PeopleChange("leder-0211", null, null, null, null, null, null)));

		assertThat(content(paste(rows, seen(preview)).andExpect(status().isConflict())))
			.contains("Noe er endret siden du så på dette", "(leder-0211) er ikke lenger leder.");
		assertThat(leader("0137")).isEqualTo("leder-0211");
		assertThat(leader("0211")).isEqualTo("leder-0211");
	}

	@Test
	void bothSidesOfAnMbaAreChanged() throws Exception {
		String rows = "Enhet;Tillitsvalgt;Stedfortredere;Stedfortredere for arbeidstakerne\n"
				+ "MBA-0300;leder-0213;leder-0211;leder-0137";
		String preview = content(paste(rows, "").andExpect(status().isOk()));
		assertThat(preview).contains("(leder-0213) blir tillitsvalgt.");
		paste(rows, seen(preview)).andExpect(redirectedUrl(PAGE));
		assertThat(this.units.partyOf("MBA-0300", "leder-0137")).isEqualTo(Party.EMPLOYEE);
		assertThat(this.units.partyOf("MBA-0300", "leder-0211")).isEqualTo(Party.EMPLOYER);
	}

	@Test
	void theFileOfTodayChangesNothingAndItsCellsAreNoFormulas() throws Exception {
		this.jdbc.sql("update unit set name = '=1+1' where id = '0137'").update();
		try {
			byte[] file = this.browser.perform(get(PAGE + "/i-dag").with(user("sekretariat")))
				.andExpect(status().isOk())
				.andExpect(header().string("Content-Disposition",
						"attachment; filename=\"enheter-og-folk-2026-09-07.csv\""))
				.andReturn()
				.getResponse()
				.getContentAsByteArray();
			assertThat(new String(file, StandardCharsets.UTF_8))
				.startsWith("\uFEFFEnhet;Navn;Leder;E-post til leder;Tillitsvalgt;")
				.contains("0137;'=1+1;leder-0137;leder-0137@example.invalid;;;;;\r\n");
			assertThat(content(upload(file).andExpect(status().isConflict()))).contains("Fila sier det som alt står.");
			assertThat(acts("PEOPLE_EXPORTED")).hasSize(1);
		}
		finally {
			this.jdbc.sql("update unit set name = 'Nav Våler' where id = '0137'").update();
		}
	}

	@Test
	void threeHundredUnitsAreChangedAtOnce() throws Exception {
		List<Unit> all = this.units.all().stream().filter((unit) -> unit.type() == UnitType.OFFICE).toList();
		String rows = "Enhet;Stedfortredere\n"
				+ all.stream().map((unit) -> unit.id() + ";leder-0137").collect(Collectors.joining("\n"));
		String preview = content(paste(rows, "").andExpect(status().isOk()));
		paste(rows, seen(preview)).andExpect(redirectedUrl(PAGE));
		assertThat(acts("PEOPLE_CHANGED")).hasSizeGreaterThanOrEqualTo(all.size() - 1);
		assertThat(this.units.isMember("0104", "leder-0137")).isTrue();
		String back = rows.replace("leder-0137", "");
		paste(back, seen(content(paste(back, "")))).andExpect(redirectedUrl(PAGE));
	}

	@Test
	void onlyTheSecretariatIsThere() throws Exception {
		for (String stranger : List.of("leder-0137", "fylke-0200", "evaluator", "mottaker-hr", "admin")) {
			this.browser.perform(get(PAGE).with(user(stranger))).andExpect(status().isForbidden());
			this.browser.perform(get(PAGE + "/i-dag").with(user(stranger))).andExpect(status().isForbidden());
			this.browser.perform(post(PAGE).with(user(stranger)).with(csrf())).andExpect(status().isForbidden());
		}
		assertThat(page("/styring/enheter", "sekretariat")).contains("href=\"" + PAGE + "\"");
		assertThat(page(PAGE, "sekretariat")).contains("enctype=\"multipart/form-data\"");
	}

	private ResultActions paste(String rows, String seen) throws Exception {
		return act(post(PAGE).param("rows", rows).param("seen", seen), "sekretariat");
	}

	private ResultActions upload(byte[] file) throws Exception {
		return this.browser.perform(multipart(PAGE).file(new MockMultipartFile("file", "folk.csv", "text/csv", file))
			.with(user("sekretariat"))
			.with(csrf()));
	}

	private String leader(String unit) {
		return this.units.leader(unit).orElseThrow().userId();
	}

	private static String seen(String preview) {
		return preview.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

}
