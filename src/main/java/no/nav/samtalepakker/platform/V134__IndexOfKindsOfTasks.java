package no.nav.samtalepakker.platform;

import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import org.springframework.stereotype.Component;

/**
 * How many tasks of a kind wait, and since when ({@link WaitingTasks}), without reading
 * all the others; and those of a kind that a list shows.
 */
@Component
class V134__IndexOfKindsOfTasks extends BaseJavaMigration {

	@Override
	public void migrate(Context context) throws SQLException {
		try (Statement statement = context.getConnection().createStatement()) {
			statement.execute("create index samtalepakker_task_kind on act_ru_task (task_def_key_, create_time_)");
		}
	}

}
