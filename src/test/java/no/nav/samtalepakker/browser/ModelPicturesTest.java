package no.nav.samtalepakker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Draws the pictures of the models for {@code processes/README.md}, as Cockpit shows
 * them. {@code ModelDrawingTest} tells when one is out of date.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".*")
class ModelPicturesTest extends BrowserTest {

	/** What the diagram on the screen shows, without its frame. */
	private static final String PICTURE = """
			() => {
				const drawn = document.querySelector('.djs-container > svg');
				const all = drawn.querySelector('.viewport');
				const box = all.getBBox();
				const edge = 6;
				const [x, y, width, height] = [box.x - edge, box.y - edge, box.width + 2 * edge, box.height + 2 * edge]
					.map(Math.round);
				const copy = all.cloneNode(true);
				copy.removeAttribute('transform');
				copy.removeAttribute('class');
				copy.querySelectorAll('.djs-hit, .djs-outline, [class^=layer-]:not(.layer-root-0):empty')
					.forEach((it) => it.remove());
				const defs = drawn.querySelector('defs');
				const ground = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="white"/>`;
				const plain = (it) => new XMLSerializer().serializeToString(it)
					.replaceAll(' xmlns="http://www.w3.org/2000/svg"', '');
				return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" `
					+ `viewBox="${x} ${y} ${width} ${height}">` + (defs ? plain(defs) : '') + ground + plain(copy)
					+ '</svg>\\n';
			}""";

	@Autowired
	private RepositoryService repository;

	static Stream<String> models() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("processes"))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".bpmn"))
				.sorted()
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void isDrawn(String model) throws IOException {
		List<ProcessDefinition> definitions = this.repository.createProcessDefinitionQuery()
			.processDefinitionResourceNameLike("%" + model)
			.latestVersion()
			.list();
		assertThat(definitions).hasSize(1);
		Page page = person("admin").page();
		page.navigate("/camunda/app/cockpit/default/#/process-definition/" + definitions.get(0).getId() + "/runtime");
		page.locator(".djs-container .djs-shape").last().waitFor();
		String picture = (String) page.evaluate(PICTURE);
		assertThat(picture).contains("data-element-id");
		Files.writeString(Path.of("processes/pictures", model.replace(".bpmn", ".svg")), picture);
	}

}
