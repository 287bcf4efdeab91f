package no.nav.samtalepakker.benchmark;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class SmallSiegeOnH2Test extends SiegeTest {

	SmallSiegeOnH2Test() {
		super(3_000, 40, 5);
	}

}
