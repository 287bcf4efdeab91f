package no.nav.samtalepakker.testing;

import java.util.UUID;

/** A name nobody else has, without digits that could pass for somebody's number. */
final class AnyName {

	private AnyName() {
	}

	static String next() {
		return UUID.randomUUID().toString().replaceAll("[0-9]", "x");
	}

}
