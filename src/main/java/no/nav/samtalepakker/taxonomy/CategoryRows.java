package no.nav.samtalepakker.taxonomy;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the secretariat has changed of the categories that ship, remembered because every
 * list asks for names. Another node knows of a change within a minute.
 */
@Component
class CategoryRows {

	private static final long A_MINUTE = 60_000;

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private volatile List<Row> known;

	CategoryRows(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** The same list as long as nothing has changed. */
	List<Row> all() {
		List<Row> rows = this.known;
		if (rows == null) {
			rows = this.jdbc
				.sql("""
						select code, category, name, level, added, deprecated_from, successor from category_change order by code
						""")
				.query(Rows.of(Row.class))
				.list();
			this.known = rows;
		}
		return rows;
	}

	LocalDate today() {
		return this.calendar.today();
	}

	/** They are read anew, once what has been written can be read. */
	void changed() {
		forget();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				forget();
			}

		});
	}

	@Scheduled(fixedDelay = A_MINUTE)
	void forget() {
		this.known = null;
	}

	/**
	 * What is other than shipped.
	 *
	 * @param code of the category or subcategory
	 * @param category of a subcategory; null for a category
	 * @param name on screen, or null as shipped
	 * @param level the usual one of a subcategory that was added
	 * @param added whether it did not ship
	 * @param deprecatedFrom from when it is not offered, or null
	 * @param successor code of what is stored in its place, or null
	 */
	record Row(String code, String category, String name, Level level, boolean added, LocalDate deprecatedFrom,
			String successor) {

		boolean isDeprecatedOn(LocalDate day) {
			return this.deprecatedFrom != null && !this.deprecatedFrom.isAfter(day);
		}

	}

}
