package no.nav.samtalepakker.meeting;

import java.util.Set;

import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.organisation.Units;

import org.springframework.stereotype.Component;

/** News of a joint meeting is for those who have a part in the joint unit. */
@Component
class JointMeetings implements Asking {

	private final Units units;

	JointMeetings(Units units) {
		this.units = units;
	}

	@Override
	public Set<MailType> types() {
		return Set.of(MailType.JOINT_MEETING);
	}

	@Override
	public boolean isOpen(Asked asked) {
		return this.units.isMember(asked.subjectId(), asked.userId());
	}

}
