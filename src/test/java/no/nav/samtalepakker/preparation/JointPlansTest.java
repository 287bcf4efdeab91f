package no.nav.samtalepakker.preparation;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** A unit holds its conversation in the meeting of another. */
class JointPlansTest extends PageCaseTest {

	private static final String HOST = "0101";

	private static final String JOINT = "0104";

	private static final String LEADER = "leder-0104";

	private static final LocalDate MEETING = TODAY.plusDays(3);

	private static final String BUTTON = "Samtalen vår ble holdt der";

	private static final String SAME_DATE = "Planlegg med samme dato";

	@BeforeEach
	void startBoth() {
		rollout("tillit-enhet", HOST, JOINT);
	}

	@Test
	void theMeetingOfAnotherUnitEndsTheOwnPlanWithOneClickOnItsDay() throws Exception {
		planTogether();
		goTo(MEETING);
		assertThat(page(own(), LEADER)).as("before it begins").contains(SAME_DATE).doesNotContain(BUTTON);
		act(own() + "/felles", LEADER).andExpect(flash().attributeExists("refused"));

		this.clock.moveTo(this.clock.instant().plusSeconds(2 * 60 * 60));
		assertThat(page(own(), LEADER)).contains("Felles møte", "torsdag 10. september 2026", BUTTON)
			.doesNotContain(SAME_DATE);
		this.browser.perform(get(own() + "/felles").with(user(LEADER))).andExpect(redirectedUrl(own() + "#felles"));
		act(own() + "/felles", LEADER).andExpect(redirectedUrl(own()))
			.andExpect(flash().attribute("told",
					"Samtalen deres ble holdt 10. september 2026. Nå kan dere fortelle hva den ga, hvis dere vil."));

		assertThat(conversation(JOINT).state()).isEqualTo(ConversationState.REPORTING);
		assertThat(conversation(JOINT).held()).isEqualTo(Held.YES);
		assertThat(conversation(JOINT).heldOn()).isEqualTo(MEETING);
		assertThat(conversation(HOST).held()).as("what the other says of itself").isNull();
		assertThat(task("userTask_reportConversation", conversationOf(JOINT))).isNotNull();
		assertThat(page(own(), LEADER)).doesNotContain(BUTTON, SAME_DATE);
		act(own() + "/felles", LEADER).andExpect(flash().attributeExists("refused"));
		assertThat(conversation(JOINT).heldOn()).isEqualTo(MEETING);
	}

	@Test
	void whenTheOtherHasHeldItTheDayIsTheOneItSays() throws Exception {
		planTogether();
		liveUntil(MEETING.plusDays(4));
		submitAsLeader("userTask_confirmExecution", HOST,
				"{\"outcome\": \"HELD\", \"heldOn\": \"%s\"}".formatted(MEETING.plusDays(1)));
		act(own() + "/felles", LEADER).andExpect(flash().attributeExists("told"));
		assertThat(conversation(JOINT).heldOn()).isEqualTo(MEETING.plusDays(1));
	}

	@Test
	void beforeTheMeetingTheFormOffersItsDate() throws Exception {
		planTogether();
		String plan = task("userTask_planMeeting", conversationOf(JOINT)).getId();
		assertThat(page(own(), LEADER)).contains("har satt opp samtalen", "kl. <span>10.00</span>", SAME_DATE,
				plan + "&amp;svar=felles");
		this.browser.perform(get("/api/tasks/{id}/context", plan).with(user(LEADER)))
			.andExpect(jsonPath("$.joint.meetingDate").value(MEETING.toString()))
			.andExpect(jsonPath("$.joint.meetingTime").value("10:00"))
			.andExpect(jsonPath("$.joint.durationMinutes").value(90))
			.andExpect(jsonPath("$.joint.form").value("HYBRID"))
			.andExpect(jsonPath("$.joint.place").doesNotExist());
		plan(JOINT, MEETING);
		assertThat(page(own(), LEADER)).as("with a plan of its own").doesNotContain("Felles møte", SAME_DATE);
	}

	@Test
	void onlyThePeopleOfTheUnitMaySaySo() throws Exception {
		planTogether();
		goTo(MEETING.plusDays(1));
		for (String other : List.of("leder-0101", "leder-0137", "sekretariat", "evaluator", "admin", "mottaker-hr")) {
			act(own() + "/felles", other).andExpect(status().isNotFound());
			this.browser.perform(get(own() + "/felles").with(user(other))).andExpect(status().isNotFound());
		}
		assertThat(conversation(JOINT).state()).isEqualTo(ConversationState.PLANNING);
	}

	@Test
	void whoIsNotWithTheMeetingIsOfferedNothing() throws Exception {
		plan(HOST, MEETING);
		assertThat(page(own(), LEADER)).doesNotContain("Felles møte");
		goTo(MEETING.plusDays(1));
		act(own() + "/felles", LEADER).andExpect(flash().attributeExists("refused"));
		assertThat(conversation(JOINT).state()).isEqualTo(ConversationState.PLANNING);
	}

	@Test
	void aMeetingThatIsOffIsOfferedNoMore() throws Exception {
		planTogether();
		submitAsLeader("userTask_prepareMeeting", HOST, "{\"outcome\": \"CANCELLED\"}");
		assertThat(page(own(), LEADER)).doesNotContain("Felles møte");
	}

	private void planTogether() {
		submitAsLeader("userTask_planMeeting", HOST, """
				{"meetingDate": "%s", "meetingTime": "10:00", "durationMinutes": 90, "form": "HYBRID",
				"participantCount": 8, "place": "Kantina", "jointWith": ["%s"]}
				""".formatted(MEETING, JOINT));
	}

	private String own() {
		return "/samtaler/" + conversationOf(JOINT);
	}

}
