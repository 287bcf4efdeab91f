package no.nav.samtalepakker.obstacle;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import no.nav.samtalepakker.testing.OnPostgres;

class ObstacleStatesOnPostgresTest extends ObstacleStatesTest {

	@Override
	protected DataSource database() {
		DataSource database = new DriverManagerDataSource(OnPostgres.Server.url("states"), "postgres", "");
		Flyway.configure().dataSource(database).load().migrate();
		return database;
	}

}
