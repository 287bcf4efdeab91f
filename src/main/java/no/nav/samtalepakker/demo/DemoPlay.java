package no.nav.samtalepakker.demo;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.demo.Part.Story;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.ContactChanges;
import no.nav.samtalepakker.organisation.RecipientType;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rehearsal;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Plays a finished and a running rollout on a first start with an empty database. Runs
 * before the job executor starts, and gives real time back before that.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "samtalepakker.demo.play", matchIfMissing = true)
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoPlay implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(DemoPlay.class);

	private static final int DAYS_BETWEEN_LOOKS = 7;

	private static final int DAYS_FROM_CLOSING_TO_CUT_OFF = 30;

	/** The e-mails of the last days are written to files, so that there are some. */
	private static final int DAYS_OF_MAIL = 2;

	private final Rehearsal rehearsal;

	private final Actors actors;

	private final Cast cast;

	private final Units units;

	private final Recipients recipients;

	private final ContactChanges contacts;

	private final Rollouts rollouts;

	private final Notifications notifications;

	private final NorwegianCalendar calendar;

	private final JdbcClient jdbc;

	private final DatabaseFile file;

	DemoPlay(Rehearsal rehearsal, Actors actors, Cast cast, Units units, Recipients recipients, ContactChanges contacts,
			Rollouts rollouts, Notifications notifications, NorwegianCalendar calendar, JdbcClient jdbc,
			DatabaseFile file) {
		this.rehearsal = rehearsal;
		this.actors = actors;
		this.cast = cast;
		this.units = units;
		this.recipients = recipients;
		this.contacts = contacts;
		this.rollouts = rollouts;
		this.notifications = notifications;
		this.calendar = calendar;
		this.jdbc = jdbc;
		this.file = file;
	}

	@Override
	public void run(ApplicationArguments args) throws SQLException {
		if (!this.rollouts.all().isEmpty()) {
			return;
		}
		Instant started = Instant.now();
		log.info("The demonstration plays two rollouts; this takes a minute. samtalepakker.demo.play=false skips it.");
		try {
			play(this.calendar.today());
		}
		finally {
			this.rehearsal.over();
		}
		this.file.compact();
		logFigures(Duration.between(started, Instant.now()));
	}

	private void play(LocalDate today) {
		LocalDate firstOpens = today.minusMonths(7);
		LocalDate secondOpens = today.minusDays(60);
		// long enough ago for a summary to be published and the next one to be drafted
		LocalDate cutOff = today.minusMonths(2);
		this.rehearsal.startAt(at(firstOpens));
		nameSecondContacts();
		order("Tillit i Nav " + firstOpens.getYear(), List.of("tillit-enhet", "tillit-brukerutvalg", "tillit-mba"),
				firstOpens, cutOff.minusDays(DAYS_FROM_CLOSING_TO_CUT_OFF));
		castFirst(firstOpens);
		boolean secondOrdered = false;
		for (LocalDate day = firstOpens; day.isBefore(today); day = day.plusDays(DAYS_BETWEEN_LOOKS)) {
			this.rehearsal.liveUntil(at(day));
			if (!secondOrdered && !day.isBefore(secondOpens)) {
				secondOrdered = true;
				order("Rådgivende lege høsten", List.of("rol"), day, today.plusDays(75));
				castSecond(day);
				this.rehearsal.liveUntil(at(day));
			}
			this.actors.act();
		}
		this.rehearsal.liveUntil(Instant.now());
		this.notifications.leaveInThePast(this.calendar.now().minusDays(DAYS_OF_MAIL));
	}

	/**
	 * Two people answer for most recipients; where one answers alone, no figures are
	 * shown.
	 */
	private void nameSecondContacts() {
		this.recipients.answering()
			.stream()
			.filter((recipient) -> recipient.type() != RecipientType.EXPERIMENT
					&& recipient.type() != RecipientType.EXTERNAL)
			.forEach((recipient) -> this.rehearsal.as("sekretariat", () -> this.contacts.replace(recipient.code(),
					List.of(recipient.group(), recipient.group() + "-vara"))));
	}

	private void castFirst(LocalDate opensOn) {
		String rolloutId = newestRollout().id();
		Map<String, Part> parts = new LinkedHashMap<>();
		Map<Story, Integer> stories = new LinkedHashMap<>();
		stories.put(Story.REPORTS, 36);
		stories.put(Story.REPORTS_NOTHING, 14);
		stories.put(Story.ONE_CLICK, 42);
		stories.put(Story.HOLDS, 24);
		stories.put(Story.REFUSES, 7);
		stories.put(Story.CANCELS, 5);
		parts.putAll(this.cast.parts(ids(UnitType.OFFICE, UnitType.RESULT_UNIT), "UNIT", opensOn, 70, stories));
		parts
			.putAll(this.cast.parts(ids(UnitType.USER_COUNCIL), "USER_COUNCIL", opensOn, 60, Map.of(Story.REPORTS, 6)));
		parts.putAll(this.cast.parts(ids(UnitType.MBA), "MBA", opensOn, 60, Map.of(Story.REPORTS, 11)));
		this.actors.learn(rolloutId, parts);
	}

	/** Offices at every stage on the day people open the application. */
	private void castSecond(LocalDate opensOn) {
		Map<Story, Integer> stories = new LinkedHashMap<>();
		stories.put(Story.REPORTS, 18);
		stories.put(Story.ONE_CLICK, 26);
		stories.put(Story.HOLDS, 40);
		stories.put(Story.PLANS, 34);
		stories.put(Story.REPORTS_NOTHING, 8);
		stories.put(Story.REFUSES, 6);
		stories.put(Story.CANCELS, 4);
		this.actors.leaveOpen(newestRollout().id());
		this.actors.learn(newestRollout().id(), this.cast.parts(ids(UnitType.OFFICE), "OFFICE", opensOn, 50, stories));
	}

	private void order(String name, List<String> packages, LocalDate opensOn, LocalDate closesOn) {
		this.actors.order(Map.of("name", name, "packageKeys", packages, "opensOn", opensOn.toString(), "closesOn",
				closesOn.toString()));
	}

	private Rollout newestRollout() {
		return this.rollouts.all().get(0);
	}

	private List<String> ids(UnitType... types) {
		List<UnitType> wanted = List.of(types);
		return this.units.all().stream().filter((unit) -> wanted.contains(unit.type())).map(Unit::id).toList();
	}

	private static Instant at(LocalDate day) {
		return day.atTime(LocalTime.of(9, 30)).atZone(ApplicationClock.OSLO).toInstant();
	}

	private void logFigures(Duration took) {
		log.info(
				"The demonstration is ready after {} s: {} conversations started, {} held; {} reported with input, {} "
						+ "without; {} obstacles routed, {} of them answered and {} open.",
				took.toSeconds(), count("conversation where started_at is not null"),
				count("conversation where held = 'YES'"), count("conversation where reported = 'WITH_INPUT'"),
				count("conversation where reported = 'WITHOUT_INPUT'"), count("obstacle where scope = 'ROUTE'"),
				count("obstacle o where scope = 'ROUTE' and exists (select 1 from answer_obstacle ao where ao.obstacle_id = o.id)"),
				count("obstacle o where scope = 'ROUTE' and not exists (select 1 from answer_obstacle ao where ao.obstacle_id = o.id)"));
		this.jdbc
			.sql("""
					select recipient, count(*) as routed from routing_recipient group by recipient order by routed desc, recipient
					""")
			.query((row, number) -> row.getString("recipient") + " " + row.getInt("routed"))
			.list()
			.stream()
			.reduce((left, right) -> left + ", " + right)
			.ifPresent((recipients) -> log.info("Obstacles routed per recipient: {}", recipients));
	}

	private int count(String from) {
		return this.jdbc.sql("select count(*) from " + from).query(Integer.class).single();
	}

}
