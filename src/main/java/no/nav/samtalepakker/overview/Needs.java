package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.incident.StopStatus;
import no.nav.samtalepakker.incident.Stops;
import no.nav.samtalepakker.notification.MailStatus;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.WaitingTasks;
import no.nav.samtalepakker.platform.WaitingTasks.Waiting;
import no.nav.samtalepakker.proposal.ProposalProcess;
import no.nav.samtalepakker.rollout.RolloutProcess;

import org.springframework.stereotype.Component;

/**
 * «Dette trenger en hånd»: what does not go on by itself, for those who can do something
 * about it. Counts and never units, each with the way to where it is mended.
 */
@Component
class Needs {

	/** How long an obstacle may wait to be looked at before it stands here. */
	private static final int TRIAGE_DAYS = 5;

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	private final WaitingTasks tasks;

	private final Stops stops;

	private final Notifications notifications;

	private final NorwegianCalendar calendar;

	Needs(WaitingTasks tasks, Stops stops, Notifications notifications, NorwegianCalendar calendar) {
		this.tasks = tasks;
		this.stops = stops;
		this.notifications = notifications;
		this.calendar = calendar;
	}

	/** What those who run the application can mend. */
	List<Need> ofOperation() {
		List<Need> needs = new ArrayList<>();
		StopStatus stopped = this.stops.status();
		if (stopped.stopped() > 0) {
			needs
				.add(new Need(counted(stopped.stopped(), "automatisk steg har stoppet", "automatiske steg har stoppet"),
						null, "/stopp", "Se hva som har stoppet"));
		}
		if (stopped.waiting() > 0) {
			needs.add(new Need("Bakgrunnsarbeid står: %d steg har ventet".formatted(stopped.waiting()),
					dateOf(stopped.waitingSince()), "/stopp", "Se hva som har stoppet"));
		}
		MailStatus mail = this.notifications.status();
		if (mail.worthALook()) {
			needs.add(new Need(mailText(mail), dateOf(mail.delayedSince()), "/stopp/epost",
					"Se e-post som ikke kom fram"));
		}
		return needs;
	}

	/** What the secretariat can mend. */
	List<Need> all() {
		List<Need> needs = new ArrayList<>(ofOperation());
		add(needs, "svar mangler etter fristen", "svar mangler etter fristen",
				this.tasks.of(ObstacleProcess.RESOLVE_OVERDUE), "Ordne opp i det eldste");
		add(needs, "svar på et forslag mangler etter fristen", "svar på forslag mangler etter fristen",
				this.tasks.of(ProposalProcess.RESOLVE_OVERDUE), "Ordne opp i det eldste");
		OffsetDateTime longAgo = this.calendar.now().minusDays(TRIAGE_DAYS);
		add(needs, "hindring har ventet på vurdering i over fem dager",
				"hindringer har ventet på vurdering i over fem dager", this.tasks.of(ObstacleProcess.TRIAGE, longAgo),
				"Vurder den eldste");
		add(needs, "oppsummering venter på å bli godkjent", "oppsummeringer venter på å bli godkjent",
				this.tasks.of(RolloutProcess.REVIEW_SUMMARY), "Se over den eldste");
		return needs;
	}

	private static void add(List<Need> needs, String one, String many, Waiting waiting, String action) {
		if (waiting.tasks() > 0) {
			needs.add(new Need(counted(waiting.tasks(), one, many), waiting.since(), TASK + waiting.oldest(), action));
		}
	}

	private static String mailText(MailStatus mail) {
		return Stream
			.of(counted(mail.delayed(), "e-post venter på å bli sendt på nytt",
					"e-poster venter på å bli sendt på nytt"), counted(mail.refused(), "ble avvist", "ble avvist"),
					counted(mail.expired(), "ble for gammel", "ble for gamle"))
			.filter((part) -> part != null)
			.reduce((first, next) -> first + ", " + next)
			.orElseThrow()
			// what follows the first figure needs no noun of its own
			.replaceFirst("^(\\d+) ble", "$1 e-post ble");
	}

	private static String counted(long count, String one, String many) {
		return (count == 0) ? null : Counted.of(count, "1 " + one, "%d " + many);
	}

	private LocalDate dateOf(OffsetDateTime at) {
		return (at != null) ? this.calendar.dateOf(at) : null;
	}

	/**
	 * Something that waits.
	 *
	 * @param text what it is and how much of it
	 * @param since how long, or null
	 * @param address where it is mended, in this application
	 * @param action what one does there
	 */
	record Need(String text, LocalDate since, String address, String action) {
	}

}
