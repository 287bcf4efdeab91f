package no.nav.samtalepakker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A user of the application, or nobody in particular, who calls it over HTTP. */
public final class Visitor {

	static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final String base;

	private final String user;

	/**
	 * @param user user id, or null for somebody who has not logged in
	 */
	public Visitor(String base, String user) {
		this.base = base;
		this.user = user;
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

	public Answer send(String method, String path, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.header("Accept", "application/json, */*;q=0.5");
		if (this.user != null) {
			request.header("Authorization", "Basic "
					+ Base64.getEncoder().encodeToString((this.user + ":demo").getBytes(StandardCharsets.UTF_8)));
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
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

	/** The ids of all open tasks with this form that the user sees. */
	public List<String> tasks(String form) {
		return taskIds("taskDefinitionKey=userTask_" + form);
	}

	/** The ids of the tasks the user sees in the case. */
	public List<String> tasks(String form, String caseId) {
		return taskIds("taskDefinitionKey=userTask_" + form + "&processInstanceBusinessKey=" + caseId);
	}

	private List<String> taskIds(String query) {
		List<String> ids = new ArrayList<>();
		get("/engine-rest/task?" + query).expect(200).json().forEach((task) -> ids.add(task.path("id").asText()));
		return ids;
	}

	/** Waits for the one task with this form. */
	public String task(String form) {
		return only("taskDefinitionKey=userTask_" + form);
	}

	/** Waits for the one task with this form in the case. */
	public String task(String form, String caseId) {
		return only("taskDefinitionKey=userTask_" + form + "&processInstanceBusinessKey=" + caseId);
	}

	private String only(String query) {
		return await("one task " + query + " for " + this.user).until(() -> taskIds(query), (ids) -> ids.size() == 1)
			.get(0);
	}

	/** Sends a form in, whatever comes of it. */
	public Answer submit(String taskId, String form, String json) {
		return post("/engine-rest/task/" + taskId + "/submit-form", form(form, json));
	}

	/** Waits for the one task with this form and completes it. */
	public void complete(String form, String json) {
		completeTask(task(form), form, json);
	}

	/** Waits for the one task with this form in the case and completes it. */
	public void complete(String form, String caseId, String json) {
		completeTask(task(form, caseId), form, json);
	}

	/**
	 * Completes the task. A job of the same case may win a race; people then do as the
	 * message says and try again.
	 */
	public void completeTask(String taskId, String form, String json) {
		await().until(() -> submit(taskId, form, json), (answer) -> answer.status() != 409).expect(204);
	}

	/** What the form shows of its case. */
	public JsonNode context(String taskId) {
		return get("/api/tasks/" + taskId + "/context").expect(200).json();
	}

	/**
	 * The body that carries a form: one variable of type Json.
	 * @param json with single quotes, for legibility
	 */
	public static String form(String form, String json) {
		return JSON.createObjectNode()
			.set("variables",
					JSON.createObjectNode()
						.set(form, JSON.createObjectNode().put("type", "Json").put("value", json(json))))
			.toString();
	}

	/** JSON written with single quotes. */
	public static String json(String singleQuoted) {
		return singleQuoted.replace('\'', '"');
	}

	/**
	 * What came back.
	 *
	 * @param request for messages
	 * @param status HTTP status
	 * @param body as text
	 */
	public record Answer(String request, int status, String body) {

		/** Fails unless the status is this one. */
		public Answer expect(int wanted) {
			assertThat(this.status).as("%s: %s", this.request, this.body).isEqualTo(wanted);
			return this;
		}

		public JsonNode json() {
			try {
				return JSON.readTree(this.body);
			}
			catch (JsonProcessingException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
