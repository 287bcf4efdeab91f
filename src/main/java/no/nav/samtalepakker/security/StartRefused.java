package no.nav.samtalepakker.security;

/** The configuration would let the wrong people in. */
class StartRefused extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String action;

	StartRefused(String reason, String action) {
		super(reason);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
