package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.taxonomy.Taxonomy;
import no.nav.samtalepakker.testing.CaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** What the form promises a leader is what happens, for everything the form offers. */
class ForecastsTest extends CaseTest {

	private static final int IN_ONE_REPORT = 10;

	@Autowired
	private Forecasts forecasts;

	@Autowired
	private Taxonomy taxonomy;

	@Autowired
	private Obstacles obstacles;

	@Autowired
	private Routings routings;

	@Autowired
	private Recipients recipients;

	@ParameterizedTest
	@CsvSource({ "YES, true", "YES, false", "PARTLY, true", "PARTLY, false", "NO, true", "NO, false" })
	void saysWhatHappensWhenTheReportIsSent(Obstacle.Solvable solvable, boolean structural) {
		List<Taxonomy.Choice> offered = new ArrayList<>(
				this.taxonomy.categories().stream().flatMap((category) -> category.subcategories().stream()).toList());
		assertThat(offered).hasSizeGreaterThan(40);
		List<String> units = this.jdbc.sql(
				"select unit_id from unit_person where role = 'LEADER' and user_id like 'leder-0%' and valid_to is null "
						+ "order by unit_id")
			.query(String.class)
			.list()
			.subList(0, offered.size() / IN_ONE_REPORT + 1);
		rollout("tillit-enhet", units.toArray(String[]::new));
		for (int i = 0; i < units.size(); i++) {
			List<Taxonomy.Choice> choices = offered.subList(i * IN_ONE_REPORT,
					Math.min(offered.size(), (i + 1) * IN_ONE_REPORT));
			alreadyHeld(units.get(i));
			submitAsLeader("userTask_reportConversation", units.get(i),
					"{\"outcome\": \"WITH_INPUT\", \"obstacles\": [%s]}".formatted(choices.stream()
						.map((choice) -> obstacle(solvable, structural, choice.code()))
						.collect(Collectors.joining(", "))));
			this.obstacles.of(conversationOf(units.get(i)))
				.forEach((obstacle) -> happens(obstacle, forecast(solvable, structural, obstacle.subcategory())));
		}
	}

	@Test
	void leavesToTheSecretariatWhatTheLeaderCannotPlace() {
		assertThat(forecast(Obstacle.Solvable.NO, true, null).words()).startsWith("Sekretariatet leser dette først");
	}

	@Test
	void promisesNothingBeforeItIsTold() {
		assertThat(forecast(Obstacle.Solvable.PARTLY, null, "REGELVERK.TOLKNING").words()).isNull();
		assertThat(forecast(Obstacle.Solvable.NO, null, "REGELVERK.TOLKNING").words()).isEqualTo(
				"Dette går til Oppdatering av rundskriv og nytt rundskrivskonsept, som skal svare innen 21 dager");
	}

	private void happens(Obstacle obstacle, Forecasts.Forecast forecast) {
		assertThat(forecast.scope()).as(obstacle.subcategory()).isEqualTo(obstacle.scope());
		if (obstacle.scope() == Obstacle.Scope.LOCAL) {
			assertThat(forecast.words()).contains("handlingspunkt hos dere");
			return;
		}
		List<AskedRecipient> asked = this.routings.openOf(obstacle.id());
		List<String> names = asked.stream().map((each) -> this.recipients.get(each.recipient()).name()).toList();
		assertThat(named(forecast.words())).as(obstacle.subcategory()).containsExactlyInAnyOrderElementsOf(names);
		assertThat(asked)
			.allSatisfy((each) -> assertThat(forecast.words()).contains("svare innen " + each.answerDays() + " dager"));
		assertThat(forecast.words().contains("Sekretariatet")).as(obstacle.subcategory()).isEqualTo(asked.isEmpty());
		if (asked.isEmpty()) {
			assertThat(task(ObstacleProcess.TRIAGE, obstacle.id())).isNotNull();
		}
	}

	private List<String> named(String words) {
		return this.recipients.answering().stream().map(Recipient::name).filter(words::contains).toList();
	}

	private Forecasts.Forecast forecast(Obstacle.Solvable solvable, Boolean structural, String subcategory) {
		return this.forecasts.of(new Forecasts.Question(solvable, structural, null, subcategory, TargetGroup.UNIT));
	}

	private static String obstacle(Obstacle.Solvable solvable, boolean structural, String subcategory) {
		return "{\"text\": \"Noe står i veien\", \"solvableLocally\": \"%s\", \"structural\": %s, \"subcategory\": \"%s\"}"
			.formatted(solvable, structural, subcategory);
	}

}
