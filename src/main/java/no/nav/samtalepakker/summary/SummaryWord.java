package no.nav.samtalepakker.summary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.apache.xmlbeans.XmlException;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBookmark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTShd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STShd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

import org.springframework.core.io.ClassPathResource;

/**
 * The summary as a Word file to work on: headings, lists and tables are Word's own, so
 * that its outline, its table of contents and a screen reader find them.
 */
final class SummaryWord {

	private static final String FOLDER = "summary/";

	private static final BigInteger DOTS = BigInteger.ZERO;

	private static final BigInteger NUMBERS = BigInteger.ONE;

	private static final int TWIPS_PER_MM = 57;

	private static final int SHEET = 160 * TWIPS_PER_MM;

	private static final int OF_NUMBER = 25 * TWIPS_PER_MM;

	private static final String CHAPTER = "kapittel-";

	private static final Map<String, String> COLOURS = Map.of("discussed", "E4EEFF", "proposed", "FFE8F0");

	private final XWPFDocument file = new XWPFDocument();

	private final SummaryPaper paper;

	private final BigInteger dots;

	private int bookmarks;

	private SummaryWord(SummaryPaper paper) {
		this.paper = paper;
		try (InputStream styles = read("word-styles.xml"); InputStream lists = read("word-lists.xml")) {
			this.file.createStyles().setStyles(StylesDocument.Factory.parse(styles).getStyles());
			XWPFNumbering numbering = this.file.createNumbering();
			numbering.setNumbering(NumberingDocument.Factory.parse(lists).getNumbering());
			this.dots = numbering.addNum(DOTS);
		}
		catch (IOException | XmlException ex) {
			throw new IllegalStateException("Cannot read the styles of a summary", ex);
		}
	}

