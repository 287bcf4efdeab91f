package no.nav.samtalepakker.operation;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import no.nav.samtalepakker.platform.BackgroundSteps;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.privacy.RetentionPeriods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Reads what is {@link Watched} every now and then, whoever asks and however often. While
 * the database is away there are no figures rather than old ones, and
 * {@code samtalepakker.figures.read} is 0.
 */
@Component
class OperationFigures {

	private static final Logger log = LoggerFactory.getLogger(OperationFigures.class);

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final RetentionPeriods periods;

	private final Map<Watched, MultiGauge> gauges = new EnumMap<>(Watched.class);

	private final AtomicInteger read = new AtomicInteger();

	OperationFigures(JdbcClient jdbc, NorwegianCalendar calendar, RetentionPeriods periods, BackgroundSteps steps,
			MeterRegistry registry) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.periods = periods;
		for (Watched watched : Watched.values()) {
			this.gauges.put(watched,
					MultiGauge.builder(watched.meter())
						.description(watched.description())
						.baseUnit(watched.unit())
						.register(registry));
		}
		Gauge.builder("samtalepakker.figures.read", this.read, AtomicInteger::get)
			.description("1 if the figures of the database could be read the last time, 0 if not")
			.register(registry);
		Gauge.builder("samtalepakker.jobs.executor.active", steps, (all) -> all.areTaken() ? 1 : 0)
			.description("1 if this node takes jobs, 0 if not")
			.register(registry);
	}

	/** Reads them now; the former ones go. */
	@Scheduled(fixedDelayString = "PT15S")
	void read() {
		Map<Watched, List<MultiGauge.Row<?>>> rows = new EnumMap<>(Watched.class);
		for (Watched watched : Watched.values()) {
			rows.put(watched, new ArrayList<>());
		}
		try {
			ask(rows);
			this.read.set(1);
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			rows.values().forEach(List::clear);
			if (this.read.getAndSet(0) == 1) {
				// the statement reads no texts, so its error holds none
				log.warn("The figures for operation cannot be read: {}", ex.getMostSpecificCause().getMessage());
			}
		}
		this.gauges.forEach((watched, gauge) -> gauge.register(rows.get(watched), true));
	}

	private void ask(Map<Watched, List<MultiGauge.Row<?>>> rows) {
		OffsetDateTime now = this.calendar.now();
		LocalDate today = this.calendar.today();
		this.jdbc.sql(Watched.statement())
			.param("now", now)
			// the engine's columns are local times of the JVM
			.param("local", local(now))
			.param("today", today)
			.param("dayAgo", now.minusDays(1))
			.param("textsBefore", before(today, this.periods.texts()))
			.param("auditBefore", now.minus(this.periods.audit()).minusDays(Watched.SPARE_NIGHTS))
			.param("addressesBefore", before(today, this.periods.addresses()))
			.param("historyBefore", local(now.minusDays(Watched.SPARE_NIGHTS)))
			.query((row) -> {
				Watched watched = Watched.valueOf(row.getString("watched"));
				rows.get(watched).add(MultiGauge.Row.of(tags(watched, row.getString("tags")), row.getDouble("figure")));
			});
	}

	private static Timestamp local(OffsetDateTime at) {
		return Timestamp.from(at.toInstant());
	}

	private static LocalDate before(LocalDate today, Period kept) {
		return today.minus(kept).minusDays(Watched.SPARE_NIGHTS);
	}

	private static Tags tags(Watched watched, String values) {
		Tags tags = Tags.empty();
		if (watched.tags() != null) {
			String[] names = watched.tags().split(",");
			String[] each = values.split(",");
			for (int i = 0; i < names.length; i++) {
				tags = tags.and(names[i], each[i]);
			}
		}
		return tags;
	}

}
