package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
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
			assertThat(isOpenAfter(Duration.ofMinutes(54), "/oversikt")).as("%d", i).isTrue();
		}
		assertThat(isOpenAfter(Duration.ofMinutes(7), "/oversikt")).isFalse();
	}

	@Test
	void whatTasklistAsksForByItselfIsNoAct() throws Exception {
		logIn();
		assertThat(isOpenAfter(Duration.ofMinutes(59), "/camunda/api/engine/engine/default/filter/1/list")).isTrue();
		assertThat(isOpenAfter(Duration.ofMinutes(2), "/camunda/api/engine/engine/default/filter/1/list")).isFalse();
	}

	@Test
	void aNewLoginStartsAnew() throws Exception {
		logIn();
		isOpenAfter(Duration.ofMinutes(59), "/oversikt");
		SessionLimits.restart(this.session);
		assertThat(isOpenAfter(Duration.ofHours(11), "/oversikt")).isTrue();
	}

	@Test
	void aVisitWithoutLoginHasNoLimit() throws Exception {
		assertThat(isOpenAfter(Duration.ofDays(1), "/login")).isTrue();
		assertThat(isOpenAfter(Duration.ofDays(1), "/login")).isTrue();
	}

	private void logIn() throws Exception {
		this.session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl());
		isOpenAfter(Duration.ZERO, "/oversikt");
	}

	private boolean isOpenAfter(Duration time, String path) throws Exception {
		this.now.addAndGet(time.toNanos());
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setSession(this.session);
		this.limits.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
		return !this.session.isInvalid();
	}

}
