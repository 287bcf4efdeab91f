package no.nav.samtalepakker.platform;

import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.postgresql.PGStatement;

import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Our own statements. What a page asks is planned for the values it asks with: from the
 * fifth time on PostgreSQL would keep one plan for all values, made without knowing any,
 * and counting 20,000 obstacles took up to ten times as long. Work that writes asks for
 * one row by its id again and again, and keeps its plans.
 */
@Component
class PageStatements extends JdbcTemplate {

	PageStatements(DataSource source) {
		super(source);
	}

	@Override
	protected void applyStatementSettings(Statement statement) throws SQLException {
		super.applyStatementSettings(statement);
		if (isForReading()) {
			planAnew(statement);
		}
	}

	private static boolean isForReading() {
		return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
				|| RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
						&& HttpMethod.GET.matches(asked.getRequest().getMethod());
	}

	/** Has PostgreSQL keep no plan of the statement. */
	static void planAnew(Statement statement) throws SQLException {
		if (statement.isWrapperFor(PGStatement.class)) {
			statement.unwrap(PGStatement.class).setPrepareThreshold(0);
		}
	}

}
