package no.nav.samtalepakker.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How large a query over the engine's interface may be: each variable and each order by
 * one is a join, and a few hundred of them keep a database busy for minutes.
 */
final class QueryLimits {

	static final int SORTING = 3;

	static final int VARIABLES = 20;

	static final int OR_QUERIES = 10;

	/** As many ids as anybody has looked at on one page. */
	static final int LIST = 1_000;

	/** How the engine calls the order by a variable. */
	private static final Set<String> SORTED_BY_VARIABLE = Set.of("processvariable", "executionvariable", "taskvariable",
			"caseinstancevariable", "caseexecutionvariable");

	private QueryLimits() {
	}

	/**
	 * Checks a query's body.
	 * @throws Refusal if it asks for too much
	 */
	static void check(JsonNode json) {
		if (json != null) {
			Count count = new Count();
			count.add(json);
			count.check();
		}
	}

	/**
	 * Checks the parameters of a query's address.
	 * @throws Refusal if they ask for too much
	 */
	static void check(List<Map.Entry<String, String>> parameters) {
		Count count = new Count();
		parameters.forEach((parameter) -> count.add(parameter.getKey(), parameter.getValue()));
		count.check();
	}

	private static boolean namesVariables(String field) {
		return field.toLowerCase(Locale.ROOT).endsWith("variables");
	}

	/** What has been found so far. */
	private static final class Count {

		private int sorting;

		private int variables;

		private int orQueries;

		private int longest;

		private boolean byVariable;

		void add(JsonNode json) {
			for (Map.Entry<String, JsonNode> field : json.properties()) {
				JsonNode value = field.getValue();
				if (value.isArray() && field.getKey().equalsIgnoreCase("sorting")) {
					this.sorting += value.size();
				}
				else if (value.isContainerNode() && namesVariables(field.getKey())) {
					this.variables += value.size();
				}
				else if (value.isArray() && field.getKey().equalsIgnoreCase("orQueries")) {
					this.orQueries += value.size();
				}
				this.byVariable |= field.getKey().equalsIgnoreCase("sortBy") && isVariable(value.asText());
				if (value.isTextual() && field.getKey().toLowerCase(Locale.ROOT).endsWith("in")) {
					this.longest = Math.max(this.longest, value.textValue().split(",", -1).length);
				}
			}
			if (json.isArray()) {
				this.longest = Math.max(this.longest, json.size());
			}
			json.forEach(this::add);
		}

		void add(String name, String value) {
			int parts = value.split(",", -1).length;
			this.longest = Math.max(this.longest, parts);
			if (name.equalsIgnoreCase("sortBy")) {
				this.sorting += 1;
				this.byVariable |= isVariable(value);
			}
			else if (namesVariables(name)) {
				this.variables += parts;
			}
		}

		private static boolean isVariable(String sortBy) {
			return SORTED_BY_VARIABLE.contains(sortBy.strip().toLowerCase(Locale.ROOT));
		}

		void check() {
			if (this.byVariable) {
				throw Refusal.invalid("Lister kan ikke sorteres etter variabler.");
			}
			Stream
				.of(new Limit(this.sorting, SORTING, "sorteringer"), new Limit(this.variables, VARIABLES, "variabler"),
						new Limit(this.orQueries, OR_QUERIES, "alternativer (orQueries)"),
						new Limit(this.longest, LIST, "verdier i en liste"))
				.filter(Limit::isExceeded)
				.findFirst()
				.ifPresent((limit) -> {
					throw Refusal.invalid("Søket er for stort: høyst " + limit.most() + " " + limit.what() + ".");
				});
		}

	}

	private record Limit(int found, int most, String what) {

		boolean isExceeded() {
			return this.found > this.most;
		}

	}

}