	static byte[] of(SummaryPaper paper) {
		SummaryWord word = new SummaryWord(paper);
		try (XWPFDocument file = word.file; ByteArrayOutputStream content = new ByteArrayOutputStream()) {
			word.describe();
			word.frame();
			word.blocks(paper.main(), "");
			file.write(content);
			return content.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream read(String name) throws IOException {
		return new ClassPathResource(FOLDER + name).getInputStream();
	}

	private void describe() {
		POIXMLProperties.CoreProperties properties = this.file.getProperties().getCoreProperties();
		properties.setTitle((this.paper.draft() ? "UTKAST – " : "") + this.paper.title());
		properties.setCreator("Sekretariatet for tillitsreformen i Nav");
		properties.setSubjectProperty(this.paper.subject());
		properties.getUnderlyingProperties().setLanguageProperty("nb-NO");
	}

	/** The sheet, and what stands at its top and foot. */
	private void frame() {
		CTSectPr section = this.file.getDocument().getBody().addNewSectPr();
		CTPageSz size = section.addNewPgSz();
		size.setW(BigInteger.valueOf(11906));
		size.setH(BigInteger.valueOf(16838));
		CTPageMar margins = section.addNewPgMar();
		BigInteger side = BigInteger.valueOf(25L * TWIPS_PER_MM);
		margins.setLeft(side);
		margins.setRight(side);
		margins.setTop(side);
		margins.setBottom(side);
		margins.setHeader(BigInteger.valueOf(12L * TWIPS_PER_MM));
		margins.setFooter(BigInteger.valueOf(12L * TWIPS_PER_MM));
		if (this.paper.draft()) {
			XWPFParagraph top = this.file.createHeader(HeaderFooterType.DEFAULT).createParagraph();
			top.setStyle("Header");
			top.setAlignment(ParagraphAlignment.RIGHT);
			XWPFRun mark = top.createRun();
			mark.setBold(true);
			mark.setColor("A60017");
			mark.setText("UTKAST – ikke publisert");
		}
		XWPFParagraph foot = this.file.createFooter(HeaderFooterType.DEFAULT).createParagraph();
		foot.setStyle("Footer");
		XWPFRun name = foot.createRun();
		name.setText("Samtalepakker");
		name.addTab();
		name.setText("Side ");
		foot.getCTP().addNewFldSimple().setInstr("PAGE");
		foot.createRun().setText(" av ");
		foot.getCTP().addNewFldSimple().setInstr("NUMPAGES");
	}

	private void blocks(Element parent, String colour) {
		for (Element element : parent.children()) {
			switch (element.tagName()) {
				case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, colour);
				case "ul", "ol" -> list(element, 0);
				case "blockquote" -> quote(element);
				case "table" -> table(element);
				case "p", "dt", "dd" -> text(element, styleOf(element));
				default -> {
					if (isOfBlocks(element)) {
						blocks(element, COLOURS.getOrDefault(element.className(), colour));
					}
					else {
						text(element, "Normal");
					}
				}
			}
		}
	}

	private static boolean isOfBlocks(Element element) {
		return element.ownText().isBlank();
	}

	private static String styleOf(Element text) {
		if (text.hasClass("tag")) {
			return "Merke";
		}
		boolean opens = text.parent() != null && text.parent().hasClass("opening");
		if (text.hasClass("cloud")) {
			return "Ordsky";
		}
		return text.hasClass("muted") ? "Dempet" : (opens ? "Subtitle" : "Normal");
	}

	private void heading(Element element, String colour) {
		XWPFParagraph heading = text(element, "Heading" + Math.min(SummaryPaper.levelOf(element), 5));
		Element before = element.previousElementSibling();
		if (before != null && before.hasClass("tag")) {
			heading.setSpacingBefore(0);
		}
		if (element.id().startsWith(CHAPTER) || before != null && before.nameIs("nav")) {
			heading.setPageBreak(true);
		}
		if (element.nameIs("h3") && !colour.isEmpty()) {
			CTShd shade = heading.getCTPPr().addNewShd();
			shade.setVal(STShd.CLEAR);
			shade.setFill(colour);
		}
	}

	private XWPFParagraph text(Element element, String style) {
		XWPFParagraph paragraph = paragraph(style);
		bookmark(paragraph, element);
		new Line(paragraph).add(element.childNodes());
		return paragraph;
	}

	private XWPFParagraph paragraph(String style) {
		XWPFParagraph paragraph = this.file.createParagraph();
		paragraph.setStyle(style);
		return paragraph;
	}

	/** What the list of contents leads to. */
	private void bookmark(XWPFParagraph paragraph, Element element) {
		if (element.id().isEmpty()) {
			return;
		}
		BigInteger id = BigInteger.valueOf(this.bookmarks++);
		CTBookmark start = paragraph.getCTP().addNewBookmarkStart();
		start.setId(id);
		start.setName(nameOf(element.id()));
		paragraph.getCTP().addNewBookmarkEnd().setId(id);
	}

	/** Word's names have no hyphens. */
	private static String nameOf(String id) {
		return id.replace('-', '_');
	}

	private void list(Element list, int level) {
		BigInteger number = list.nameIs("ol") ? fresh() : this.dots;
		for (Element item : list.children()) {
			XWPFParagraph paragraph = paragraph("ListParagraph");
			paragraph.setNumID(number);
			paragraph.setNumILvl(BigInteger.valueOf(level));
			new Line(paragraph).add(item.childNodes().stream().filter((node) -> !isList(node)).toList());
			item.children().stream().filter(SummaryWord::isList).forEach((nested) -> list(nested, level + 1));
		}
	}

	/** Every numbered list begins with 1. */
	private BigInteger fresh() {
		BigInteger number = this.file.getNumbering().addNum(NUMBERS);
		CTNum list = this.file.getNumbering().getNum(number).getCTNum();
		for (int level = 0; level < 2; level++) {
			CTNumLvl first = list.addNewLvlOverride();
			first.setIlvl(BigInteger.valueOf(level));
			first.addNewStartOverride().setVal(BigInteger.ONE);
		}
		return number;
	}

	private static boolean isList(Node node) {
		return node instanceof Element element && (element.nameIs("ul") || element.nameIs("ol"));
	}

	private void quote(Element quote) {
		quote.children().forEach((part) -> text(part, part.nameIs("footer") ? "Sitatkilde" : "Quote"));
	}

	private void table(Element element) {
		Element caption = element.selectFirst("caption");
		if (caption != null) {
			text(caption, "Caption");
		}
		List<Element> rows = element.select("tr");
		int columns = rows.stream().mapToInt(Element::childrenSize).max().orElse(0);
		if (columns == 0) {
			return;
		}
		XWPFTable table = this.file.createTable(rows.size(), columns);
		int[] widths = widths(rows.get(0));
		table.setWidth(SHEET);
		table.setCellMargins(60, 100, 60, 100);
		table.setInsideHBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "CFD3D8");
		table.setBottomBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "CFD3D8");
		table.removeInsideVBorder();
		table.removeLeftBorder();
		table.removeRightBorder();
		table.removeTopBorder();
		for (int i = 0; i < rows.size(); i++) {
			boolean isHead = rows.get(i).parent().nameIs("thead");
			XWPFTableRow row = table.getRow(i);
			row.setCantSplitRow(true);
			row.setRepeatHeader(isHead);
			for (int j = 0; j < rows.get(i).childrenSize(); j++) {
				cell(row.getCell(j), rows.get(i).child(j), isHead);
				row.getCell(j).setWidth(String.valueOf(widths[j]));
			}
		}
		paragraph("Normal");
	}

	/** Numbers need little; words share the rest. */
	private static int[] widths(Element head) {
		List<Element> cells = head.children();
		int numbers = (int) cells.stream().filter((cell) -> cell.hasClass("number")).count();
		int rest = (SHEET - numbers * OF_NUMBER) / Math.max(1, cells.size() - numbers);
		return cells.stream().mapToInt((cell) -> cell.hasClass("number") ? OF_NUMBER : rest).toArray();
	}

	private static void cell(XWPFTableCell cell, Element content, boolean isHead) {
		XWPFParagraph paragraph = cell.getParagraphArray(0);
		paragraph.setStyle("Tabelltekst");
		if (content.hasClass("number")) {
			paragraph.setAlignment(ParagraphAlignment.RIGHT);
		}
		new Line(paragraph).bold(isHead).add(content.childNodes());
		if (isHead) {
			cell.setColor("E4EEFF");
		}
	}

	/** The words of a paragraph, with the spaces a page shows. */
	private static final class Line {

		private final XWPFParagraph paragraph;

		private boolean bold;

		private int size;

		private boolean spaced = true;

		Line(XWPFParagraph paragraph) {
			this.paragraph = paragraph;
		}

		Line bold(boolean isBold) {
			this.bold = isBold;
			return this;
		}

		void add(List<Node> nodes) {
			nodes.forEach(this::add);
		}

		private void add(Node node) {
			if (node instanceof TextNode text) {
				words(text.getWholeText(), this.paragraph.createRun());
			}
			else if (node instanceof Element element) {
				switch (element.tagName()) {
					case "br" -> breakLine();
					case "strong", "em", "b" -> {
						boolean before = this.bold;
						this.bold = true;
						add(element.childNodes());
						this.bold = before;
					}
					case "a" -> link(element);
					default -> {
						if (element.hasClass("assistance") || element.hasClass("line") || element.nameIs("p")) {
							breakLine();
						}
						int before = this.size;
						this.size = SummaryPaper.sizeOf(element);
						add(element.childNodes());
						this.size = before;
					}
				}
			}
		}

		private void breakLine() {
			if (!this.paragraph.getText().isBlank()) {
				this.paragraph.createRun().addBreak();
			}
			this.spaced = true;
		}

		private void link(Element link) {
			CTHyperlink hyperlink = this.paragraph.getCTP().addNewHyperlink();
			hyperlink.setAnchor(nameOf(link.attr("href").substring(1)));
			XWPFRun run = new XWPFHyperlinkRun(hyperlink, hyperlink.addNewR(), this.paragraph);
			run.setStyle("Hyperlink");
			words(link.text(), run);
		}

		private void words(String text, XWPFRun run) {
			StringBuilder words = new StringBuilder();
			for (int i = 0; i < text.length(); i++) {
				char letter = text.charAt(i);
				boolean isSpace = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
				if (!isSpace) {
					words.append(letter);
				}
				else if (!this.spaced) {
					words.append(' ');
				}
				this.spaced = isSpace;
			}
			run.setText(words.toString());
			if (this.bold) {
				run.setBold(true);
			}
			if (this.size > 0) {
				run.setFontSize(this.size);
			}
		}

	}

}
