package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class HostileInputOnH2Test extends HostileInputTest {

	@Override
	protected int inputs() {
		return 600;
	}

}
