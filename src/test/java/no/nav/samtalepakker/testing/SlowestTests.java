package no.nav.samtalepakker.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Prints at the end of {@code verify} which test classes took longest, from the reports
 * they left, and which tests passed only at the second try.
 */
final class SlowestTests {

	private static final int SHOWN = 15;

	private SlowestTests() {
	}

	public static void main(String[] arguments) throws Exception {
		Path reports = Path.of("target/surefire-reports");
		if (!Files.isDirectory(reports)) {
			return;
		}
		List<Element> classes = new ArrayList<>();
		try (Stream<Path> files = Files.list(reports)) {
			for (Path file : files.filter((path) -> path.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
				classes.add(read(file));
			}
		}
		double all = classes.stream().mapToDouble(SlowestTests::seconds).sum();
		System.out.printf(Locale.ROOT, "%nSlowest of %d test classes, which took %.0f seconds in all:%n",
				classes.size(), all);
		classes.stream()
			.sorted(Comparator.comparingDouble(SlowestTests::seconds).reversed())
			.limit(SHOWN)
			.forEach((suite) -> System.out.printf(Locale.ROOT, "%8.1f s  %5s tests  %s%n", seconds(suite),
					suite.getAttribute("tests"), suite.getAttribute("name")));
		List<String> shaky = classes.stream().flatMap(SlowestTests::passedAtTheSecondTry).toList();
		if (!shaky.isEmpty()) {
			System.out
				.println("\nPassed only when tried again, so something is wrong with them or with what they test:");
			shaky.forEach((test) -> System.out.println("  " + test));
		}
		System.out.println();
	}

	private static Element read(Path file) throws IOException, ParserConfigurationException, SAXException {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
	}

	/** Without the separators of thousands that some versions of the report have. */
	private static double seconds(Element suite) {
		return Double.parseDouble(suite.getAttribute("time").replace(",", ""));
	}

	private static Stream<String> passedAtTheSecondTry(Element suite) {
		NodeList cases = suite.getElementsByTagName("testcase");
		List<String> names = new ArrayList<>();
		for (int i = 0; i < cases.getLength(); i++) {
			Element test = (Element) cases.item(i);
			if (test.getElementsByTagName("flakyFailure").getLength() > 0
					|| test.getElementsByTagName("flakyError").getLength() > 0) {
				names.add(test.getAttribute("classname") + "." + test.getAttribute("name"));
			}
		}
		return names.stream();
	}

}
