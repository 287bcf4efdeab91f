package no.nav.samtalepakker.privacy;

/**
 * Every column of our own tables that says which user did something in a rollout. They go
 * when the rollout's texts go; who did what is then the audit's business, which has a
 * period of its own.
 */
enum PersonColumn {

	ROLLOUT_STARTED_BY("Utrullinger du har bestilt", "rollout", "started_by", FreeText.ROLLOUT),

	COUNTY_DECISION_BY("Valg du har gjort for et fylke", "county_decision", "decided_by", FreeText.COUNTY_DECISION),

	WISH_BY("Ønsker om å delta", "wish", "wished_by", null),

	REPORT_AUTHOR("Rapporter du har skrevet", "report", "author", FreeText.REPORT),

	REPORT_APPROVED_BY("Rapporter du har bekreftet", "report", "approved_by", FreeText.REPORT),

	REPORT_REMARK_BY("Merknader du har skrevet", "report", "remark_by", FreeText.REPORT),

	REPORT_COMMENT_AUTHOR("Kommentarer du har skrevet", "report_comment", "author", FreeText.REPORT_COMMENT),

	OBSTACLE_WITHDRAWN_BY("Hindringer du har trukket", "obstacle", "withdrawn_by", FreeText.OBSTACLE),

	ROUTING_BY("Hindringer du har sendt videre eller vurdert", "routing", "user_id", FreeText.ROUTING),

	ANSWER_BY("Svar du har gitt", "answer", "given_by", FreeText.ANSWER),

	REDACTION_BY("Tekster du har sladdet", "redaction", "redacted_by", FreeText.REDACTION),

	PROPOSAL_BY("Forslag du har svart på eller sendt til en mottaker", "proposal", "created_by", FreeText.PROPOSAL),

	PROPOSAL_ANSWERED_BY("Svar du har gitt på forslag", "proposal", "answered_by", FreeText.PROPOSAL),

	SUMMARY_REVIEWED_BY("Oppsummeringer du har vurdert", "summary", "reviewed_by", FreeText.SUMMARY);

	private final String label;

	private final String table;

	private final String column;

	private final FreeText sameTable;

	PersonColumn(String label, String table, String column, FreeText sameTable) {
		this.label = label;
		this.table = table;
		this.column = column;
		this.sameTable = sameTable;
	}

	/** What it is called to the person it names. */
	String label() {
		return this.label;
	}

	String table() {
		return this.table;
	}

	String column() {
		return this.column;
	}

	/** SQL for the rollout a row belongs to, within a statement on the table. */
	String rollout() {
		return (this.sameTable != null) ? this.sameTable.rollout() : this.table + ".rollout_id";
	}

}
