package no.nav.samtalepakker.obstacle;

import javax.sql.DataSource;

import no.nav.samtalepakker.testing.OnPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ObstacleStatesOnPostgresTest extends ObstacleStatesTest {

	@Override
	protected DataSource database() {
		DataSource database = new DriverManagerDataSource(OnPostgres.Server.url("states"), "postgres", "");
		Flyway.configure().dataSource(database).load().migrate();
		return database;
	}

}
