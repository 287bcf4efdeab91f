package no.nav.samtalepakker.platform;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Reads rows into records, {@code unit_id} into {@code unitId}. Spring's own mapper asks
 * for each camel-case name first and catches the exception; H2 writes every one of them
 * to its trace file, which made reading a row dearer than storing it.
 *
 * @param <R> the record
 */
public final class Rows<R extends Record> implements RowMapper<R> {

	private final Class<R> type;

	private final RecordComponent[] components;

	private final Constructor<R> constructor;

	/**
	 * Column of each component, 0 if the query does not give it; known from the first row
	 * on.
	 */
	private int[] columns;

	private Rows(Class<R> type) {
		this.type = type;
		this.components = type.getRecordComponents();
		try {
			this.constructor = type.getDeclaredConstructor(
					Arrays.stream(this.components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			this.constructor.setAccessible(true);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A mapper for one query. */
	public static <R extends Record> Rows<R> of(Class<R> type) {
		return new Rows<>(type);
	}

	@Override
	public R mapRow(ResultSet row, int number) throws SQLException {
		if (this.columns == null) {
			this.columns = columnsOf(row.getMetaData());
		}
		Object[] values = new Object[this.components.length];
		for (int i = 0; i < values.length; i++) {
			if (this.columns[i] > 0) {
				values[i] = value(row, this.columns[i], this.components[i].getType());
			}
		}
		return BeanUtils.instantiateClass(this.constructor, values);
	}

	private int[] columnsOf(ResultSetMetaData metaData) throws SQLException {
		Map<String, Integer> byName = new HashMap<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			byName.put(plain(JdbcUtils.lookupColumnName(metaData, i)), i);
		}
		return Arrays.stream(this.components)
			.mapToInt((component) -> byName.getOrDefault(plain(component.getName()), 0))
			.toArray();
	}

	private static String plain(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

	private Object value(ResultSet row, int column, Class<?> wanted) throws SQLException {
		if (!wanted.isEnum()) {
			return JdbcUtils.getResultSetValue(row, column, wanted);
		}
		String code = row.getString(column);
		return (code != null) ? constant(wanted, code) : null;
	}

	private Object constant(Class<?> wanted, String code) {
		return Arrays.stream(wanted.getEnumConstants())
			.filter((constant) -> ((Enum<?>) constant).name().equals(code))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Unknown code in " + this.type.getSimpleName() + ": " + code));
	}

}
