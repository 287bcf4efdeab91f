package no.nav.samtalepakker.notification;

/** An e-mail did not get through. */
class NotDelivered extends RuntimeException {

	private final Fault fault;

	private final String code;

	NotDelivered(Fault fault, String code, Throwable cause) {
		super(fault + " " + code, cause);
		this.fault = fault;
		this.code = code;
	}

	/** Whose fault it is. */
	Fault fault() {
		return this.fault;
	}

	/** In a word, without anybody's address. */
	String code() {
		return this.code;
	}

	/** Whose fault it is. */
	enum Fault {

		/** This address or this e-mail will never be taken. */
		REFUSED,
		/** This e-mail may be taken later. */
		LATER,
		/** Nothing gets through at the moment. */
		OUTAGE

	}

}
