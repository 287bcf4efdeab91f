package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Nobody lists what another person has done: the engine's history tells what happened in
 * a case, not who did it, and is not searched or sorted by people. Of themselves people
 * may know. Who did what is in the audit, for security and for whoever it concerns.
 */
@Component
@Order(EngineRequestFilter.ORDER + 1)
class ActsOfOthersHidden extends OncePerRequestFilter {

	/** The history, and what Cockpit reads of it besides. */
	private static final Pattern HISTORY = Pattern.compile("(/engine-rest|/camunda/api/engine)(/engine/default|"
			+ "/engine/engine/default)?/(history|batch)(/.*)?|/camunda/api/cockpit/plugin/.*");

	private static final Pattern OPERATIONS = Pattern.compile(".*/history/user-operation(/count)?/?");

	/** Names of fields and filters that hold a user id. */
	private static final Pattern PERSON = Pattern
		.compile("(?i)(?!userOperationId).*(user|assignee|owner|assigner|startedBy|createdBy).*");

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication == null || !authentication.isAuthenticated() || !HISTORY.matcher(path(request)).matches();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String user = SecurityContextHolder.getContext().getAuthentication().getName();
		byte[] body = request.getInputStream().readAllBytes();
		String query = (request.getQueryString() != null) ? request.getQueryString() : "";
		if (namesOthers(query, user) || namesOthers(read(body), user)) {
			Refusals.send(response, HttpServletResponse.SC_BAD_REQUEST, "InvalidInput",
					"Du kan ikke søke på hva andre har gjort.");
			return;
		}
		if (OPERATIONS.matcher(path(request)).matches()) {
			query += "&userId=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
		}
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		chain.doFilter(new BufferedRequest(request, query, body), answer);
		if (answer.getStatus() == HttpServletResponse.SC_OK && String.valueOf(answer.getContentType()).contains("json")
				&& !"HEAD".equals(request.getMethod())) {
			JsonNode json = JSON.readTree(answer.getContentAsByteArray());
			if (hide(json, user)) {
				answer.resetBuffer();
				answer.getOutputStream().write(JSON.writeValueAsBytes(json));
			}
		}
		answer.copyBodyToResponse();
	}

	/** The filter before this one lets only plain paths pass. */
	private static String path(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	private static boolean namesOthers(String query, String user) {
		return Arrays.stream(query.split("&"))
			.map((parameter) -> (parameter + "=").split("=", -1))
			.anyMatch((parameter) -> namesOther(decode(parameter[0]), decode(parameter[1]), user));
	}

	private static boolean namesOthers(JsonNode json, String user) {
		for (Map.Entry<String, JsonNode> field : json.properties()) {
			if (field.getValue().isValueNode() && !field.getValue().isNull()
					&& namesOther(field.getKey(), field.getValue().asText(), user)
					|| field.getValue().isArray() && PERSON.matcher(field.getKey()).matches()
							&& !field.getValue().isEmpty()) {
				return true;
			}
		}
		for (JsonNode part : json) {
			if (namesOthers(part, user)) {
				return true;
			}
		}
		return false;
	}

	/** The order of a list tells, too. */
	private static boolean namesOther(String name, String value, String user) {
		return PERSON.matcher(name).matches() && !value.isEmpty() && !value.equals(user)
				|| name.equals("sortBy") && PERSON.matcher(value).matches();
	}

	/** Takes other people's ids out; whether there were any. */
	private static boolean hide(JsonNode json, String user) {
		boolean hidden = false;
		if (json instanceof ObjectNode object) {
			for (Map.Entry<String, JsonNode> field : object.properties()) {
				if (field.getValue().isTextual() && PERSON.matcher(field.getKey()).matches()
						&& !field.getValue().asText().equals(user)) {
					field.setValue(object.nullNode());
					hidden = true;
				}
			}
		}
		for (JsonNode part : json) {
			hidden |= hide(part, user);
		}
		return hidden;
	}

	private static JsonNode read(byte[] body) throws IOException {
		try {
			return JSON.readTree(body);
		}
		catch (JsonProcessingException ex) {
			// the engine answers
			return JSON.missingNode();
		}
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
