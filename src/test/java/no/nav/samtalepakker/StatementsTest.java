package no.nav.samtalepakker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Pages;
import no.nav.samtalepakker.testing.Statements;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * A list asks the database as often for twenty rows as for five. Each page is asked for
 * once before, for what is read once in the life of the application.
 */
abstract class StatementsTest extends HttpCaseTest {

	private static final int FEW = 5;

	private static final int MANY = 20;

	/** A word in every text of this test, so that it finds its own. */
	private final String mark = "merke" + UUID.randomUUID().toString().replaceAll("[0-9-]", "x");

	private final String text = "Reglene tolkes ulikt hos oss " + this.mark;

	private final List<String> obstacles = new ArrayList<>();

	private final List<String> questions = new ArrayList<>();

	@Autowired
	private WebApplicationContext application;

	private MockMvc pages;

	@BeforeAll
	void open() {
		this.pages = Pages.of(this.application);
	}

	@Test
	void aListOfManyAsksTheDatabaseAsOftenAsOneOfFew() throws Exception {
		raise(FEW);
		Map<String, List<String>> few = sentByEach();
		raise(MANY - FEW);
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

	/** Reported by an office; all of them go to the same recipient. */
	private void raise(int number) {
		String told = obstacle("REGELVERK.TOLKNING").replace("Noe står i veien", this.text);
		List<String> raised = obstaclesOf(obstaclesReported(Collections.nCopies(number, told).toArray(String[]::new)));
		Visitor recipient = recipient("RUNDSKRIV");
		this.obstacles.addAll(raised);
		raised.forEach((obstacle) -> this.questions.add(recipient.task("answerObstacle", obstacle)));
	}

	private Map<String, List<String>> sentByEach() throws Exception {
		int number = this.obstacles.size();
		Map<String, List<String>> sent = new LinkedHashMap<>();
		sent.put("the list of obstacles", sentBy("/hindringer?sok=" + this.mark, "sekretariat", this.text, number));
		sent.put("the chosen obstacles", sentBy("/hindringer/valgte?id=" + String.join("&id=", this.obstacles),
				"sekretariat", this.text, number));
		sent.put("the recipient's cards", sentBy("/api/tasks/cards?ids=" + String.join(",", this.questions),
				"mottaker-rundskriv", this.text, number));
		sent.put("the form of an answer",
				sentBy("/api/tasks/" + this.questions.get(0) + "/context", "mottaker-rundskriv", this.text, number));
		return sent;
	}

	/** Of a page that shows so many rows at least, each with this mark. */
	private List<String> sentBy(String path, String userId, String mark, int rows) throws Exception {
		look(path, userId);
		// what has been seen today is not remembered again
		this.jdbc.sql("delete from audit where user_id = ?").param(userId).update();
		try (Statements statements = new Statements()) {
			assertThat(look(path, userId).split(mark, -1)).as(path).hasSizeGreaterThan(rows);
			return statements.sent();
		}
	}

	private String look(String path, String userId) throws Exception {
		return this.pages.perform(get(path).with(user(userId)))
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
