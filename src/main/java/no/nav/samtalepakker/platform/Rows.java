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
import org.springframework.util.ReflectionUtils;

/**
 * Reads rows into records, {@code unit_id} into {@code unitId}, and gives a record as
 * named parameters for writing. Spring's own mapper asks for each camel-case name first
 * and catches the exception; H2 writes every one of them to its trace file, which made
 * reading a row dearer than storing it. Its own parameter source hands the driver enums,
 * which PostgreSQL refuses.
 *
 * @param <R> the record
 */
public final class Rows<R extends Record> implements RowMapper<R> {

	private final Class<R> type;

	private final RecordComponent[] components;

	private final Constructor<R> constructor;

	/** Column of each component, known from the first row on. */
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

	/**
	 * The components as parameters of a statement, {@code :unitId} for {@code unitId};
	 * enums by name. A statement need not use them all.
	 */
	public static Map<String, Object> values(Record row) {
		Map<String, Object> values = new HashMap<>();
		for (RecordComponent component : row.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), row);
			values.put(component.getName(), (value instanceof Enum<?> constant) ? constant.name() : value);
		}
		return values;
	}

	@Override
	public R mapRow(ResultSet row, int number) throws SQLException {
		if (this.columns == null) {
			this.columns = columnsOf(row.getMetaData());
		}
		Object[] values = new Object[this.components.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = value(row, this.columns[i], this.components[i].getType());
		}
		return BeanUtils.instantiateClass(this.constructor, values);
	}

	private int[] columnsOf(ResultSetMetaData metaData) throws SQLException {
		Map<String, Integer> byName = new HashMap<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			byName.put(plain(JdbcUtils.lookupColumnName(metaData, i)), i);
		}
		return Arrays.stream(this.components).mapToInt((component) -> columnOf(component, byName)).toArray();
	}

	private int columnOf(RecordComponent component, Map<String, Integer> byName) {
		Integer column = byName.get(plain(component.getName()));
		if (column == null) {
			throw new IllegalStateException(
					"No column for %s of %s".formatted(component.getName(), this.type.getSimpleName()));
		}
		return column;
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
