package no.nav.samtalepakker.browser;

import java.time.OffsetDateTime;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.testing.Visitor;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Our parts of Cockpit before anything has happened, and with two thousand conversations:
 * in an application of its own, for no other test may have begun.
 */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:many;DB_CLOSE_DELAY=-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CockpitFromNoneToManyTest extends BrowserTest {

	private static final String COCKPIT = "/camunda/app/cockpit/default/#/";

	/** 8 rollouts, each to these of the offices, numbered from 0. */
	private static final String OFFICES = """
			(select id, row_number() over (order by id) - 1 as n from unit
				where type = 'OFFICE' and closed_on is null order by id limit 250)
			""";

	@Autowired
	private TransactionOperations transactions;

	/** Alone, what they have answered would not be counted. */
	@BeforeEach
	void twoAnswerForTheRecipient() {
		secretariat()
			.send("PUT", "/api/recipients/RUNDSKRIV/contacts",
					Visitor.json("{'userIds': ['mottaker-rundskriv', 'mottaker-hr']}"))
			.expect(204);
	}

	@Test
	@Order(1)
	void saysSoWhereNothingHasBegun() {
		Person secretariat = person("sekretariat").visits(COCKPIT + "dashboard");
		Page page = secretariat.page();
		Locator desk = page.locator(".sp-desk");
		assertThat(desk).containsText("Ingenting akkurat nå.");
		assertThat(desk).containsText("Ingen utrullinger ennå.");
		finds(page, "0104");
		assertThat(desk).containsText("Ingen samtale er startet i enheten.");
		usable(secretariat, "the first page before anything has begun");

		secretariat.visits(process());
		opens(page, "Avsluttede");
		assertThat(page.locator(".sp-tab [role=status]")).hasText("Ingen avsluttede ennå.");
		opens(page, "Antall og tid");
		assertThat(row(page, "Planlegg samtalen").locator("td").first()).hasText("0");
		assertThat(row(page, "Planlegg samtalen")).containsText("–");
		assertThat(page.locator(".sp-heat-note")).hasCount(0);
		usable(secretariat, "the figures of a process nobody has begun");

		secretariat.visits(decision());
		opens(page, "Treff per regel");
		assertThat(page.locator(".sp-tab")).containsText("Ingenting med denne versjonen.");
		assertThat(row(page, "Regler tolkes ulikt").locator(".sp-number").first()).hasText("0");
	}

	@Test
	@Order(2)
	void countsTwoThousandConversations() {
		this.transactions.executeWithoutResult((status) -> twoThousandConversations());
		Person secretariat = person("sekretariat").visits(COCKPIT + "dashboard");
		Page page = secretariat.page();
		assertThat(page.locator(".sp-rollout")).hasCount(8);
		Locator panel = page.locator(".sp-rollout").first();
		assertThat(panel).containsText("100 av 250 enheter har holdt samtalen.");
		assertThat(row(panel, "Fikk pakken").locator(".sp-number")).hasText("250");
		assertThat(row(panel, "Har dato eller har holdt samtalen").locator(".sp-number")).hasText("150");
		assertThat(row(panel, "Har rapportert").locator(".sp-number")).hasText("75");
		assertThat(row(panel, "Holdes ikke").locator(".sp-number")).hasText("25");
		assertThat(row(panel, "Ikke fortalt ennå").locator(".sp-number")).hasText("75");
		assertThat(row(panel, "Oppdatering av rundskriv").locator(".sp-number").nth(1)).hasText("75");
		assertThat(panel.locator(".sp-lines")).hasAttribute("aria-label", Pattern.compile("holdt 100"));
		finds(page, this.jdbc.sql("select min(unit_id) from conversation").query(String.class).single());
		assertThat(page.locator(".sp-cases > li")).hasCount(8);
		usable(secretariat, "the first page with two thousand conversations");
		standsOnOneLine(secretariat, row(panel, "Fikk pakken").locator(".sp-number"));
		secretariat.keepsPicture("cockpit-first-page-many");

		secretariat.visits(process());
		Locator note = page.locator("[data-container-id=userTask_planMeeting] .sp-heat-note");
		assertThat(note).containsText("1400 ferdig · 600 venter");
		assertThat(note).containsText("halvparten innen 2 dager");
		opens(page, "Avsluttede");
		assertThat(page.locator(".sp-tab [role=status]"))
			.hasText("Viser 1 til 20 av 1400 avsluttede, de nyeste først.");
		page.getByText("Neste side").click();
		assertThat(page.locator(".sp-tab [role=status]"))
			.hasText("Viser 21 til 40 av 1400 avsluttede, de nyeste først.");
		usable(secretariat, "what has ended of two thousand");

		secretariat.visits(decision());
		opens(page, "Treff per regel");
		assertThat(row(page, "Regler tolkes ulikt").locator(".sp-number").first()).hasText("600");
		usable(secretariat, "the hits of two thousand");
	}

	/** Of ten: three told, one only held, one does not hold it, two have a date. */
	private void twoThousandConversations() {
		OffsetDateTime now = OffsetDateTime.now(ApplicationClock.OSLO);
		this.jdbc
			.sql("""
					insert into rollout (id, name, active_name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
					select 'r-' || x, 'Utrulling ' || x, 'Utrulling ' || x, :opens, :closes, :closes, 'RUNNING', 'sekretariat', :now
					from system_range(1, 8)
					""")
			.param("opens", today().minusDays(60))
			.param("closes", today().plusDays(60))
			.param("now", now)
			.update();
		this.jdbc.sql("insert into rollout_package select id, 'tillit-enhet', 1 from rollout").update();
		this.jdbc
			.sql("""
					insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state, held, reported,
						end_reason, held_on, started_at, ended_at)
					select 'c-' || r.id || '-' || u.n, r.id, u.id, 'tillit-enhet', 1, 0,
						case when mod(u.n, 10) < 5 then 'ENDED' when mod(u.n, 10) < 7 then 'PLANNED' else 'PLANNING' end,
						case when mod(u.n, 10) < 4 then 'YES' when mod(u.n, 10) = 4 then 'NO' end,
						case when mod(u.n, 10) < 3 then 'WITH_INPUT' end,
						case when mod(u.n, 10) < 4 then 'COMPLETED' when mod(u.n, 10) = 4 then 'NOT_HELD' end,
						case when mod(u.n, 10) < 4 then cast(:held as date) end, :started,
						case when mod(u.n, 10) < 5 then cast(:now as timestamp with time zone) end
					from rollout r, %s u
					"""
				.formatted(OFFICES))
			.param("held", today().minusDays(20))
			.param("started", now.minusDays(60))
			.param("now", now)
			.update();
		this.jdbc
			.sql("""
					insert into report (id, conversation_id, outcome, state, round, author, author_party, submitted_at, sent_at)
					select id, id, 'WITH_INPUT', 'SENT', 1, 'leder', 'EMPLOYER', :sent, :sent
					from conversation where reported is not null
					""")
			.param("sent", now.minusDays(10))
			.update();
		this.jdbc
			.sql("""
					insert into obstacle (id, conversation_id, unit_id, position, text, solvable_locally, structural, category,
						subcategory, scope, state, raised_at)
					select id, id, unit_id, 0, 'Noe står i veien', 'NO', true, 'REGELVERK', 'REGELVERK.TOLKNING', 'ROUTE',
						'RAISED', :sent
					from conversation where reported is not null
					""")
			.param("sent", now.minusDays(10))
			.update();
		this.jdbc.sql("""
				insert into routing (id, obstacle_id, round, decided_by, scope, scope_rule, table_version, category,
					subcategory, decided_at)
				select id, id, 1, 'RULE', 'ROUTE', 'rule_scopeNo', 1, category, subcategory, raised_at from obstacle
				""").update();
		this.jdbc
			.sql("""
					insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, rule_id, reason,
						answer_days, due_on, state, asked_at)
					select id, id, id, 1, 0, 'RUNDSKRIV', 'rule_regelverkTolkning_rundskriv', 'Rundskrivet sier hvordan', 15,
						:due, 'OPEN', raised_at
					from obstacle
					""")
			.param("due", today().plusDays(5))
			.update();
		preparations(now);
	}

	/** What the engine has kept: those with a date have been through the preparation. */
	private void preparations(OffsetDateTime now) {
		String definition = definition();
		this.jdbc
			.sql("""
					insert into act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_,
						end_time_, duration_, end_act_id_, state_)
					select id, id, id, 'preparation', :definition, :from,
						case when state <> 'PLANNING' then cast(:to as timestamp) end, 172800000,
						case when state <> 'PLANNING' then 'end_planned' end,
						case when state <> 'PLANNING' then 'COMPLETED' else 'ACTIVE' end
					from conversation
					""")
			.param("definition", definition)
			.param("from", now.minusDays(3).toLocalDateTime())
			.param("to", now.minusDays(1).toLocalDateTime())
			.update();
		this.jdbc
			.sql("""
					insert into act_hi_actinst (id_, proc_inst_id_, proc_def_key_, proc_def_id_, execution_id_, act_id_, act_name_,
						act_type_, start_time_, end_time_, duration_, act_inst_state_)
					select id_, id_, proc_def_key_, proc_def_id_, id_, 'userTask_planMeeting', 'Planlegg samtalen', 'userTask',
						start_time_, end_time_, case when end_time_ is not null then duration_ end,
						case when end_time_ is not null then 4 else 0 end
					from act_hi_procinst where proc_def_id_ = :definition
					""")
			.param("definition", definition)
			.update();
	}

	private static void finds(Page page, String unit) {
		page.getByLabel("Enhetens navn eller nummer").fill(unit);
		page.keyboard().press("Enter");
		page.locator(".sp-hits button").first().click();
	}

	private static void usable(Person person, String state) {
		Locator part = person.page().locator(".sp-desk");
		Accessibility.holds(person.page(), state, ".sp-desk");
		Accessibility.fits(person, state, part);
	}

	/** Nor is a figure broken to fit. */
	private static void standsOnOneLine(Person person, Locator figure) {
		person.looksAt(Screen.PHONE);
		Assertions.assertThat(figure.boundingBox().height).isLessThan(50);
		person.looksAt(Screen.DESKTOP);
	}

	private static Locator row(Page page, String head) {
		return row(page.locator(".sp-desk"), head);
	}

	private static Locator row(Locator part, String head) {
		return part
			.locator("tr",
					new Locator.LocatorOptions()
						.setHas(part.page().locator("th", new Page.LocatorOptions().setHasText(head))))
			.first();
	}

	private static void opens(Page page, String tab) {
		page.locator("a", new Page.LocatorOptions().setHasText(tab)).first().click();
	}

	private String process() {
		return COCKPIT + "process-definition/" + definition() + "/runtime";
	}

	private String definition() {
		return this.engine.getRepositoryService()
			.createProcessDefinitionQuery()
			.processDefinitionKey("preparation")
			.latestVersion()
			.singleResult()
			.getId();
	}

	private String decision() {
		return COCKPIT + "decision-definition/"
				+ this.engine.getRepositoryService()
					.createDecisionDefinitionQuery()
					.decisionDefinitionKey("obstacle-recipients")
					.latestVersion()
					.singleResult()
					.getId();
	}

}
