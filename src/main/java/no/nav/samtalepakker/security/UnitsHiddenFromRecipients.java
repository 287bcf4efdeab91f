package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Identities;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Those who answer for a recipient read no process variables of the engine and search for
 * none: the unit's id is one of them, and they learn who asks only where the unit's
 * leader has ticked it. Their forms need none.
 */
@Component
@Order(EngineRequestFilter.ORDER + 1)
class UnitsHiddenFromRecipients extends OncePerRequestFilter {

	private static final String RECIPIENTS = "mottaker-";

	private static final Pattern OF_TASK = Pattern
		.compile(".*/task/[^/]+/(form-variables|variables|localVariables)(/.*)?");

	private static final Pattern LISTS = Pattern.compile(".*/variable-instance(/.*)?");

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
			chain.doFilter(request, response);
		}
	}

	private boolean isRecipient() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication != null && authentication.isAuthenticated()
				&& this.identities.groupsOf(authentication.getName())
					.stream()
					.anyMatch((group) -> group.startsWith(RECIPIENTS));
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
		return name.toLowerCase(Locale.ROOT).contains("variable");
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
