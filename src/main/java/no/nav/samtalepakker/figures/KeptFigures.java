package no.nav.samtalepakker.figures;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts figures that stand together at one moment of the database, so that no change
 * between two of them gives a unit away. With very many conversations the figures are
 * kept for a minute: one reader counts, whoever else comes meanwhile gets the former
 * ones, and the page says when they were counted. With fewer they are counted each time.
 */
@Component
public class KeptFigures {

	/** Up to so many conversations counting takes no time to speak of. */
	private static final int FEW_ENOUGH = 5_000;

	private static final Duration FRESH = Duration.ofMinutes(1);

	/** Older ones nobody gets, not even while somebody counts. */
	private static final Duration USABLE = Duration.ofMinutes(10);

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH.mm");

	/** A rollout and a package are a kind of figures. */
	private static final int MOST_KINDS = 200;

	private final Map<String, Place> places = new ConcurrentHashMap<>();

	private final TransactionTemplate moment;

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final int fewEnough;

	@Autowired
	KeptFigures(PlatformTransactionManager transactions, JdbcClient jdbc, NorwegianCalendar calendar) {
		this(transactions, jdbc, calendar, FEW_ENOUGH);
	}

	KeptFigures(PlatformTransactionManager transactions, JdbcClient jdbc, NorwegianCalendar calendar, int fewEnough) {
		this.moment = new TransactionTemplate(transactions);
		this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.moment.setReadOnly(true);
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.fewEnough = fewEnough;
	}

	/**
	 * The figures of this kind.
	 * @param kind names what is counted; the figures are the same whoever asks
	 * @param count counts them
	 */
	public <V> Kept<V> get(String kind, Supplier<V> count) {
		if (!areMany()) {
			return new Kept<>(counted(count), null);
		}
		if (this.places.size() >= MOST_KINDS) {
			this.places.values().removeIf((place) -> !place.isYoungerThan(USABLE, this.calendar.now()));
		}
		Place place = this.places.computeIfAbsent(kind, (any) -> new Place());
		if (!place.isYoungerThan(FRESH, this.calendar.now())) {
			renew(place, count);
		}
		@SuppressWarnings("unchecked")
		Kept<V> kept = (Kept<V>) place.kept;
		return kept;
	}

	private void renew(Place place, Supplier<?> count) {
		if (!place.isYoungerThan(USABLE, this.calendar.now())) {
			place.counting.lock();
		}
		else if (!place.counting.tryLock()) {
			return;
		}
		try {
			OffsetDateTime now = this.calendar.now();
			if (!place.isYoungerThan(FRESH, now)) {
				place.kept = new Kept<>(counted(count), now);
			}
		}
		finally {
			place.counting.unlock();
		}
	}

	private <V> V counted(Supplier<V> count) {
		return this.moment.execute((status) -> count.get());
	}

	private boolean areMany() {
		return !this.jdbc.sql("select 1 from conversation limit 1 offset ?")
			.param(this.fewEnough)
			.query(Integer.class)
			.list()
			.isEmpty();
	}

	/** Where figures of a kind are kept. */
	private static final class Place {

		private final ReentrantLock counting = new ReentrantLock();

		private volatile Kept<?> kept;

		boolean isYoungerThan(Duration age, OffsetDateTime now) {
			Kept<?> last = this.kept;
			return last != null && last.countedAt.plus(age).isAfter(now);
		}

	}

	/**
	 * Figures.
	 *
	 * @param figures what was counted
	 * @param countedAt when, or null if that is now
	 */
	public record Kept<V>(V figures, OffsetDateTime countedAt) {

		/** To be read where the figures stand, or null if they are counted now. */
		public String words() {
			return (this.countedAt != null) ? "Tallene ble hentet kl. %s og hentes på nytt hvert minutt."
				.formatted(CLOCK.format(this.countedAt.atZoneSameInstant(ApplicationClock.OSLO))) : null;
		}

	}

}
