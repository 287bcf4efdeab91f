package no.nav.samtalepakker.platform;

import java.util.List;

/**
 * What an act of the secretariat would bring about, shown before it is done.
 *
 * @param act what the button says
 * @param lines what happens
 * @param isFinal whether it cannot be undone
 */
public record Preview(String act, List<String> lines, boolean isFinal) {

	/** Another one if anything has changed that the reader was told of. */
	public String version() {
		return Integer.toHexString(this.lines.hashCode());
	}

}
