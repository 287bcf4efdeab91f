package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Those who answer for a recipient learn who asks only where the unit's leader has ticked
 * it, and not which obstacles came in one report. Their process carries nothing that
 * tells; cases begun before that was so do, and whatever the engine will carry some day.
 * So every answer of the engine to them goes out without variables, without ids that hold
 * a time and with the day instead of the hour; and they can search by no variable. Their
 * forms need none of it.
 */
@Component
@Order(EngineRequestFilter.ORDER + 1)
class UnitsHiddenFromRecipients extends OncePerRequestFilter {

	private static final Pattern OF_TASK = Pattern
		.compile(".*/task/[^/]+/(form-variables|variables|localVariables)(/.*)?");

	private static final Pattern LISTS = Pattern.compile(".*/variable-instance(/.*)?");

	/** The engine's own ids, until it was given others, began with the time. */
	private static final Pattern TIME_BASED = Pattern.compile("(.*/)?[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-.*");

	private static final Pattern ID_OF_CASE = Pattern.compile("(?i).*(instance|execution)(id)?");

	private static final Pattern TIME_OF_TASK = Pattern.compile("created|lastUpdated");

	/** As the engine writes times. */
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

	/** What to give along, which the answer does not hold anyway. */
	private static final Pattern WANTED_IN_ANSWER = Pattern.compile("with\\w*InReturn");

	private static final JsonMapper JSON = new JsonMapper();

	private final Identities identities;

	UnitsHiddenFromRecipients(Identities identities) {
		this.identities = identities;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return !path.startsWith("/engine-rest/") && !path.startsWith("/camunda/api/engine/") || !isRecipient();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// the filter before this one lets only plain paths pass
		String path = request.getRequestURI();
		if (LISTS.matcher(path).matches()) {
			Refusals.send(response, HttpServletResponse.SC_FORBIDDEN, "Refused", "Dette er ikke tillatt.");
		}
		else if (OF_TASK.matcher(path).matches()) {
			withoutVariables(request, response, chain);
		}
		else if (searchesForVariables(request)) {
			Refusals.send(response, HttpServletResponse.SC_BAD_REQUEST, "InvalidInput",
					"Du kan ikke søke på variabler.");
		}
		else {
			withoutWhatTells(request, response, chain);
		}
	}

	/** The secretariat and the operator know every unit, also if they answer as well. */
	private boolean isRecipient() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !authentication.isAuthenticated()) {
			return false;
		}
		List<String> groups = this.identities.groupsOf(authentication.getName());
		return groups.stream().anyMatch(GroupKind.RECIPIENT::has) && !groups.contains(Identities.SECRETARIAT)
				&& !groups.contains(Identities.ADMIN);
	}

	private static boolean searchesForVariables(HttpServletRequest request) throws IOException {
		String query = (request.getQueryString() != null) ? request.getQueryString() : "";
		boolean inQuery = Arrays.stream(query.split("[&;]"))
			.map((parameter) -> URLDecoder.decode(parameter, StandardCharsets.UTF_8).split("=", 2))
			.anyMatch((parameter) -> namesVariables(parameter[0])
					|| parameter[0].equals("sortBy") && parameter.length > 1 && namesVariables(parameter[1]));
		byte[] body = request.getInputStream().readAllBytes();
		// forms carry variables by design; the filter before this one has looked at them
		return inQuery || !request.getRequestURI().endsWith("/submit-form") && body.length > 0 && inJson(body);
	}

	private static boolean inJson(byte[] body) throws IOException {
		try {
			return searchesForVariables(JSON.readTree(body));
		}
		catch (JsonProcessingException ex) {
			return false;
		}
	}

	private static boolean searchesForVariables(JsonNode json) {
		for (Map.Entry<String, JsonNode> field : json.properties()) {
			JsonNode value = field.getValue();
			// Tasklist sends empty lists along, and how it would compare
			boolean asked = value.isContainerNode() ? !value.isEmpty() : value.isTextual();
			if (asked && namesVariables(field.getKey())
					|| field.getKey().equals("sortBy") && namesVariables(value.asText())) {
				return true;
			}
		}
		for (JsonNode part : json) {
			if (searchesForVariables(part)) {
				return true;
			}
		}
		return false;
	}

	private static boolean namesVariables(String name) {
		return isOfVariables(name) && !WANTED_IN_ANSWER.matcher(name).matches();
	}

	private static boolean isOfVariables(String name) {
		return name.toLowerCase(Locale.ROOT).contains("variable");
	}

	private static void withoutWhatTells(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, answer);
		byte[] body = answer.getContentAsByteArray();
		if (body.length > 0 && String.valueOf(answer.getContentType()).contains("json")) {
			JsonNode json = JSON.readTree(body);
			hide(json);
			answer.resetBuffer();
			answer.getOutputStream().write(JSON.writeValueAsBytes(json));
		}
		answer.copyBodyToResponse();
	}

	/** Takes out of an answer whatever tells. */
	static void hide(JsonNode json) {
		if (json instanceof ObjectNode object) {
			for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
				object.set(field.getKey(), shown(field.getKey(), field.getValue()));
			}
		}
		json.forEach(UnitsHiddenFromRecipients::hide);
	}

	private static JsonNode shown(String name, JsonNode value) {
		if (isOfVariables(name) && !value.isBoolean()) {
			return value.isObject() ? JSON.createObjectNode()
					: value.isArray() ? JSON.createArrayNode() : JSON.getNodeFactory().nullNode();
		}
		if (ID_OF_CASE.matcher(name).matches()
				&& TIME_BASED.matcher(value.path("href").asText(value.asText())).matches()) {
			return JSON.getNodeFactory().nullNode();
		}
		return (TIME_OF_TASK.matcher(name).matches() && value.isTextual()) ? dayOf(value.asText()) : value;
	}

	private static JsonNode dayOf(String time) {
		try {
			return JSON.getNodeFactory()
				.textNode(TIME.format(ZonedDateTime.parse(time, TIME)
					.withZoneSameInstant(ApplicationClock.OSLO)
					.truncatedTo(ChronoUnit.DAYS)));
		}
		catch (DateTimeParseException ex) {
			return JSON.getNodeFactory().nullNode();
		}
	}

	/** Whoever may not see the task gets the engine's answer. */
	private static void withoutVariables(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, answer);
		if (answer.getStatus() == HttpServletResponse.SC_OK) {
			answer.resetBuffer();
			answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
			answer.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
		}
		answer.copyBodyToResponse();
	}

}
