package no.nav.samtalepakker.privacy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.IdentityNumbers.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

/** Which words of a text could name a unit or a person. */
class NamesTest {

	private static final Unit MOSS = unit("Nav Moss", UnitType.OFFICE);

	private final Units units = Mockito.mock();

	private final KeptFigures kept = Mockito.mock();

	private final Names names = new Names(this.units, this.kept);

	NamesTest() {
		Mockito.when(this.kept.get(Mockito.any(), Mockito.any()))
			.then((call) -> new KeptFigures.Kept<>(call.getArgument(1, Supplier.class).get(), null));
		Mockito.when(this.units.all())
			.thenReturn(List.of(MOSS, unit("Nav Halden-Aremark", UnitType.OFFICE),
					unit("Nav Indre Østfold", UnitType.OFFICE), unit("Nav Ås", UnitType.OFFICE),
					unit("NAV Arbeid og ytelser", UnitType.RESULT_UNIT), unit("NAV Øst-Viken", UnitType.COUNTY)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Hei, Nav Moss! Dere tok dette opp.         | Nav Moss
			Vi har sett på saken i Moss, og i Ås.      | Moss,Ås
			NAV Moss sine rutiner, og Moss' egne       | NAV Moss,Moss
			På Aremarks kontor og i Indre Østfold      | Aremarks,Indre Østfold
			Et mossgrodd regelverk, og Mosseveien      | -
			Det indre liv i NAV Arbeid og ytelser      | -
			""")
	void findsUnitsByNameAndPlace(String text, String found) {
		assertThat(in(text, this.names.ofUnitsIn(text))).isEqualTo(split(found));
	}

	@Test
	void findsOneUnitOnly() {
		String text = "Nav Moss og Nav Halden-Aremark";
		assertThat(in(text, this.names.ofUnitsIn(text, List.of(MOSS)))).containsExactly("Nav Moss");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Dere og leder Kari Nordmann tok dette opp  | Kari Nordmann
			Spør Ole-Petter B. Hansen om det           | Ole-Petter B. Hansen
			Når Åse Ødegård kommer tilbake             | Åse Ødegård
			Vi tar det med. Det står på Navet.         | -
			På Navet og i Arbeids- og velferdsetaten   | -
			Hei, Nav Moss! Nav Indre Østfold er med.   | -
			""")
	void findsWhatLooksLikePersons(String text, String found) {
		assertThat(in(text, this.names.ofPersonsIn(text))).isEqualTo(split(found));
	}

	@Test
	void findsAgainWhatHadACapitalInAnotherText() {
		assertThat(Names.capitalsIn("Her hos oss svarer Kari aldri, og Modia er nede."))
			.containsExactlyInAnyOrder("Kari", "Modia");
		String text = "Kari har sluttet.";
		assertThat(in(text, Names.find(text, Names.capitalsIn("Vi får ikke tak i Kari.")))).containsExactly("Kari");
	}

	private static List<String> in(String text, List<Span> spans) {
		return spans.stream().map((span) -> text.substring(span.from(), span.to())).toList();
	}

	private static List<String> split(String words) {
		return (words != null) ? Stream.of(words.split(",")).toList() : List.of();
	}

	private static Unit unit(String name, UnitType type) {
		return new Unit(name, name, type, null, null, null, null);
	}

}
