package no.nav.samtalepakker.notification;

import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MailDeliveryOnH2Test extends MailDeliveryTest {

	@Override
	protected DataSource database() {
		DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
				"sa", "");
		Flyway.configure().dataSource(database).load().migrate();
		return database;
	}

}
