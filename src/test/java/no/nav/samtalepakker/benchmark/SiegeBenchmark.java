package no.nav.samtalepakker.benchmark;

import no.nav.samtalepakker.testing.OnPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole siege, with the heap of a small server, which the attackers share:
 * {@code ./mvnw -Pbenchmark test -Dtest=SiegeBenchmark}. Not part of {@code verify}.
 */
@OnPostgres
class SiegeBenchmark extends SiegeTest {

	/** Of half a gigabyte; sessions of strangers took 134 MB for each 12,000 requests. */
	private static final long LEFT_OVER = 40 << 20;

	SiegeBenchmark() {
		super(Integer.getInteger("siege.requests", 100_000), 230, 20);
	}

	@Override
	void heap(long before, long after) {
		assertThat(after - before).as("heap left over, of %d MB before", before >> 20).isLessThan(LEFT_OVER);
	}

}
