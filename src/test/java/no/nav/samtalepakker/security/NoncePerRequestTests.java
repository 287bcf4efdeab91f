package no.nav.samtalepakker.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

class NoncePerRequestTests {

	private final MockServletContext shared = new MockServletContext();

	@Test
	void aPageKeepsItsNonceThoughAnotherRequestComesInBetween() throws Exception {
		through((request, response) -> {
			request.getServletContext().setAttribute(NoncePerRequest.NONCE, "mine");
			through((other, answer) -> other.getServletContext().setAttribute(NoncePerRequest.NONCE, "another's"));
			assertThat(request.getServletContext().getAttribute(NoncePerRequest.NONCE)).isEqualTo("mine");
		});
		assertThat(this.shared.getAttribute(NoncePerRequest.NONCE)).isNull();
	}

	@Test
	void everythingElseIsShared() throws Exception {
		through((request, response) -> request.getServletContext().setAttribute("other", "value"));
		assertThat(this.shared.getAttribute("other")).isEqualTo("value");
		through((request, response) -> assertThat(request.getServletContext().getAttribute("other"))
			.isEqualTo("value"));
	}

	private void through(FilterChain chain) throws ServletException, IOException {
		new NoncePerRequest().doFilter(new MockHttpServletRequest(this.shared), new MockHttpServletResponse(), chain);
	}

}
