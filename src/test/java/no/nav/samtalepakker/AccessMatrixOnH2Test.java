package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class AccessMatrixOnH2Test extends AccessMatrixTest {

	@Override
	protected boolean triesWhatIsClosed() {
		return true;
	}

}
