package no.nav.samtalepakker.reporting;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.testing.ConversationRows;
import no.nav.samtalepakker.testing.SuccessionTest;

/** A report is sent once. */
class ReportStatesTest extends SuccessionTest<Report.State> {

	private final Reports reports = new Reports(this.jdbc, null, null, null, null, null, null, null, null);

	ReportStatesTest() {
		super("report", Report.State.class, Set.of(Report.State.DRAFT));
	}

	@Override
	protected String insert() {
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into report (id, conversation_id, outcome, state, round, author, author_party, submitted_at)
				values (?, ?, 'WITH_INPUT', 'DRAFT', 1, 'leder-1838', 'EMPLOYER', ?)
				""")
			.params(id, ConversationRows.insert(this.jdbc, "tillit-enhet", LocalDate.of(2026, 9, 1)).id(),
					OffsetDateTime.now())
			.update();
		return id;
	}

	@Override
	protected void become(String id, Report.State next) {
		this.reports.become(id, next);
	}

}
