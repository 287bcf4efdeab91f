package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps cookies, follows nothing, and sends exactly what it is told. */
final class Attacker {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String base;

	Attacker(int port) {
		this.base = "http://localhost:" + port;
	}

	/** Logs in by the form. */
	Attacker logIn(String user) {
		assertThat(tryToLogIn(user, "demo").statusCode()).isEqualTo(302);
		assertThat(get("/oversikt").statusCode()).isEqualTo(200);
		return this;
	}

	HttpResponse<String> tryToLogIn(String user, String password) {
		get("/login");
		return send("POST", "/login", "username=" + user + "&password=" + password + "&_csrf=" + token("/"),
				Map.of("Content-Type", "application/x-www-form-urlencoded"));
	}

	/** The token scripts send, of our pages (/) or of the web applications (/camunda). */
	String token(String path) {
		return cookie("XSRF-TOKEN", path).orElseThrow().getValue();
	}

	/** The token of the web applications, whose page has been opened. */
	String tasklistToken() {
		assertThat(get(TASKLIST).statusCode()).isEqualTo(200);
		return token("/camunda");
	}

	Optional<HttpCookie> cookie(String name, String path) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name) && cookie.getPath().equals(path))
			.findFirst();
	}

	String session() {
		return cookie("JSESSIONID", "/").orElseThrow().getValue();
	}

	void plant(String name, String value) {
		HttpCookie cookie = new HttpCookie(name, value);
		cookie.setPath("/");
		cookie.setVersion(0);
		// as the store names a host without a dot
		cookie.setDomain("localhost.local");
		this.cookies.getCookieStore().add(URI.create(this.base), cookie);
	}

	HttpResponse<String> get(String path) {
		return send("GET", path, null, Map.of());
	}

	HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		headers.forEach(request::header);
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
