package no.nav.samtalepakker.summary;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import org.springframework.core.io.ClassPathResource;

/**
 * The summary as a tagged PDF, to the letter of PDF/UA-1 and PDF/A-2a, in the type of the
 * pages.
 */
final class SummaryPdf {

	private static final String FOLDER = "summary/";

	private static final String FAMILY = "Source Sans 3";

	private static final String STYLES = new String(read("paper.css"), StandardCharsets.UTF_8);

	private static final String DRAFT = "UTKAST – ikke publisert";

	private static final Map<String, byte[]> FONTS = Map.of("regular", read("fonts/source-sans-3-regular.ttf"),
			"semibold", read("fonts/source-sans-3-semibold.ttf"), "italic", read("fonts/source-sans-3-italic.ttf"));

	private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

	static {
		// it would tell of every link
		XRLog.setLoggingEnabled(false);
	}

	private SummaryPdf() {
	}

	static byte[] of(SummaryPaper paper) {
		try (PDDocument document = new PDDocument()) {
			return of(paper, document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] of(SummaryPaper paper, PDDocument file) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PdfRendererBuilder renderer = new PdfRendererBuilder();
		renderer.usePDDocument(file);
		renderer.usePdfUaAccessibility(true);
		renderer.usePdfAConformance(PdfAConformance.PDFA_2_A);
		renderer.useColorProfile(COLOURS);
		renderer.withProducer("Samtalepakker");
		// nothing is fetched, from nowhere
		renderer.useExternalResourceAccessControl((address, type) -> false,
				ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
		renderer.useExternalResourceAccessControl((address, type) -> false,
				ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
		font(renderer, file, "regular", 400, FontStyle.NORMAL);
		font(renderer, file, "semibold", 600, FontStyle.NORMAL);
		font(renderer, file, "italic", 400, FontStyle.ITALIC);
		renderer.withW3cDocument(new W3CDom().fromJsoup(document(paper)), null);
		renderer.toStream(bytes);
		renderer.run();
		return bytes.toByteArray();
	}

	/**
	 * Letter by letter: «ft» drawn as one sign would be no letters to those who listen or
	 * copy.
	 */
	private static void font(PdfRendererBuilder renderer, PDDocument file, String name, int weight, FontStyle style)
			throws IOException {
		TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(FONTS.get(name)));
		font.setEnableGsub(false);
		renderer.useFont(new PDFontSupplier(PDType0Font.load(file, font, true)), FAMILY, weight, style, true);
	}

	static Document document(SummaryPaper paper) {
		Document document = Document.createShell("");
		document.expectFirst("html").attr("lang", "nb").attr("xml:lang", "nb");
		Element head = document.head();
		head.appendElement("title").text((paper.draft() ? "UTKAST – " : "") + paper.title());
		meta(head, "author", "Sekretariatet for tillitsreformen i Nav");
		meta(head, "subject", paper.subject());
		head.appendElement("style").appendChild(new DataNode(STYLES.replace("/* mark */", paper.draft() ? DRAFT : "")));
		head.appendChild(bookmarks(paper.headings()));
		Element main = paper.main().clone();
		main.select("a").forEach((link) -> link.attr("title", link.text()));
		main.select(".cloud span")
			.forEach((word) -> word.attr("style", "font-size: " + SummaryPaper.sizeOf(word) + "pt"));
		document.body().appendChild(main);
		return document;
	}

	private static void meta(Element head, String name, String content) {
		head.appendElement("meta").attr("name", name).attr("content", content);
	}

	/** As deep as the headings are. */
	private static Element bookmarks(List<Element> headings) {
		Element bookmarks = new Element("bookmarks");
		Deque<Element> open = new ArrayDeque<>(List.of(bookmarks));
		Deque<Integer> levels = new ArrayDeque<>(List.of(0));
		for (Element heading : headings) {
			int level = SummaryPaper.levelOf(heading);
			while (levels.peek() >= level) {
				levels.pop();
				open.pop();
			}
			open.push(open.peek()
				.appendElement("bookmark")
				.attr("name", heading.text())
				.attr("href", "#" + heading.id()));
			levels.push(level);
		}
		return bookmarks;
	}

	private static byte[] read(String file) {
		try (InputStream content = new ClassPathResource(FOLDER + file).getInputStream()) {
			return content.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
