package no.nav.samtalepakker.security;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class EngineRequestFilterTests {

	private static final Map<String, Set<String>> GROUPS = Map.of("leder", Set.of("enhet-0104"), "sekretariat",
			Set.of("sekretariat"), "admin", Set.of("camunda-admin"));

	private static final String FORM = "{\"variables\":{\"planMeeting\":{\"value\":\"{}\",\"type\":\"Json\"}}}";

	private final FormVariables forms = mock(FormVariables.class);

	private final EngineRequestFilter filter = new EngineRequestFilter(new EngineOperations(), this.forms, GROUPS::get);

	private MockFilterChain chain = new MockFilterChain();

	@AfterEach
	void logOut() {
		SecurityContextHolder.clearContext();
	}

	@ParameterizedTest
	@CsvSource({ "leder, GET, /engine-rest/task", "leder, GET, /engine-rest/task/",
			"leder, GET, /engine-rest/engine/default/task", "leder, POST, /engine-rest/task/count",
			"leder, GET, /engine-rest/task/a-1/deployed-form", "leder, GET, /engine-rest/task/a-1/form-variables",
			"leder, GET, /engine-rest/process-definition/key/rollout/startForm",
			"leder, GET, /engine-rest/process-definition/rollout:1:a/deployed-start-form",
			"leder, GET, /engine-rest/process-definition/rollout%3A1%3Aa/deployed-start-form",
			"sekretariat, GET, /engine-rest/process-instance/a/activity-instances",
			"sekretariat, POST, /engine-rest/history/process-instance/count", "sekretariat, GET, /engine-rest/incident",
			"admin, GET, /engine-rest/job", "admin, POST, /engine-rest/job/a/execute",
			"admin, PUT, /engine-rest/job/a/retries", "admin, GET, /engine-rest/user",
			"leder, GET, /camunda/api/engine/engine/", "leder, POST, /camunda/api/engine/engine/default/filter/a/list",
			"leder, OPTIONS, /camunda/api/engine/engine/default/filter",
			"leder, GET, /camunda/api/engine/engine/default/task/a/identity-links",
			"leder, GET, /camunda/api/engine/engine/default/authorization/check",
			"sekretariat, POST, /camunda/api/engine/engine/default/variable-instance",
			"sekretariat, GET, /camunda/api/engine/engine/default/deployment/a/resources/b/data",
			"sekretariat, POST, /camunda/api/cockpit/plugin/base/default/process-instance" })
	void letsListedOperationsThrough(String user, String method, String path) throws Exception {
		assertThat(call(user, method, path, null).getStatus()).isEqualTo(200);
		assertThat(this.chain.getRequest()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "leder, POST, /engine-rest/task/a/bpmnError", "leder, POST, /engine-rest/task/a/bpmnEscalation",
			"leder, POST, /engine-rest/task/a/complete", "leder, POST, /engine-rest/task/a/resolve",
			"leder, POST, /engine-rest/task/a/delegate", "leder, POST, /engine-rest/task/a/assignee",
			"leder, POST, /engine-rest/task/a/unclaim", "leder, PUT, /engine-rest/task/a/variables/unitId",
			"leder, POST, /engine-rest/task/a/localVariables", "leder, POST, /engine-rest/task/a/identity-links",
			"leder, POST, /engine-rest/task/a/comment/create", "leder, POST, /engine-rest/task/a/attachment/create",
			"leder, GET, /engine-rest/task/a/variables", "leder, PUT, /engine-rest/task/a",
			"leder, DELETE, /engine-rest/task/a", "leder, POST, /engine-rest/task/create",
			"leder, GET, /engine-rest/process-instance", "leder, GET, /engine-rest/history/task",
			"leder, GET, /engine-rest/user", "leder, GET, /engine-rest/job", "leder, GET, /engine-rest/filter",
			"leder, OPTIONS, /engine-rest/task", "leder, GET, /engine-rest/engine",
			"leder, GET, /engine-rest/engine/default/user", "leder, GET, /engine-rest/engine/other/task",
			"leder, GET, /engine-rest/task/..%2Fuser", "leder, GET, /engine-rest/task/../user",
			"leder, GET, /engine-rest/task;a=b", "leder, GET, /engine-rest//user",
			"leder, GET, /engine-rest/t%61sk/%zz", "leder, GET, /engine-rest/%74ask%252F",
			"leder, POST, /engine-rest/process-definition/key/rollout/start", "sekretariat, POST, /engine-rest/message",
			"sekretariat, POST, /engine-rest/process-instance/a/modification",
			"sekretariat, DELETE, /engine-rest/process-instance/a", "sekretariat, POST, /engine-rest/job/a/execute",
			"sekretariat, POST, /engine-rest/history/process-instance/delete",
			"admin, POST, /engine-rest/deployment/create", "admin, POST, /engine-rest/task/a/bpmnError",
			"admin, POST, /engine-rest/decision-definition/key/a/evaluate", "admin, POST, /engine-rest/filter/create",
			"admin, PUT, /engine-rest/process-instance/a/variables/unitId",
			"leder, POST, /camunda/api/engine/engine/default/task/a/bpmnError",
			"leder, GET, /camunda/api/engine/engine/other/task", "leder, GET, /camunda/api/engine/task",
			"leder, POST, /camunda/api/engine/engine/default/user/create",
			"leder, GET, /camunda/api/engine/engine/default/job",
			"admin, POST, /camunda/api/engine/engine/default/modification/execute",
			"admin, POST, /camunda/api/admin/setup/default/user/create",
			"admin, GET, /camunda/api/admin/setup/default/user/create",
			"admin, POST, /camunda/api/admin/auth/user/default/login/tasklist",
			"admin, POST, /camunda/api/admin/plugin/license/default/key",
			"admin, PUT, /camunda/api/cockpit/plugin/base/default/process-instance" })
	void deniesTheRest(String user, String method, String path) throws Exception {
		MockHttpServletResponse response = call(user, method, path, null);
		assertThat(response.getStatus()).isEqualTo(403);
		assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("\"type\":\"Refused\"",
				"ikke tillatt");
		assertThat(this.chain.getRequest()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "unitId, 826, \"0826\"", "unitId, 4100, \"4100\"", "unitId, '\"0826\"', \"0826\"",
			"unitId, '\"BU-0200\"', \"BU-0200\"", "countyId, 200, \"0200\"", "unitId, 12345, \"12345\"",
			"packageVersion, 1, 1", "unitId, true, true" })
	void findsIdsThatLookLikeNumbers(String name, String searched, String compared) throws Exception {
		for (String path : List.of("/engine-rest/process-instance",
				"/camunda/api/engine/engine/default/process-instance/count",
				"/camunda/api/cockpit/plugin/base/default/process-instance")) {
			this.chain = new MockFilterChain();
			call("sekretariat", "POST", path,
					"{\"variables\":[{\"name\":\"%s\",\"operator\":\"eq\",\"value\":%s}]}".formatted(name, searched));
			assertThat(new String(this.chain.getRequest().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.contains("\"value\":" + compared);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "leder, GET, /camunda/api/admin/auth/user/default",
			"leder, GET, /camunda/api/tasklist/plugin/x/static/app/plugin.js" })
	void letsThePagesHelpThemselves(String call) throws Exception {
		String[] parts = call.split(", ");
		assertThat(call(parts[0], parts[1], parts[2], null).getStatus()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"orQueries\":[{\"assigneeExpression\":\"${x}\"}]}",
			"{\"orQueries\":[{\"orQueries\":[{\"a\":{\"nameLikeExpression\":1}}]}]}", "{\"nameExpression\":null}",
			"{\"orQueries\":[{\"assignee\\u0045xpression\":\"${x}\"}]}", "{\"a\":1,\"a\":2}", "{\"a\":1}{\"b\":2}",
			"{not json" })
	void refusesExpressionsAndWhatCouldHideThem(String body) throws Exception {
		assertThat(call("leder", "POST", "/engine-rest/task", body).getStatus()).isEqualTo(400);
		assertThat(call("leder", "POST", "/camunda/api/engine/engine/default/filter/a/list", body).getStatus())
			.isEqualTo(400);
		assertThat(call("sekretariat", "POST", "/camunda/api/cockpit/plugin/base/default/process-instance", body)
			.getStatus()).isEqualTo(400);
		assertThat(this.chain.getRequest()).isNull();
	}

	@Test
	void refusesExpressionsInTheAddress() throws Exception {
		MockHttpServletRequest request = request("leder", "GET", "/engine-rest/task", null);
		request.setQueryString("name=a&assignee%45xpression=%24%7B1%7D");
		assertThat(answer(request).getStatus()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, maxResults=5000", "firstResult=10, firstResult=10&maxResults=5000",
					"maxResults=10, maxResults=10", "maxResults=5001, maxResults=5000",
					"maxResults=999999999&name=a, name=a&maxResults=5000", "maxResults=7&maxResults=9999, maxResults=7",
					"max%52esults=9999, maxResults=5000", "MAXRESULTS=9999, maxResults=5000",
					"name=a%26maxResults%3D9, name=a%26maxResults%3D9&maxResults=5000" })
	void noListIsLongerThanTheLimit(String query, String sent) throws Exception {
		for (String path : List.of("/engine-rest/task", "/camunda/api/engine/engine/default/task",
				"/camunda/api/cockpit/plugin/base/default/incident")) {
			for (String method : List.of("GET", "POST")) {
				if (path.contains("cockpit") && method.equals("GET")) {
					continue;
				}
				MockHttpServletRequest request = request("sekretariat", method, path,
						method.equals("POST") ? "{}" : null);
				request.setQueryString(query);
				assertThat(answer(request).getStatus()).isEqualTo(200);
				assertThat(((HttpServletRequest) this.chain.getRequest()).getQueryString()).isEqualTo(sent);
			}
		}
	}

	@Test
	void aCountHasNoLimit() throws Exception {
		MockHttpServletRequest request = request("leder", "GET", "/engine-rest/task/count", null);
		request.setQueryString("name=a");
		answer(request);
		assertThat(((HttpServletRequest) this.chain.getRequest()).getQueryString()).isEqualTo("name=a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "maxResults=-1", "maxResults=x", "maxResults=", "maxResults", "firstResult=-1",
			"maxResults=2147483648", "maxResults=1e3", "maxResults=%zz" })
	void aPageHasASize(String query) throws Exception {
		MockHttpServletRequest request = request("leder", "GET", "/engine-rest/task", null);
		request.setQueryString(query);
		assertThat(answer(request).getStatus()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":{\"@class\":\"java.net.URL\"}}]}",
			"{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":[\"java.net.URL\",\"http://localhost\"]}]}",
			"{\"variables\":[{\"name\":\"a\",\"value\":\"rO0AB\",\"type\":\"Object\"}]}",
			"{\"variables\":[{\"name\":\"a\",\"value\":\"rO0AB\",\"type\":\"BYTES\"}]}",
			"{\"variables\":[{\"name\":\"a\",\"value\":\"\",\"type\":\"File\"}]}",
			"{\"variables\":[{\"name\":\"a\",\"value\":\"\",\"valueInfo\":{\"objectTypeName\":\"a\"}}]}" })
	void noValueBecomesAnObject(String body) throws Exception {
		assertThat(call("leder", "POST", "/engine-rest/task", body).getStatus()).isEqualTo(400);
		assertThat(call("leder", "POST", "/camunda/api/engine/engine/default/filter/a/list", body).getStatus())
			.isEqualTo(400);
		assertThat(call("sekretariat", "POST", "/camunda/api/cockpit/plugin/base/default/process-instance", body)
			.getStatus()).isEqualTo(400);
		assertThat(this.chain.getRequest()).isNull();
	}

	/** Each is a join, or thousands of comparisons. */
	@ParameterizedTest
	@MethodSource
	void noQueryIsLargerThanADatabaseLikes(String body) throws Exception {
		for (String path : List.of("/engine-rest/task", "/engine-rest/task/count",
				"/camunda/api/engine/engine/default/task", "/camunda/api/engine/engine/default/filter/a/list")) {
			assertThat(call("leder", "POST", path, body).getStatus()).as(path).isEqualTo(400);
		}
		for (String path : List.of("/engine-rest/history/process-instance",
				"/camunda/api/cockpit/plugin/base/default/process-instance")) {
			assertThat(call("sekretariat", "POST", path, body).getStatus()).as(path).isEqualTo(400);
		}
		assertThat(this.chain.getRequest()).isNull();
	}

	static Stream<String> noQueryIsLargerThanADatabaseLikes() {
		String sorted = "{\"sortBy\":\"name\",\"sortOrder\":\"asc\"}";
		String byVariable = "{\"sortBy\":\"%s\",\"sortOrder\":\"asc\",\"parameters\":{\"variable\":\"a\",\"type\":\"String\"}}";
		String compared = "{\"name\":\"a\",\"operator\":\"eq\",\"value\":\"b\"}";
		return Stream.of(
				List.of("{\"sorting\":[" + list(sorted, 4) + "]}",
						"{\"orQueries\":[{\"sorting\":[" + list(sorted, 2) + "]}],\"sorting\":[" + list(sorted, 2)
								+ "]}",
						"{\"orQueries\":[" + list("{\"name\":\"a\"}", 11) + "]}",
						"{\"orQueries\":[{\"orQueries\":[" + list("{}", 10) + "]}]}",
						"{\"taskIdIn\":[" + list("\"a\"", 1_001) + "]}",
						"{\"taskIdIn\":\"" + "a,".repeat(1_001) + "\"}"),
				Stream
					.of("processVariable", "taskVariable", "executionVariable", "caseInstanceVariable",
							"caseExecutionVariable")
					.map((by) -> "{\"sorting\":[" + byVariable.formatted(by) + "]}")
					.toList(),
				Stream.of("processVariables", "taskVariables", "caseInstanceVariables", "variables")
					.map((by) -> "{\"" + by + "\":[" + list(compared, 21) + "]}")
					.toList(),
				List.of("{\"processVariables\":[" + list(compared, 10) + "],\"orQueries\":[{\"taskVariables\":["
						+ list(compared, 11) + "]}]}"))
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sortBy=processVariable&sortOrder=asc", "sort%42y=taskVariable",
			"sortBy=a&sortBy=b&sortBy=c&sortBy=d" })
	void noAddressAsksForMore(String query) throws Exception {
		MockHttpServletRequest request = request("leder", "GET", "/engine-rest/task", null);
		request.setQueryString(query);
		assertThat(answer(request).getStatus()).isEqualTo(400);
		request.setQueryString("processVariables=" + list("a_eq_b", 21));
		assertThat(answer(request).getStatus()).isEqualTo(400);
		request.setQueryString("taskIdIn=" + list("a", 1_001));
		assertThat(answer(request).getStatus()).isEqualTo(400);
	}

	@Test
	void whatPagesAskForIsSmallEnough() throws Exception {
		String tasklist = "{\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"},{\"sortBy\":\"created\","
				+ "\"sortOrder\":\"asc\"}],\"processVariables\":[],\"orQueries\":[{\"nameLike\":\"%a%\"}]}";
		assertThat(call("leder", "POST", "/camunda/api/engine/engine/default/filter/a/list", tasklist).getStatus())
			.isEqualTo(200);
		assertThat(call("sekretariat", "POST", "/engine-rest/history/process-instance",
				"{\"processInstanceIds\":[" + list("\"a\"", 1_000) + "]}")
			.getStatus()).isEqualTo(200);
	}

	private static String list(String element, int number) {
		return String.join(",", Collections.nCopies(number, element));
	}

	@Test
	void theEngineReadsWhatWasChecked() throws Exception {
		call("leder", "POST", "/engine-rest/task", " { \"name\" : \"\\u0061\" } ");
		assertThat(sent()).isEqualTo("{\"name\":\"a\"}");
		assertThat(this.chain.getRequest().getContentLength()).isEqualTo(sent().length());
	}

	@Test
	void onlyOneCharacterEncodingIsRead() throws Exception {
		String query = "{\"orQueries\":[{\"assigneeExpression\":\"${x}\"}]}";
		for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
				Charset.forName("UTF-32"))) {
			MockHttpServletRequest request = request("leder", "POST", "/engine-rest/task", "");
			request.setContent(query.getBytes(charset));
			assertThat(answer(request).getStatus()).as("%s", charset).isEqualTo(400);
		}
	}

	@Test
	void deepNestingIsRefusedEarly() throws Exception {
		String deep = "{\"orQueries\":[".repeat(40) + "]}".repeat(40);
		assertThat(call("leder", "POST", "/engine-rest/task", deep).getStatus()).isEqualTo(400);
		assertThat(call("leder", "POST", "/engine-rest/task", "[".repeat(100_000)).getStatus()).isEqualTo(400);
	}

	@Test
	void refusesLargeBodies() throws Exception {
		String body = "\"" + "a".repeat(BufferedRequest.MAX_BODY) + "\"";
		assertThat(call("leder", "POST", "/engine-rest/task", body).getStatus()).isEqualTo(413);
	}

	@Test
	void aFormBringsItsOwnVariable() throws Exception {
		given(this.forms.ofTask("a", "leder", List.of("enhet-0104"))).willReturn(Optional.of("planMeeting"));
		assertThat(call("leder", "POST", "/engine-rest/task/a/submit-form", FORM).getStatus()).isEqualTo(200);
		assertThat(sent()).isEqualTo(FORM);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"a\"", "{}", "{\"variables\":{}}", "{\"variables\":[]}",
			"{\"variables\":{\"unitId\":{\"value\":\"1\",\"type\":\"String\"}}}",
			"{\"variables\":{\"planMeeting\":{\"value\":\"{}\",\"type\":\"Json\"},\"note\":{\"value\":\"a\"}}}",
			"{\"variables\":{\"planMeeting\":{\"value\":{},\"type\":\"Json\"}}}",
			"{\"variables\":{\"planMeeting\":{\"value\":\"{}\",\"type\":\"String\"}}}",
			"{\"variables\":{\"planMeeting\":{\"value\":\"{}\"}}}", "{\"variables\":{\"planMeeting\":null}}",
			"{\"variables\":{\"planMeeting\":{\"value\":\"{}\",\"type\":\"Json\"}},\"withVariablesInReturn\":true}" })
	void aFormBringsNothingElse(String body) throws Exception {
		given(this.forms.ofTask("a", "leder", List.of("enhet-0104"))).willReturn(Optional.of("planMeeting"));
		MockHttpServletResponse response = call("leder", "POST", "/engine-rest/task/a/submit-form", body);
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("InvalidInput", "planMeeting");
	}

	@Test
	void whoeverDoesNotSeeTheTaskSendsNothingIn() throws Exception {
		given(this.forms.ofTask("a", "leder", List.of("enhet-0104"))).willReturn(Optional.empty());
		call("leder", "POST", "/engine-rest/task/a/submit-form", FORM);
		assertThat(sent()).isEqualTo("{\"variables\":{}}");
	}

	@Test
	void onlyRolloutsAreStarted() throws Exception {
		given(this.forms.ofStart("rollout", true)).willReturn(Optional.of("startRollout"));
		given(this.forms.ofStart("conversation", true)).willReturn(Optional.empty());
		String path = "/engine-rest/process-definition/key/%s/submit-form";
		String body = FORM.replace("planMeeting", "startRollout");
		assertThat(call("sekretariat", "POST", path.formatted("rollout"), body).getStatus()).isEqualTo(200);
		assertThat(call("sekretariat", "POST", path.formatted("rollout"), FORM).getStatus()).isEqualTo(400);
		assertThat(call("sekretariat", "POST", path.formatted("conversation"), body).getStatus()).isEqualTo(403);
	}

	@Test
	void nobodyClaimsForSomebodyElse() throws Exception {
		String path = "/engine-rest/task/a/claim";
		assertThat(call("leder", "POST", path, "{\"userId\":\"leder\"}").getStatus()).isEqualTo(200);
		assertThat(call("leder", "POST", path, "{\"userId\":\"other\"}").getStatus()).isEqualTo(403);
		assertThat(call("leder", "POST", path, "{\"userId\":null}").getStatus()).isEqualTo(403);
		assertThat(call("leder", "POST", path, null).getStatus()).isEqualTo(403);
	}

	private String sent() throws Exception {
		return new String(this.chain.getRequest().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private MockHttpServletResponse call(String user, String method, String path, String body) throws Exception {
		return answer(request(user, method, path, body));
	}

	private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
		this.chain = new MockFilterChain();
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(request, response, this.chain);
		return response;
	}

	private static MockHttpServletRequest request(String user, String method, String path, String body) {
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, List.of()));
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		if (body != null) {
			request.setContentType("application/json");
			request.setContent(body.getBytes(StandardCharsets.UTF_8));
		}
		return request;
	}

}
