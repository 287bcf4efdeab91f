package no.nav.samtalepakker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.AtOnce;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The secretariat's acts, and two who do the same at once. */
abstract class SteeringTest extends HttpCaseTest {

	private final String name = "Prøve " + System.nanoTime();

	@AfterEach
	void takeAway() {
		this.jdbc.sql("update recipient set successor = null, deprecated_from = null where name like 'Prøve %'")
			.update();
		this.jdbc.sql("delete from recipient where name like 'Prøve %'").update();
		this.jdbc.sql("delete from category_change").update();
	}

	@Test
	void aFileChangesPeopleOnce() {
		String unit = unit(UnitType.OFFICE);
		String path = "/styring/folk?rows=" + coded("Enhet;Stedfortredere\n" + unit + ";Z777777");
		done(path);
		assertThat(count("select count(*) from unit_person where role = 'DEPUTY' and unit_id = ?", unit)).isOne();
		assertThat(count("select count(*) from audit where action = 'PEOPLE_CHANGED' and subject_id = ?", unit))
			.isOne();
		done("/styring/folk?rows=" + coded("Enhet;Stedfortredere\n" + unit + ";"));
		assertThat(count("select count(*) from unit_person where role = 'DEPUTY' and valid_to is null and unit_id = ?",
				unit))
			.isZero();
	}

	@Test
	void anAddressIsGivenByProgramAndFileAndTakenAway() {
		String unit = unit(UnitType.OFFICE);
		String leader = personOf(unit, "LEADER");
		String address = "kari-" + unit + "@nav.no";
		String path = "/api/units/" + unit + "/people";
		secretary().send("PUT", path, "{\"leaderEmail\": \"" + address + "\"}").expect(204);
		assertThat(emails(leader)).containsOnly(address);
		secretary().send("PUT", path, "{\"leaderEmail\": \"kari@nav\"}").expect(400);
		secretary().send("PUT", path, "{\"withoutEmail\": [\"\"]}").expect(400);
		secretary().send("PUT", path, "{\"coSignerEmail\": \"ola@nav.no\"}").expect(400);
		secretary().send("PUT", path, "{\"withoutEmail\": [\"" + leader + "\"]}").expect(204);
		assertThat(emails(leader)).containsOnlyNulls();
		assertThat(secretary().get("/styring/enheter").expect(200).body()).contains("Får ingen e-post (", unit);
		done("/styring/folk?rows=" + coded("Enhet;E-post til leder\n" + unit + ";" + leader + "@example.invalid"));
		assertThat(emails(leader)).containsOnly(leader + "@example.invalid");
	}

	private List<String> emails(String user) {
		return this.jdbc.sql("select email from unit_person where user_id = ? and valid_to is null")
			.param(user)
			.query(String.class)
			.list();
	}

	@Test
	void whatIsPlannedIsTakenBack() {
		String unit = unit(UnitType.OFFICE);
		done("/styring/folk?rows=" + coded("Enhet;Leder;Gjelder fra\n" + unit + ";Z777777;" + today().plusDays(40)));
		assertThat(count("select count(*) from unit_person where unit_id = ?", unit)).isEqualTo(2);
		done("/styring/enheter/" + unit + "/planlagt");
		assertThat(count("select count(*) from unit_person where valid_to is null and unit_id = ?", unit)).isOne();
	}

