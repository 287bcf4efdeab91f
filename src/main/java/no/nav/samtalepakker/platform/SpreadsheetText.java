package no.nav.samtalepakker.platform;

/** Texts people have written, as they go into files for a spreadsheet. */
public final class SpreadsheetText {

	private SpreadsheetText() {
	}

	/** Whether a spreadsheet would run the text instead of showing it. */
	public static boolean looksLikeFormula(String text) {
		return text.matches("(?s)\\s*[=+\\-@\\t\\r].*");
	}

	/** The text so that a spreadsheet shows it; null stays null. */
	public static String harmless(String text) {
		return (text != null && looksLikeFormula(text)) ? "'" + text : text;
	}

}
