package no.nav.samtalepakker.platform;

/**
 * The kinds of groups that are given tasks, besides the secretariat (design §8): how
 * their names begin. The rest says whose it is.
 */
public enum GroupKind {

	/** Leader and deputies of a unit; of an MBA both sides. */
	UNIT("enhet-"),

	/** One side of an MBA. */
	PARTY("part-"),

	/** Who decides for a county's offices. */
	COUNTY("fylke-"),

	/** Who answers obstacles. */
	RECIPIENT("mottaker-");

	private final String prefix;

	GroupKind(String prefix) {
		this.prefix = prefix;
	}

	/** The group of this kind for the one with the id. */
	public String of(String id) {
		return this.prefix + id;
	}

	public boolean has(String group) {
		return group.startsWith(this.prefix);
	}

	/** Whose group it is, or null if it is of another kind. */
	public String idIn(String group) {
		return has(group) ? group.substring(this.prefix.length()) : null;
	}

}
