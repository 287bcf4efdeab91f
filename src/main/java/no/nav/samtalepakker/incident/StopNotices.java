package no.nav.samtalepakker.incident;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.platform.BackgroundSteps;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.StoppedStep;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the secretariat and those who run the application by e-mail that something has
 * stopped: of each stop once, and of those that come together in one e-mail. Says which
 * step, never about whom.
 */
@Component
@Transactional
class StopNotices {

	/** What fails together, such as while a database is away, is told together. */
	private static final Duration GATHERING = Duration.ofMinutes(5);

	/** While much fails, nobody needs to be told more often. */
	private static final Duration REST = Duration.ofMinutes(30);

	private final BackgroundSteps steps;

	private final Notifications notifications;

	private final Identities identities;

	private final OperationSettings settings;

	private final NorwegianCalendar calendar;

	private final JdbcClient jdbc;

	StopNotices(BackgroundSteps steps, Notifications notifications, Identities identities, OperationSettings settings,
			NorwegianCalendar calendar, JdbcClient jdbc) {
		this.steps = steps;
		this.notifications = notifications;
		this.identities = identities;
		this.settings = settings;
		this.calendar = calendar;
		this.jdbc = jdbc;
	}

	/** Tells of what has stopped lately, if it is time to. */
	void tell() {
		waitForOthers();
		List<StoppedStep> stopped = this.steps.stopped();
		forgetAllBut(stopped);
		remember(stopped);
		if (isTime()) {
			Set<String> untold = Set
				.copyOf(this.jdbc.sql("select stop_id from stop where told_at is null").query(String.class).list());
			send(stopped.stream().filter((step) -> untold.contains(step.stopId())).toList());
			this.jdbc.sql("update stop set told_at = ? where told_at is null").param(this.calendar.now()).update();
		}
	}

	/**
	 * Lets only one application or person at a time look at what has been told: two would
	 * tell of the same stop.
	 */
	void waitForOthers() {
		this.identities.lock(List.of(Identities.SECRETARIAT));
	}

	/** Keeps in mind which stops there are. */
	void remember(List<StoppedStep> stopped) {
		Set<String> known = Set.copyOf(this.jdbc.sql("select stop_id from stop").query(String.class).list());
		stopped.stream()
			.filter((step) -> !known.contains(step.stopId()))
			.forEach((step) -> this.jdbc.sql("insert into stop (stop_id, seen_at) values (?, ?)")
				.params(step.stopId(), this.calendar.now())
				.update());
	}

	private void forgetAllBut(List<StoppedStep> stopped) {
		Set<String> standing = stopped.stream().map(StoppedStep::stopId).collect(Collectors.toSet());
		this.jdbc.sql("select stop_id from stop where told_at is null or told_at < ?")
			.param(this.calendar.now().minus(REST))
			.query(String.class)
			.list()
			.stream()
			.filter((id) -> !standing.contains(id))
			.forEach((id) -> this.jdbc.sql("delete from stop where stop_id = ?").param(id).update());
	}

	private boolean isTime() {
		OffsetDateTime now = this.calendar.now();
		return this.jdbc.sql("""
				select count(*) from stop where told_at is null and seen_at <= ?
					and not exists (select 1 from stop told where told.told_at > ?)
				""").params(now.minus(GATHERING), now.minus(REST)).query(Integer.class).single() > 0;
	}

	private void send(List<StoppedStep> stopped) {
		List<String> lines = stopped.stream().map(StopNotices::line).toList();
		String occasion = "stopped-" + stopped.get(0).stopId() + "-";
		List<Notification> letters = new ArrayList<>(operators(MailType.STOPPED, occasion));
		this.identities.members(Identities.SECRETARIAT)
			.forEach((user) -> letters.add(Notification.to(user, addressOf(user), MailType.STOPPED, occasion + user)));
		this.notifications.queue(letters.stream().map((letter) -> letter.with("steps", lines)).toList());
	}

	/**
	 * Tells those who run the application that the secretariat leaves it to them.
	 * @return how many are told
	 */
	int handOver(StoppedStep step) {
		return this.notifications
			.queue(operators(MailType.STOP_HANDED_OVER, "handed-over-" + step.stopId() + "-").stream()
				.map((letter) -> letter.with("step", line(step)).with("instance", step.instanceId()))
				.toList());
	}

	private List<Notification> operators(MailType type, String occasion) {
		if (this.settings.email() != null && !this.settings.email().isBlank()) {
			return List.of(Notification.to(null, this.settings.email(), type, occasion + "operation"));
		}
		return this.identities.members(Identities.ADMIN)
			.stream()
			.map((user) -> Notification.to(user, addressOf(user), type, occasion + user))
			.toList();
	}

	private String addressOf(String user) {
		return this.identities.emailOf(user).orElse(null);
	}

	private static String line(StoppedStep step) {
		return (step.process() != null) ? step.process() + ": «" + step.step() + "»" : "Rydding i historikken";
	}

}
