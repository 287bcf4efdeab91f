package no.nav.samtalepakker.organisation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.SpreadsheetText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * A file that says who has which role, as spreadsheets write it: with semicolons, commas
 * or tabs, in UTF-8 or the character set of Norwegian Windows, and without the zeros a
 * unit's number begins with.
 *
 * @param columns those the file has
 * @param rows what stands in them
 * @param faults why the file as a whole cannot be read
 */
record PeopleFile(List<Column> columns, List<Row> rows, List<Fault> faults) {

	/** More than all units need. */
	static final int MOST_ROWS = 1000;

	static final int MOST_BYTES = 100_000;

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	/** Such as Norwegian Excel opens without asking. */
	private static final CSVFormat WRITTEN = CSVFormat.EXCEL.builder()
		.setDelimiter(';')
		.setQuoteMode(QuoteMode.MINIMAL)
		.get();

	/** What the bytes of an uploaded file say. */
	static String textOf(byte[] bytes) {
		if (bytes.length > MOST_BYTES) {
			throw tooLarge();
		}
		if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
			// «Unicode-tekst» of a spreadsheet
			return new String(bytes, StandardCharsets.UTF_16);
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return new String(bytes, Charset.forName("windows-1252"));
		}
	}

	/** Reads what was uploaded or pasted. */
	static PeopleFile of(String text) {
		if (text.length() > MOST_BYTES) {
			throw tooLarge();
		}
		String content = (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
		if (content.isBlank()) {
			throw new InvalidInput("rows", "Velg en fil, eller lim inn radene");
		}
		CSVFormat format = CSVFormat.DEFAULT.builder()
			.setDelimiter(delimiterOf(content))
			.setIgnoreSurroundingSpaces(true)
			.setIgnoreEmptyLines(false)
			.get();
		List<CSVRecord> records = new ArrayList<>();
		try (CSVParser parser = format.parse(new StringReader(content))) {
			parser.forEach(records::add);
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			return new PeopleFile(List.of(), List.of(), List.of(new Fault(records.size() + 1, "–",
					"Raden har et anførselstegn som ikke hører sammen med et annet", "Ta bort anførselstegnet")));
		}
		return read(records);
	}

	private static InvalidInput tooLarge() {
		return new InvalidInput("rows", "Fila er for stor. Del den i flere, med høyst 100 kB i hver");
	}

	/** What most often stands in the first line. */
	private static char delimiterOf(String content) {
		String header = content.lines().findFirst().orElse("");
		return Stream.of(';', '\t', ',')
			.max(Comparator.comparingLong((delimiter) -> header.chars().filter((each) -> each == delimiter).count()))
			.orElseThrow();
	}

	private static PeopleFile read(List<CSVRecord> records) {
		List<Column> columns = new ArrayList<>();
		List<Fault> faults = new ArrayList<>();
		for (String name : records.get(0)) {
			Optional<Column> column = Column.of(name);
			if (column.isEmpty() && !name.isBlank()) {
				faults.add(new Fault(1, name, "Denne kolonnen kjenner vi ikke",
						"Ta den bort, eller gi den et av navnene %s".formatted(Column.names())));
			}
			if (column.isPresent() && columns.contains(column.get())) {
				faults.add(new Fault(1, name, "Kolonnen står der to ganger", "Ta bort den ene"));
			}
			columns.add(column.orElse(null));
		}
		if (!columns.contains(Column.UNIT)) {
			faults.add(new Fault(1, Column.UNIT.title, "Kolonnen mangler",
					"La den første raden ha navnene på kolonnene, som i fila du kan hente"));
		}
		else if (columns.stream().noneMatch((column) -> column != null && column.role)) {
			faults.add(new Fault(1, Column.LEADER.title, "Fila har ingen kolonne med folk",
					"Ta med minst én av kolonnene %s".formatted(Column.names())));
		}
		if (records.size() - 1 > MOST_ROWS) {
			faults.add(
					new Fault(MOST_ROWS + 2, "–", "Fila har mer enn %d rader".formatted(MOST_ROWS), "Del den i flere"));
		}
		List<Row> rows = faults.isEmpty() ? records.stream()
			.skip(1)
			.filter((row) -> row.stream().anyMatch((cell) -> !cell.isBlank()))
			.map((row) -> row(columns, row))
			.toList() : List.of();
		if (faults.isEmpty() && rows.isEmpty()) {
			faults.add(new Fault(2, "–", "Fila har ingen enheter", "Skriv én rad for hver enhet"));
		}
		return new PeopleFile(columns.stream().filter((column) -> column != null).toList(), rows, faults);
	}

	private static Row row(List<Column> columns, CSVRecord row) {
		Map<Column, String> cells = new EnumMap<>(Column.class);
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i) != null) {
				cells.put(columns.get(i), (i < row.size()) ? withoutGuard(row.get(i).strip()) : "");
			}
		}
		return new Row((int) row.getRecordNumber(), cells);
	}

	/** The rows as a file one can change and send back. */
	static byte[] write(List<Map<Column, String>> rows) {
		StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);
		text.append(WRITTEN.format((Object[]) Column.titles())).append("\r\n");
		rows.forEach((row) -> text.append(WRITTEN.format(
				Arrays.stream(Column.values()).map((column) -> SpreadsheetText.harmless(row.get(column))).toArray()))
			.append("\r\n"));
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static String withoutGuard(String cell) {
		return cell.startsWith("'") ? cell.substring(1) : cell;
	}

	/** What the file can say of a unit. */
	enum Column {

		UNIT("Enhet", false), NAME("Navn", false), LEADER("Leder", true), LEADER_EMAIL("E-post til leder", true),
		CO_SIGNER("Tillitsvalgt", true), CO_SIGNER_EMAIL("E-post til tillitsvalgt", true),
		DEPUTIES("Stedfortredere", true), DEPUTIES_OF_EMPLOYEES("Stedfortredere for arbeidstakerne", true),
		VALID_FROM("Gjelder fra", false);

		private final String title;

		private final boolean role;

		Column(String title, boolean role) {
			this.title = title;
			this.role = role;
		}

		/** As it stands in the first row. */
		String title() {
			return this.title;
		}

		private static Optional<Column> of(String name) {
			return Arrays.stream(values())
				.filter((column) -> column.title.toLowerCase(Locale.ROOT).equals(name.strip().toLowerCase(Locale.ROOT)))
				.findFirst();
		}

		static String[] titles() {
			return Arrays.stream(values()).map(Column::title).toArray(String[]::new);
		}

		private static String names() {
			return Arrays.stream(titles()).map("«%s»"::formatted).collect(Collectors.joining(", "));
		}

	}

	/**
	 * A row.
	 *
	 * @param number as a spreadsheet counts
	 * @param cells of the columns the file has, never null
	 */
	record Row(int number, Map<Column, String> cells) {
	}

	/**
	 * Something that cannot be read.
	 *
	 * @param row as a spreadsheet counts
	 * @param column its name
	 * @param wrong what is wrong
	 * @param cure what to do
	 */
	record Fault(int row, String column, String wrong, String cure) {
	}

}
