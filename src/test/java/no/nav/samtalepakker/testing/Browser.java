package no.nav.samtalepakker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.testing.Visitor.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The other door: a user who has logged in on the page and keeps a session. */
public final class Browser {

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String base;

	private final String user;

	/**
	 * Logs in.
	 * @param user user id, or null for somebody who does not
	 */
	public Browser(String base, String user) {
		this.base = base;
		this.user = user;
		if (user != null) {
			send("GET", "/login", null);
			Answer answer = send("POST", "/login", "username=" + user + "&password=demo&_csrf=" + token("/"),
					"application/x-www-form-urlencoded");
			assertThat(answer.status()).as("login of %s", user).isEqualTo(302);
			send("GET", "/login", null);
			send("GET", "/camunda/app/tasklist/default/", null);
		}
	}

	public String user() {
		return this.user;
	}

	public Answer get(String path) {
		return send("GET", path, null);
	}

	public Answer post(String path, String body) {
		return send("POST", path, body);
	}

	/** Sends what a page of the application would send, with the token it has. */
	public Answer send(String method, String path, String body) {
		return send(method, path, body, "application/json");
	}

	private Answer send(String method, String path, String body, String contentType) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Content-Type", contentType)
			.header("Accept", "application/json, */*;q=0.5");
		String token = token(path.startsWith("/camunda/") ? "/camunda" : "/");
		if (token != null) {
			request.header("X-XSRF-TOKEN", token);
		}
		try {
			var response = this.client.send(request.build(), BodyHandlers.ofString());
			return new Answer(method + " " + path, response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The session as headers, for a request sent in another way. */
	public Map<String, String> headers(String path) {
		String cookies = this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> path.startsWith(cookie.getPath()))
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
		String token = token(path.startsWith("/camunda/") ? "/camunda" : "/");
		return Map.of("Cookie", cookies, "X-XSRF-TOKEN", (token != null) ? token : "none");
	}

	private String token(String path) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("XSRF-TOKEN") && cookie.getPath().equals(path))
			.map(HttpCookie::getValue)
			.findFirst()
			.orElse(null);
	}

}
