package no.nav.samtalepakker.organisation;

import java.util.List;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.testing.CaseTest;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** A unit gets a new leader while its conversation runs, or before it starts. */
class ChangeOfLeaderProcessTest extends CaseTest {

	private static final String UNIT = "0228";

	private static final String MBA = "MBA-0300";

	private static final String PLAN = "userTask_planMeeting";

	@Autowired
	private UnitChanges changes;

	@Autowired
	private StrayTasks strays;

	@Autowired
	private AuthorizationService authorizations;

	@BeforeEach
	void startWithTheUsualLeader() {
		lead("leder-0228");
	}

	@AfterEach
	void leadAgain() {
		lead("leder-0228");
	}

	@Test
	void theNewLeaderTakesOverOpenTasksAndTheOldOneLosesThem() {
		rollout("tillit-enhet", UNIT);
		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("leder-0228");

		lead("nyleder-0228");

		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("nyleder-0228")
			.hasCandidateGroupAssociated("enhet-0228");
		assertThat(mayWork("leder-0228")).isFalse();
		assertThat(mayWork("nyleder-0228")).isTrue();
		assertThat(members("enhet-0228")).containsExactly("nyleder-0228");

		submit(task(PLAN, conversationOf(UNIT)), "nyleder-0228", List.of("enhet-0228"), """
				{"meetingDate": "2026-10-01", "form": "DIGITAL", "participantCount": 5}
				""");
		assertThat(task("userTask_prepareMeeting", conversationOf(UNIT))).as("and gets the next task")
			.isAssignedTo("nyleder-0228");
	}

	@Test
	void aConversationStartedLaterGoesToTheNewLeaderWhoHasNeverLoggedIn() {
		lead("heltny-0228");

		rollout("tillit-enhet", UNIT);

		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("heltny-0228");
		assertThat(mayWork("heltny-0228")).isTrue();
	}

	@Test
	void theMeetingMovesFromTheOldLeadersCalendarToTheNewOnesOnTheDay() {
		rollout("tillit-enhet", UNIT);
		plan(UNIT, TODAY.plusDays(10), "deltaker@example.invalid");
		fire("timer_materialDue", conversationOf(UNIT));
		as("sekretariat", List.of("sekretariat"), () -> this.changes.changePeople(UNIT,
				new PeopleChange("nyleder-0228", null, null, TODAY.plusDays(3), null, null, null)));
		assertThat(mails("MEETING_LEFT", conversationOf(UNIT))).as("not before").isEmpty();

		goTo(TODAY.plusDays(3));
		this.changes.applyDue();

		assertThat(mails("MEETING_LEFT", conversationOf(UNIT))).containsExactly("leder-0228@example.invalid");
		assertThat(mails("MATERIAL", conversationOf(UNIT))).containsExactly("deltaker@example.invalid",
				"leder-0228@example.invalid", "nyleder-0228@example.invalid");
	}

	@Test
	void aChangeToComeWaitsForItsDay() {
		rollout("tillit-enhet", UNIT);
		as("sekretariat", List.of("sekretariat"), () -> this.changes.changePeople(UNIT,
				new PeopleChange("nyleder-0228", null, null, TODAY.plusDays(7), null, null, null)));
		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("leder-0228");

		goTo(TODAY.plusDays(7));
		this.changes.applyDue();

		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("nyleder-0228");
		assertThat(mayWork("leder-0228")).isFalse();
	}

