package no.nav.samtalepakker.platform;

import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import org.springframework.stereotype.Component;

/** What the engine looks for all the time and has no index of its own for. */
@Component
class V129__IndexesOfEngineTables extends BaseJavaMigration {

	@Override
	public void migrate(Context context) throws SQLException {
		try (Statement statement = context.getConnection().createStatement()) {
			// every few seconds on every node; without it among all timers that are not
			// due
			statement.execute("create index samtalepakker_job_due on act_ru_job (duedate_)");
			// by user or by group; the engine's index is of groups alone, and without
			// this one all rights are read
			statement.execute("create index samtalepakker_right_user on act_ru_authorization (user_id_)");
		}
	}

}
