package no.nav.samtalepakker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import no.nav.samtalepakker.organisation.UnitType;
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
