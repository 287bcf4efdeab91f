package no.nav.samtalepakker.keyfigures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.overview.OverviewTables;
import no.nav.samtalepakker.platform.SpreadsheetText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The key figures as files a Norwegian Excel opens as they are meant. What is hidden says
 * so in words; an empty cell could be read as none.
 */
final class KeyFigureFiles {

	private static final CSVFormat CSV = CSVFormat.EXCEL.builder()
		.setDelimiter(';')
		.setQuoteMode(QuoteMode.NON_NUMERIC)
		.get();

	private static final String SIDES = "Kjernen og tilpasningen";

	private static final String QUESTIONS = "Evalueringens spørsmål";

	private static final String NOT_MEASURED = "Det vi ikke måler";

	private static final List<String> HEADERS = List.of("Nøkkeltall", "Svar", "Antall", "Av", "Andel", "Måles i",
			"Nevner");

	private static final String HIDDEN = Figure.hidden(Figure.Hidden.COVER).text();

	private static final String NOT_APPLICABLE = "gjelder ikke";

	private static final String NONE = "ingen";

	private static final String TITLE = "Nøkkeltall for samtalepakker";

	/** A column is as wide as its longest text, within reason. */
	private static final int WIDEST = 70;

	private static final int NARROWEST = 8;

	private static final int CHARACTER = 256;

	/** As in Norwegian; a day is one, so that rows can be sorted and drawn by it. */
	private static final String DAY = "dd.mm.yyyy";

	private KeyFigureFiles() {
	}

