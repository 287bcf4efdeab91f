package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The meetings units hold together, as seen by those another has said are with it. News
 * of them is for those who have a part in the joint unit.
 */
@Component
public class JointMeetings implements Asking {

	private final JdbcClient jdbc;

	private final Meetings meetings;

	private final Conversations conversations;

	private final Units units;

	private final NorwegianCalendar calendar;

	JointMeetings(JdbcClient jdbc, Meetings meetings, Conversations conversations, Units units,
			NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.meetings = meetings;
		this.conversations = conversations;
		this.units = units;
		this.calendar = calendar;
	}

	@Override
	public Set<MailType> types() {
		return Set.of(MailType.JOINT_MEETING);
	}

	@Override
	public boolean isOpen(Asked asked) {
		return this.units.isMember(asked.subjectId(), asked.userId());
	}

	/**
	 * The meeting on the same package in the same rollout that another unit holds
	 * together with this one, as long as this one has no plan of its own. Of several the
	 * one that has been held, else the first.
	 */
	public Optional<JointMeeting> of(Conversation own) {
		if (own.state() != ConversationState.PLANNING) {
			return Optional.empty();
		}
		return this.jdbc.sql("""
				select c.id from meeting_joint_unit j join conversation c on c.id = j.conversation_id
				where j.unit_id in (:units) and c.rollout_id = :rollout and c.package_key = :package and c.id <> :own
					and (c.state = 'PLANNED' or c.held = 'YES')
				""")
			.param("units", this.units.withPredecessors(List.of(own.unitId())))
			.param("rollout", own.rolloutId())
			.param("package", own.packageKey())
			.param("own", own.id())
			.query(String.class)
			.list()
			.stream()
			.map(this.conversations::get)
			.flatMap((other) -> this.meetings.find(other.id()).stream().flatMap((meeting) -> joint(other, meeting)))
			.min(Comparator.comparing((JointMeeting joint) -> !joint.over()).thenComparing(JointMeeting::on));
	}

	private Stream<JointMeeting> joint(Conversation other, Meeting meeting) {
		LocalDate day = (other.held() == Held.YES) ? other.heldOn() : meeting.finalDay();
		if (day == null) {
			return Stream.empty();
		}
		boolean over = other.held() == Held.YES
				|| (!this.calendar.today().isBefore(day) && !this.calendar.now().isBefore(meeting.begins()));
		return Stream.of(new JointMeeting(this.units.get(other.unitId()).name(), day, meeting.meetingTime(),
				meeting.durationMinutes(), meeting.form(), over));
	}

}
