package no.nav.samtalepakker.platform;

/**
 * What people paste, without what nobody can see or no database can hold. Office programs
 * mark a line break and a page break with characters of their own, and much else that is
 * invisible travels with copied text.
 */
final class PlainText {

	private static final int NEXT_LINE = 0x85;

	private static final int LINE_TABULATION = 0x0B;

	private static final int FORM_FEED = 0x0C;

	private static final int BRAILLE_BLANK = 0x2800;

	private PlainText() {
	}

	/**
	 * Every kind of line break is one line feed; other control characters and halves of
	 * characters are left out; blanks at the ends are cut off. A text in which nothing
	 * can be seen is empty.
	 */
	static String of(String pasted) {
		StringBuilder plain = new StringBuilder(pasted.length());
		pasted.replace("\r\n", "\n").codePoints().forEach((character) -> {
			if (isLineBreak(character)) {
				plain.append('\n');
			}
			else if (character == '\t' || isAllowed(character)) {
				plain.appendCodePoint(character);
			}
		});
		int from = 0;
		int to = plain.length();
		while (from < to && isBlank(plain.codePointAt(from)) && !joins(plain.codePointAt(from))) {
			from += Character.charCount(plain.codePointAt(from));
		}
		while (from < to && isBlank(plain.codePointBefore(to)) && !joins(plain.codePointBefore(to))) {
			to -= Character.charCount(plain.codePointBefore(to));
		}
		String text = plain.substring(from, to);
		return text.codePoints().allMatch(PlainText::isBlank) ? "" : text;
	}

	private static boolean isLineBreak(int character) {
		return character == '\r' || character == '\n' || character == LINE_TABULATION || character == FORM_FEED
				|| character == NEXT_LINE || Character.getType(character) == Character.LINE_SEPARATOR
				|| Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
	}

	private static boolean isAllowed(int character) {
		int type = Character.getType(character);
		return type != Character.CONTROL && type != Character.SURROGATE;
	}

	/** Nothing is seen of it, be it a blank or no width at all. */
	private static boolean isBlank(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character) || isInvisible(character);
	}

	/** Belongs to the character before it, such as the colour of an emoji. */
	private static boolean joins(int character) {
		return character == 0x200D || (character >= 0xFE00 && character <= 0xFE0F)
				|| (character >= 0xE0000 && character <= 0xE0FFF);
	}

	/**
	 * Takes no room on the screen, or leaves it empty without being a blank: what Unicode
	 * calls «default ignorable», the fillers of Hangul among them, and the empty sign of
	 * Braille. {@code forms-v1.js} knows the same ones.
	 */
	static boolean isInvisible(int character) {
		return Character.getType(character) == Character.FORMAT || character == BRAILLE_BLANK || character == 0x34F
				|| character == 0x115F || character == 0x1160 || character == 0x17B4 || character == 0x17B5
				|| character == 0x3164 || character == 0xFFA0 || (character >= 0x180B && character <= 0x180F)
				|| (character >= 0x2060 && character <= 0x206F) || (character >= 0xFE00 && character <= 0xFE0F)
				|| (character >= 0xFFF0 && character <= 0xFFF8) || (character >= 0xE0000 && character <= 0xE0FFF);
	}

}
