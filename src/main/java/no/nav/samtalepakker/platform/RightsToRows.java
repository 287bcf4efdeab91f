package no.nav.samtalepakker.platform;

import java.util.List;

import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;

/**
 * The rights asked for, of a user who has them to single rows only.
 */
class RightsToRows extends CompositePermissionCheck {

	private final List<String> columns;

	/**
	 * Asks for the same.
	 * @param columns where the ids of what they may be for are found; none if there can
	 * be no such right
	 */
	RightsToRows(CompositePermissionCheck asked, List<String> columns) {
		super(asked.isDisjunctive());
		setAtomicChecks(asked.getAtomicChecks());
		this.columns = columns;
	}

	/** What a right is compared with, as SQL. */
	String comparison() {
		return switch (this.columns.size()) {
			case 0 -> "1 = 0";
			case 1 -> "AUTH.RESOURCE_ID_ = " + this.columns.get(0);
			default -> "AUTH.RESOURCE_ID_ in (" + String.join(", ", this.columns) + ")";
		};
	}

}
