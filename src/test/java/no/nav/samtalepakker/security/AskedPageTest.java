package no.nav.samtalepakker.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class AskedPageTest {

	private final AskedPage asked = new AskedPage(
			List.of("/oversikt/**", "/samtaler/**", "/camunda/app/tasklist/default/**"), new CookieNames(false));

	@ParameterizedTest
	@ValueSource(strings = { "/oversikt", "/samtaler/a-1?svar=ingenting", "/camunda/app/tasklist/default/" })
	void aPageAPersonAsksForIsKept(String address) {
		assertThat(kept(request(address))).contains(new AskedPage.Place("", address));
	}

	@ParameterizedTest
	@CsvSource({ "POST, /oversikt, text/html, navigate", "GET, /camunda-welcome, text/html, navigate",
			"GET, /login, text/html, navigate", "GET, /api/units, text/html, navigate",
			"GET, /camunda/api/engine/engine/default/task, text/html, navigate",
			"GET, /camunda/app/tasklist/scripts/config.js, text/html, navigate",
			"GET, /oversikt, application/json, navigate", "GET, /oversikt, */*, navigate",
			"GET, /oversikt, text/html, cors", "GET, /oversikt, text/html, no-cors" })
	void whatAScriptAsksForIsNot(String method, String path, String accept, String mode) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		request.addHeader("Accept", accept);
		request.addHeader("Sec-Fetch-Mode", mode);
		assertThat(kept(request)).isEmpty();
	}

	@Test
	void whoWasThereIsKeptIfKnown() {
		MockHttpServletRequest request = request("/oversikt");
		request.setAttribute(SessionLimits.FORMER_USER, "leder-0104");
		assertThat(kept(request)).contains(new AskedPage.Place("leder-0104", "/oversikt"));
	}

	@Test
	void nothingLongIsKept() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.asked.saveRequest(request("/oversikt?x=" + "a".repeat(2_000)), response);
		assertThat(response.getCookies()).isEmpty();
	}

	/** The cookie is whatever somebody has put into the browser. */
	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "|/oversikt, /oversikt", "a|/oversikt, /oversikt",
			"a|/camunda/app/tasklist/default/#/?task=1&filter=2, /camunda/app/tasklist/default/#/?task=1&filter=2",
			"|/samtaler/a?svar=noe#/x, /samtaler/a?svar=noe#/x", "|/oversikt?a=<script>, /oversikt",
			"|/oversikt#<script>, /oversikt", "|/oversikt#//evil.example, /oversikt#//evil.example", "/oversikt, -",
			"'', -", "|, -", "|//evil.example, -", "|/\\evil.example, -", "|https://evil.example/oversikt, -",
			"|/oversikt/../tekster, -", "|/oversikt/..;/x, -", "|/oversikt//x, -", "|/camunda-welcome, -", "|/login, -",
			"|/logout, -", "|/api/units, -", "|javascript:alert(1), -", "|/camunda/api/x, -",
			"|/oversikt%0d%0aSet-Cookie:a=b, -", "|%zz, -" })
	void onlyOurOwnPagesAreReturnedTo(String value, String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie(AskedPage.NAME, URLEncoder.encode(value, StandardCharsets.UTF_8)));
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(this.asked.take(request, response).map(AskedPage.Place::address))
			.isEqualTo(Optional.ofNullable(address));
		assertThat(response.getHeader("Set-Cookie")).contains("Max-Age=0");
	}

	@Test
	void overHttpsNoNeighbourWritesIt() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		new AskedPage(List.of("/oversikt"), new CookieNames(true)).saveRequest(request("/oversikt"), response);
		assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-" + AskedPage.NAME + "=")
			.contains("; Path=/;", "; Secure", "; SameSite=Lax")
			.doesNotContain("Domain");
	}

	private static MockHttpServletRequest request(String address) {
		String[] parts = address.split("\\?", 2);
		MockHttpServletRequest request = new MockHttpServletRequest("GET", parts[0]);
		request.setQueryString((parts.length > 1) ? parts[1] : null);
		request.addHeader("Accept", "text/html,application/xhtml+xml");
		request.addHeader("Sec-Fetch-Mode", "navigate");
		request.addHeader("Sec-Fetch-Dest", "document");
		return request;
	}

	private Optional<AskedPage.Place> kept(MockHttpServletRequest request) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.asked.saveRequest(request, response);
		MockHttpServletRequest login = new MockHttpServletRequest();
		login.setCookies(response.getCookies());
		return this.asked.take(login, new MockHttpServletResponse());
	}

}
