package no.nav.samtalepakker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recipients of one obstacle who answer at the same moment do not get in each other's
 * way.
 */
abstract class AnswersAtOnceTest extends HttpCaseTest {

	private static final int PAIRS = 12;

	@Test
	void bothAnswersAreTakenAndTheUnitReadsThem() throws Exception {
		List<String> obstacles = sentTo(PAIRS, "RUNDSKRIV", "HR");
		for (int i = 0; i < PAIRS; i++) {
			String promise = (i % 2 == 0) ? "" : ", 'nextUpdateOn': '" + today().plusDays(9) + "'";
			String answer = "{'answer': 'CANNOT_SOLVE', 'text': 'Svar fra %s'" + promise + "}";
			assertThat(answerAtOnce(obstacles.get(i), answer, "RUNDSKRIV", "HR")).as("pair %d", i)
				.extracting(Answer::status)
				.containsOnly(204);
		}
		Visitor leader = leaderOf(unitOf(obstacles.get(0)));
		for (String obstacle : obstacles) {
			assertThat(leader.context(leader.task("readAnswer", obstacle)).path("obstacle").path("answers"))
				.extracting((answer) -> answer.path("text").asText())
				.containsExactlyInAnyOrder("Svar fra RUNDSKRIV", "Svar fra HR");
		}
	}

	@Test
	void soAreTheAnswersOfFour() throws Exception {
		String[] recipients = { "RUNDSKRIV", "HR", "KLARSPRAAK", "PARTNERSKAP" };
		String obstacle = sentTo(1, recipients).get(0);
		assertThat(answerAtOnce(obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Svar fra %s'}", recipients))
			.extracting(Answer::status)
			.containsOnly(204);
		Visitor leader = leaderOf(unitOf(obstacle));
		assertThat(leader.context(leader.task("readAnswer", obstacle)).path("obstacle").path("answers")).hasSize(4);
	}

	@Test
	void oneTaskSentTwiceAtOnceIsDoneOnce() throws Exception {
		String obstacle = sentTo(1, "RUNDSKRIV", "HR").get(0);
		assertThat(answerAtOnce(obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Svar fra %s'}", "HR", "HR"))
			.extracting(Answer::status)
			.contains(204)
			.isSubsetOf(204, 403, 404, 409);
		assertThat(this.jdbc.sql("select count(*) from answer_obstacle where obstacle_id = ?")
			.param(obstacle)
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	/** Obstacles of one report that the secretariat has sent to all of these. */
	private List<String> sentTo(int number, String... recipients) {
		String unit = unit(UnitType.OFFICE);
		rollout("tillit-enhet", unit);
		leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(unit).complete("reportConversation", "{'outcome': 'WITH_INPUT', 'obstacles': ["
				+ String.join(", ", Collections.nCopies(number, obstacle(null))) + "]}");
		List<String> obstacles = obstaclesOf(unit);
		obstacles.forEach((obstacle) -> secretariat().complete("triageObstacle", obstacle,
				"{'decision': 'ROUTE', 'reason': 'Flere må svare', 'recipients': ['" + String.join("', '", recipients)
						+ "']}"));
		return obstacles;
	}

	private String unitOf(String obstacle) {
		return this.jdbc.sql("select unit_id from obstacle where id = ?").param(obstacle).query(String.class).single();
	}

	private List<Answer> answerAtOnce(String obstacle, String form, String... recipients) throws Exception {
		List<String> tasks = Stream.of(recipients)
			.map((recipient) -> recipient(recipient).task("answerObstacle", obstacle))
			.toList();
		List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
		CyclicBarrier start = new CyclicBarrier(recipients.length);
		List<Thread> threads = IntStream.range(0, recipients.length).mapToObj((i) -> new Thread(() -> {
			meet(start);
			answers.add(recipient(recipients[i]).submit(tasks.get(i), "answerObstacle", form.formatted(recipients[i])));
		})).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		return answers;
	}

	private static void meet(CyclicBarrier start) {
		try {
			start.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
