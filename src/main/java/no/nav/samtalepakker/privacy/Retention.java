package no.nav.samtalepakker.privacy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When the texts of each rollout go, or went. */
@Component
class Retention {

	private final JdbcClient jdbc;

	private final RetentionPeriods periods;

	Retention(JdbcClient jdbc, RetentionPeriods periods) {
		this.jdbc = jdbc;
		this.periods = periods;
	}

	/** Every rollout, those whose texts go first on top. */
	List<Kept> rollouts() {
		return this.jdbc.sql("select id, name, cut_off_on, texts_erased_at from rollout order by cut_off_on, id")
			.query(Rows.of(Row.class))
			.list()
			.stream()
			.sorted(Comparator.comparing(Row::cutOffOn).thenComparing(NorwegianAlphabet.by(Row::name)))
			.map((row) -> new Kept(row.id(), row.name(), row.cutOffOn(), row.cutOffOn().plus(this.periods.texts()),
					row.textsErasedAt()))
			.toList();
	}

	/** In Norwegian, such as «24 måneder». */
	static String inWords(java.time.Period period) {
		java.time.Period normal = period.normalized();
		long months = normal.toTotalMonths();
		String inMonths = Counted.of(months, "1 måned", "%d måneder");
		String inDays = Counted.of(normal.getDays(), "1 dag", "%d dager");
		if (months == 0) {
			return inDays;
		}
		return (normal.getDays() == 0) ? inMonths : inMonths + " og " + inDays;
	}

	record Row(String id, String name, LocalDate cutOffOn, OffsetDateTime textsErasedAt) {
	}

	/**
	 * A rollout and how long its texts are kept.
	 *
	 * @param lastDay the last day they can be read
	 * @param erasedAt when they were erased, or null
	 */
	record Kept(String id, String name, LocalDate cutOffOn, LocalDate lastDay, OffsetDateTime erasedAt) {
	}

}
