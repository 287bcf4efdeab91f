package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * The page of a summary, or of the dossier to the ministry, as it goes on paper: the same
 * words in the same order, and nothing that loads, moves or leads out of it. Whatever the
 * page is given, the files get too.
 *
 * @param title of the file
 * @param subject of the file
 * @param draft whether it is marked as such
 * @param main what stands on the page, every heading with an id
 */
record SummaryPaper(String title, String subject, boolean draft, Element main) {

	private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";

	private static final String SIZE = "size-";

	private static final Pattern SIZED = Pattern.compile(SIZE + "(\\d{1,3})");

	/** Structure and words; no address but those within the page. */
	private static final Safelist KEPT = Safelist.none()
		.addTags("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "em", "span", "br", "blockquote",
				"footer", "div", "section", "nav", "a", "table", "caption", "thead", "tbody", "tr", "th", "td", "dl",
				"dt", "dd")
		.addAttributes(":all", "class", "id")
		.addAttributes("th", "scope", "colspan", "rowspan")
		.addAttributes("td", "colspan", "rowspan")
		.addAttributes("ol", "start")
		.addAttributes("a", "href")
		.addProtocols("a", "href", "#");

	/**
	 * Of the whole page.
	 * @param page the HTML people read
	 * @param name of what it is about, for the title of the file
	 * @param subject of the file
	 * @param draft whether it is one
	 */
	static SummaryPaper of(String page, String name, String subject, boolean draft) {
		Element main = Jsoup.parse(page).expectFirst("main");
		main.select("svg:has(text)").forEach(SummaryPaper::spellOut);
		// controls, and pictures without words
		main.select(
				".screen, .no-print, form, button, input, select, textarea, svg, img, picture, object, embed, iframe, script,"
						+ " style, template, [hidden]")
			.remove();
		main.select("details > summary").forEach((summary) -> summary.tagName("p").addClass("lead"));
		Document words = Document.createShell("");
		words.body().appendChild(main.tagName("div"));
		Document kept = new Cleaner(KEPT).clean(words);
		Element body = kept.body().expectFirst("div");
		body.select(".outcomes span").addClass("line");
		body.select("a:not([href]), span:not([class])").forEach(Element::unwrap);
		body.select("ul, ol").stream().filter((list) -> list.childrenSize() == 0).toList().forEach(Element::remove);
		openWithTitle(body);
		int number = 0;
		for (Element heading : body.select(HEADINGS)) {
			number++;
			if (heading.id().isEmpty()) {
				heading.attr("id", "overskrift-" + number);
			}
		}
		return new SummaryPaper(body.select("h1").text() + ": " + name, subject, draft, body);
	}

	/**
	 * The words of a picture, in the sizes they have there; {@link #sizeOf} reads them.
	 */
	private static void spellOut(Element picture) {
		Element words = new Element("p").addClass("cloud");
		for (Element word : picture.select("text")) {
			words.appendElement("span")
				.addClass(SIZE + word.attr("font-size").replaceAll("\\..*|\\D", ""))
				.text(word.text());
			words.appendText(" ");
		}
		picture.replaceWith(words);
	}

	/** How large the words of a picture are, in points; 0 of anything else. */
	static int sizeOf(Element element) {
		Matcher size = SIZED.matcher(element.className());
		return size.matches() ? Math.min(Math.max(Integer.parseInt(size.group(1)) * 3 / 4, 8), 36) : 0;
	}

	/** What stands before the list of contents is the top of the first sheet. */
	private static void openWithTitle(Element body) {
		Element opening = new Element("div").addClass("opening");
		List<Element> before = new ArrayList<>();
		for (Element child : body.children()) {
			if (child.nameIs("nav") || child.nameIs("h2")) {
				break;
			}
			before.add(child);
		}
		before.forEach(opening::appendChild);
		body.prependChild(opening);
	}

	List<Element> headings() {
		return this.main.select(HEADINGS);
	}

	static int levelOf(Element heading) {
		return heading.tagName().charAt(1) - '0';
	}

}
