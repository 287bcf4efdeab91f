package no.nav.samtalepakker.obstacle;

import java.util.List;
import java.util.Optional;

import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The page «Ordlyd», rendered and used. */
class WordingsPageTest extends PageCaseTest {

	private static final String UNIT = "0137";

	private static final String RAW = "Hos oss i Indre by tolker Kari reglene annerledes";

	private static final String APPROVED = "Reglene tolkes ulikt fra kontor til kontor";

	@Autowired
	private SharedObstacles shared;

	@Autowired
	private Answers answers;

	private String obstacle;

	private String version;

	@BeforeEach
	void report() {
		rollout("tillit-enhet", UNIT);
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "obstacles": [{"text": "%s", "solvableLocally": "NO", "structural": true,
				 "category": "REGELVERK", "subcategory": "REGELVERK.TOLKNING"}]}
				""".formatted(RAW));
		this.obstacle = this.jdbc.sql("select id from obstacle").query(String.class).single();
		this.version = new Wordings.Shown(this.obstacle, UNIT, "", RAW, TODAY, List.of()).version();
	}

	@Test
	void anObstacleThatNeverCameToTriageIsShownToOthersInApprovedWords() throws Exception {
		assertThat(page()).contains("Uten godkjent ordlyd (1)", "Regelverk: Regler tolkes ulikt", RAW)
			.doesNotContain("style=", "enhet-" + UNIT)
			.doesNotContainPattern("<script(?![^>]* src=)");
		assertThat(acts("OBSTACLE_SEEN")).containsExactly(this.obstacle);
		assertThat(this.shared.like(APPROVED)).isEmpty();

		approve(APPROVED).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/ordlyd?side=0"));

		assertThat(page()).contains("Uten godkjent ordlyd (0)", APPROVED).doesNotContain(RAW);
		assertThat(this.shared.like(APPROVED)).extracting(SharedObstacles.Similar::text).containsExactly(APPROVED);
		assertThat(acts("WORDING_APPROVED")).containsExactly(this.obstacle);
		assertThat(text("text")).isEqualTo(RAW);
	}

	@Test
	void aWordingIsTakenBack() throws Exception {
		approve(APPROVED);
		act("/ordlyd/" + this.obstacle + "/tilbake", "sekretariat").andExpect(redirectedUrl("/ordlyd"));
		assertThat(page()).contains("Uten godkjent ordlyd (1)", "Ingen ordlyd er godkjent ennå");
		assertThat(this.shared.like(APPROVED)).isEmpty();
		assertThat(acts("WORDING_TAKEN_BACK")).containsExactly(this.obstacle);
		assertThat(
				content(act("/ordlyd/" + this.obstacle + "/tilbake", "sekretariat").andExpect(status().isConflict())))
			.contains("Ordlyden er alt tatt tilbake");
	}

	@Test
	void wantsWordsWithoutANumber() throws Exception {
		assertThat(content(approve(" ").andExpect(status().isBadRequest()))).contains("Ordlyden må fylles ut",
				"aria-invalid=\"true\"");
		String number = IdentityNumberSeries.EXAMPLE;
		assertThat(content(approve("Gjaldt " + number).andExpect(status().isBadRequest()))).contains("(tegn 8–18)");
		approve("å".repeat(501)).andExpect(status().isBadRequest());
		approve("å\r\n".repeat(250)).andExpect(status().is3xxRedirection());
		assertThat(text("published_text")).isEqualTo("å\n".repeat(250).strip());
	}

	@Test
	void whatHasChangedSinceItWasShownIsLookedAtAnew() throws Exception {
		assertThat(page()).contains(this.version);
		this.jdbc.sql("update obstacle set text = 'Reglene tolkes ulikt'").update();
		assertThat(content(approve(RAW).andExpect(status().isConflict())))
			.contains("Hindringen er endret siden du så den", "Reglene tolkes ulikt");
		this.jdbc.sql("update obstacle set text = ?, published_text = 'Fra en kollega'").param(RAW).update();
		assertThat(content(approve(APPROVED).andExpect(status().isConflict()))).contains("Du skrev: «", APPROVED);
		assertThat(text("published_text")).isEqualTo("Fra en kollega");
	}

	@Test
	void aTextWithPersonalDataIsSeenToFirst() throws Exception {
		this.jdbc.sql("update routing_recipient set state = 'TO_REDACT', settled_at = null").update();
		assertThat(page()).contains("Uten godkjent ordlyd (0)").doesNotContain(RAW);
		approve(APPROVED).andExpect(status().isConflict());
		assertThat(text("published_text")).isNull();
	}

	@Test
	void whatIsRedactedOrMergedIsNotOffered() throws Exception {
		this.jdbc.sql("update obstacle set text = ?").param(Redactions.REDACTED).update();
		assertThat(page()).contains("Uten godkjent ordlyd (0)");
		approve(APPROVED).andExpect(status().isNotFound());
		this.jdbc.sql("update obstacle set text = 'Noe', merged_into = id").update();
		assertThat(page()).contains("Uten godkjent ordlyd (0)");
		approve(APPROVED).andExpect(status().isNotFound());
	}

	@Test
	void nothingIsOfferedThatNobodyWouldGetAnAnswerTo() throws Exception {
		for (String state : List.of("DRAFT", "WITHDRAWN", "LOCAL", "CLOSED")) {
			this.jdbc.sql("update obstacle set state = ?").param(state).update();
			assertThat(page()).as(state).contains("Uten godkjent ordlyd (0)").doesNotContain(RAW);
		}
	}

	@Test
	void lookingTwiceIsRememberedOnce() throws Exception {
		page();
		page();
		assertThat(acts("OBSTACLE_SEEN")).containsExactly(this.obstacle);
	}

	@Test
	void showsTenAtATime() throws Exception {
		String columns = this.jdbc.sql("""
				select listagg(lower(column_name), ', ') from information_schema.columns
				where table_name = 'OBSTACLE' and column_name not in ('ID', 'PROCESS_INSTANCE_ID')
				""").query(String.class).single();
		for (int i = 0; i < 10; i++) {
			this.jdbc
				.sql("insert into obstacle (id, " + columns + ") select '" + i + "', " + columns
						+ " from obstacle where id = ?")
				.param(this.obstacle)
				.update();
		}
		assertThat(page()).contains("Uten godkjent ordlyd (11)", "Side 1 av 2", "/ordlyd?side=1")
			.doesNotContain("Nyere");
		assertThat(page("/ordlyd?side=7", "sekretariat")).contains("Side 2 av 2", "Nyere").doesNotContain("Eldre");
	}

	@Test
	void anAnswerIsReadByOthersOnceItIsApprovedWithTheWording() throws Exception {
		answer("Dette kan vi ikke endre, fordi det er bestemt i lov.");
		assertThat(page()).contains("Godkjenn ordlyden og svarene som er merket", "Dette kan vi ikke endre",
				"checked=\"checked\"");
		act(withAnswer(form(APPROVED)).param("vis", answerId()), "sekretariat").andExpect(status().is3xxRedirection());
		assertThat(shownAnswers())
			.containsExactly("Kan ikke løses nå: Dette kan vi ikke endre, fordi det er bestemt i lov.");
		assertThat(acts("ANSWER_SHOWN")).containsExactly(answerId());
		assertThat(page()).contains("Andre kan lese svaret").doesNotContain("Svar å se på");
	}

	@Test
	void anAnswerThatIsNotMarkedIsKnownByItsKind() throws Exception {
		answer("Dette kan vi ikke endre.");
		act(withAnswer(form(APPROVED)), "sekretariat");
		assertThat(shownAnswers())
			.containsExactly("Kan ikke løses nå: Teksten er skrevet til en annen enhet og vises ikke her.");
		assertThat(acts("ANSWER_NOT_SHOWN")).containsExactly(answerId());
	}

	@Test
	void whatIsAnsweredAfterTheWordingWasApprovedIsLookedAtByItself() throws Exception {
		approve(APPROVED);
		answer("Dette kan vi ikke endre.");
		assertThat(shownAnswers()).singleElement().asString().contains("når sekretariatet har sett på den");
		assertThat(page()).contains("Svar å se på (1)", APPROVED, "Dette kan vi ikke endre.");
		look(true).andExpect(redirectedUrl("/ordlyd"));
		assertThat(shownAnswers()).containsExactly("Kan ikke løses nå: Dette kan vi ikke endre.");
		assertThat(page()).doesNotContain("Svar å se på");
		look(false);
		assertThat(shownAnswers()).singleElement().asString().doesNotContain("Dette kan vi");

		look(true);
		as("mottaker-rundskriv", List.of("mottaker-rundskriv"), () -> this.answers
			.link(this.answers.store("rundskriv", Answer.Kind.UPDATE, "Nytt fra Moss", null), this.obstacle, 1));
		assertThat(page()).contains("Svar å se på (1)", "«Moss»");
		assertThat(shownAnswers()).hasSize(2).last().asString().doesNotContain("Moss");
	}

	@Test
	void countsAllAnswersThatWaitAndShowsTheOldestTen() throws Exception {
		approve(APPROVED);
		assertThat(page()).doesNotContain("Svar å se på");
		as("mottaker-rundskriv", List.of("mottaker-rundskriv"), () -> {
			for (int i = 10; i <= 22; i++) {
				goTo(TODAY.plusDays(i));
				this.answers.link(this.answers.store("rundskriv", Answer.Kind.UPDATE, "Svar nummer " + i, null),
						this.obstacle, 1);
			}
		});
		assertThat(page())
			.contains("Svar å se på (13)", "De eldste først, 10 om gangen", "Svar nummer 10", "Svar nummer 19")
			.doesNotContain("Svar nummer 20", "Svar nummer 22");
	}

	@Test
	void anAnswerThatHasChangedIsLookedAtAnew() throws Exception {
		answer("Dette kan vi ikke endre.");
		MockHttpServletRequestBuilder seen = withAnswer(form(APPROVED)).param("vis", answerId());
		this.jdbc.sql("update answer set text = 'Nav Vålers rutiner'").update();
		assertThat(content(act(seen, "sekretariat").andExpect(status().isConflict())))
			.contains("Svaret er endret siden du så det");
		assertThat(text("published_text")).isNull();
		approve(APPROVED);
		act(post("/ordlyd/svar/{id}", answerId()).param("version", "x").param("vis", "true"), "sekretariat")
			.andExpect(status().isConflict());
		assertThat(shownAnswers()).singleElement().asString().doesNotContain("Våler");
	}

	@Test
	void anAnswerThatIsRedactedOrErasedIsReadByNobody() throws Exception {
		answer("Dette kan vi ikke endre.");
		approve(APPROVED);
		look(true);
		for (String gone : List.of(Redactions.REDACTED, Redactions.ERASED)) {
			this.jdbc.sql("update answer set text = ?").param(gone).update();
			assertThat(this.shared.like(APPROVED).get(0).answers()).extracting(SharedObstacles.GivenAnswer::text)
				.containsOnlyNulls();
			act(post("/ordlyd/svar/{id}", answerId()).param("vis", "true"), "sekretariat")
				.andExpect(status().isNotFound());
		}
	}

	@Test
	void namesInAnAnswerAreWarnedAbout() throws Exception {
		answer("Hei, Nav Våler! Dere og leder Kari Nordmann tok dette opp. Kari har rett.");
		assertThat(page()).contains("Se nøye på:", "«Nav Våler»", "«Kari Nordmann»", "«Kari»")
			.doesNotContain("checked=\"checked\"");
	}

	private void answer(String text) {
		submit(task("userTask_answerObstacle", this.obstacle), "mottaker-rundskriv", List.of("mottaker-rundskriv"),
				"{\"answer\": \"CANNOT_SOLVE\", \"text\": \"%s\"}".formatted(text));
	}

	private String answerId() {
		return this.jdbc.sql("select id from answer").query(String.class).list().get(0);
	}

	/** As the page sends what was shown on it. */
	private MockHttpServletRequestBuilder withAnswer(MockHttpServletRequestBuilder form) {
		return form.param("svar", answerId() + ":" + versionOfAnswer());
	}

	private String versionOfAnswer() {
		return new Wordings.ShownAnswer(null, null, null, null, this.answers.get(answerId()).text(), null, null, null)
			.version();
	}

	private ResultActions look(boolean shown) throws Exception {
		return act(post("/ordlyd/svar/{id}", answerId()).param("version", versionOfAnswer())
			.param("vis", String.valueOf(shown)), "sekretariat");
	}

	private List<String> shownAnswers() {
		return this.shared.like(APPROVED)
			.get(0)
			.answers()
			.stream()
			.map((answer) -> answer.kind() + ": " + answer.text())
			.toList();
	}

	@Test
	void isForTheSecretariat() throws Exception {
		for (String other : List.of("leder-0137", "evaluator", "admin", "mottaker-rundskriv", "fylke-0200")) {
			assertThat(
					content(this.browser.perform(get("/ordlyd").with(user(other))).andExpect(status().isForbidden())))
				.doesNotContain(RAW);
			act(form(APPROVED), other).andExpect(status().isForbidden());
			assertThat(page("/oversikt", other)).doesNotContain("/ordlyd");
		}
		assertThat(page("/oversikt", "sekretariat")).contains("/ordlyd");
		this.browser.perform(form(APPROVED).with(user("sekretariat"))).andExpect(status().isForbidden());
		assertThat(text("published_text")).isNull();
	}

	private String text(String column) {
		return this.jdbc.sql("select " + column + " from obstacle")
			.query((row, number) -> Optional.ofNullable(row.getString(1)))
			.single()
			.orElse(null);
	}

	private ResultActions approve(String text) throws Exception {
		return act(form(text), "sekretariat");
	}

	private MockHttpServletRequestBuilder form(String text) {
		return post("/ordlyd/{id}", this.obstacle).param("text", text).param("version", this.version);
	}

	private String page() throws Exception {
		return page("/ordlyd", "sekretariat");
	}

}