	@Test
	void aMilestoneIsWrittenDownCorrectedAndTakenAway() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		String page = "/styring/utrullinger/" + rollout + "/milepeler";
		done(page + "?kind=MAPPING&note=Kort&on=" + today());
		String id = this.jdbc.sql("select id from milestone where type = 'MAPPING' and rollout_id = ?")
			.param(rollout)
			.query(String.class)
			.single();
		done(page + "/" + id + "/rett?kind=MEASURES&note=&on=" + today().minusDays(1));
		assertThat(count("select count(*) from milestone where type = 'MEASURES' and note is null and rollout_id = ?",
				rollout))
			.isOne();
		assertThat(secretary().get("/styring/utrullinger/" + rollout).expect(200).body()).contains("Tiltak");
		done(page + "/" + id + "/fjern");
		assertThat(count("select count(*) from milestone where type = 'MEASURES' and rollout_id = ?", rollout))
			.isZero();
	}

	@Test
	void aRecipientComesGetsAnotherNameAndGoes() {
		done("/styring/mottakere?type=EXPERIMENT&name=" + coded(this.name));
		String code = this.jdbc.sql("select code from recipient where name = ?")
			.param(this.name)
			.query(String.class)
			.single();
		String page = "/styring/mottakere/" + code;
		done(page + "/navn?name=" + coded(this.name + " igjen"));
		done(page + "/utga?successor=HR&from=" + today());
		assertThat(secretary().get(page).expect(200).body()).contains("Mottakeren har gått ut", this.name + " igjen");
		done(page + "/bli");
		assertThat(count("select count(*) from audit where subject_type = 'recipient' and subject_id = ?", code))
			.isEqualTo(4);
	}

	@Test
	void aCategoryComesGetsAnotherNameAndGoes() {
		done("/styring/kategorier?name=" + coded(this.name));
		String code = this.jdbc.sql("select code from category_change where added").query(String.class).single();
		String page = "/styring/kategorier/" + code;
		done(page + "/under?level=MESO&name=" + coded("Del av " + this.name));
		done(page + "/navn?name=" + coded(this.name + " igjen"));
		done(page + "/utga?successor=REGELVERK&from=" + today());
		assertThat(secretary().get(page).expect(200).body()).contains("Kategorien har gått ut", this.name + " igjen");
		done(page + "/bli");
		assertThat(count("select count(*) from audit where subject_type = 'category' and subject_id = ?", code))
			.isEqualTo(4);
	}

	@Test
	void ofDatesMovedAtOnceBothEndsBelongTogether() throws Exception {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		String path = "/styring/utrullinger/" + rollout + "/datoer?closesOn=";
		List<Integer> answers = atOnce(path + today().plusDays(200), path + today().plusDays(300));
		assertThat(answers).contains(302).isSubsetOf(302, 409);
		LocalDate closes = date("closes_on", rollout);
		assertThat(closes).isIn(today().plusDays(200), today().plusDays(300));
		assertThat(date("cut_off_on", rollout)).isEqualTo(closes.plusDays(30));
		assertThat(
				count("select count(*) from audit where action = 'ROLLOUT_DATES_CHANGED' and subject_id = ?", rollout))
			.isEqualTo(Collections.frequency(answers, 302));
	}

	private LocalDate date(String column, String rollout) {
		return this.jdbc.sql("select " + column + " from rollout where id = ?")
			.param(rollout)
			.query(LocalDate.class)
			.single();
	}

	@Test
	void ofTwoLeadersNamedAtOnceThereIsOne() throws Exception {
		String unit = unit(UnitType.OFFICE);
		String path = "/styring/enheter/" + unit + "/folk?deputies=&leader=";
		List<Integer> answers = atOnce(path + "Z777771", path + "Z777772");
		assertThat(answers).contains(302).isSubsetOf(302, 409);
		assertThat(count("""
				select count(*) from unit_person where role = 'LEADER' and valid_to is null and unit_id = ?
				""", unit)).isOne();
		assertThat(count("select count(*) from audit where action = 'PEOPLE_CHANGED' and subject_id = ?", unit))
			.isEqualTo(Collections.frequency(answers, 302));
	}

	@Test
	void oneMilestoneWrittenDownAtOnceStandsThereOnce() throws Exception {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		String page = "/styring/utrullinger/" + rollout + "/milepeler";
		String path = page + "?kind=MAPPING&note=&on=" + today();
		assertThat(atOnce(path, path)).containsExactlyInAnyOrder(302, 400);
		String milestones = "select count(*) from milestone where type = 'MAPPING' and rollout_id = ?";
		assertThat(count(milestones, rollout)).isOne();
		String id = this.jdbc.sql("select id from milestone where type = 'MAPPING' and rollout_id = ?")
			.param(rollout)
			.query(String.class)
			.single();
		assertThat(atOnce(page + "/" + id + "/fjern", page + "/" + id + "/fjern")).containsExactlyInAnyOrder(302, 404);
		assertThat(count("select count(*) from audit where action = 'MILESTONE_REMOVED' and subject_id = ?", rollout))
			.isOne();
	}

	@Test
	void twoRecipientsDoNotTakeOverFromEachOther() throws Exception {
		List<String> codes = Stream.of(" A", " B").map((letter) -> {
			done("/styring/mottakere?type=EXPERIMENT&name=" + coded(this.name + letter));
			return this.jdbc.sql("select code from recipient where name = ?")
				.param(this.name + letter)
				.query(String.class)
				.single();
		}).toList();
		String from = "/utga?from=" + today() + "&successor=";
		// whoever is late is told that it cannot be, or that something has changed
		assertThat(atOnce("/styring/mottakere/" + codes.get(0) + from + codes.get(1),
				"/styring/mottakere/" + codes.get(1) + from + codes.get(0)))
			.containsOnlyOnce(302)
			.isSubsetOf(302, 400, 409);
		assertThat(this.jdbc.sql("select count(*) from recipient where code in (:codes) and successor is not null")
			.param("codes", codes)
			.query(Integer.class)
			.single()).isOne();
		String third = "/styring/mottakere?type=EXPERIMENT&name=" + coded(this.name + " C");
		assertThat(atOnce(third, third)).containsOnlyOnce(302).isSubsetOf(302, 400, 409);
	}

	/** Each has looked at it; then they press at the same moment. */
	private List<Integer> atOnce(String... paths) throws Exception {
		return AtOnce.send(Stream.of(paths).map((path) -> {
			Browser person = secretary();
			String seen = seen(person.send("POST", path, null).expect(200));
			String sent = path + (path.contains("?") ? "&" : "?") + "seen=" + seen;
			return (Callable<Integer>) () -> person.send("POST", sent, null).status();
		}).toList());
	}

	/** Looks at it, does it, and a colleague who has seen the same comes too late. */
	private void done(String path) {
		Browser colleague = secretary();
		String seen = seen(colleague.send("POST", path, null).expect(200));
		String sent = path + (path.contains("?") ? "&" : "?") + "seen=" + seen;
		secretary().send("POST", sent, null).expect(302);
		assertThat(colleague.send("POST", sent, null).status()).as(path).isIn(400, 404, 409);
	}

	private Browser secretary() {
		return browser("sekretariat");
	}

	private int count(String sql, String id) {
		return this.jdbc.sql(sql).param(id).query(Integer.class).single();
	}

	private static String coded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String seen(Answer preview) {
		return preview.body().replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

}