	@Test
	void whoeverIsInNoGroupOfATaskCompletesItInNoWay() {
		rollout("tillit-enhet", UNIT);
		Task task = task(PLAN, conversationOf(UNIT));

		// the engine believes what the request said of the groups, our listener does not
		assertThatThrownBy(() -> submit(task, "leder-0301", List.of("enhet-0228"), "{\"choice\": \"ALREADY_HELD\"}"))
			.hasRootCauseInstanceOf(NotFound.class);
		assertThatThrownBy(() -> submit(task, "leder-0228", List.of(), "{\"choice\": \"ALREADY_HELD\"}"))
			.isInstanceOf(AuthorizationException.class);

		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("leder-0228");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNING);
	}

	@Test
	void noModelGivesATaskToALeaderWhoIsNotInTheGroup() {
		this.identities.deleteMembership("leder-0228", "enhet-0228");

		rollout("tillit-enhet", UNIT);

		assertThat(task(PLAN, conversationOf(UNIT))).isNotAssigned().hasCandidateGroupAssociated("enhet-0228");
		this.identities.createMembership("leder-0228", "enhet-0228");
	}

	@Test
	void whatAnEarlierVersionLeftWithStrangersIsTakenBack() {
		rollout("tillit-enhet", UNIT);
		Task task = task(PLAN, conversationOf(UNIT));
		this.jdbc.sql("update act_ru_task set assignee_ = 'leder-0301' where id_ = ?").param(task.getId()).update();
		Authorization right = this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
		right.setUserId("leder-0301");
		right.setResource(Resources.TASK);
		right.setResourceId(task.getId());
		right.addPermission(Permissions.TASK_WORK);
		this.authorizations.saveAuthorization(right);

		this.strays.takeBack();

		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("leder-0228");
		assertThat(mayWork("leder-0301")).isFalse();
	}

	@Test
	void aNewUnionRepresentativeConfirmsInPlaceOfTheFormerOne() {
		ofMba("tillitsvalgt-0300");
		rollout("tillit-mba", MBA);
		String conversation = conversationOf(MBA);
		submit(task(PLAN, conversation), "arbeidsgiver-0300", List.of(groupOfMba()), "{\"choice\": \"ALREADY_HELD\"}");
		submit(task("userTask_reportConversation", conversation), "arbeidsgiver-0300", List.of(groupOfMba()),
				"{\"outcome\": \"WITH_INPUT\", \"positive\": \"Vi snakket sammen\"}");
		Task approval = task("userTask_approveReport", conversation);
		this.tasks.setAssignee(approval.getId(), "tillitsvalgt-0300");

		ofMba("nytillitsvalgt-0300");

		assertThat(task("userTask_approveReport", conversation)).isNotAssigned()
			.hasCandidateGroup("part-MBA-0300-arbeidstaker");
		assertThat(members("part-MBA-0300-arbeidstaker")).containsExactly("nytillitsvalgt-0300");
		assertThat(members("part-MBA-0300-arbeidsgiver")).containsExactly("arbeidsgiver-0300");
		assertThat(members(groupOfMba())).containsExactlyInAnyOrder("arbeidsgiver-0300", "nytillitsvalgt-0300");
		submit(approval, "nytillitsvalgt-0300", List.of("part-MBA-0300-arbeidstaker"), "{\"approved\": true}");
		ofMba("tillitsvalgt-0300");
	}

	@Test
	void anMbaFromBeforeTheSidesHadGroupsGetsThemAtTheStart() {
		ofMba("tillitsvalgt-0300");
		for (String party : List.of("part-MBA-0300-arbeidsgiver", "part-MBA-0300-arbeidstaker")) {
			this.identities.deleteGroup(party);
		}
		this.jdbc.sql("update unit_person set applied = false where unit_id = ? and valid_to is null")
			.param(MBA)
			.update();

		this.changes.applyDue();

		assertThat(members("part-MBA-0300-arbeidstaker")).containsExactly("tillitsvalgt-0300");
		assertThat(members("part-MBA-0300-arbeidsgiver")).containsExactly("arbeidsgiver-0300");
	}

	private void ofMba(String coSigner) {
		as("sekretariat", List.of("sekretariat"),
				() -> this.changes.changePeople(MBA, new PeopleChange(null, coSigner, null, null, null, null, null)));
	}

	private static String groupOfMba() {
		return "enhet-" + MBA;
	}

	private void lead(String userId) {
		as("sekretariat", List.of("sekretariat"),
				() -> this.changes.changePeople(UNIT, new PeopleChange(userId, null, null, null, null, null, null)));
	}

	private boolean mayWork(String userId) {
		return this.authorizations.isUserAuthorized(userId,
				this.identities.createGroupQuery()
					.groupMember(userId)
					.list()
					.stream()
					.map(org.camunda.bpm.engine.identity.Group::getId)
					.toList(),
				Permissions.TASK_WORK, Resources.TASK, task(PLAN, conversationOf(UNIT)).getId());
	}

	private List<String> members(String group) {
		return this.identities.createUserQuery()
			.memberOfGroup(group)
			.list()
			.stream()
			.map(org.camunda.bpm.engine.identity.User::getId)
			.toList();
	}

	/** What a timer sends has gone out before the next thing happens. */
	@Override
	protected void fire(String activityId, String businessKey) {
		super.fire(activityId, businessKey);
		this.jdbc.sql("update notification set state = 'SENT' where calendar is not null and state = 'QUEUED'")
			.update();
	}

}
