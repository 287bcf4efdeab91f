package no.nav.samtalepakker.platform;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailAddressTest {

	@ParameterizedTest
	@ValueSource(strings = { "kari@nav.no", "kari.nordmann@nav.no", "o'hara@nav.no", "a@b.co", "kari+nav@sub.nav.no",
			"bjørn@nav.no", "kari@blåbær.no", "kari@xn.no", "1@2.no", "åse-marie@kårå.museum", "kari_n@nav-test.no" })
	void mailGoesTo(String address) throws AddressException {
		assertThat(EmailAddress.faultOf(address)).isEmpty();
		assertThat(EmailAddress.in(address)).containsExactly(address);
		new InternetAddress(EmailAddress.inAscii(address), true);
		assertThat(EmailAddress.domainOf(EmailAddress.inAscii(address))).matches("[a-z0-9.-]+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "kari", "@nav.no", "kari@", "kari@nav", "a@b@nav.no", "a..b@nav.no", ".a@nav.no",
			"a.@nav.no", "a@nav..no", "a@-nav.no", "a@nav-.no", "a@.no", "a@nav.no.", "a@nav.1", "a@nav_x.no",
			"a b@nav.no", "a@na v.no", "a\\b@nav.no", "a,b@nav.no", "a@[127.0.0.1]", "a@xn--e1afmkfd.no",
			// look like others: Cyrillic, Greek, full width,
			// without a dot, Cherokee, mathematical
			"a@nav.n\u043e", "a@n\u0430v.no", "n\u0430v@nav.no", "a@\u03bdav.no", "\uff41@nav.no", "a@\uff42.no",
			"a@n\u0131v.no", "a@\u13aeav.no", "a@\ud835\udc27av.no", "a@nav.no\u200b", "a@n\u00adav.no" })
	void mailDoesNotGoTo(String address) {
		assertThat(EmailAddress.faultOf(address)).isPresent().get().asString().doesNotContain("nav.n");
	}

	@Test
	void isNoLongerThanAMailServerTakes() {
		assertThat(EmailAddress.faultOf("a".repeat(64) + "@nav.no")).isEmpty();
		assertThat(EmailAddress.faultOf("a".repeat(65) + "@nav.no")).isPresent();
		assertThat(EmailAddress.faultOf("a@" + "b".repeat(63) + ".no")).isEmpty();
		assertThat(EmailAddress.faultOf("a@" + "b".repeat(64) + ".no")).isPresent();
		assertThat(EmailAddress.faultOf("a@" + "å".repeat(63) + ".no")).as("longer in ASCII").isPresent();
		assertThat(EmailAddress.faultOf("a@" + "b.".repeat(130) + "no")).isPresent();
	}

	@ParameterizedTest
	@CsvSource({ "kari@nav.no, kari@nav.no", "kari+1@nav.no, kari@nav.no", "kari+a+b@nav.no, kari@nav.no",
			"k.a.ri+x@gmail.com, kari@gmail.com", "kari@googlemail.com, kari@gmail.com", "k.ari@nav.no, k.ari@nav.no",
			"+1@nav.no, +1@nav.no" })
	void knowsWhoseInboxItIs(String address, String person) {
		assertThat(EmailAddress.personOf(address)).isEqualTo(person);
	}

	@Test
	void writesTheDomainAsTheNetKnowsIt() {
		assertThat(EmailAddress.inAscii("bjørn@blåbær.no")).isEqualTo("bjørn@xn--blbr-roah.no");
		assertThat(EmailAddress.hasSpecialName("bjørn@nav.no")).isTrue();
		assertThat(EmailAddress.hasSpecialName("bjorn@blåbær.no")).isFalse();
	}

}
