package no.nav.samtalepakker.followup;

import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says that the day the group chose has come, once for each date. The group asked for it,
 * so it does not count among the reminders (design §1).
 */
@Component
class FollowUpNotices {

	private final FollowUps followUps;

	private final Conversations conversations;

	private final Units units;

	private final Notifications notifications;

	FollowUpNotices(FollowUps followUps, Conversations conversations, Units units, Notifications notifications) {
		this.followUps = followUps;
		this.conversations = conversations;
		this.units = units;
		this.notifications = notifications;
	}

	@Transactional
	void send(String conversationId) {
		Conversation conversation = this.conversations.get(conversationId);
		String occasion = "follow-up:" + conversationId + ":"
				+ this.followUps.find(conversationId).orElseThrow().followUpOn();
		String packageName = this.conversations.packageOf(conversationId).name();
		for (Person person : readers(conversation.unitId())) {
			if (person.email() != null) {
				this.notifications.queue(new Notification(occasion + ":" + person.userId(), "FOLLOW_UP",
						conversation.rolloutId(), conversationId, null, person.userId(), person.email(),
						"Dagen dere valgte for oppfølging", body(packageName), null));
			}
		}
	}

	/** The leader; in an MBA both parties, who are equals. */
	private List<Person> readers(String unitId) {
		if (this.units.get(unitId).type() == UnitType.MBA) {
			return this.units.people(unitId).stream().filter((person) -> !"DEPUTY".equals(person.role())).toList();
		}
		return this.units.leader(unitId).stream().toList();
	}

	private static String body(String packageName) {
		return """
				Hei!

				Nå er dagen kommet som dere selv valgte for å se på handlingspunktene fra samtalen «%s».

				Oppgaven «Følg opp handlingspunktene» ligger klar i Tasklist. Ta en prat om hva som virket, og velg \
				en ny dato hvis dere vil møtes igjen. Det er frivillig, og dere får ingen flere beskjeder om denne datoen.
				"""
			.formatted(packageName);
	}

}
