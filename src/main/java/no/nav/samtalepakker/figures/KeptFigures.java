package no.nav.samtalepakker.figures;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts figures that stand together at one moment of the database, so that no change
 * between two of them gives a unit away. With very many conversations the figures are
 * kept for a minute; whoever comes later gets the former ones while they are counted
 * anew, once, and the page says when they were counted. With fewer they are counted each
 * time.
 */
@Component
public class KeptFigures {

	private static final Logger LOG = LoggerFactory.getLogger(KeptFigures.class);

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

	private final Executor background;

	@Autowired
	KeptFigures(PlatformTransactionManager transactions, JdbcClient jdbc, NorwegianCalendar calendar) {
		this(transactions, jdbc, calendar, FEW_ENOUGH, background());
	}

	KeptFigures(PlatformTransactionManager transactions, JdbcClient jdbc, NorwegianCalendar calendar, int fewEnough,
			Executor background) {
		this.moment = new TransactionTemplate(transactions);
		this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.moment.setReadOnly(true);
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.fewEnough = fewEnough;
		this.background = background;
	}

	private static Executor background() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("figures-");
		executor.setDaemon(true);
		return executor;
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
			place.keep(count);
		}
		else if (place.renewing.compareAndSet(false, true)) {
			this.background.execute(() -> {
				try {
					place.keep(count);
				}
				catch (RuntimeException ex) {
					// whoever comes next has it tried again
					LOG.warn("Figures could not be counted: {}", ex.getClass().getSimpleName());
				}
				finally {
					place.renewing.set(false);
				}
			});
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
	private final class Place {

		private final ReentrantLock counting = new ReentrantLock();

		private final AtomicBoolean renewing = new AtomicBoolean();

		private volatile Kept<?> kept;

		/** Counts, unless somebody just has. */
		void keep(Supplier<?> count) {
			this.counting.lock();
			try {
				OffsetDateTime now = KeptFigures.this.calendar.now();
				if (!isYoungerThan(FRESH, now)) {
					this.kept = new Kept<>(counted(count), now);
				}
			}
			finally {
				this.counting.unlock();
			}
		}

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
