package no.nav.samtalepakker.platform;

import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import org.springframework.stereotype.Component;

/**
 * Whoever takes a task away asks for tasks below it. There are none, but without an index
 * all open tasks are read to find that out, for each task that is completed.
 */
@Component
class V150__IndexOfSubtasks extends BaseJavaMigration {

	@Override
	public void migrate(Context context) throws SQLException {
		try (Statement statement = context.getConnection().createStatement()) {
			statement.execute("create index samtalepakker_task_parent on act_ru_task (parent_task_id_)");
		}
	}

}
