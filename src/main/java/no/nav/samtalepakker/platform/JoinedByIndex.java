package no.nav.samtalepakker.platform;

import java.sql.Connection;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;

/**
 * Joins rows with the rights of a user who has {@link RightsToRows} by the rows' id
 * alone. This is the one piece of the engine's SQL that is replaced; the rest, its
 * parameters and their order stay as they are.
 */
@Intercepts(@Signature(type = StatementHandler.class, method = "prepare", args = { Connection.class, Integer.class }))
class JoinedByIndex implements Interceptor {

	/** Columns and '*'; one of them is not the row's own id. */
	private static final Pattern JOIN = Pattern
		.compile("AUTH ON \\(\\s*(AUTH\\.RESOURCE_ID_ IN \\([\\w.,\\s]*'\\*'[\\w.,\\s]*\\))\\s*\\)");

	@Override
	public Object intercept(Invocation invocation) throws Throwable {
		BoundSql statement = ((StatementHandler) invocation.getTarget()).getBoundSql();
		if (statement.getParameterObject() instanceof ListQueryParameterObject query) {
			AuthorizationCheck check = query.getAuthCheck();
			if (check.getShouldPerformAuthorizatioCheck() && !check.isRevokeAuthorizationCheckEnabled()
					&& check.getPermissionChecks() instanceof RightsToRows rights) {
				SystemMetaObject.forObject(statement).setValue("sql", joined(statement.getSql(), rights));
				Statement prepared = (Statement) invocation.proceed();
				// a plan for as few tasks as most groups have would compare each of
				// somebody's thousands with each of the rights
				PageStatements.planAnew(prepared);
				return prepared;
			}
		}
		return invocation.proceed();
	}

	/**
	 * The statement with the join replaced.
	 * @throws IllegalStateException if it has none, or several: another engine
	 */
	static String joined(String sql, RightsToRows rights) {
		Matcher join = JOIN.matcher(sql);
		if (!join.find()) {
			throw new IllegalStateException("This engine does not join rights as expected: " + sql);
		}
		String replaced = sql.substring(0, join.start(1)) + rights.comparison() + sql.substring(join.end(1));
		if (join.find()) {
			throw new IllegalStateException("This engine joins rights more than once: " + sql);
		}
		return replaced;
	}

}
