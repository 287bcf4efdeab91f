package no.nav.samtalepakker.summary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** A summary in its three forms and all its versions, as those read it who may. */
class SummaryFilesTest extends PageCaseTest {

	private static final String PARAGRAPHS = "h1, h2, h3, h4, p, li, th, td, caption, blockquote footer";

	private static final List<String> FORMS = List.of("", "/pdf", "/word");

	private static final List<String> UNITS = List.of("0137", "0135", "0106");

	@Autowired
	private Summaries summaries;

	@Autowired
	private SummaryEditor editor;

	@Autowired
	private SummaryFiles files;

	@Autowired
	private ApplicationEventPublisher events;

	private String rollout;

	private String path;

	@BeforeEach
	void draft() {
		this.rollout = rollout("tillit-enhet", UNITS.toArray(String[]::new)).getBusinessKey();
		for (String unit : UNITS) {
			alreadyHeld(unit);
			submitAsLeader("userTask_reportConversation", unit,
					"""
							{"outcome": "WITH_INPUT", "positive": "Æøå var fint i %1$s", "positiveQuoteConsent": true,
							 "points": [{"kind": "DISCUSSED", "topic": "Mot", "text": "Vi snakket ofte om mot i %1$s", "quoteConsent": true},
							  {"kind": "PROPOSED", "topic": "Mot", "text": "Mer mot i %1$s", "assistance": "Tid", "quoteConsent": true}],
							 "obstacles": [{"text": "Brevene er «tunge» – og lange – i %1$s", "solvableLocally": "NO",
							   "structural": true, "category": "KOMMUNIKASJON", "subcategory": "KOMMUNIKASJON.KLARSPRAAK",
							   "quoteConsent": true}]}
							"""
						.formatted(unit));
		}
		this.summaries.draft(this.rollout);
		this.path = "/oppsummering/" + this.rollout;
	}

	@Test
	void theFilesSayWhatThePageSays() throws Exception {
		publish();
		Element main = main(text("evaluator", ""));
		// a line of its own
		main.select(".assistance").forEach((line) -> line.before(" "));
		List<String> sentences = main.select(PARAGRAPHS)
			.stream()
			.filter((element) -> element.select(PARAGRAPHS).size() == 1)
			.map((element) -> plain(element.text()))
			.filter((text) -> !text.isEmpty())
			.toList();
		assertThat(sentences).hasSizeGreaterThan(30)
			.contains("Æøå var fint i 0137", "Brevene er «tunge» – og lange – i 0137 – Nav Våler");
		for (String text : List.of(pdfText(file("evaluator", "/pdf")), wordText(file("evaluator", "/word")))) {
			int from = 0;
			for (String sentence : sentences) {
				int at = text.indexOf(sentence, from);
				assertThat(at).as("%s, after %s", sentence, text.substring(Math.max(0, from - 60), from))
					.isNotNegative();
				from = at + sentence.length();
			}
		}
	}

