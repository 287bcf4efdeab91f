package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import no.nav.samtalepakker.testing.PageCaseTest;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Recipients come, get other names, and go. */
class RecipientChangesTest extends PageCaseTest {

	private static final String PAGE = "/styring/mottakere";

	private static final String RUNDSKRIV = PAGE + "/RUNDSKRIV";

	private static final String UNIT = "0137";

	@Autowired
	private Recipients recipients;

	@Autowired
	private RecipientChanges changes;

	@Autowired
	private ContactChanges contacts;

	@AfterEach
	void giveBack() {
		clearCases();
		this.jdbc.sql("update recipient set deprecated_from = null, successor = null").update();
		this.jdbc.sql("delete from recipient_contact where recipient = 'NYTT_TILTAK'").update();
		this.jdbc.sql("delete from recipient where code = 'NYTT_TILTAK'").update();
		as("sekretariat", List.of("sekretariat"), () -> {
			this.changes.rename("RUNDSKRIV", "Oppdatering av rundskriv og nytt rundskrivskonsept");
			this.contacts.replace("RUNDSKRIV", List.of("mottaker-rundskriv"));
		});
	}

	@Test
	void aNewOneHasAGroupAndCanBeAskedOnceSomebodyAnswers() throws Exception {
		String[] fields = { "name=Nytt tiltak", "type=REFORM_MEASURE", "department=" };
		String preview = content(send(PAGE, fields).andExpect(status().isOk()));
		assertThat(preview).contains("Nytt tiltak blir en mottaker, med koden NYTT_TILTAK.",
				"Ingen svarer for den ennå.");
		assertThat(this.recipients.find("NYTT_TILTAK")).isEmpty();
		send(PAGE, with(fields, seen(preview))).andExpect(redirectedUrl(PAGE + "/NYTT_TILTAK"));
		assertThat(acts("RECIPIENT_ADDED")).containsExactly("NYTT_TILTAK");
		assertThat(this.identities.createGroupQuery().groupId("mottaker-nytt_tiltak").singleResult().getName())
			.isEqualTo("Mottaker: Nytt tiltak");
		assertThat(this.engine.getAuthorizationService()
			.createAuthorizationQuery()
			.groupIdIn("mottaker-nytt_tiltak")
			.count()).as("the list of its questions")
			.isEqualTo(
					this.engine.getAuthorizationService().createAuthorizationQuery().groupIdIn("mottaker-hr").count());
		assertThat(this.recipients.canBeAsked("NYTT_TILTAK")).isFalse();
		as("sekretariat", List.of("sekretariat"), () -> this.contacts.replace("NYTT_TILTAK", List.of("leder-0211")));
		assertThat(this.recipients.offered()).extracting(Recipient::code).contains("NYTT_TILTAK");

		assertThat(content(send(PAGE, fields).andExpect(status().isBadRequest())))
			.contains("En annen mottaker heter det samme");
		send(PAGE, "name=", "type=EXPERIMENT").andExpect(status().isBadRequest());
		send(PAGE, "name=Et annet", "type=LOCAL").andExpect(status().isBadRequest());
		send(PAGE, "name=Et annet", "type=").andExpect(status().isBadRequest());
		send(PAGE, "name=***", "type=EXPERIMENT").andExpect(status().isBadRequest());
	}

	@Test
	void aNewNameIsShownEverywhere() throws Exception {
		String preview = content(send(RUNDSKRIV + "/navn", "name=Rundskrivene").andExpect(status().isOk()));
		assertThat(preview).contains("heter Rundskrivene overalt fra nå av.", "Oppsummeringer som er publisert");
		send(RUNDSKRIV + "/navn", "name=Rundskrivene", "seen=" + seen(preview)).andExpect(redirectedUrl(RUNDSKRIV));
		assertThat(page(PAGE, "sekretariat")).contains(">Rundskrivene</a>");
		assertThat(this.identities.createGroupQuery().groupId("mottaker-rundskriv").singleResult().getName())
			.isEqualTo("Mottaker: Rundskrivene");
		assertThat(acts("RECIPIENT_RENAMED")).containsExactly("RUNDSKRIV");
		send(RUNDSKRIV + "/navn", "name=Rundskrivene").andExpect(status().isConflict());
		send(RUNDSKRIV + "/navn", "name=Klarspråksatsingen").andExpect(status().isBadRequest());
	}