	/** One list of everything: UTF-8 with a mark, semicolons, commas in decimals. */
	static byte[] csv(PackageFigures figures) {
		StringBuilder text = new StringBuilder("\uFEFF");
		append(text, Stream.of(List.of("Utrulling", "Samtalepakke", "Hentet", "Tema"), HEADERS,
				List.of("Definisjon", "Kilde")));
		List<Object> of = List.of(figures.rollout().name(), figures.packageName(), figures.day().toString());
		for (Theme theme : figures.themes()) {
			for (KeyFigure figure : figures.of(theme)) {
				rows(figure).forEach((row) -> append(text, Stream.of(of, List.of(theme.title()), row,
						List.of(figure.measure().definition(), figure.measure().source()))));
			}
		}
		for (PackageFigures.Side side : figures.sides()) {
			side.lines()
				.forEach((line) -> append(text, Stream.of(of, List.of(SIDES), row(side, line),
						List.of("Det samme tallet som i «" + line.measure().title() + "».", line.measure().source()))));
		}
		Evaluation.QUESTIONS.forEach((question) -> append(text,
				Stream.of(of, List.of(QUESTIONS), noFigure(question.text(), measures(figures, question)),
						List.of(orNone(question.missing()), question.source()))));
		Evaluation.NOT_MEASURED.forEach((one) -> append(text, Stream.of(of, List.of(NOT_MEASURED),
				noFigure(one.what(), NOT_APPLICABLE), List.of(one.why(), NOT_APPLICABLE))));
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	/** Of the core or the adaptation. */
	private static List<Object> row(PackageFigures.Side side, PackageFigures.Line line) {
		return Grid.row(side.title(), line.words(), line.row().number(), of(line.row()), share(line.row()), "enheter",
				whole(line.measure()));
	}

	/** What is told in words alone. */
	private static List<Object> noFigure(String what, String words) {
		return Grid.row(what, words, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE);
	}

	private static String measures(PackageFigures figures, Evaluation.Question question) {
		return orNone(
				figures.among(question.measures()).stream().map(Measure::title).collect(Collectors.joining(", ")));
	}

	private static String orNone(String words) {
		return words.isEmpty() ? NONE : words;
	}

	private static void append(StringBuilder text, Stream<List<?>> cells) {
		text.append(CSV.format(cells.flatMap(List::stream).map(KeyFigureFiles::inCsv).toArray())).append("\r\n");
	}

	private static Object inCsv(Object cell) {
		if (cell instanceof Double share) {
			return String.format(Locale.forLanguageTag("nb-NO"), "%.1f %%", share * 100);
		}
		return (cell instanceof String words) ? SpreadsheetText.harmless(words) : cell;
	}

	/**
	 * A sheet for each theme, what the figures mean, and what the overview shows of the
	 * same rollout.
	 */
	static byte[] workbook(PackageFigures figures, List<OverviewTables.Table> overview) {
		try (XSSFWorkbook workbook = new XSSFWorkbook(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
			Styles styles = new Styles(workbook);
			grids(figures, overview).forEach((grid) -> write(workbook, grid, styles));
			workbook.getProperties().getCoreProperties().setTitle(TITLE + " – " + figures.rollout().name());
			workbook.getProperties().getCoreProperties().setCreator("Samtalepakker");
			workbook.getProperties().getCoreProperties().getUnderlyingProperties().setLanguageProperty("nb-NO");
			workbook.write(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Grid> grids(PackageFigures figures, List<OverviewTables.Table> overview) {
		List<Grid> grids = new ArrayList<>();
		grids.add(new Grid("Om tallene", List.of("Hva", "Verdi"), List.of(
				Grid.row("Utrulling", figures.rollout().name()), Grid.row("Samtalepakke", figures.packageName()),
				Grid.row("Versjon av pakken", figures.packageVersion()), Grid.row("Hentet", figures.day()),
				Grid.row("Tall under fem", "Vises ikke, og heller ikke tall som ville røpet dem."),
				Grid.row("De som ikke har sagt noe", "Er en klasse for seg. Alt er frivillig å fortelle."),
				Grid.row("Ark som begynner med «Oversikt»",
						"Er det siden Oversikt viser alle om utrullingen: alle pakkene i den, og mottakerne i alle utrullinger."))));
		figures.themes()
			.forEach((theme) -> grids.add(new Grid(theme.title(), HEADERS,
					figures.of(theme).stream().flatMap((figure) -> rows(figure).stream()).toList())));
		grids.add(new Grid(SIDES, HEADERS,
				figures.sides()
					.stream()
					.flatMap((side) -> side.lines().stream().map((line) -> row(side, line)))
					.toList()));
		grids.add(new Grid(QUESTIONS,
				List.of("Spørsmål", "Nøkkeltall som sier noe om det", "Det tallene ikke svarer på", "Kilde"),
				Evaluation.QUESTIONS.stream()
					.map((question) -> Grid.row(question.text(), measures(figures, question),
							orNone(question.missing()), question.source()))
					.toList()));
		grids.add(new Grid(NOT_MEASURED, List.of("Hva", "Hvorfor"),
				Evaluation.NOT_MEASURED.stream().map((one) -> Grid.row(one.what(), one.why())).toList()));
		overview.forEach((table) -> grids.add(new Grid(table.title(), table.headers(),
				table.rows().stream().map((row) -> Grid.row(row.toArray())).toList())));
		grids.add(
				new Grid("Definisjoner", List.of("Nøkkeltall", "Definisjon", "Nevner", "Kilde"), definitions(figures)));
		return grids;
	}

	private static List<List<Object>> definitions(PackageFigures figures) {
		List<List<Object>> rows = new ArrayList<>();
		figures.figures()
			.stream()
			.map(KeyFigure::measure)
			.forEach((measure) -> rows
				.add(Grid.row(measure.title(), measure.definition(), whole(measure), measure.source())));
		return rows;
	}

	private static List<List<Object>> rows(KeyFigure figure) {
		return figure.rows()
			.stream()
			.map((row) -> Grid.row(figure.measure().title(), row.name(), row.number(), of(row), share(row),
					figure.unit(), whole(figure.measure())))
			.toList();
	}

	private static Object of(KeyFigure.Row row) {
		return (row.of() != null) ? row.of() : NOT_APPLICABLE;
	}

	private static Object share(KeyFigure.Row row) {
		return (row.of() == null) ? NOT_APPLICABLE : (row.share() != null) ? row.share() : HIDDEN;
	}

	private static String whole(Measure measure) {
		return (measure.whole() != null) ? measure.whole().words()
				: (measure == Measure.ANSWERED) ? "spørsmål sendt til mottakeren" : NOT_APPLICABLE;
	}

	private static void write(XSSFWorkbook workbook, Grid grid, Styles styles) {
		Sheet sheet = workbook.createSheet(WorkbookUtil.createSafeSheetName(grid.title()));
		int[] widths = new int[grid.headers().size()];
		write(sheet.createRow(0), List.copyOf(grid.headers()), widths, styles, styles.header);
		for (int i = 0; i < grid.rows().size(); i++) {
			write(sheet.createRow(i + 1), grid.rows().get(i), widths, styles, styles.words);
		}
		sheet.createFreezePane(0, 1);
		sheet.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
		sheet.getPrintSetup().setPaperSize(PrintSetup.A4_PAPERSIZE);
		sheet.getPrintSetup().setLandscape(true);
		sheet.setFitToPage(true);
		sheet.getPrintSetup().setFitHeight((short) 0);
		for (int i = 0; i < widths.length; i++) {
			sheet.setColumnWidth(i, (Math.max(NARROWEST, Math.min(widths[i], WIDEST)) + 2) * CHARACTER);
		}
	}

	/** Numbers as numbers, days as days, and texts never as formulas. */
	private static void write(Row row, List<Object> cells, int[] widths, Styles styles, CellStyle ofWords) {
		for (int i = 0; i < cells.size(); i++) {
			Cell cell = row.createCell(i);
			Object value = cells.get(i);
			if (value instanceof Integer number) {
				cell.setCellValue(number);
				cell.setCellStyle(styles.number);
			}
			else if (value instanceof Double share) {
				cell.setCellValue(share);
				cell.setCellStyle(styles.share);
			}
			else if (value instanceof LocalDate day) {
				cell.setCellValue(day);
				cell.setCellStyle(styles.day);
				widths[i] = Math.max(widths[i], DAY.length());
			}
			else if (value instanceof String words) {
				cell.setCellValue(words);
				cell.setCellStyle(SpreadsheetText.looksLikeFormula(words) ? styles.quoted : ofWords);
				widths[i] = Math.max(widths[i], words.length());
			}
		}
	}

	/** How cells look. */
	private static final class Styles {

		private final CellStyle header;

		private final CellStyle words;

		private final CellStyle quoted;

		private final CellStyle number;

		private final CellStyle share;

		private final CellStyle day;

		Styles(XSSFWorkbook workbook) {
			Font bold = workbook.createFont();
			bold.setBold(true);
			this.header = workbook.createCellStyle();
			this.header.setFont(bold);
			this.words = workbook.createCellStyle();
			this.words.setWrapText(true);
			this.words.setVerticalAlignment(VerticalAlignment.TOP);
			// stays a text also when somebody edits the cell
			this.quoted = workbook.createCellStyle();
			this.quoted.cloneStyleFrom(this.words);
			this.quoted.setQuotePrefixed(true);
			this.number = workbook.createCellStyle();
			this.number.setVerticalAlignment(VerticalAlignment.TOP);
			this.share = workbook.createCellStyle();
			this.share.cloneStyleFrom(this.number);
			this.share.setDataFormat(workbook.createDataFormat().getFormat("0.0%"));
			this.day = workbook.createCellStyle();
			this.day.cloneStyleFrom(this.words);
			this.day.setAlignment(HorizontalAlignment.LEFT);
			this.day.setDataFormat(workbook.createDataFormat().getFormat(DAY));
		}

	}

}
