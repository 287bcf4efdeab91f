package no.nav.samtalepakker.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Multiplies a case on PostgreSQL: every row that the engine and we have written for one
 * conversation, again and again with other ids and another unit, at a hundred times the
 * speed of the engine.
 */
final class ManyCases {

	/** What is sent or logged, and what belongs to no case. */
	private static final Pattern LEFT_OUT = Pattern
		.compile("(flyway.*|audit|notification|act_re_.*|act_id_.*|act_ge_property|act_ru_filter)");

	private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	/** The text columns of each table. */
	private final Map<String, List<String>> columns;

	ManyCases(JdbcTemplate jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.columns = jdbc.query("""
				select c.table_name, c.column_name
				from information_schema.columns c
				join information_schema.tables t using (table_schema, table_name)
				where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
					and c.data_type in ('character varying', 'text')
				order by c.table_name, c.ordinal_position
				""", (row, index) -> Map.entry(row.getString(1), row.getString(2)))
			.stream()
			.filter((column) -> !LEFT_OUT.matcher(column.getKey()).matches())
			.collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	/** Everything that is stored about the unit and its one conversation. */
	Rows rowsOf(String conversationId, String unitId) {
		Set<String> ids = new LinkedHashSet<>(List.of(conversationId, unitId));
		Map<String, Map<String, Map<String, Object>>> rows = new TreeMap<>();
		int known = 0;
		while (ids.size() > known) {
			known = ids.size();
			String[] wanted = ids.toArray(String[]::new);
			this.columns
				.forEach(
						(table, names) -> this.jdbc
							.queryForList(
									"select ctid::text as row_place, * from " + table + " where "
											+ names.stream()
												.map((name) -> name + " = any(?)")
												.collect(Collectors.joining(" or ")),
									IntStream.range(0, names.size()).mapToObj((i) -> wanted).toArray())
							.forEach((row) -> {
								rows.computeIfAbsent(table, (name) -> new LinkedHashMap<>())
									.put((String) row.remove("row_place"), row);
								Object id = row.containsKey("id_") ? row.get("id_") : row.get("id");
								Matcher uuid = UUID.matcher(String.valueOf(id));
								// some ids have the name of a step before it
								if (uuid.find()) {
									ids.add(id.toString());
									ids.add(uuid.group());
								}
								// what was answered to the case is its own
								if (row.get("answer_id") instanceof String answer) {
									ids.add(answer);
								}
							}));
		}
		return new Rows(unitId, ids.stream().filter((id) -> UUID.matcher(id).matches()).toList(), rows);
	}

	/**
	 * Stores copies of a case.
	 * @param prefix of the copies' units, whose ids go on with the number
	 * @param ofSameUnit whether the unit and its groups remain those of the original; it
	 * has one conversation then, and the engine more
	 */
	void copy(Rows original, String prefix, boolean ofSameUnit, int from, int to) {
		this.transaction.executeWithoutResult((status) -> {
			// rows refer to rows that follow; the check looks at all of them afterwards
			this.jdbc.execute("set local session_replication_role = replica");
			original.rows.forEach((table, rows) -> {
				if (!ofSameUnit || table.startsWith("act_")) {
					rows.forEach((place, row) -> copy(original, table, place, row, prefix, ofSameUnit, from, to));
				}
			});
		});
	}

	private void copy(Rows original, String table, String place, Map<String, Object> row, String prefix,
			boolean ofSameUnit, int from, int to) {
		List<String> expressions = new ArrayList<>();
		row.forEach((column, value) -> {
			String expression = "r." + column;
			if (value instanceof String text) {
				for (String id : original.ids) {
					if (text.contains(id)) {
						expression = "replace(" + expression + ", '" + id + "', md5('" + id + prefix
								+ "' || n)::uuid::text)";
					}
				}
				if (!ofSameUnit && (text.equals(original.unitId) || text.endsWith("-" + original.unitId)
						|| text.contains("-" + original.unitId + "@"))) {
					expression = "replace(" + expression + ", '" + original.unitId + "', '" + prefix + "' || n)";
				}
			}
			expressions.add(expression);
		});
		this.jdbc.update("insert into " + table + " (" + String.join(", ", row.keySet()) + ") select "
				+ String.join(", ", expressions) + " from " + table + " r, generate_series(" + from + ", " + to
				+ ") n where r.ctid = '" + place + "'::tid");
	}

	/** Takes all copies of a case away again. */
	void remove(Rows original, String prefix, int number) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.execute("set local session_replication_role = replica");
			original.rows.forEach((table, rows) -> rows.values().forEach((row) -> {
				Map.Entry<String, Object> key = row.entrySet()
					.stream()
					.filter((column) -> original.ids.contains(column.getValue())
							|| original.unitId.equals(column.getValue()))
					.findFirst()
					.orElseThrow();
				String id = original.unitId.equals(key.getValue()) ? "'" + prefix + "' || n"
						: "md5('" + key.getValue() + prefix + "' || n)::uuid::text";
				this.jdbc.update("delete from " + table + " where " + key.getKey() + " in (select " + id
						+ " from generate_series(1, " + number + ") n)");
			}));
		});
	}

	/** The id that the copy has for an id of the original. */
	String idOfCopy(String id, String prefix, int number) {
		return this.jdbc.queryForObject("select md5(?)::uuid::text", String.class, id + prefix + number);
	}

	/**
	 * Proves a copy to be as the engine writes it: with its ids put back it is the
	 * original, row by row.
	 */
	void proveEqual(Rows original, String conversationId, String prefix, int number) {
		Rows copy = rowsOf(idOfCopy(conversationId, prefix, number), prefix + number);
		Map<String, String> back = new LinkedHashMap<>();
		original.ids.forEach((id) -> back.put(idOfCopy(id, prefix, number), id));
		back.put(prefix + number, original.unitId);
		assertThat(texts(copy, back)).isEqualTo(texts(original, Map.of()));
	}

	/** Proves the original to be like another case of its kind, but for ids and times. */
	void proveTypical(Rows original, Rows another) {
		assertThat(shapes(another)).isEqualTo(shapes(original));
	}

	/** Proves that nothing refers to a row that is not there. */
	void proveWhole() {
		this.jdbc.queryForList("""
				select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
					a.attname as child_column, b.attname as parent_column
				from pg_constraint c
				join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
				join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
				where c.contype = 'f' and array_length(c.conkey, 1) = 1
				""")
			.forEach((key) -> assertThat(this.jdbc.queryForObject(
					"select count(*) from %s c where c.%s is not null and not exists (select 1 from %s p where p.%s = c.%s)"
						.formatted(key.get("child"), key.get("child_column"), key.get("parent"),
								key.get("parent_column"), key.get("child_column")),
					Integer.class))
				.as("%s", key)
				.isZero());
	}

	private static Map<String, List<String>> texts(Rows rows, Map<String, String> back) {
		Map<String, List<String>> texts = new TreeMap<>();
		rows.rows.forEach((table, found) -> texts.put(table, found.values().stream().map((row) -> {
			String text = row.toString();
			for (Map.Entry<String, String> id : back.entrySet()) {
				text = text.replace(id.getKey(), id.getValue());
			}
			return text;
		}).sorted().toList()));
		return texts;
	}

	/**
	 * Which columns of a row are filled, and with what, but for ids, times and numbers.
	 */
	private static Map<String, List<String>> shapes(Rows rows) {
		Map<String, List<String>> shapes = new TreeMap<>();
		rows.rows.forEach((table, found) -> shapes.put(table,
				found.values()
					.stream()
					.map((row) -> UUID
						.matcher(row.entrySet()
							.stream()
							.map((value) -> value.getKey() + "=" + shape(value.getValue(), rows))
							.collect(Collectors.joining(", ")))
						.replaceAll("#"))
					.sorted()
					.toList()));
		return shapes;
	}

	private static String shape(Object value, Rows rows) {
		return (value instanceof String text) ? text.replace(rows.unitName(), "N").replace(rows.unitId, "U")
				: (value != null) ? "set" : "null";
	}

	/**
	 * The rows of a case.
	 */
	static final class Rows {

		private final String unitId;

		private final List<String> ids;

		private final Map<String, Map<String, Map<String, Object>>> rows;

		private Rows(String unitId, List<String> ids, Map<String, Map<String, Map<String, Object>>> rows) {
			this.unitId = unitId;
			this.ids = ids;
			this.rows = rows;
		}

		private String unitName() {
			return (String) this.rows.get("unit").values().iterator().next().get("name");
		}

		/** How many there are in each table. */
		Map<String, Integer> numbers() {
			Map<String, Integer> numbers = new TreeMap<>();
			this.rows.forEach((table, found) -> numbers.put(table, found.size()));
			return numbers;
		}

		/** How many there are in the engine's tables, and in ours. */
		int number(boolean ofEngine) {
			return this.rows.entrySet()
				.stream()
				.filter((table) -> table.getKey().startsWith("act_") == ofEngine)
				.mapToInt((table) -> table.getValue().size())
				.sum();
		}

	}

}