	@Test
	void whatARuleSendsToOneThatHasGoneGoesToItsSuccessorAndTheUnitReadsWhy() throws Exception {
		reportObstacle();
		String[] fields = { "from=" + today().plusDays(10), "successor=KLARSPRAAK" };
		String preview = content(send(RUNDSKRIV + "/utga", fields).andExpect(status().isOk()));
		assertThat(preview).contains("Fra 17. september 2026 kan ingen velge",
				"nye hindringer går til Klarspråksatsingen", "Ett spørsmål er ikke ferdig. Det blir hos dem");
		send(RUNDSKRIV + "/utga", with(fields, seen(preview))).andExpect(redirectedUrl(RUNDSKRIV));
		assertThat(page(PAGE, "sekretariat")).contains("Går ut 17. september 2026");
		assertThat(this.recipients.canBeAsked("RUNDSKRIV")).as("until the day").isTrue();

		goTo(today().plusDays(10));
		this.changes.endAccess();
		assertThat(this.recipients.canBeAsked("RUNDSKRIV")).isFalse();
		assertThat(this.recipients.offered()).extracting(Recipient::code).doesNotContain("RUNDSKRIV");
		assertThat(this.recipients.contacts("RUNDSKRIV")).as("while a question is open").isNotEmpty();
		reportObstacle();
		List<String> asked = this.jdbc
			.sql("select recipient, reason from routing_recipient where state = 'OPEN' order by asked_at")
			.query((row, number) -> row.getString("recipient") + ": " + row.getString("reason"))
			.list();
		assertThat(asked).hasSize(2);
		assertThat(asked.get(0)).startsWith("RUNDSKRIV: ");
		assertThat(asked.get(1)).startsWith("KLARSPRAAK: ")
			.endsWith("Klarspråksatsingen har tatt over for Oppdatering av rundskriv og nytt rundskrivskonsept.");

		this.jdbc.sql("update routing_recipient set state = 'ANSWERED', settled_at = asked_at").update();
		this.changes.endAccess();
		assertThat(this.recipients.contacts("RUNDSKRIV")).isEmpty();
		assertThat(page(RUNDSKRIV, "sekretariat"))
			.contains("Mottakeren har gått ut", "Ingen spørsmål kommer hit lenger")
			.doesNotContain("går til vurdering hos dere");
		assertThat(this.identities.createUserQuery().memberOfGroup("mottaker-rundskriv").count()).isZero();
	}

	@Test
	void whatWaitsForAnAnswerIsMovedToTheSuccessorAndDueOnTheSameDay() throws Exception {
		reportObstacle();
		LocalDate due = dueOf("RUNDSKRIV");
		goTo(today().plusDays(5));
		String[] fields = { "from=" + today(), "successor=KLARSPRAAK", "move=true" };
		String preview = content(send(RUNDSKRIV + "/utga", fields).andExpect(status().isOk()));
		assertThat(preview).contains(
				"Ett spørsmål som venter på svar, går til Klarspråksatsingen med en gang. Fristene er de samme.",
				"De som svarer for Klarspråksatsingen, får en e-post.", "name=\"move\" value=\"true\"");
		send(RUNDSKRIV + "/utga", with(fields, seen(preview))).andExpect(redirectedUrl(RUNDSKRIV));
		theQuestionIsAt("KLARSPRAAK", due);
		assertThat(acts("RECIPIENT_QUESTIONS_MOVED")).containsExactly("RUNDSKRIV");
		assertThat(this.recipients.contacts("RUNDSKRIV")).as("they have nothing left").isEmpty();
	}

