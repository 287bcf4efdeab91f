package no.nav.samtalepakker.keyfigures;

import java.util.Arrays;
import java.util.List;

import no.nav.samtalepakker.figures.Figure;

/**
 * A table of a file. A cell is a text, a whole number, a day, or a share between 0 and 1.
 *
 * @param title of the sheet
 * @param headers of the columns
 * @param rows the cells
 */
record Grid(String title, List<String> headers, List<List<Object>> rows) {

	/** A row; a figure becomes its number, or says why it is none. */
	static List<Object> row(Object... cells) {
		return Arrays.stream(cells)
			.map((cell) -> (cell instanceof Figure figure) ? figure.isShown() ? figure.number() : figure.text() : cell)
			.toList();
	}

}
