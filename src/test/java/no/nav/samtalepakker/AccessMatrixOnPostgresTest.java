package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class AccessMatrixOnPostgresTest extends AccessMatrixTest {

	@Override
	protected boolean triesWhatIsClosed() {
		return false;
	}

}