	@Test
	void thePdfIsTaggedInNorwegianWithItsFontsAndBookmarks() throws Exception {
		publish();
		byte[] pdf = file("evaluator", "/pdf");
		List<String> headings = headings(main(text("evaluator", ""))).stream().map(Element::text).toList();
		try (PDDocument document = Loader.loadPDF(pdf)) {
			assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
			assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("nb");
			assertThat(document.getDocumentInformation().getTitle()).contains("Oppsummering").endsWith(name());
			assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
			assertThat(bookmarks(document.getDocumentCatalog().getDocumentOutline())).isEqualTo(headings);
			Map<String, Long> tags = tags(document.getDocumentCatalog().getStructureTreeRoot()).stream()
				.collect(Collectors.groupingBy((tag) -> tag, Collectors.counting()));
			assertThat(tags).containsKeys("H1", "H2", "H3", "H4", "P", "L", "LI", "Table", "TH", "TD");
			for (PDPage page : document.getPages()) {
				for (COSName name : page.getResources().getFontNames()) {
					assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
					assertThat(page.getResources().getFont(name).getName()).contains("SourceSans3");
				}
			}
		}
		assertThat(faults(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
		assertThat(faults(pdf, PDFAFlavour.PDFA_2_A)).isEmpty();
		assertThat(faults(blank(), PDFAFlavour.PDFUA_1)).as("the validator sees what is missing").isNotEmpty();
	}

	private static byte[] blank() throws IOException {
		try (PDDocument document = new PDDocument(); ByteArrayOutputStream file = new ByteArrayOutputStream()) {
			document.addPage(new PDPage());
			document.save(file);
			return file.toByteArray();
		}
	}

	@Test
	void theWordFileHasHeadingsListsAndTablesOfItsOwn() throws Exception {
		publish();
		Element main = main(text("evaluator", ""));
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file("evaluator", "/word")))) {
			List<String> headings = headings(main).stream()
				.map((heading) -> "Heading" + SummaryPaper.levelOf(heading) + " " + heading.text())
				.toList();
			assertThat(word.getParagraphs()
				.stream()
				.filter((paragraph) -> paragraph.getStyle() != null && paragraph.getStyle().startsWith("Heading"))
				.map((paragraph) -> paragraph.getStyle() + " " + paragraph.getText())).isEqualTo(headings);
			assertThat(word.getStyles().getStyle("Heading2").getName()).isEqualTo("heading 2");
			List<String> items = main.select("li").stream().map((item) -> plain(item.ownText())).toList();
			List<XWPFParagraph> listed = word.getParagraphs().stream().filter((one) -> one.getNumID() != null).toList();
			assertThat(listed).hasSameSizeAs(items);
			assertThat(listed.stream().map(XWPFParagraph::getNumFmt)).contains("bullet", "decimal");
			assertThat(word.getTables()).hasSameSizeAs(main.select("table"));
			for (XWPFTable table : word.getTables()) {
				assertThat(table.getRow(0).isRepeatHeader()).isTrue();
			}
			assertThat(word.getProperties().getCoreProperties().getTitle()).contains("Oppsummering").endsWith(name());
			assertThat(word.getStyles().getCtStyles().toString()).contains("nb-NO");
			assertThat(word.getFooterArray(0)._getHdrFtr().xmlText()).contains("PAGE", "NUMPAGES");
			assertThat(word.getHeaderList()).isEmpty();
		}
	}

	@Test
	void theFilesAreKeptByNobodyAndHaveNamesPeopleUnderstand() throws Exception {
		publish();
		assertThat(Jsoup.parse(text("evaluator", "")).select(".downloads a").eachText()).satisfiesExactly(
				(pdf) -> assertThat(pdf).matches("Last ned som PDF \\(\\d+ kB\\)"),
				(word) -> assertThat(word).matches("Last ned som Word \\(\\d+ kB\\)"));
		for (String form : List.of("/pdf", "/word")) {
			MockHttpServletResponse answer = answer("evaluator", form);
			assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(answer.getHeader("Cache-Control")).contains("no-store");
			assertThat(answer.getHeader("Content-Disposition")).startsWith("attachment")
				.contains("versjon%201." + (form.equals("/pdf") ? "pdf" : "docx"))
				.doesNotContain("UTKAST");
			assertThat(answer.getContentType()).startsWith("application/");
		}
	}

	@Test
	void aDraftIsMarkedAndForTheSecretariatOnly() throws Exception {
		for (String form : FORMS) {
			for (String version : List.of("", "?versjon=1")) {
				assertThat(answer("leder-0101", form + version).getStatus()).as(form + version).isEqualTo(404);
			}
		}
		assertThat(answer("sekretariat", "/pdf").getHeader("Content-Disposition")).contains("UTKAST");
		assertThat(pdfText(file("sekretariat", "/pdf"))).contains("Utkast – ikke publisert");
		try (PDDocument document = Loader.loadPDF(file("sekretariat", "/pdf"))) {
			for (int page = 1; page <= document.getNumberOfPages(); page++) {
				PDFTextStripper stripper = new PDFTextStripper();
				stripper.setStartPage(page);
				stripper.setEndPage(page);
				assertThat(stripper.getText(document)).as("page %d", page).contains("UTKAST – ikke publisert");
			}
		}
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file("sekretariat", "/word")))) {
			assertThat(word.getHeaderArray(0).getText()).contains("UTKAST");
		}
		assertThat(faults(file("sekretariat", "/pdf"), PDFAFlavour.PDFUA_1)).isEmpty();
	}

	@Test
	void everyVersionStaysReadableAndSaysWhatChanged() throws Exception {
		publish();
		secondVersion();
		for (String form : FORMS) {
			assertThat(answer("leder-0101", form + "?versjon=2").getStatus()).isEqualTo(404);
			assertThat(answer("sekretariat", form + "?versjon=2").getStatus()).isEqualTo(200);
		}
		publish();
		for (String reader : List.of("leder-0101", "sekretariat")) {
			Element newest = main(text(reader, ""));
			assertThat(newest.select("h3:contains(Versjon)").eachText()).containsExactly("Versjon 2", "Versjon 1");
			assertThat(newest.select("h3 a[href*='versjon=']").eachText()).containsExactly("Versjon 1");
			assertThat(newest.text()).contains("Nytt under «Kommunikasjon»: Vårt eget punkt",
					"Endret under «Kommunikasjon»: «Brevene er «tunge» – og lange – i 0106» er blitt «Brevene trenger et språkløft»",
					"Tatt ut under «Kommunikasjon»: Brevene er «tunge» – og lange – i 0135", "av sekretariatet");
			Element first = main(text(reader, "?versjon=1"));
			assertThat(first.text()).contains("Dette er versjon 1, som er erstattet av en nyere",
					"Brevene er «tunge» – og lange – i 0106");
			assertThat(pdfText(file(reader, "/pdf?versjon=1"))).contains("Dette er versjon 1, som er erstattet");
			assertThat(wordText(file(reader, "/word?versjon=2"))).contains("Brevene trenger et språkløft");
			assertThat(answer(reader, "?versjon=3").getStatus()).isEqualTo(404);
		}
	}

	@Test
	void whatIsGoneIsGoneFromEveryFormVersionAndChange() throws Exception {
		publish();
		secondVersion();
		publish();
		assertThat(everything()).contains("lange – i 0106", "lange – i 0135", "lange – i 0137");
		Map<String, String> obstacles = this.jdbc.sql("select unit_id, id from obstacle")
			.query((row, number) -> Map.entry(row.getString("unit_id"), row.getString("id")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		for (String unit : UNITS) {
			String instead = unit.equals("0135") ? null : "[Teksten er sladdet]";
			this.events.publishEvent(new TextGone(FreeText.OBSTACLE.code(), obstacles.get(unit), null, instead));
			assertThat(everything()).doesNotContain("lange – i " + unit);
		}
		assertThat(everything()).doesNotContain("språkløft").contains("Vårt eget punkt");
	}

	@Test
	void theSameFileIsMadeOnce() throws Exception {
		publish();
		SummaryPaper paper = SummaryPaper.of(text("evaluator", ""), "x", "y", false);
		byte[] file = this.files.of(paper, SummaryFiles.Format.PDF);
		assertThat(this.files.of(paper, SummaryFiles.Format.PDF)).isSameAs(file);
		assertThat(this.files.of(SummaryPaper.of(text("evaluator", ""), "x", "y", true), SummaryFiles.Format.PDF))
			.isNotSameAs(file);
		this.files.forget();
		assertThat(this.files.of(paper, SummaryFiles.Format.PDF)).isNotSameAs(file);
	}

	@Test
	void theWordsOfAPictureComeAlongInTheirSizes() throws Exception {
		SummaryPaper paper = SummaryPaper.of(
				"""
						<main><h1>x</h1><h2>Ord</h2><figure><svg role="img" viewBox="0 0 9 9"><title>Ordsky</title>
						<text x="1" y="1" font-size="40">regelverk</text><text x="2" y="2" font-size="16">åpenhet</text></svg></figure>
						<details><summary>Ordene i en tabell</summary><table><tr><th>regelverk</th><td>9</td></tr></table></details>
						<ul class="outcomes"><li><span class="proposal">Forslag</span><span>Svar</span></li></ul></main>
						""",
				"x", "y", false);
		byte[] pdf = SummaryPdf.of(paper);
		assertThat(pdfText(pdf)).contains("regelverk åpenhet Ordene i en tabell regelverk 9", "Forslag Svar");
		assertThat(faults(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(SummaryWord.of(paper)))) {
			assertThat(word.getParagraphs()
				.stream()
				.filter((paragraph) -> "Ordsky".equals(paragraph.getStyle()))
				.flatMap((paragraph) -> paragraph.getRuns().stream())
				.filter((run) -> !run.text().isBlank())
				.map((run) -> run.text() + " " + Math.round(run.getFontSizeAsDouble())))
				.containsExactly("regelverk 30", "åpenhet 12");
		}
	}

	@Test
	void nothingIsFetchedForAFile() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		HttpServer server = HttpServer.create(new java.net.InetSocketAddress("localhost", 0), 0);
		server.createContext("/", (call) -> {
			calls.incrementAndGet();
			call.sendResponseHeaders(200, -1);
			call.close();
		});
		server.start();
		try {
			String address = "http://localhost:" + server.getAddress().getPort();
			String main = """
					<h1>x</h1><p style="background-image: url('%1$s/a')">Ord</p><img alt="x" src="%1$s/b"/>
					<style>@import url('%1$s/c'); @font-face { font-family: y; src: url('%1$s/d'); } p { font-family: y; }</style>
					<link rel="stylesheet" href="%1$s/e"/><object data="%1$s/f">x</object>
					<svg><image href="%1$s/g"/></svg><a href="%1$s/h">lenke</a><img alt="x" src="file:///etc/hostname"/>
					"""
				.formatted(address);
			SummaryPaper cleaned = SummaryPaper.of("<main>" + main + "</main>", "x", "y", false);
			assertThat(cleaned.main().outerHtml()).contains("Ord", "lenke").doesNotContain("http", "file:", "style");
			SummaryPaper raw = new SummaryPaper("x", "y", false,
					Jsoup.parse("<div>" + main + "</div>").expectFirst("div"));
			assertThat(SummaryPdf.of(cleaned)).isNotEmpty();
			assertThat(pdfText(SummaryPdf.of(raw))).contains("Ord");
			assertThat(wordText(SummaryWord.of(raw))).contains("Ord");
			assertThat(calls).hasValue(0);
		}
		finally {
			server.stop(0);
		}
	}

	/** The next version: one bullet in other words, one left out, one of our own. */
	private void secondVersion() {
		this.summaries.draft(this.rollout);
		SummaryContent content = this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
		SummaryContent.Theme theme = content.themes()
			.stream()
			.filter((one) -> one.name().equals("Kommunikasjon"))
			.findFirst()
			.orElseThrow();
		SummaryContent.Bullet worded = bullet(theme, "0106");
		SummaryContent.Bullet out = bullet(theme, "0135");
		as("sekretariat", List.of("sekretariat"), () -> {
			this.editor.word(this.rollout, worded.id(), worded.revision(),
					new SummaryEditor.Wording("Brevene trenger et språkløft"));
			this.editor.leaveOut(this.rollout, out.id(), out.revision());
			this.editor.add(this.rollout, theme.id(), new SummaryEditor.Wording("Vårt eget punkt"));
		});
	}

	private static SummaryContent.Bullet bullet(SummaryContent.Theme theme, String unit) {
		return theme.bullets().stream().filter((bullet) -> bullet.text().endsWith(unit)).findFirst().orElseThrow();
	}

	private void publish() {
		as("sekretariat", List.of("sekretariat"),
				() -> this.summaries.review(this.rollout, new ReviewSummary(true, null)));
		this.summaries.publish(this.rollout);
	}

	private String name() {
		return this.jdbc.sql("select name from rollout where id = ?").param(this.rollout).query(String.class).single();
	}

	private String everything() throws Exception {
		List<String> all = new ArrayList<>();
		for (int version = 1; version <= 2; version++) {
			all.add(main(text("evaluator", "?versjon=" + version)).text());
			all.add(pdfText(file("evaluator", "/pdf?versjon=" + version)));
			all.add(wordText(file("evaluator", "/word?versjon=" + version)));
		}
		return String.join("\n", all);
	}

	private String text(String reader, String query) throws Exception {
		return new String(file(reader, query), StandardCharsets.UTF_8);
	}

	private byte[] file(String reader, String form) throws Exception {
		MockHttpServletResponse answer = answer(reader, form);
		assertThat(answer.getStatus()).as(form).isEqualTo(200);
		return answer.getContentAsByteArray();
	}

	private MockHttpServletResponse answer(String reader, String form) throws Exception {
		return this.browser.perform(get(this.path + form).with(user(reader))).andReturn().getResponse();
	}

	/** What is there to be read, not to be used. */
	private static Element main(String page) {
		Element main = Jsoup.parse(page).expectFirst("main");
		main.select(".screen").remove();
		return main;
	}

	private static List<Element> headings(Element main) {
		return main.select("h1, h2, h3, h4");
	}

	private static String plain(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

	/** Without what stands at the foot of each sheet. */
	private static String pdfText(byte[] pdf) throws IOException {
		try (PDDocument document = Loader.loadPDF(pdf)) {
			PDFTextStripper stripper = new PDFTextStripper();
			stripper.setSortByPosition(false);
			return plain(stripper.getText(document)
				.lines()
				.filter((line) -> !line.strip().matches("Samtalepakker|Side \\d+ av \\d+|UTKAST – ikke publisert"))
				.collect(Collectors.joining("\n")));
		}
	}

	private static String wordText(byte[] file) throws IOException {
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
			return plain(word.getBodyElements().stream().map(SummaryFilesTest::text).collect(Collectors.joining("\n")));
		}
	}

	private static String text(IBodyElement element) {
		return (element instanceof XWPFTable table) ? table.getText() : ((XWPFParagraph) element).getText();
	}

	private static List<String> bookmarks(PDOutlineNode node) {
		List<String> titles = new ArrayList<>();
		for (PDOutlineItem item : node.children()) {
			titles.add(item.getTitle());
			titles.addAll(bookmarks(item));
		}
		return titles;
	}

	private static List<String> tags(PDStructureNode node) {
		return node.getKids()
			.stream()
			.filter(PDStructureElement.class::isInstance)
			.map(PDStructureElement.class::cast)
			.flatMap((element) -> Stream.concat(Stream.of(element.getStructureType()), tags(element).stream()))
			.toList();
	}

	/** What is wrong with a file, by the rules of its kind. */
	static Set<String> faults(byte[] pdf, PDFAFlavour flavour) throws Exception {
		VeraGreenfieldFoundryProvider.initialise();
		try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
				PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
			ValidationResult result = validator.validate(parser);
			return result.getTestAssertions()
				.stream()
				.filter((assertion) -> assertion.getStatus() == TestAssertion.Status.FAILED)
				.map((assertion) -> assertion.getRuleId() + " " + assertion.getMessage() + " "
						+ assertion.getLocation().getContext())
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

}
