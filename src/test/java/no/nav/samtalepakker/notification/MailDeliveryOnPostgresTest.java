package no.nav.samtalepakker.notification;

import javax.sql.DataSource;

import no.nav.samtalepakker.testing.OnPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MailDeliveryOnPostgresTest extends MailDeliveryTest {

	@Override
	protected DataSource database() {
		DataSource database = new DriverManagerDataSource(OnPostgres.Server.url("mail"), "postgres", "");
		Flyway.configure().dataSource(database).load().migrate();
		return database;
	}

}
