package no.nav.samtalepakker.rollout;

import java.util.Arrays;
import java.util.List;

/** What a rollout has reached; the first four the system writes down itself. */
public enum MilestoneKind {

	OPENED("Åpnet", false),

	CLOSED("Lukket", false),

	CUT_OFF("Avsluttet", false),

	STOPPED("Stoppet", false),

	ANCHORED_DIREKTORFORUM("Forankret i direktørforum", true),

	ANCHORED_EMBA("Forankret i EMBA", true),

	ANCHORED_SBU("Forankret i SBU", true),

	ANCHORED_TOPPLEDERFORUM("Forankret i topplederforum", true),

	MAPPING("Kartlegging", true),

	MEASURES("Tiltak", true),

	IMPLEMENTATION("Implementering", true);

	private final String words;

	private final boolean byHand;

	MilestoneKind(String words, boolean byHand) {
		this.words = words;
		this.byHand = byHand;
	}

	/** What people call it. */
	public String words() {
		return this.words;
	}

	/** Whether the secretariat writes it down. */
	public boolean byHand() {
		return this.byHand;
	}

	/** Those the secretariat writes down. */
	static List<MilestoneKind> chosen() {
		return Arrays.stream(values()).filter(MilestoneKind::byHand).toList();
	}

}
