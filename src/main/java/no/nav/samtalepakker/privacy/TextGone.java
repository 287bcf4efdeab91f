package no.nav.samtalepakker.privacy;

/**
 * A text is gone from its row, and whoever keeps a copy takes it away in the same
 * transaction.
 *
 * @param kind code of the {@link FreeText}
 * @param id of the row
 * @param column that is empty now, or null for all of them
 * @param instead what stands where it was redacted; null if it was taken back, which
 * leaves nothing
 */
public record TextGone(String kind, String id, String column, String instead) {

	/** Whether a copy with this source is one of the text. */
	public boolean isOf(TextSource source) {
		return source.kind().equals(this.kind) && source.id().equals(this.id)
				&& (this.column == null || source.column().equals(this.column));
	}

}
