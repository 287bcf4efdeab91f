package no.nav.samtalepakker;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.Statements;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * A list asks the database as often for twenty rows as for five. Each page is asked for
 * once before, for what is read once in the life of the application.
 */
class StatementsTest extends CaseTest {

	private static final int FEW = 5;

	private static final int MANY = 20;

	private static final String TEXT = "Reglene tolkes ulikt hos oss";

	@Autowired
	private WebApplicationContext application;

	private MockMvc browser;

	@BeforeEach
	void openBrowser() {
		this.browser = MockMvcBuilders.webAppContextSetup(this.application)
			.apply(SecurityMockMvcConfigurers.springSecurity())
			.build();
	}

	@Test
	void aListOfManyAsksTheDatabaseAsOftenAsOneOfFew() throws Exception {
		raise("0101", FEW);
		Map<String, List<String>> few = sentByEach();
		raise("0105", MANY - FEW);
		Map<String, List<String>> many = sentByEach();
		assertThat(few).as("the lists").hasSize(4).allSatisfy((list, sent) -> assertThat(sent).as(list).isNotEmpty());
		assertThat(few).allSatisfy((list, sent) -> assertThat(more(many.get(list), sent)).as(list).isEmpty());
	}

	@Test
	void aSearchThatFindsManyUnitsAsksTheDatabaseAsOftenAsOneThatFindsOne() throws Exception {
		List<String> one = sentBy("/styring/enheter?sok=0101", "sekretariat", "href=\"/styring/enheter/", 1);
		List<String> many = sentBy("/styring/enheter?sok=nav", "sekretariat", "href=\"/styring/enheter/", MANY);
		assertThat(more(many, one)).isEmpty();
	}

	/** Reported by the office; all of them go to the same recipient. */
	private void raise(String unit, int number) {
		rollout("tillit-enhet", unit);
		submitAsLeader("userTask_planMeeting", unit,
				"{\"choice\": \"ALREADY_HELD\", \"heldOn\": \"%s\"}".formatted(today()));
		String obstacle = """
				{"text": "%s", "solvableLocally": "NO", "structural": true, "subcategory": "REGELVERK.TOLKNING"}
				""".formatted(TEXT);
		submitAsLeader("userTask_reportConversation", unit, "{\"outcome\": \"WITH_INPUT\", \"obstacles\": [%s]}"
			.formatted(String.join(", ", Collections.nCopies(number, obstacle))));
	}

	private Map<String, List<String>> sentByEach() throws Exception {
		List<String> obstacles = this.jdbc.sql("select id from obstacle").query(String.class).list();
		List<String> questions = openTasks("userTask_answerObstacle").stream().map(Task::getId).toList();
		Map<String, List<String>> sent = new LinkedHashMap<>();
		sent.put("the list of obstacles", sentBy("/hindringer", "sekretariat", TEXT, obstacles.size()));
		sent.put("the chosen obstacles", sentBy("/hindringer/valgte?id=" + String.join("&id=", obstacles),
				"sekretariat", TEXT, obstacles.size()));
		sent.put("the recipient's cards", sentBy("/api/tasks/cards?ids=" + String.join(",", questions),
				"mottaker-rundskriv", TEXT, questions.size()));
		sent.put("the form of an answer",
				sentBy("/api/tasks/" + questions.get(0) + "/context", "mottaker-rundskriv", TEXT, questions.size()));
		return sent;
	}

	/** Of a page that shows so many rows at least, each with this mark. */
	private List<String> sentBy(String path, String userId, String mark, int rows) throws Exception {
		look(path, userId);
		// what has been seen today is not remembered again
		this.jdbc.sql("delete from audit").update();
		try (Statements statements = new Statements()) {
			assertThat(look(path, userId).split(mark, -1)).as(path).hasSizeGreaterThan(rows);
			return statements.sent();
		}
	}

	private String look(String path, String userId) throws Exception {
		return this.browser.perform(get(path).with(user(userId)))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
	}

	/**
	 * What is sent at least twice more often: figures that are kept for a while may have
	 * to be read anew meanwhile.
	 */
	private static List<String> more(List<String> these, List<String> than) {
		return Set.copyOf(these)
			.stream()
			.filter((statement) -> Collections.frequency(these, statement) > Collections.frequency(than, statement) + 1)
			.toList();
	}

}
