package no.nav.samtalepakker.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Progress.Stage;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.Reader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever reads the overview, every county's page and the summary, with chapters put
 * together or not, finds out nothing that is hidden.
 */
class PublishedFiguresTest {

	private static final int WORLDS = 100;

	private final Random random = new Random(20261128);

	@ParameterizedTest
	@EnumSource
	void nothingHiddenIsFoundOutFromAllPagesTogether(Stage stage) {
		for (int i = 0; i < WORLDS; i++) {
			List<Map<String, Progress>> packages = new ArrayList<>();
			int size = this.random.nextInt(4, 40);
			for (int p = 0; p < 2; p++) {
				Map<String, Progress> counties = new LinkedHashMap<>();
				int parts = this.random.nextInt(1, 4);
				for (int county = 0; county < parts; county++) {
					counties.put("county " + county, random(this.random.nextInt(0, size), stage));
				}
				packages.add(counties);
			}
			Map<String, Integer> truth = new LinkedHashMap<>();
			Reader reader = new Reader();
			for (int p = 0; p < packages.size(); p++) {
				read(reader, truth, "package " + p, packages.get(p), stage);
			}
			if (i % 2 == 0) {
				readTogether(reader, packages, stage);
			}
			assertThat(reader.findsOut(truth)).as(packages.toString()).isEmpty();
		}
	}

	/** The overview and every county's page. */
	private static void read(Reader reader, Map<String, Integer> truth, String name, Map<String, Progress> counties,
			Stage stage) {
		counties.forEach((county, progress) -> classes(progress, stage)
			.forEach((one, number) -> truth.put(name + county + one, number)));
		Progress.breakdown(counties, stage).forEach((county, shown) -> {
			reader.read(name + county, parts(truth.keySet(), (part) -> part.startsWith(name + county)),
					shown.started());
			read(reader, name + county, shown, (one) -> List.of(name + county + one));
		});
		ProgressFigures whole = Progress.sum(counties.values()).figures(stage);
		read(reader, name, whole,
				(one) -> parts(truth.keySet(), (part) -> part.startsWith(name) && part.endsWith(one)));
	}

	private static void readTogether(Reader reader, List<Map<String, Progress>> packages, Stage stage) {
		List<String> all = new ArrayList<>();
		for (int p = 0; p < packages.size(); p++) {
			for (String county : packages.get(p).keySet()) {
				all.add("package " + p + county);
			}
		}
		read(reader, "together", Progress.together(packages, stage),
				(one) -> all.stream().map((part) -> part + one).toList());
	}

	private static void read(Reader reader, String what, ProgressFigures shown, Function<String, List<String>> parts) {
		if (shown.started() == 0) {
			// nobody got it, as everybody may know
			assertThat(shown.isAnythingShown()).isFalse();
			return;
		}
		Map<String, Figure> figures = new LinkedHashMap<>();
		figures.put("reported", shown.reported());
		for (String one : List.of("planned", "heldOnly", "withInput", "withoutInput", "notHeld", "unknown")) {
			if (shown.figure(one) != null) {
				figures.put(one, shown.figure(one));
			}
		}
		boolean few = figures.values().stream().anyMatch(Figure::isFew);
		figures.forEach((one, figure) -> reader.read(what + " " + one,
				one.equals("reported")
						? Stream.of("withInput", "withoutInput").flatMap((part) -> parts.apply(part).stream()).toList()
						: parts.apply(one),
				figure, few));
	}

	private static List<String> parts(Collection<String> all, Function<String, Boolean> of) {
		return all.stream().filter(of::apply).toList();
	}

	private static Map<String, Integer> classes(Progress progress, Stage stage) {
		Map<String, Integer> classes = new LinkedHashMap<>();
		if (stage.hasPlans()) {
			classes.put("planned", progress.planned());
		}
		classes.put("heldOnly", progress.heldOnly());
		classes.put("withInput", progress.withInput());
		classes.put("withoutInput", progress.withoutInput());
		classes.put("notHeld", progress.notHeld());
		classes.put("unknown", progress.unknown());
		return classes;
	}

	/** Most units in a few classes, as in life. */
	private Progress random(int started, Stage stage) {
		int[] classes = new int[6];
		int favourite = this.random.nextInt(6);
		for (int i = 0; i < started; i++) {
			classes[this.random.nextInt(3) > 0 ? favourite : this.random.nextInt(6)]++;
		}
		int planned = stage.hasPlans() ? classes[0] : 0;
		return new Progress(started, started, planned, classes[1], classes[2], classes[3], classes[4],
				classes[5] + classes[0] - planned);
	}

}