	@Test
	void whatWasLeftCanBeMovedAfterwards() throws Exception {
		reportObstacle();
		LocalDate due = dueOf("RUNDSKRIV");
		assertThat(content(send(RUNDSKRIV + "/flytt").andExpect(status().isConflict())))
			.contains("Mottakeren går ikke ut.");
		String[] fields = { "from=" + today(), "successor=KLARSPRAAK" };
		send(RUNDSKRIV + "/utga", with(fields, seen(content(send(RUNDSKRIV + "/utga", fields)))));
		assertThat(page(RUNDSKRIV, "sekretariat")).contains("Ett spørsmål venter fortsatt på svar her.",
				"Flytt til Klarspråksatsingen");
		as("sekretariat", List.of("sekretariat"), () -> this.contacts.replace("KLARSPRAAK", List.of()));
		try {
			assertThat(content(send(RUNDSKRIV + "/flytt").andExpect(status().isConflict())))
				.contains("Ingen svarer for Klarspråksatsingen ennå");
		}
		finally {
			as("sekretariat", List.of("sekretariat"),
					() -> this.contacts.replace("KLARSPRAAK", List.of("mottaker-klarspraak")));
		}
		String preview = content(send(RUNDSKRIV + "/flytt").andExpect(status().isOk()));
		send(RUNDSKRIV + "/flytt", "seen=" + seen(preview)).andExpect(redirectedUrl(RUNDSKRIV));
		theQuestionIsAt("KLARSPRAAK", due);
		assertThat(page(RUNDSKRIV, "sekretariat")).doesNotContain("venter fortsatt på svar her");
		assertThat(content(send(RUNDSKRIV + "/flytt").andExpect(status().isConflict())))
			.contains("Ingen spørsmål kan flyttes.");
	}

	@Test
	void aQuestionTheSuccessorHasHadStaysWhereItIs() throws Exception {
		reportObstacle();
		this.jdbc.sql("""
				insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, reason,
					answer_days, due_on, hops, state, asked_at, settled_at)
				select 'had-before', routing_id, obstacle_id, round, 9, 'KLARSPRAAK', reason,
					answer_days, due_on, hops, 'ANSWERED', asked_at, asked_at from routing_recipient
				""").update();
		String preview = content(send(RUNDSKRIV + "/utga", "from=" + today(), "successor=KLARSPRAAK", "move=true"));
		assertThat(preview).contains("Ingen spørsmål kan flyttes.", "1 blir der de er");
	}

	private LocalDate dueOf(String recipient) {
		return this.jdbc.sql("select due_on from routing_recipient where recipient = ? and state = 'OPEN'")
			.param(recipient)
			.query(LocalDate.class)
			.single();
	}

	private void theQuestionIsAt(String recipient, LocalDate due) {
		assertThat(this.jdbc.sql("select recipient from routing_recipient where state = 'OPEN'")
			.query(String.class)
			.list()).containsExactly(recipient);
		assertThat(dueOf(recipient)).isEqualTo(due);
		assertThat(
				this.jdbc.sql("select reason from routing_recipient where state = 'OPEN'").query(String.class).single())
			.isEqualTo("Klarspråksatsingen har tatt over for Oppdatering av rundskriv og nytt rundskrivskonsept.");
		List<Task> tasks = this.engine.getTaskService()
			.createTaskQuery()
			.taskDefinitionKey("userTask_answerObstacle")
			.list();
		assertThat(tasks).hasSize(1);
		assertThat(tasks.get(0).getDueDate().toInstant().atZone(ZoneId.of("Europe/Oslo")).toLocalDate()).isEqualTo(due);
		assertThat(this.engine.getTaskService()
			.createTaskQuery()
			.taskCandidateGroup("mottaker-" + recipient.toLowerCase(Locale.ROOT))
			.taskDefinitionKey("userTask_answerObstacle")
			.count()).isOne();
		assertThat(this.jdbc.sql("select count(*) from notification where type = 'ANSWER_ASKED'")
			.query(Integer.class)
			.single()).as("one to the former, one to the one that has taken over").isEqualTo(2);
		assertThat(acts("OBSTACLE_FORWARDED")).hasSize(1);
	}

