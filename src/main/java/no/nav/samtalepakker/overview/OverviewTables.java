package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.overview.RolloutPicture.PackagePicture;
import no.nav.samtalepakker.overview.RolloutPicture.UnitClass;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Component;

/** What the overview shows of a rollout, as tables for files: the same figures. */
@Component
public class OverviewTables {

	private static final String NONE = "ingen";

	private static final String UNITS = "Enheter";

	private final RolloutPictures pictures;

	OverviewTables(RolloutPictures pictures) {
		this.pictures = pictures;
	}

	/** Those of one rollout; {@link NotFound} if there is none. */
	public List<Table> of(String rolloutId) {
		RolloutPictures.All all = this.pictures.all().figures();
		RolloutPicture picture = all.rollouts()
			.stream()
			.filter((one) -> one.id().equals(rolloutId))
			.findFirst()
			.orElseThrow(() -> new NotFound("Utrullingen finnes ikke."));
		return List.of(progress(picture), weeks(picture.weeks()),
				new Table("Oversikt, temaer", List.of("Tema", UNITS),
						picture.themes().stream().map((theme) -> row(theme.name(), theme.units())).toList()),
				new Table("Oversikt, svar", List.of("Svar", "Hindringer"),
						picture.answers().stream().map((kind) -> row(kind.words(), kind.answers())).toList()),
				recipients(all.recipients()));
	}

	private static Table progress(RolloutPicture picture) {
		List<List<Object>> rows = new ArrayList<>();
		for (PackagePicture one : picture.packages()) {
			rows.add(row(one.name(), "I målgruppen", one.reached(), "ingen av de andre"));
			rows.add(row(one.name(), "Fikk pakken", one.started(), "I målgruppen"));
			one.classes().forEach((found) -> rows.addAll(rows(one.name(), found)));
		}
		return new Table("Oversikt, hvor langt", List.of("Samtalepakke", "Hva", UNITS, "Del av"), rows);
	}

	private static List<List<Object>> rows(String packageName, UnitClass found) {
		return Stream.concat(Stream.of(row(packageName, found.words(), found.units(), "Fikk pakken")),
				found.parts()
					.stream()
					.filter((part) -> !part.words().equals(found.words()))
					.map((part) -> row(packageName, part.words(), part.units(), found.words())))
			.toList();
	}

	private static Table weeks(Weeks weeks) {
		List<String> headers = Stream.concat(Stream.of("Til og med"), weeks.lines().stream().map(Weeks.Line::words))
			.toList();
		int points = weeks.lines().isEmpty() ? 0 : weeks.lines().get(0).points().size();
		return new Table("Oversikt, uke for uke", headers,
				IntStream.range(0, points)
					.mapToObj((week) -> Stream
						.concat(Stream.<Object>of(weeks.lines().get(0).points().get(week).until()),
								weeks.lines().stream().<Object>map((line) -> line.points().get(week).units()))
						.toList())
					.toList());
	}

	private static Table recipients(List<RecipientFigures.Row> recipients) {
		return new Table("Oversikt, mottakere",
				List.of("Mottaker", "Besvart", "Venter", "Eldste fra", "Første frist", "Over fristen",
						"Vanlig svartid i dager"),
				recipients.stream()
					.map((one) -> one.isShown()
							? row(one.name(), one.answered(), one.waiting(), day(one.oldest()), day(one.due()),
									one.late(), (one.medianDays() != null) ? one.medianDays() : "vises ikke")
							: row(one.name(), hidden(), hidden(), hidden(), hidden(), hidden(), hidden()))
					.toList());
	}

	private static Figure hidden() {
		return Figure.hidden(Figure.Hidden.COVER);
	}

	private static Object day(LocalDate day) {
		return (day != null) ? day : NONE;
	}

	private static List<Object> row(Object... cells) {
		return Arrays.asList(cells);
	}

	/**
	 * A table.
	 *
	 * @param title of it, short enough for a sheet
	 * @param headers of the columns
	 * @param rows cells that are texts, numbers, days or figures
	 */
	public record Table(String title, List<String> headers, List<List<Object>> rows) {
	}

}
