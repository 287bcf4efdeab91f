package no.nav.samtalepakker.privacy;

import java.util.List;

import no.nav.samtalepakker.platform.IdentityNumbers.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContactDetailsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "Ring 22 33 44 55 i dag | 22 33 44 55", "tlf. 22334455 | 22334455",
					"Tlf: 900 12 345. | 900 12 345", "mobil 41234567 | 41234567", "+47 22334455 | +47 22334455",
					"0047 900 12 345 | 0047 900 12 345", "+4722334455, kveld | +4722334455",
					"(22\u00a033\u00a044\u00a055) | 22\u00a033\u00a044\u00a055", "Kari (90012345) | 90012345",
					"Telefonnummer 55443322 | 55443322" })
	void findsPhoneNumbers(String text, String phone) {
		assertThat(ContactDetails.phoneNumbersIn(text)).extracting((span) -> in(text, span)).containsExactly(phone);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sak 22334455", "saksnr. 41234567", "2026/12345678", "org.nr. 974 760 673", "974760673",
			"12.03.2026", "2026-03-12", "20260312", "31.12.2026–01.01.2027", "kr 22 334 455", "22 334 455 kroner",
			"1234.56.78901", "12345678901", "kl. 10 30 til 11 30", "i 2024, 2025 og 2026", "900 millioner",
			"22,33,44,55", "1 22 33 44 55 66", "123456789012", "22.33.44.55", "uke 36 37 38 39 40" })
	void leavesOtherNumbersAlone(String text) {
		assertThat(ContactDetails.phoneNumbersIn(text)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Skriv til kari@nav.example., kari@nav.example",
			"<ola.nordmann+x@post.nav.example>, ola.nordmann+x@post.nav.example",
			"e-post:åse@blåbær.example, åse@blåbær.example" })
	void findsEmails(String text, String email) {
		assertThat(ContactDetails.emailsIn(text)).extracting((span) -> in(text, span)).containsExactly(email);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "a@", "@b.no", "10 stk @ 20 kr", "kari@nav", "vi møtes@kontoret" })
	void leavesOtherSignsAlone(String text) {
		assertThat(ContactDetails.emailsIn(text)).isEmpty();
	}

	@Test
	void isQuickWithAnyText() {
		for (String part : List.of("a", "1", "22 ", "a@", "a.", "@b.", "+47 ", "tlf ", "\u00a0")) {
			String text = part.repeat(10_000 / part.length());
			assertThat(ContactDetails.emailsIn(text)).hasSizeLessThan(10_000);
			assertThat(ContactDetails.phoneNumbersIn(text)).hasSizeLessThan(10_000);
		}
	}

	private static String in(String text, Span span) {
		return text.substring(span.from(), span.to());
	}

}