	@Test
	void onePlannedToGoMayStayAfterAll() throws Exception {
		String[] fields = { "from=" + today().plusDays(10), "successor=KLARSPRAAK" };
		send(RUNDSKRIV + "/utga", with(fields, seen(content(send(RUNDSKRIV + "/utga", fields)))));
		String preview = content(send(RUNDSKRIV + "/bli").andExpect(status().isOk()));
		assertThat(preview).contains("kan velges, og nye hindringer går dit igjen.");
		send(RUNDSKRIV + "/bli", "seen=" + seen(preview)).andExpect(redirectedUrl(RUNDSKRIV));
		assertThat(this.recipients.get("RUNDSKRIV").deprecatedFrom()).isNull();
		assertThat(acts("RECIPIENT_REINSTATED")).containsExactly("RUNDSKRIV");
		send(RUNDSKRIV + "/bli").andExpect(status().isConflict());
	}

	@Test
	void whatCannotBeIsRefusedBesideItsField() throws Exception {
		assertThat(content(
				send(RUNDSKRIV + "/utga", "from=2020-01-01", "successor=HR").andExpect(status().isBadRequest())))
			.contains("Velg i dag eller en senere dag", "value=\"2020-01-01\"");
		for (String wrong : List.of("", "RUNDSKRIV", "LOKALT", "FINNES_IKKE")) {
			send(RUNDSKRIV + "/utga", "from=" + today(), "successor=" + wrong).andExpect(status().isBadRequest());
		}
		send(RUNDSKRIV + "/utga", "from=", "successor=HR").andExpect(status().isBadRequest());
		String[] fields = { "from=" + today(), "successor=HR" };
		String preview = content(send(RUNDSKRIV + "/utga", fields));
		as("sekretariat", List.of("sekretariat"), () -> this.changes.rename("HR", "HR i direktoratet"));
		try {
			assertThat(content(send(RUNDSKRIV + "/utga", with(fields, seen(preview))).andExpect(status().isConflict())))
				.contains("Noe er endret siden du så på dette", "HR i direktoratet");
		}
		finally {
			as("sekretariat", List.of("sekretariat"), () -> this.changes.rename("HR", "HR-avdelingen i direktoratet"));
		}
		this.jdbc.sql("update recipient set deprecated_from = ?, successor = 'HR' where code = 'KLARSPRAAK'")
			.param(today())
			.update();
		send(RUNDSKRIV + "/utga", "from=" + today(), "successor=KLARSPRAAK").andExpect(status().isBadRequest());
		send(PAGE + "/KLARSPRAAK/utga", fields).andExpect(status().isConflict());
	}

	@Test
	void onlyTheSecretariatIsThere() throws Exception {
		for (String stranger : List.of("leder-0137", "fylke-0200", "evaluator", "mottaker-rundskriv", "admin")) {
			for (String path : List.of(PAGE, RUNDSKRIV + "/navn", RUNDSKRIV + "/utga", RUNDSKRIV + "/flytt",
					RUNDSKRIV + "/bli")) {
				this.browser.perform(post(path).with(user(stranger)).with(csrf())).andExpect(status().isForbidden());
			}
		}
	}

	private void reportObstacle() {
		String unit = today().equals(TODAY) ? UNIT : "0211";
		rollout("tillit-enhet", unit);
		alreadyHeld(unit);
		submitAsLeader("userTask_reportConversation", unit, """
				{"outcome": "WITH_INPUT", "obstacles": [{"text": "Reglene tolkes ulikt", "solvableLocally": "NO",
				 "structural": true, "category": "REGELVERK", "subcategory": "REGELVERK.TOLKNING"}]}
				""");
	}

	private static String[] with(String[] fields, String seen) {
		return Stream.concat(Arrays.stream(fields), Stream.of("seen=" + seen)).toArray(String[]::new);
	}

	private ResultActions send(String path, String... fields) throws Exception {
		MockHttpServletRequestBuilder request = post(path);
		for (String field : fields) {
			request.param(field.split("=", 2)[0], field.split("=", 2)[1]);
		}
		return act(request, "sekretariat");
	}

	private static String seen(String preview) {
		return preview.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

}
