package no.nav.samtalepakker.platform;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an id of the engine tells. */
class RandomIdsTest {

	private final RandomIds ids = new RandomIds();

	@RepeatedTest(20)
	void isTheDayAndNothingMore() {
		UUID one = UUID.fromString(this.ids.getNextId());
		UUID next = UUID.fromString(this.ids.getNextId());
		assertThat(one.version()).isEqualTo(4);
		assertThat(one.variant()).isEqualTo(2);
		assertThat(one.getMostSignificantBits() >>> 48).isEqualTo(next.getMostSignificantBits() >>> 48);
		assertThat(one.getMostSignificantBits() << 16 >>> 32).isNotEqualTo(next.getMostSignificantBits() << 16 >>> 32);
		assertThat(one.getLeastSignificantBits()).isNotEqualTo(next.getLeastSignificantBits());
	}

	@Test
	void isNeverGivenTwice() {
		Set<String> given = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			given.add(this.ids.getNextId());
		}
		assertThat(given).hasSize(10_000);
	}

}
