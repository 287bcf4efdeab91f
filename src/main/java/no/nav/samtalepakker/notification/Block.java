package no.nav.samtalepakker.notification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of an e-mail's text as HTML shows it. Blank lines part the pieces; lines with a
 * dash are a list; a line between stars is a heading; a line and below it an address of
 * ours is a button; what follows the last signature mark is small print, where a button
 * is a plain link.
 *
 * @param kind what it is
 * @param lines its lines; of a button the one on it
 * @param address where a button leads, else null
 */
public record Block(Kind kind, List<List<Piece>> lines, String address) {

	private static final String SIGNATURE = "--";

	private static final String DASH = "– ";

	private static final Pattern HEADING = Pattern.compile("\\*[^*]+\\*");

	private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

	/**
	 * The pieces of a text.
	 * @param ours how addresses begin that get a button; others may stand in a text
	 * somebody wrote
	 */
	static List<Block> of(String text, String ours) {
		List<Block> blocks = new ArrayList<>();
		boolean buttons = false;
		boolean small = false;
		String[] paragraphs = text.strip().split("\n\\s*\n");
		int signature = signature(paragraphs);
		for (int i = 0; i < paragraphs.length; i++) {
			List<String> lines = new ArrayList<>(Arrays.asList(paragraphs[i].split("\n")));
			if (i == signature) {
				small = true;
				lines.remove(0);
				blocks.add(new Block(Kind.RULE, List.of(), null));
			}
			if (lines.isEmpty()) {
				continue;
			}
			if (lines.size() == 2 && lines.get(0).endsWith(":") && lines.get(1).startsWith(ours)
					&& ADDRESS.matcher(lines.get(1)).matches()) {
				String label = lines.get(0).substring(0, lines.get(0).length() - 1);
				blocks.add(small ? new Block(Kind.SMALL, List.of(List.of(new Piece(label, lines.get(1)))), null)
						: new Block(buttons ? Kind.SECOND_BUTTON : Kind.BUTTON,
								List.of(List.of(new Piece(label, null))), lines.get(1)));
				buttons = buttons || !small;
			}
			else if (lines.stream().allMatch((line) -> line.startsWith(DASH))) {
				blocks.add(new Block(Kind.LIST,
						lines.stream().map((line) -> pieces(line.substring(DASH.length()))).toList(), null));
			}
			else if (lines.size() == 1 && HEADING.matcher(lines.get(0)).matches()) {
				String heading = lines.get(0).substring(1, lines.get(0).length() - 1);
				blocks.add(new Block(Kind.HEADING, List.of(List.of(new Piece(heading, null))), null));
			}
			else {
				blocks.add(new Block(small ? Kind.SMALL : Kind.TEXT, lines.stream().map(Block::pieces).toList(), null));
			}
		}
		return blocks;
	}

	/** Ours is the last; others stand in what somebody wrote. */
	private static int signature(String[] paragraphs) {
		int last = paragraphs.length - 1;
		while (last >= 0 && !paragraphs[last].lines().findFirst().orElse("").strip().equals(SIGNATURE)) {
			last--;
		}
		return last;
	}

	private static List<Piece> pieces(String line) {
		List<Piece> pieces = new ArrayList<>();
		Matcher addresses = ADDRESS.matcher(line);
		int done = 0;
		while (addresses.find()) {
			pieces.add(new Piece(line.substring(done, addresses.start()), null));
			pieces.add(new Piece(addresses.group(), addresses.group()));
			done = addresses.end();
		}
		pieces.add(new Piece(line.substring(done), null));
		return pieces;
	}

	/** What it is. */
	public enum Kind {

		TEXT, HEADING, LIST, BUTTON, SECOND_BUTTON, RULE, SMALL

	}

	/**
	 * A part of a line.
	 *
	 * @param text to be read
	 * @param address where it leads, or null
	 */
	public record Piece(String text, String address) {
	}

}
