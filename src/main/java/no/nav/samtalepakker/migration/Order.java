package no.nav.samtalepakker.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import no.nav.samtalepakker.platform.Refused;

/**
 * What is to be moved.
 *
 * @param process key of the process
 * @param from version of the model its cases have
 * @param to version they are to have
 */
record Order(String process, int from, int to) {

	private static final Pattern WRITTEN = Pattern.compile("([a-zA-Z]+):(\\d{1,6}):(\\d{1,6})");

	static Order of(String written) {
		Matcher parts = WRITTEN.matcher(written);
		if (!parts.matches()) {
			throw new Refused(
					"«%s» er ikke <prosess>:<fra versjon>:<til versjon>, som obstacle:1:2.".formatted(written));
		}
		return new Order(parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
	}

	/** Steps with another id in the newer version, written {@code former=newer}. */
	static Map<String, String> elements(Iterable<String> written) {
		Map<String, String> elements = new LinkedHashMap<>();
		for (String each : written) {
			String[] pair = each.split("=");
			if (pair.length != 2) {
				throw new Refused("«%s» er ikke <tidligere id>=<ny id>.".formatted(each));
			}
			elements.put(pair[0], pair[1]);
		}
		return elements;
	}

	@Override
	public String toString() {
		return this.process + ":" + this.from + ":" + this.to;
	}

}
