package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class HostileInputOnPostgresTest extends HostileInputTest {

	@Override
	protected int inputs() {
		return 200;
	}

}
