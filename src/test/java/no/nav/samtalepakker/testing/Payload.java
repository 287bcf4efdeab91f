package no.nav.samtalepakker.testing;

import java.nio.file.Path;

/**
 * Expressions as they were published for CVE-2026-109432: they leave expressions behind.
 */
public final class Payload {

	private Payload() {
	}

	/** Writes an empty file. */
	public static String writing(Path file) {
		return "${''.getClass().forName('java.io.File').getConstructor(''.getClass()).newInstance('" + file
				+ "').createNewFile()}";
	}

	/** Runs a program that writes an empty file. */
	public static String running(Path file) {
		return "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null)" + ".exec('touch "
				+ file + "').waitFor()}";
	}

}
