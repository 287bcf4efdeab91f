package no.nav.samtalepakker.keyfigures;

/** What key figures are about: a heading of the page, and a sheet of the workbook. */
enum Theme {

	PREPARATION("Forberedelse"), EXECUTION("Gjennomføring"), REPORTING("Rapportering"), FOLLOW_UP("Oppfølging"),
	OBSTACLES("Hindringer og svar");

	private final String title;

	Theme(String title) {
		this.title = title;
	}

	public String title() {
		return this.title;
	}

}
