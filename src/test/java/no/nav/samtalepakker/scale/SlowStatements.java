package no.nav.samtalepakker.scale;

import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.JdbcTemplate;

/** What the database itself says takes long. */
final class SlowStatements {

	private final JdbcTemplate statements;

	SlowStatements(JdbcTemplate statements) {
		this.statements = statements;
		statements.execute("create extension if not exists pg_stat_statements");
	}

	/**
	 * Prints each kind of statement that takes more than 50 ms while the work is done.
	 */
	void during(String what, Runnable work) {
		this.statements.execute("select pg_stat_statements_reset()");
		try {
			work.run();
		}
		finally {
			List<String> found = this.statements.query("""
					select calls, mean_exec_time as mean, max_exec_time as longest, query from pg_stat_statements
					where max_exec_time > 50 order by max_exec_time desc
					""",
					(row, number) -> String.format(Locale.ROOT, "%d times, %.0f ms, at most %.0f ms: %s",
							row.getInt("calls"), row.getDouble("mean"), row.getDouble("longest"),
							row.getString("query").replaceAll("\\s+", " ").replaceAll("(\\$\\d+, )+", "")));
			ScaleRun.Heading.print("\nStatements of more than 50 ms, " + what + ": " + found.size());
			found.forEach(ScaleRun.Heading::print);
		}
	}

}
