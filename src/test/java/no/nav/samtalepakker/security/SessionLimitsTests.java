package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

class SessionLimitsTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final SessionLimits limits = new SessionLimits(Duration.ofMinutes(60), Duration.ofHours(10), this.now::get);

	private final MockHttpSession session = new MockHttpSession();

	@Test
	void aLoginLastsAWorkingDayAtMost() throws Exception {
		logIn();
		for (int i = 0; i < 11; i++) {
			assertThat(isOpenAfter(Duration.ofMinutes(54), "GET /oversikt")).as("%d", i).isTrue();
		}
		assertThat(isOpenAfter(Duration.ofMinutes(7), "GET /oversikt")).isFalse();
	}

	/** Whatever it is: scripts ask for the list, the task, counts, context and more. */
	@ParameterizedTest
	@ValueSource(strings = { "GET /camunda/api/engine/engine/default/task/1",
			"POST /camunda/api/engine/engine/default/filter/1/list",
			"GET /camunda/api/engine/engine/default/filter/1/count", "GET /camunda/api/admin/auth/user/default",
			"POST /camunda/api/cockpit/plugin/base/default/incident", "GET /api/tasks/1/context",
			"POST /api/texts/check" })
	void whatAPageAsksForByItselfIsNoAct(String polling) throws Exception {
		logIn();
		for (int i = 0; i < 359; i++) {
			assertThat(isOpenAfter(Duration.ofSeconds(10), polling)).isTrue();
		}
		assertThat(isOpenAfter(Duration.ofSeconds(20), polling)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /api/session", "GET /oversikt", "GET /camunda/app/tasklist/default/" })
	void aPersonWhoIsThereStays(String act) throws Exception {
		logIn();
		for (int i = 0; i < 9; i++) {
			assertThat(isOpenAfter(Duration.ofMinutes(58), act)).isTrue();
			assertThat(isOpenAfter(Duration.ofMinutes(1), "GET /camunda/api/engine/engine/default/task/1")).isTrue();
		}
		assertThat(isOpenAfter(Duration.ofMinutes(58), act)).isTrue();
		assertThat(isOpenAfter(Duration.ofMinutes(15), act)).isFalse();
	}

	@Test
	void theNextStepKnowsWhoseSessionHasEnded() throws Exception {
		this.session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl(new TestingAuthenticationToken("leder-0104", null)));
		isOpenAfter(Duration.ZERO, "GET /oversikt");
		MockHttpServletRequest request = request("GET /oversikt");
		this.now.addAndGet(Duration.ofMinutes(61).toNanos());
		this.limits.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
		assertThat(request.getAttribute(SessionLimits.FORMER_USER)).isEqualTo("leder-0104");
	}

	@Test
	void aNewLoginStartsAnew() throws Exception {
		logIn();
		isOpenAfter(Duration.ofMinutes(59), "GET /oversikt");
		SessionLimits.restart(this.session);
		assertThat(isOpenAfter(Duration.ofHours(11), "GET /oversikt")).isTrue();
	}

	@Test
	void aVisitWithoutLoginHasNoLimit() throws Exception {
		assertThat(isOpenAfter(Duration.ofDays(1), "GET /login")).isTrue();
		assertThat(isOpenAfter(Duration.ofDays(1), "GET /login")).isTrue();
	}

	private void logIn() throws Exception {
		this.session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl());
		isOpenAfter(Duration.ZERO, "GET /oversikt");
	}

	private boolean isOpenAfter(Duration time, String call) throws Exception {
		this.now.addAndGet(time.toNanos());
		this.limits.doFilter(request(call), new MockHttpServletResponse(), new MockFilterChain());
		return !this.session.isInvalid();
	}

	private MockHttpServletRequest request(String call) {
		MockHttpServletRequest request = new MockHttpServletRequest(call.split(" ")[0], call.split(" ")[1]);
		request.setSession(this.session);
		return request;
	}

}
