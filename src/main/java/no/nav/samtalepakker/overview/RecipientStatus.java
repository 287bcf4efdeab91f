package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the recipients stand: answered, waiting and the oldest, those with most waiting
 * first. A group of one person is shown without figures, because they would be that
 * person's (design §1).
 */
@Component
class RecipientStatus {

	private final JdbcClient jdbc;

	RecipientStatus(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Row> all() {
		return this.jdbc.sql("""
				select rec.name,
					sum(case when rr.state = 'ANSWERED' then 1 else 0 end) as answered,
					sum(case when rr.state = 'OPEN' then 1 else 0 end) as waiting,
					cast(min(case when rr.state = 'OPEN' then rr.asked_at end) as date) as oldest,
					(select count(*) from recipient_contact rc where rc.recipient = rec.code) as people
				from routing_recipient rr join recipient rec on rec.code = rr.recipient
				where rr.state in ('ANSWERED', 'OPEN')
				group by rec.code, rec.name
				order by 3 desc, 4, 1
				""").query(Rows.of(Row.class)).list();
	}

	/**
	 * A recipient.
	 *
	 * @param name of the recipient
	 * @param answered obstacles answered
	 * @param waiting obstacles not answered
	 * @param oldest since when the oldest has waited, or null
	 * @param people who answer for it
	 */
	record Row(String name, int answered, int waiting, LocalDate oldest, int people) {

		public boolean isShown() {
			return this.people > 1;
		}

	}

}
