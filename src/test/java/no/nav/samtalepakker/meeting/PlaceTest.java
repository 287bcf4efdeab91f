package no.nav.samtalepakker.meeting;

import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlaceTest {

	@ParameterizedTest
	@ValueSource(strings = { "Møterom 3", "Rom 3: østfløyen", "Rom:3", "https://video.example.invalid/x",
			"HTTPS://video.example.invalid", "Kantina, eller https://video.example.invalid" })
	void isARoomOrAnAddress(String place) {
		assertThatCode(() -> Place.check("place", place)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://video.example.invalid", "javascript:alert(1)", "Se HTTP://x.example",
			"msteams://x", "file:///etc", "data:text/html,x", "(ftp://x)" })
	void isNoAddressOfAnotherKind(String place) {
		assertThatThrownBy(() -> Place.check("place", place)).isInstanceOfSatisfying(InvalidInput.class,
				(invalid) -> assertThat(invalid.field()).isEqualTo("place"));
	}

	@Test
	void standsOnOneLine() {
		assertThat(Place.onOneLine("Rom 3\n--\n\t– Når: aldri")).isEqualTo("Rom 3 --  – Når: aldri");
		assertThat(Place.onOneLine(" \n")).isNull();
		assertThat(Place.onOneLine(null)).isNull();
	}

	@Test
	void isTakenOutByADashAndStaysWhereNothingIsWritten() {
		assertThat(Place.changed("Kantina", null)).isEqualTo("Kantina");
		assertThat(Place.changed("Kantina", "Loftet")).isEqualTo("Loftet");
		assertThat(Place.changed("Kantina", "-")).isNull();
		assertThat(Place.changed("Kantina", " – ")).isNull();
		assertThat(Place.changed("Kantina", "– Loftet")).isEqualTo("– Loftet");
	}

	@Test
	void opensOnlyAsAWholeAddress() {
		assertThat(Place.isAddress("https://video.example.invalid/x")).isTrue();
		assertThat(Place.isAddress("Rom 3, https://video.example.invalid/x")).isFalse();
		assertThat(Place.isAddress(null)).isFalse();
	}

}
