package no.nav.samtalepakker.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody stops the service alone, neither somebody without a login nor a user. The whole
 * of it is {@link SiegeBenchmark}; this is small enough for every build.
 */
abstract class SiegeTest extends HttpCaseTest {

	@Autowired
	private ServletWebServerApplicationContext application;

	private final int requests;

	private final int slow;

	private final int users;

	SiegeTest(int requests, int slow, int users) {
		this.requests = requests;
		this.slow = slow;
		this.users = users;
	}

	@Test
	void ordinaryUsersNoticeNothing() throws Exception {
		List<String> units = units(UnitType.OFFICE, this.users + 1);
		rollout("tillit-enhet", units.toArray(String[]::new));
		List<Browser> working = new ArrayList<>();
		Map<String, String> tasks = new HashMap<>();
		for (String unit : units.subList(0, this.users)) {
			Visitor leader = leaderOf(unit);
			tasks.put(leader.user(), leader.task("planMeeting"));
			working.add(browser(leader.user()));
		}
		int sessions = sessions();
		Siege siege = new Siege(port(), this.requests);
		long before = used();
		long start = System.nanoTime();
		siege.run(this.slow, leaderOf(units.get(this.users)), working, tasks);
		long seconds = (System.nanoTime() - start) / 1_000_000_000;
		long after = used();
		System.out.printf("%d requests without a login, %d slow connections, %d users: %d s%n", this.requests,
				this.slow, this.users, seconds);
		System.out.printf("answers to users: %d; slow ones given up: %d; hostile searches by status: %s%n",
				siege.acts(), siege.slowRefused(), siege.hostileAnswers());
		System.out.printf("heap after a full collection: %d MB before, %d MB after%n", before >> 20, after >> 20);

		assertThat(siege.errors()).as("what ordinary users were refused").isEmpty();
		assertThat(siege.acts()).isGreaterThan(this.users);
		assertThat(sessions()).as("sessions nobody has logged in to").isLessThanOrEqualTo(sessions);
		assertThat(siege.hostileAnswers().keySet()).as("answers to hostile searches")
			.isSubsetOf(200, 400, 429, 503, Siege.CUT_OFF);
		heap(before, after);
	}

	/** What may be left of it; only the large one can tell. */
	void heap(long before, long after) {
	}

	private int sessions() {
		return ((Context) ((TomcatWebServer) this.application.getWebServer()).getTomcat().getHost().findChildren()[0])
			.getManager()
			.getActiveSessions();
	}

	private static long used() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
