package no.nav.samtalepakker.platform;

class UserRightsOnH2Test extends UserRightsTest {

	@Override
	String url() {
		return "jdbc:h2:mem:rights;DB_CLOSE_DELAY=-1";
	}

	@Override
	String user() {
		return "sa";
	}

}
