package no.nav.samtalepakker.security;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import no.nav.samtalepakker.platform.CaseVariables;

/**
 * Cockpit makes a number of whatever looks like one, and 826 is not the unit 0826. Ids
 * are texts, and those of digits alone have four of them, as Nav's units have.
 */
final class SearchedIds {

	private static final Set<String> IDS = Set.of(CaseVariables.ROLLOUT_ID, CaseVariables.COUNTY_ID,
			CaseVariables.CONVERSATION_ID, CaseVariables.UNIT_ID, CaseVariables.OBSTACLE_ID);

	private SearchedIds() {
	}

	/** Puts into words what a query compares our ids with. */
	static void asText(JsonNode query) {
		if (query == null) {
			return;
		}
		JsonNode value = query.path("value");
		if (value.isIntegralNumber() && IDS.contains(query.path("name").asText())) {
			((ObjectNode) query).put("value", "%04d".formatted(value.bigIntegerValue()));
		}
		query.forEach(SearchedIds::asText);
	}

}
