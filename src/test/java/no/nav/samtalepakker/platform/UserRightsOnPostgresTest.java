package no.nav.samtalepakker.platform;

import no.nav.samtalepakker.testing.OnPostgres;

class UserRightsOnPostgresTest extends UserRightsTest {

	@Override
	String url() {
		return OnPostgres.Server.url("rights");
	}

	@Override
	String user() {
		return "postgres";
	}

}
