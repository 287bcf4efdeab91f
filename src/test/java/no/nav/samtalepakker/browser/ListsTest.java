package no.nav.samtalepakker.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each role finds its tasks in lists that are there from the start. */
class ListsTest extends BrowserTest {

	@Test
	void aLeaderFindsTheUnitsTasksAndWhereTheyLeftOff() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user()).visits(Person.TASKLIST);
		has(leader, "Mine oppgaver", 1);
		has(leader, "Enhetens oppgaver", 1);
		assertThat(lists(leader)).hasText(new String[] { "Mine oppgaver", "Enhetens oppgaver", "Forfaller snart" });
		list(leader, "Enhetens oppgaver").click();
		leader.choosesInList(leader.visitor().task("planMeeting")).fill("Antall deltakere", 8);
		leader.keepsPicture("lists-leader").visits("/hva-vet-systemet").visits(Person.TASKLIST);
		assertThat(list(leader, "Enhetens oppgaver")).hasAttribute("aria-current", "true");
		assertThat(leader.page().getByLabel("Antall deltakere").first()).isVisible();
	}

	@Test
	void aRecipientFindsObstaclesSoonestFirst() {
		obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle("REGELVERK.TOLKNING"));
		Person recipient = person("mottaker-rundskriv");
		List<String> soonest = new ArrayList<>();
		recipient.visitor()
			.get("/engine-rest/task?candidateGroup=mottaker-rundskriv&includeAssignedTasks=true&sortBy=dueDate&sortOrder=asc")
			.expect(200)
			.json()
			.forEach((task) -> soonest.add(task.path("due").asText()));
		recipient.visits(Person.TASKLIST);
		list(recipient, "Spørsmål til oss").click();
		has(recipient, "Spørsmål til oss", soonest.size());
		recipient.keepsPicture("lists-recipient");
		List<String> shown = new ArrayList<>();
		await().untilAsserted(() -> {
			shown.clear();
			for (Locator link : recipient.page().locator(".tasks-list a[href*='task=']").all()) {
				String task = link.getAttribute("href").replaceAll(".*task=([^&]*).*", "$1");
				shown.add(recipient.visitor().get("/engine-rest/task/" + task).expect(200).json().path("due").asText());
			}
			assertThat(shown).hasSizeGreaterThan(1)
				.isEqualTo(soonest.subList(0, Math.min(shown.size(), soonest.size())));
		});
	}

	@Test
	void theSecretariatAndTheCountiesFindWhatIsTheirs() {
		String office = unit(UnitType.OFFICE);
		rollout("rol", office);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(office)
			.query(String.class)
			.single();
		Person official = person("fylke-" + county);
		official.visitor().task("decideParticipation");
		official.visits(Person.TASKLIST);
		has(official, "Fylkets oppgaver", 1);
		obstaclesReported(obstacle(null));
		Person secretariat = person("sekretariat").visits(Person.TASKLIST);
		list(secretariat, "Til vurdering").click();
		assertThat(secretariat.page().locator(".tasks-list a[href*='task=']").first()).isVisible();
		secretariat.keepsPicture("lists-secretariat");
	}

	private static Locator lists(Person person) {
		return person.page()
			.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Oppgavelister"))
			.locator(".sp-list-name");
	}

	private static Locator list(Person person, String name) {
		return person.page()
			.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Oppgavelister"))
			.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
	}

	private static void has(Person person, String list, int tasks) {
		assertThat(list(person, list)).hasText(Pattern.compile("\\D" + tasks + "\\D*$"));
	}

}
