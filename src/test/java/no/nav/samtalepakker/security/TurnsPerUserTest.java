package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TurnsPerUserTest {

	private final AtomicInteger working = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final CountDownLatch done = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private TurnsPerUser turns = turns(Duration.ofMinutes(5));

	@AfterEach
	void stop() {
		this.done.countDown();
		this.threads.shutdownNow();
	}

	@Test
	void aUserDoesAFewThingsAtATimeAndTheOthersWait() throws Exception {
		List<Future<MockHttpServletResponse>> calls = calls("leder-0104", "/engine-rest/task", 16);
		await().until(() -> this.working.get() == TurnsPerUser.AT_ONCE);
		// somebody else does not wait for them
		assertThat(call("leder-0105", "/api/units", passing()).getStatus()).isEqualTo(200);
		assertThat(call(null, "/login", passing()).getStatus()).isEqualTo(200);
		this.done.countDown();
		for (Future<MockHttpServletResponse> call : calls) {
			assertThat(call.get().getStatus()).isEqualTo(200);
		}
		assertThat(this.most.get()).isEqualTo(TurnsPerUser.AT_ONCE);
	}

	@Test
	void moreThanAnyPageAsksForIsRefused() throws Exception {
		calls("leder-0104", "/engine-rest/task", TurnsPerUser.AT_ONCE + TurnsPerUser.WAITING);
		await().until(() -> this.working.get() == TurnsPerUser.AT_ONCE);
		MockHttpServletResponse refused = await().until(() -> call("leder-0104", "/api/units", passing()),
				(answer) -> answer.getStatus() == 429);
		assertThat(refused.getContentAsString()).contains("TooManyRequests", "Vent litt");
		assertThat(refused.getHeader("Retry-After")).isEqualTo("5");
		assertThat(call("leder-0104", "/oversikt", passing()).getStatus()).isEqualTo(429);
		// pictures and scripts ask no database
		assertThat(call("leder-0104", "/camunda/app/tasklist/scripts/config.js", passing()).getStatus()).isEqualTo(200);
	}

	@Test
	void nobodyWaitsForEver() throws Exception {
		this.turns = turns(Duration.ofMillis(20));
		calls("leder-0104", "/engine-rest/task", TurnsPerUser.AT_ONCE);
		await().until(() -> this.working.get() == TurnsPerUser.AT_ONCE);
		assertThat(call("leder-0104", "/engine-rest/task", passing()).getStatus()).isEqualTo(429);
	}

	private static TurnsPerUser turns(Duration patience) {
		return new TurnsPerUser((request) -> request.getRequestURI().matches("/(api|engine-rest)/.*"),
				(request) -> request.getRequestURI().equals("/oversikt"), patience);
	}

	private List<Future<MockHttpServletResponse>> calls(String user, String path, int number) {
		List<Future<MockHttpServletResponse>> calls = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			calls.add(this.threads.submit(() -> call(user, path, (request, response) -> {
				int now = this.working.incrementAndGet();
				this.most.accumulateAndGet(now, Math::max);
				try {
					this.done.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				this.working.decrementAndGet();
			})));
		}
		return calls;
	}

	private static FilterChain passing() {
		return (request, response) -> {
		};
	}

	private MockHttpServletResponse call(String user, String path, FilterChain chain) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		try {
			if (user != null) {
				SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(user, null)));
			}
			this.turns.doFilter(new MockHttpServletRequest("GET", path), response, chain);
			return response;
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

}
