package no.nav.samtalepakker.platform;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A record is read from a row and written to one, with nothing left out in silence. */
class RowsTest {

	private final JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource("jdbc:h2:mem:", true));

	RowsTest() {
		this.jdbc.sql("create table visit (unit_id varchar(20), held_on date, mood varchar(20), spare int)").update();
	}

	@Test
	void readsWhatItHasWritten() {
		Visit visit = new Visit("leder-1838", LocalDate.of(2026, 11, 27), Mood.GLAD);
		write(visit);
		assertThat(read("select * from visit")).isEqualTo(visit);
	}

	@Test
	void writesAndReadsWhatIsMissing() {
		write(new Visit("leder-1838", null, null));
		assertThat(read("select * from visit")).isEqualTo(new Visit("leder-1838", null, null));
	}

	@Test
	void refusesAQueryThatLeavesOutAComponent() {
		write(new Visit("leder-1838", null, null));
		assertThatIllegalStateException().isThrownBy(() -> read("select unit_id, mood from visit"))
			.withMessage("No column for heldOn of Visit");
	}

	@Test
	void refusesACodeTheEnumDoesNotHave() {
		this.jdbc.sql("insert into visit (mood) values ('HUNGRY')").update();
		assertThatIllegalStateException().isThrownBy(() -> read("select * from visit"))
			.withMessage("Unknown code in Visit: HUNGRY");
	}

	private void write(Visit visit) {
		this.jdbc.sql("insert into visit (unit_id, held_on, mood) values (:unitId, :heldOn, :mood)")
			.params(Rows.values(visit))
			.update();
	}

	private Visit read(String query) {
		return this.jdbc.sql(query).query(Rows.of(Visit.class)).single();
	}

	private record Visit(String unitId, LocalDate heldOn, Mood mood) {
	}

	private enum Mood {

		GLAD {
			@Override
			public String toString() {
				return "words";
			}
		}

	}

}
