package no.nav.samtalepakker.figures;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import no.nav.samtalepakker.platform.TestCalendar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Few conversations are counted each time, many once a minute however many ask. */
class KeptFiguresTest {

	private final TestCalendar calendar = TestCalendar.on(LocalDate.of(2026, 6, 1));

	private final AtomicInteger counted = new AtomicInteger();

	private DataSourceTransactionManager transactions;

	private JdbcClient jdbc;

	/** At once, unless a test wants it later. */
	private Executor background = Runnable::run;

	@BeforeEach
	void make() {
		DriverManagerDataSource database = new DriverManagerDataSource(
				"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		this.transactions = new DataSourceTransactionManager(database);
		this.jdbc = JdbcClient.create(database);
		this.jdbc.sql("create table conversation (id integer)").update();
		this.jdbc.sql("insert into conversation select x from system_range(1, 3)").update();
	}

	@Test
	void fewAreCountedEachTime() {
		KeptFigures figures = figures(3);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(1);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(2);
		assertThat(figures.get("any", this.counted::incrementAndGet).words()).isNull();
	}

	@Test
	void manyAreCountedOnceAMinuteAndSaySo() {
		KeptFigures figures = figures(2);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(1);
		this.calendar.pass(Duration.ofSeconds(59));
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(1);
		assertThat(figures.get("any", this.counted::incrementAndGet).words())
			.isEqualTo("Tallene ble hentet kl. 12.00 og hentes på nytt hvert minutt.");
		assertThat(figures.get("another", this.counted::incrementAndGet).figures()).isEqualTo(2);
		this.calendar.pass(Duration.ofSeconds(1));
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(3);
	}

	@Test
	void whoComesWhileSomebodyCountsGetsTheFormerOnesUnlessTheyAreOld() {
		KeptFigures figures = figures(2);
		figures.get("any", this.counted::incrementAndGet);
		this.calendar.pass(Duration.ofSeconds(90));
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		CompletableFuture<Integer> counting = CompletableFuture.supplyAsync(() -> figures.get("any", () -> {
			begun.countDown();
			await(mayEnd);
			return this.counted.incrementAndGet();
		}).figures());
		await(begun);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(1);
		mayEnd.countDown();
		assertThat(counting.join()).isEqualTo(2);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(2);
		this.calendar.pass(Duration.ofMinutes(11));
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(3);
	}

	@Test
	void nobodyWaitsForFiguresThatAreAMinuteOld() {
		List<Runnable> later = new ArrayList<>();
		this.background = later::add;
		KeptFigures figures = figures(2);
		figures.get("any", this.counted::incrementAndGet);
		this.calendar.pass(Duration.ofMinutes(2));
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(1);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(1);
		assertThat(later).hasSize(1);
		later.get(0).run();
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(2);
	}

	@Test
	void figuresThatCannotBeCountedLeaveTheFormerOnesUntilTheyAreOld() {
		KeptFigures figures = figures(2);
		figures.get("any", this.counted::incrementAndGet);
		this.calendar.pass(Duration.ofMinutes(2));
		assertThat(figures.<Integer>get("any", () -> {
			throw new IllegalStateException("no database");
		}).figures()).isEqualTo(1);
		assertThat(figures.get("any", this.counted::incrementAndGet).figures()).isEqualTo(2);
	}

	@Test
	void whatIsCountedTogetherIsOfOneMoment() {
		KeptFigures figures = figures(2);
		boolean same = figures.get("any", () -> {
			int before = number();
			CompletableFuture.runAsync(() -> this.jdbc.sql("insert into conversation values (4)").update()).join();
			return before == number();
		}).figures();
		assertThat(same).isTrue();
		assertThat(number()).isEqualTo(4);
	}

	private int number() {
		return this.jdbc.sql("select count(*) from conversation").query(Integer.class).single();
	}

	private KeptFigures figures(int fewEnough) {
		return new KeptFigures(this.transactions, this.jdbc, this.calendar.get(), fewEnough, this.background);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
