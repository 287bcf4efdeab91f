package no.nav.samtalepakker.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Names stand in the order people look for them in, whatever database there is. */
abstract class NamesInOrderTest extends HttpCaseTest {

	private static final Pattern CHOICE = Pattern.compile("<a href=\"/tekster\\?[^>]*>([^<]*) \\(");

	@Test
	void unitsAreFoundByName() {
		List<String> found = names(secretariat().get("/api/units?query=").expect(200).json());
		assertThat(found).hasSizeGreaterThan(250);
		assertInOrder(found);
		assertInOrder(names(secretariat().get("/api/units?query=%C3%A5").expect(200).json()));
	}

	@Test
	void unitsToRedactStandByName() {
		String page = browser("sekretariat").get("/tekster?rollout=any&sok=nav").expect(200).body();
		List<String> units = CHOICE.matcher(page).results().map((MatchResult choice) -> choice.group(1)).toList();
		assertThat(units).hasSize(50);
		assertThat(page).contains("Her står de 50 første");
		assertInOrder(units);
	}

	@Test
	void countiesAndRecipientsAreChosenByName() {
		assertInOrder(names(secretariat().get("/api/rollouts/options").expect(200).json().path("counties")));
		String unit = obstaclesReported(obstacle(null));
		JsonNode context = secretariat().context(secretariat().task("triageObstacle", obstaclesOf(unit).get(0)));
		List<String> recipients = names(context.path("recipients"));
		assertThat(recipients).hasSizeGreaterThan(10);
		assertInOrder(recipients);
	}

	@Test
	void officesOfACountyStandByName() {
		List<String> offices = units(UnitType.OFFICE, 4);
		String rollout = rollout("rol", offices.toArray(String[]::new));
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(offices.get(0))
			.query(String.class)
			.single();
		offices.forEach((office) -> leaderOf(office)
			.post("/api/rollouts/" + rollout + "/wishes", "{\"unitId\": \"" + office + "\"}")
			.expect(204));
		String task = as("fylke-" + county).task("decideParticipation", rollout);
		JsonNode context = as("fylke-" + county).context(task);
		assertThat(names(context.path("units"))).hasSize(4);
		assertInOrder(names(context.path("units")));
		assertThat(names(context.path("wishes"))).hasSize(4);
		assertInOrder(names(context.path("wishes")));
	}

	private static void assertInOrder(List<String> names) {
		assertThat(names).isEqualTo(NorwegianAlphabet.sorted(names, Function.identity()));
	}

	private static List<String> names(JsonNode list) {
		List<String> names = new ArrayList<>();
		list.forEach((entry) -> names.add(entry.path("name").asText()));
		return names;
	}

}
