package no.nav.samtalepakker.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * The engine's own tables, by the scripts that come with it. Databases of before this
 * have them: there the engine made them itself when it started, which two nodes at once
 * cannot.
 */
@Component
class V128__EngineTables extends BaseJavaMigration {

	private static final List<String> PARTS = List.of("engine", "history", "identity", "case.engine", "case.history",
			"decision.engine", "decision.history");

	@Override
	public void migrate(Context context) throws SQLException {
		Connection connection = context.getConnection();
		if (exists(connection)) {
			return;
		}
		String database = connection.getMetaData().getDatabaseProductName().equals("H2") ? "h2" : "postgres";
		for (String part : PARTS) {
			ScriptUtils.executeSqlScript(connection, new ClassPathResource(
					"org/camunda/bpm/engine/db/create/activiti." + database + ".create." + part + ".sql"));
		}
	}

	private static boolean exists(Connection connection) throws SQLException {
		String tables = "select 1 from information_schema.tables where lower(table_name) = 'act_ge_property'"
				+ " and table_schema = '" + connection.getSchema() + "'";
		try (ResultSet found = connection.createStatement().executeQuery(tables)) {
			return found.next();
		}
	}

}
