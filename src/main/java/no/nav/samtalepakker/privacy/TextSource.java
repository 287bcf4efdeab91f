package no.nav.samtalepakker.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a copied text comes from, kept beside the copy: whatever happens to the row, the
 * copy is found without comparing what stands there.
 *
 * @param kind code of the {@link FreeText}
 * @param id of the row
 * @param column in which the text stood
 */
public record TextSource(String kind, String id, String column) {

	/** A column of a row. */
	public static TextSource of(FreeText kind, String id, String column) {
		return new TextSource(kind.code(), id, column);
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static TextSource stored(String stored) {
		String[] parts = stored.split("/", 3);
		return new TextSource(parts[0], parts[1], parts[2]);
	}

	@JsonValue
	String stored() {
		return String.join("/", this.kind, this.id, this.column);
	}

}
