package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
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

	/** Deeper than any query of Tasklist or Cockpit. */
	private static final int MAX_DEPTH = 30;

	private static final String REST = "/engine-rest";

	private static final String WEBAPPS = "/camunda/api";

	private static final String WEBAPP_ENGINE = WEBAPPS + "/engine";

	private static final Pattern NAMED_ENGINE = Pattern.compile("/engine/default(/.*)");

	/** Who has logged in, and what the pages' plugins read. */
	private static final Pattern HELPERS = Pattern.compile(WEBAPPS + "/(admin/auth/user/[^/]+|[a-z]+/plugin/.*)");

	private static final Pattern HELPER_QUERIES = Pattern.compile(WEBAPPS + "/cockpit/plugin/.*");

	private static final Pattern SUBMIT_TASK = Pattern.compile("/task/([^/]+)/submit-form");

	private static final Pattern CLAIM_TASK = Pattern.compile("/task/([^/]+)/claim");

	private static final Pattern SUBMIT_START = Pattern.compile("/process-definition/(key/)?([^/]+)/submit-form");

	/** Ids, names of resources and files; no tricks. */
	private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_:.~@ +-]*)+");

	/** Values that would be read as Java objects, or that no form of ours has. */
	private static final Set<String> HEAVY_TYPES = Set.of("object", "file", "bytes", "serializable");

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.build())
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
			refusal.send(response);
			return;
		}
		chain.doFilter(checked, response);
	}

	private HttpServletRequest check(HttpServletRequest request) throws IOException {
		String path = plainPath(request);
		String method = request.getMethod();
		String query = limited(request.getQueryString(), path.endsWith("/count"));
		JsonNode json = json(BufferedRequest.bodyOf(request));
		refuseExpressions(json);
		SearchedIds.asText(json);
		QueryLimits.check(json);
		if (path.startsWith(WEBAPPS) && !path.startsWith(WEBAPP_ENGINE + "/") && !path.equals(WEBAPP_ENGINE)) {
			// the pages' own helpers check who may use the application
			boolean reads = "GET".equals(method) || "HEAD".equals(method) || "OPTIONS".equals(method);
			if (!(reads && HELPERS.matcher(path).matches())
					&& !("POST".equals(method) && HELPER_QUERIES.matcher(path).matches())
					|| !this.operations.isOpenHelper(path.substring(WEBAPPS.length()), this.groupsOf.apply(user()))) {
				throw refused();
			}
			refuseObjects(json);
			return new BufferedRequest(request, query, bytes(json));
		}
		String user = user();
		Set<String> groups = this.groupsOf.apply(user);
		boolean webapp = path.startsWith(WEBAPPS);
		String operation = operation(path, webapp);
		if (operation.isEmpty() || !this.operations.isOpen(method, operation, webapp, groups)) {
			throw refused();
		}
		if ("POST".equals(method)) {
			Matcher submitTask = SUBMIT_TASK.matcher(operation);
			if (submitTask.matches()) {
				Optional<String> variable = this.forms.ofTask(submitTask.group(1), user, List.copyOf(groups));
				// whoever does not see the task gets the engine's answer, and sends
				// nothing in
				return new BufferedRequest(request, query, form(json, variable.orElse(null)));
			}
			Matcher submitStart = SUBMIT_START.matcher(operation);
			if (submitStart.matches()) {
				String variable = this.forms.ofStart(submitStart.group(2), submitStart.group(1) != null)
					.orElseThrow(EngineRequestFilter::refused);
				return new BufferedRequest(request, query, form(json, variable));
			}
			if (CLAIM_TASK.matcher(operation).matches()) {
				return new BufferedRequest(request, query, claim(json, user));
			}
		}
		refuseObjects(json);
		boolean writes = "POST".equals(method) || "PUT".equals(method);
		if (writes && json != null && !json.isObject()) {
			throw Refusal.invalid("Innholdet må være et JSON-objekt.");
		}
		// the engine fails on a query without a body
		return new BufferedRequest(request, query, bytes((writes && json == null) ? JSON.createObjectNode() : json));
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

	/**
	 * The query without expressions and with a limit: what names none gets all we give,
	 * instead of all there is.
	 */
	private static String limited(String query, boolean count) {
		List<String> kept = new ArrayList<>();
		List<Map.Entry<String, String>> parameters = new ArrayList<>();
		int limit = Processes.LONGEST_LIST;
		for (String parameter : (query != null) ? query.split("&") : new String[0]) {
			String[] parts = parameter.split("=", 2);
			String name = decode(parts[0]);
			refuseExpression(name);
			parameters.add(Map.entry(name, (parts.length > 1) ? decode(parts[1]) : ""));
			boolean page = name.equalsIgnoreCase("firstResult");
			boolean size = name.equalsIgnoreCase("maxResults");
			if (page || size) {
				int number = number(name, (parts.length > 1) ? decode(parts[1]) : "");
				limit = size ? Math.min(limit, number) : limit;
			}
			if (!size && !parameter.isEmpty()) {
				kept.add(parameter);
			}
		}
		QueryLimits.check(parameters);
		if (!count) {
			kept.add("maxResults=" + limit);
		}
		return String.join("&", kept);
	}

	private static int number(String name, String value) {
		if (!value.matches("[0-9]{1,9}")) {
			throw Refusal.invalid((name.equalsIgnoreCase("firstResult") ? "firstResult" : "maxResults")
					+ " må være et helt tall fra 0 og oppover.");
		}
		return Integer.parseInt(value);
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("Adressen er ikke gyldig.");
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
			throw Refusal.invalid("Uttrykk er ikke tillatt i søk.");
		}
	}

	/**
	 * Values are texts, numbers and flags; nothing is to be made into a Java object, in a
	 * variable as little as in what a query compares with.
	 */
	private static void refuseObjects(JsonNode json) {
		if (json == null) {
			return;
		}
		if (json.path("value").isContainerNode() || json.has("valueInfo")
				|| HEAVY_TYPES.contains(json.path("type").asText().strip().toLowerCase(Locale.ROOT))) {
			throw Refusal.invalid("Verdier må være tekst, tall eller ja/nei.");
		}
		json.forEach(EngineRequestFilter::refuseObjects);
	}

	private static JsonNode json(byte[] body) throws IOException {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			return text.isBlank() ? null : JSON.readTree(text);
		}
		catch (CharacterCodingException | JsonProcessingException ex) {
			throw Refusal.invalid("Innholdet er ikke gyldig JSON.");
		}
	}

	/** Written anew, so that the engine reads what has been checked. */
	private static byte[] bytes(JsonNode json) throws IOException {
		return (json != null) ? JSON.writeValueAsBytes(json) : new byte[0];
	}

	/**
	 * The body of a form with its one variable and nothing else.
	 * @param variable the form's variable, or null to send none
	 */
	private static byte[] form(JsonNode json, String variable) throws IOException {
		ObjectNode variables = JSON.createObjectNode();
		if (variable != null) {
			if (json == null || !json.isObject()) {
				throw Refusal.invalid("Skjemaet må sendes som et JSON-objekt med variabelen " + variable + ".");
			}
			for (Map.Entry<String, JsonNode> field : json.properties()) {
				boolean empty = field.getValue().isNull()
						|| (field.getValue().isBoolean() && !field.getValue().booleanValue());
				if (!field.getKey().equals("variables") && !empty) {
					throw Refusal
						.invalid("Skjemaet kan bare sende variabelen " + variable + ", ikke andre opplysninger.");
				}
			}
			JsonNode sent = json.path("variables");
			JsonNode value = sent.path(variable);
			if (!sent.isObject() || !value.isObject()) {
				throw Refusal.invalid("Skjemaet må sende variabelen " + variable + ".");
			}
			if (sent.size() > 1) {
				throw Refusal.invalid("Skjemaet kan bare sende variabelen " + variable + ".");
			}
			if (!"json".equalsIgnoreCase(value.path("type").asText()) || !value.path("value").isTextual()) {
				throw Refusal.invalid("Variabelen " + variable + " må ha typen Json og JSON som tekst.");
			}
			variables.putObject(variable).put("value", value.path("value").textValue()).put("type", "Json");
		}
		ObjectNode form = JSON.createObjectNode();
		form.set("variables", variables);
		return JSON.writeValueAsBytes(form);
	}

	private static byte[] claim(JsonNode json, String user) throws IOException {
		if (json == null || !user.equals(json.path("userId").textValue())) {
			throw Refusal.refused("Du kan bare ta en oppgave selv.");
		}
		return JSON.writeValueAsBytes(JSON.createObjectNode().put("userId", user));
	}

	private static String user() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !authentication.isAuthenticated()) {
			throw Refusal.unauthorized();
		}
		return authentication.getName();
	}

	private static Refusal refused() {
		return Refusal.refused("Dette er ikke tillatt.");
	}

}
