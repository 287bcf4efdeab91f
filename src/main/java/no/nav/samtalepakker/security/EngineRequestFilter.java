package no.nav.samtalepakker.security;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guards the engine's REST interface and that of its web applications: lets listed
 * operations through and nothing else. A form may carry only its own variable, because
 * any other would overwrite the case's or shadow a bean; nobody claims a task for
 * somebody else; and no query carries an expression, which this version of the engine
 * would run (CVE-2026-109432).
 */
class EngineRequestFilter extends OncePerRequestFilter {

	static final int ORDER = SecurityProperties.DEFAULT_FILTER_ORDER + 300;

	static final int MAX_BODY = 200 * 1024;

	private static final String REST = "/engine-rest";

	private static final String WEBAPPS = "/camunda/api";

	private static final String WEBAPP_ENGINE = WEBAPPS + "/engine";

	private static final Pattern NAMED_ENGINE = Pattern.compile("/engine/default(/.*)");

	private static final Pattern SUBMIT_TASK = Pattern.compile("/task/([^/]+)/submit-form");

	private static final Pattern CLAIM_TASK = Pattern.compile("/task/([^/]+)/claim");

	private static final Pattern SUBMIT_START = Pattern.compile("/process-definition/(key/)?([^/]+)/submit-form");

	/** Ids, names of resources and files; no tricks. */
	private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_:.~@ +-]*)+");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final EngineOperations operations;

	private final FormVariables forms;

	private final Function<String, Set<String>> groupsOf;

	EngineRequestFilter(EngineOperations operations, FormVariables forms, Function<String, Set<String>> groupsOf) {
		this.operations = operations;
		this.forms = forms;
		this.groupsOf = groupsOf;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest checked;
		try {
			checked = check(request);
		}
		catch (Refusal refusal) {
			Refusals.send(response, refusal.status, refusal.type, refusal.getMessage());
			return;
		}
		chain.doFilter(checked, response);
	}

	private HttpServletRequest check(HttpServletRequest request) throws IOException {
		String path = plainPath(request);
		refuseExpressions(request.getQueryString());
		byte[] body = body(request);
		JsonNode json = json(body);
		refuseExpressions(json);
		if (path.startsWith(WEBAPPS) && !path.startsWith(WEBAPP_ENGINE + "/") && !path.equals(WEBAPP_ENGINE)) {
			// the pages' own helpers: they read, and check who may use the application
			return new Reread(request, body);
		}
		String user = user();
		Set<String> groups = this.groupsOf.apply(user);
		boolean webapp = path.startsWith(WEBAPPS);
		String operation = operation(path, webapp);
		String method = request.getMethod();
		if (operation.isEmpty() || !this.operations.isOpen(method, operation, webapp, groups)) {
			throw refused();
		}
		if ("POST".equals(method)) {
			Matcher submitTask = SUBMIT_TASK.matcher(operation);
			if (submitTask.matches()) {
				Optional<String> variable = this.forms.ofTask(submitTask.group(1), user, List.copyOf(groups));
				// whoever does not see the task gets the engine's answer, and sends
				// nothing in
				return new Reread(request, form(json, variable.orElse(null)));
			}
			Matcher submitStart = SUBMIT_START.matcher(operation);
			if (submitStart.matches()) {
				String variable = this.forms.ofStart(submitStart.group(2), submitStart.group(1) != null)
					.orElseThrow(EngineRequestFilter::refused);
				return new Reread(request, form(json, variable));
			}
			if (CLAIM_TASK.matcher(operation).matches()) {
				return new Reread(request, claim(json, user));
			}
		}
		return new Reread(request, body);
	}

	/** The path as the engine will read it; what could be read in two ways is refused. */
	private static String plainPath(HttpServletRequest request) {
		String raw = request.getRequestURI().substring(request.getContextPath().length());
		String path;
		try {
			path = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw refused();
		}
		if (!PLAIN_PATH.matcher(path).matches() || path.contains("//") || path.contains("/./") || path.contains("/../")
				|| path.endsWith("/.") || path.endsWith("/..") || raw.toLowerCase(Locale.ROOT).contains("%2f")) {
			throw refused();
		}
		return path;
	}

	/** The path below the engine, without a trailing slash; empty if there is none. */
	private static String operation(String path, boolean webapp) {
		String operation = path.substring((webapp ? WEBAPP_ENGINE : REST).length());
		if (operation.endsWith("/")) {
			operation = operation.substring(0, operation.length() - 1);
		}
		Matcher named = NAMED_ENGINE.matcher(operation);
		if (named.matches()) {
			return named.group(1);
		}
		if (operation.equals("/engine")) {
			// the names of the engines: the web applications ask before anything else
			return webapp ? "/version" : operation;
		}
		return (webapp || operation.startsWith("/engine/")) ? "" : operation;
	}

	private static void refuseExpressions(String query) {
		if (query == null) {
			return;
		}
		for (String parameter : query.split("[&;]")) {
			String name;
			try {
				name = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				throw invalid("Adressen er ikke gyldig.");
			}
			refuseExpression(name);
		}
	}

	private static void refuseExpressions(JsonNode json) {
		if (json == null) {
			return;
		}
		if (json.isObject()) {
			json.fieldNames().forEachRemaining(EngineRequestFilter::refuseExpression);
		}
		json.forEach(EngineRequestFilter::refuseExpressions);
	}

	private static void refuseExpression(String name) {
		if (name.strip().toLowerCase(Locale.ROOT).endsWith("expression")) {
			throw invalid("Uttrykk er ikke tillatt i søk.");
		}
	}

	private static byte[] body(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
		if (body.length > MAX_BODY) {
			throw new Refusal(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "InvalidInput",
					"Innholdet er for stort, høyst 200 kB.");
		}
		return body;
	}

	private static JsonNode json(byte[] body) throws IOException {
		if (new String(body, StandardCharsets.UTF_8).isBlank()) {
			return null;
		}
		try {
			return JSON.readTree(body);
		}
		catch (JsonProcessingException ex) {
			throw invalid("Innholdet er ikke gyldig JSON.");
		}
	}

	/**
	 * The body of a form with its one variable and nothing else.
	 * @param variable the form's variable, or null to send none
	 */
	private static byte[] form(JsonNode json, String variable) throws IOException {
		ObjectNode variables = JSON.createObjectNode();
		if (variable != null) {
			if (json == null || !json.isObject()) {
				throw invalid("Skjemaet må sendes som et JSON-objekt med variabelen " + variable + ".");
			}
			for (Map.Entry<String, JsonNode> field : json.properties()) {
				boolean empty = field.getValue().isNull()
						|| (field.getValue().isBoolean() && !field.getValue().booleanValue());
				if (!field.getKey().equals("variables") && !empty) {
					throw invalid("Skjemaet kan bare sende variabelen " + variable + ", ikke andre opplysninger.");
				}
			}
			JsonNode sent = json.path("variables");
			JsonNode value = sent.path(variable);
			if (!sent.isObject() || !value.isObject()) {
				throw invalid("Skjemaet må sende variabelen " + variable + ".");
			}
			if (sent.size() > 1) {
				throw invalid("Skjemaet kan bare sende variabelen " + variable + ".");
			}
			if (!"json".equalsIgnoreCase(value.path("type").asText()) || !value.path("value").isTextual()) {
				throw invalid("Variabelen " + variable + " må ha typen Json og JSON som tekst.");
			}
			variables.putObject(variable).put("value", value.path("value").textValue()).put("type", "Json");
		}
		ObjectNode form = JSON.createObjectNode();
		form.set("variables", variables);
		return JSON.writeValueAsBytes(form);
	}

	private static byte[] claim(JsonNode json, String user) throws IOException {
		if (json == null || !user.equals(json.path("userId").textValue())) {
			throw new Refusal(HttpServletResponse.SC_FORBIDDEN, "Refused", "Du kan bare ta en oppgave selv.");
		}
		return JSON.writeValueAsBytes(JSON.createObjectNode().put("userId", user));
	}

	private static String user() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !authentication.isAuthenticated()) {
			throw new Refusal(HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", "Du må logge inn.");
		}
		return authentication.getName();
	}

	private static Refusal refused() {
		return new Refusal(HttpServletResponse.SC_FORBIDDEN, "Refused", "Dette er ikke tillatt.");
	}

	private static Refusal invalid(String message) {
		return new Refusal(HttpServletResponse.SC_BAD_REQUEST, "InvalidInput", message);
	}

	/** Why a request goes no further. */
	private static final class Refusal extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final int status;

		private final String type;

		Refusal(int status, String type, String message) {
			super(message, null, false, false);
			this.status = status;
			this.type = type;
		}

	}

	/** The request with the body that was checked. */
	private static final class Reread extends HttpServletRequestWrapper {

		private final byte[] body;

		Reread(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream bytes = new ByteArrayInputStream(this.body);
			return new ServletInputStream() {

				@Override
				public int read() {
					return bytes.read();
				}

				@Override
				public int read(byte[] buffer, int offset, int length) {
					return bytes.read(buffer, offset, length);
				}

				@Override
				public int available() {
					return bytes.available();
				}

				@Override
				public boolean isFinished() {
					return bytes.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

		@Override
		public BufferedReader getReader() {
			return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
		}

		@Override
		public int getContentLength() {
			return this.body.length;
		}

		@Override
		public long getContentLengthLong() {
			return this.body.length;
		}

		@Override
		public String getHeader(String name) {
			return HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name) && super.getHeader(name) != null
					? String.valueOf(this.body.length) : super.getHeader(name);
		}

		@Override
		public java.util.Enumeration<String> getHeaders(String name) {
			return HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name) && super.getHeader(name) != null
					? java.util.Collections.enumeration(List.of(String.valueOf(this.body.length)))
					: super.getHeaders(name);
		}

	}

}
