package no.nav.samtalepakker.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps cookies and follows redirects one by one, as a browser does. */
final class Browser {

	private static final Pattern REFRESH = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"");

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String base;

	/** Every address asked for, in order. */
	private final List<String> visited = new ArrayList<>();

	Browser(int port) {
		this.base = "http://localhost:" + port;
	}

	List<String> visited() {
		return this.visited;
	}

	/** Visits a page and goes wherever it leads. */
	HttpResponse<String> visit(String address) {
		HttpResponse<String> answer = get(address);
		for (int hops = 0; hops < 20; hops++) {
			String next = next(answer);
			if (next == null) {
				return answer;
			}
			answer = get(answer.uri().resolve(next).toString());
		}
		throw new AssertionError("No end of redirects: " + this.visited);
	}

	/** Where an answer leads, by redirect or refresh, or null. */
	static String next(HttpResponse<String> answer) {
		if (answer.statusCode() / 100 == 3) {
			return answer.headers().firstValue("Location").orElseThrow();
		}
		Matcher refresh = REFRESH.matcher(answer.body());
		return refresh.find() ? refresh.group(1).replace("&amp;", "&") : null;
	}

	/**
	 * Logs in at the provider, which then tells these claims, and goes where that leads.
	 */
	HttpResponse<String> logIn(Map<String, ?> claims) {
		this.visited.clear();
		HttpResponse<String> form = visit("/oauth2/authorization/nav");
		assertThat(form.uri().toString()).startsWith(Provider.issuer());
		HttpResponse<String> answer = send(HttpRequest.newBuilder(form.uri())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(encode(Map.of("username", "subject", "claims", json(claims))))));
		return visit(answer.uri().resolve(next(answer)).toString());
	}

	HttpResponse<String> get(String address) {
		return send(HttpRequest.newBuilder(uri(address)));
	}

	HttpResponse<String> post(String path, String contentType, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body));
		cookie("XSRF-TOKEN", path.startsWith("/camunda") ? "/camunda" : "/")
			.ifPresent((token) -> request.header("X-XSRF-TOKEN", token));
		return send(request);
	}

	Optional<String> cookie(String name, String path) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name) && cookie.getPath().equals(path))
			.map(HttpCookie::getValue)
			.findFirst();
	}

	/** Brings a cookie back that has been taken away. */
	void keep(String name, String value) {
		HttpCookie cookie = new HttpCookie(name, value);
		cookie.setPath("/");
		cookie.setVersion(0);
		this.cookies.getCookieStore().add(URI.create(this.base), cookie);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			HttpRequest built = request.build();
			this.visited.add(built.uri().toString());
			return this.client.send(built, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private URI uri(String address) {
		return URI.create(address.startsWith("/") ? this.base + address : address);
	}

	private static String encode(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private static String json(Object value) {
		try {
			return new JsonMapper().writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
