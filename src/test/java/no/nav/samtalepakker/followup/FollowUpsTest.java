package no.nav.samtalepakker.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.FollowUpActions.Progress;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.testing.ConversationRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

@JdbcTest
@Import({ FollowUps.class, ActionPoints.class, FollowUpNotices.class, NorwegianCalendar.class })
class FollowUpsTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);

	private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private ActionPoints actionPoints;

	@Autowired
	private FollowUpNotices notices;

	@MockitoBean
	private Conversations conversations;

	@MockitoBean
	private Units units;

	@MockitoBean
	private Notifications notifications;

	private Conversation conversation;

	private String id;

	@BeforeEach
	void holdConversation() {
		this.conversation = hold();
		this.id = this.conversation.id();
	}

	@Test
	void movesADateOffToTheMorningOfTheNextWorkingDay() {
		this.followUps.prepare(this.id, LocalDate.of(2026, 12, 25));
		assertThat(this.followUps.hasDate(this.id)).isTrue();
		assertThat(this.followUps.dueAt(this.id))
			.isEqualTo(Date.from(LocalDate.of(2026, 12, 28).atTime(8, 0).atZone(OSLO).toInstant()));
	}

	@Test
	void hasNoDateBeforeTheGroupHasChosenOne() {
		assertThat(this.followUps.hasDate(this.id)).isFalse();
		this.followUps.prepare(this.id, null);
		assertThat(this.followUps.hasDate(this.id)).isFalse();
		this.followUps.choose(this.id, new SetFollowUpDate(TODAY, null));
		assertThat(this.followUps.hasDate(this.id)).isTrue();
	}

	@Test
	void takesNoDateForAnAnswer() {
		this.followUps.choose(this.id, new SetFollowUpDate(null, true));
		this.followUps.ends(this.id, "NO_DATE");
		assertThat(this.followUps.hasDate(this.id)).isFalse();
		assertThat(followUp().noDate()).isTrue();
		assertThat(followUp().ended()).isEqualTo(FollowUp.Ending.NO_DATE);
	}

	@Test
	void refusesAPastDate() {
		assertThatExceptionOfType(InvalidInput.class)
			.isThrownBy(() -> this.followUps.choose(this.id, new SetFollowUpDate(TODAY.minusDays(1), null)))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("followUpOn"));
	}

	@Test
	void endsWithoutEverHavingBegun() {
		this.followUps.ends(this.id, "NOTHING");
		assertThat(followUp().ended()).isEqualTo(FollowUp.Ending.NOTHING);
	}

	@Test
	void goesThroughTheActionPointsUntilThereIsNoNewDate() {
		add("Ringe først");
		add("Skrive kortere");
		this.followUps.prepare(this.id, TODAY);
		List<ActionPoint> agreed = this.actionPoints.of(this.id);

		this.followUps.followUp(this.id,
				new FollowUpActions(List.of(new Progress(agreed.get(1).id(), ActionPoint.Status.DONE, "Gikk fint")),
						TODAY.plusWeeks(4), "Fagdag", "Korte tekster virker", true, null));

		assertThat(this.actionPoints.of(this.id)).extracting(ActionPoint::status)
			.containsExactly(ActionPoint.Status.OPEN, ActionPoint.Status.DONE);
		assertThat(this.actionPoints.of(this.id).get(1).note()).isEqualTo("Gikk fint");
		assertThat(this.followUps.hasOpenActionPoints(this.id)).isTrue();
		assertThat(followUp().followUpOn()).isEqualTo(TODAY.plusWeeks(4));

		this.followUps.followUp(this.id,
				new FollowUpActions(List.of(new Progress(agreed.get(0).id(), ActionPoint.Status.DROPPED, null)), null,
						null, null, null, null));

		assertThat(this.followUps.hasOpenActionPoints(this.id)).isFalse();
		assertThat(this.followUps.hasDate(this.id)).isFalse();
		assertThat(followUp().timesDone()).isEqualTo(2);
		assertThat(followUp().learned()).isEqualTo("Korte tekster virker");
		assertThat(followUp().shareAsExample()).isTrue();
	}

	@Test
	void givesNoConsentForATextThatCameAfterIt() {
		this.followUps.followUp(this.id, new FollowUpActions(null, null, null, "Korte tekster virker", true, null));
		this.followUps.followUp(this.id, new FollowUpActions(null, null, null, "Vi var uenige", null, null));
		assertThat(followUp().shareAsExample()).isFalse();
	}

	@Test
	void refusesTheActionPointsOfAnotherConversation() {
		Conversation other = hold();
		this.actionPoints.add(other.id(), null, null, "Deres", null, null);
		String theirs = this.actionPoints.of(other.id()).get(0).id();

		assertThatExceptionOfType(InvalidInput.class)
			.isThrownBy(() -> this.followUps.followUp(this.id,
					new FollowUpActions(List.of(new Progress(theirs, ActionPoint.Status.DONE, null)), null, null, null,
							null, null)))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("actionPoints[0].id"));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.actionPoints.update(this.id, theirs, ActionPoint.Status.DONE, null));
		assertThat(this.actionPoints.of(other.id()).get(0).status()).isEqualTo(ActionPoint.Status.OPEN);
	}

	@Test
	void tellsTheLeaderOncePerDate() {
		given(this.units.leading(this.conversation.unitId()))
			.willReturn(List.of(new Person("leder", "LEADER", Party.EMPLOYER, "leder@example.invalid")));

		sendNotice(TODAY);
		sendNotice(TODAY);
		sendNotice(TODAY.plusWeeks(1));

		List<Notification> queued = queued(3);
		assertThat(queued).allSatisfy((notice) -> {
			assertThat(notice.email()).isEqualTo("leder@example.invalid");
			assertThat(notice.about().conversationId()).isEqualTo(this.id);
			assertThat(notice.words()).containsEntry("package", "Tillit i egen enhet");
		});
		assertThat(queued.get(0).occasion()).isEqualTo(queued.get(1).occasion());
		assertThat(queued.get(0).occasion()).isNotEqualTo(queued.get(2).occasion());
	}

	private void sendNotice(LocalDate date) {
		this.followUps.prepare(this.id, date);
		this.notices.send(this.id);
	}

	@SuppressWarnings("unchecked")
	private List<Notification> queued(int times) {
		ArgumentCaptor<List<Notification>> queued = ArgumentCaptor.forClass(List.class);
		verify(this.notifications, times(times)).queue(queued.capture());
		return queued.getAllValues().stream().flatMap(List::stream).toList();
	}

	private void add(String text) {
		this.actionPoints.add(this.id, null, null, text, null, null);
	}

	private FollowUp followUp() {
		return this.followUps.find(this.id).orElseThrow();
	}

	private Conversation hold() {
		Conversation held = ConversationRows.insert(this.jdbc, "tillit-enhet", TODAY.minusDays(4));
		given(this.conversations.get(held.id())).willReturn(held);
		given(this.conversations.packageOf(held.id()))
			.willReturn(new ConversationPackage("tillit-enhet", 1, "Tillit i egen enhet", TargetGroup.UNIT, false, null,
					null, List.of(), null, null, null, null, null, List.of(), List.of(), List.of(), List.of(), null));
		return held;
	}

	@TestConfiguration
	static class FixedTime {

		@Bean
		Clock clock() {
			return Clock.fixed(Instant.from(TODAY.atTime(12, 0).atZone(OSLO)), OSLO);
		}

	}

}
