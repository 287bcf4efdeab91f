package no.nav.samtalepakker.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
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

import javax.net.ssl.SSLSession;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps cookies and follows redirects one by one, as a browser does. It believes to talk
 * to the address people open; the proxy in between, which ends https, is played here.
 */
final class Browser {

	/** The address people open. */
	static final String HOME = "https://samtalepakker.example";

	private static final Pattern REFRESH = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"");

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient client = HttpClient.newHttpClient();

	/** Where the application really listens. */
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
		(path.startsWith("/camunda") ? cookie("XSRF-TOKEN", "/camunda") : cookie("__Host-XSRF-TOKEN", "/"))
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

	/** Loses a cookie, as when the session is over. */
	void forget(String name) {
		List.copyOf(this.cookies.getCookieStore().getCookies())
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.forEach((cookie) -> this.cookies.getCookieStore().remove(URI.create(HOME), cookie));
	}

	/** Every cookie of the application, with its path. */
	List<HttpCookie> cookies() {
		return this.cookies.getCookieStore().get(URI.create(HOME + "/camunda/"));
	}

	/** Brings a cookie back that has been taken away. */
	void keep(String name, String value) {
		HttpCookie cookie = new HttpCookie(name, value);
		cookie.setPath("/");
		cookie.setVersion(0);
		cookie.setSecure(true);
		this.cookies.getCookieStore().add(URI.create(HOME), cookie);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			HttpRequest asked = request.header("Accept", "text/html,application/json;q=0.9").build();
			URI address = asked.uri();
			this.visited.add(address.toString());
			HttpRequest.Builder sent = HttpRequest.newBuilder(asked, (name, value) -> true);
			if (address.toString().startsWith(HOME)) {
				sent.uri(URI.create(this.base + address.toString().substring(HOME.length())));
			}
			this.cookies.get(address, Map.of())
				.forEach((name, values) -> values.forEach((value) -> sent.header(name, value)));
			HttpResponse<String> answer = this.client.send(sent.build(), BodyHandlers.ofString());
			this.cookies.put(address, answer.headers().map());
			return new Seen(answer, address);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static URI uri(String address) {
		return URI.create(address.startsWith("/") ? HOME + address : address);
	}

	/** An answer as it looks from outside. */
	private record Seen(HttpResponse<String> answer, URI uri) implements HttpResponse<String> {

		@Override
		public int statusCode() {
			return this.answer.statusCode();
		}

		@Override
		public HttpRequest request() {
			return this.answer.request();
		}

		@Override
		public Optional<HttpResponse<String>> previousResponse() {
			return this.answer.previousResponse();
		}

		@Override
		public HttpHeaders headers() {
			return this.answer.headers();
		}

		@Override
		public String body() {
			return this.answer.body();
		}

		@Override
		public Optional<SSLSession> sslSession() {
			return this.answer.sslSession();
		}

		@Override
		public HttpClient.Version version() {
			return this.answer.version();
		}

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
