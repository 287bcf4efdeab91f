package no.nav.samtalepakker.platform;

import java.util.Locale;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How long a statement may run. PostgreSQL is told with each statement; H2 would make a
 * statement of its own of that, and forget every plan it has made: there the connection
 * carries the limit, and plans are kept. That takes a third off what H2 does.
 */
@Component
class StatementLimit implements BeanPostProcessor {

	/** In seconds; nothing of ours takes one, also not with 10,000 cases. */
	static final int SECONDS = 20;

	/** More than the engine and we have statements. */
	private static final int PLANS = 1000;

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource source && isOfConnection(source)) {
			set(source, "QUERY_TIMEOUT", SECONDS * 1000);
			set(source, "QUERY_CACHE_SIZE", PLANS);
		}
		return bean;
	}

	/** H2 refuses a setting that its address has too. */
	private static void set(HikariDataSource source, String setting, int value) {
		if (!source.getJdbcUrl().toUpperCase(Locale.ROOT).contains(setting)) {
			source.addDataSourceProperty(setting, String.valueOf(value));
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof JdbcTemplate template) {
			template.setQueryTimeout(isOfConnection(template.getDataSource()) ? -1 : SECONDS);
		}
		return bean;
	}

	/** Whether the connections carry the limit, so that statements need none. */
	static boolean isOfConnection(DataSource source) {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(source, HikariDataSource.class);
		return pool != null && pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:h2:");
	}

}
