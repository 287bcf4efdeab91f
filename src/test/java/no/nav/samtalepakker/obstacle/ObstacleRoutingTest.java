package no.nav.samtalepakker.obstacle;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The decision table alone, held against the taxonomy, the recipients and the labelled
 * obstacles, so that none of them can drift from the others unseen.
 */
class ObstacleRoutingTest {

	private static final String MODEL = "processes/obstacle-routing.dmn";

	private static final String SCOPE = "obstacle-scope";

	private static final String RECIPIENTS = "obstacle-recipients";

	private static final String POSITIVE_FEEDBACK = "KONTROLL.POSITIV_TILBAKEMELDING";

	private static final List<CSVRecord> taxonomy = read("organisation/obstacle-taxonomy.csv");

	private static final List<CSVRecord> recipients = read("organisation/recipients.csv");

	private static final List<CSVRecord> labelled = read("demo/obstacles-labelled.csv");

	private static final List<CSVRecord> scopes = read("obstacle-scope.csv");

	private static final Set<String> matchedRules = new LinkedHashSet<>();

	private static final DmnEngineConfiguration configuration = DmnEngineConfiguration
		.createDefaultDmnEngineConfiguration()
		.customPostDecisionTableEvaluationListeners(List.of((event) -> event.getMatchingRules()
			.stream()
			.map(DmnEvaluatedDecisionRule::getId)
			.forEach(matchedRules::add)));

	private static final DmnEngine engine = configuration.buildEngine();

	private static final DmnDecision scopeDecision = parse(SCOPE);

	private static final DmnDecision recipientsDecision = parse(RECIPIENTS);

	@Test
	void usesTheFeelEngineOfTheProcessEngine() {
		assertThat(((DefaultDmnEngineConfiguration) configuration).getFeelEngineFactory())
			.isInstanceOf(ScalaFeelEngineFactory.class);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("statedInTheSources")
	void sendsALabelledObstacleWhereTheSourcesSay(CSVRecord row) {
		assertThat(recipients(inputs(row))).containsExactlyElementsOf(codes(row, "expected_recipients"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("impliedByTheSources")
	void sendsALabelledObstacleWhereTheSourcesImply(CSVRecord row) {
		assertThat(recipients(inputs(row))).containsExactlyElementsOf(codes(row, "expected_recipients"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scopeRows")
	void decidesTheScope(CSVRecord row) {
		assertThat(scope(inputs(row))).isEqualTo(valueOf(row, "expected_scope"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("subcategories")
	void sendsEverySubcategoryWhereTheTaxonomySays(CSVRecord row) {
		List<String> expected = codes(row, "recipients").stream()
			.filter((code) -> !Set.of("LOCAL", "NONE").contains(typeOf(code)))
			.toList();
		assertThat(recipients(beyondTheUnit(row))).containsExactlyElementsOf(expected);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("subcategories")
	void neverOverrulesTheUnitsNo(CSVRecord row) {
		for (Object structural : Arrays.asList(true, false, null)) {
			Map<String, Object> inputs = beyondTheUnit(row);
			inputs.put("structural", structural);
			assertThat(scope(inputs)).isEqualTo("ROUTE");
			assertThat(recipients(inputs)).doesNotContain("LOKALT", "INGEN");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("subcategories")
	void leavesWithTheUnitWhatItCanSolve(CSVRecord row) {
		Map<String, Object> solvable = beyondTheUnit(row);
		solvable.put("solvableLocally", "YES");
		assertThat(recipients(solvable)).containsExactly("LOKALT");

		Map<String, Object> partlySolvable = beyondTheUnit(row);
		partlySolvable.put("solvableLocally", "PARTLY");
		partlySolvable.put("structural", false);
		assertThat(recipients(partlySolvable)).containsExactly("LOKALT");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("localSubcategories")
	void leavesToTriageALocalSubcategoryTheUnitCannotSolve(CSVRecord row) {
		assertThat(recipients(beyondTheUnit(row))).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("secretariatSubcategories")
	void sendsASubcategoryWithoutOwnerToTheSecretariat(CSVRecord row) {
		assertThat(recipients(beyondTheUnit(row))).containsExactly("SEKRETARIAT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "YES", "PARTLY", "NO" })
	void sendsPositiveFeedbackNowhere(String solvableLocally) {
		Map<String, Object> inputs = inputs(labelledRow("H086"));
		inputs.put("solvableLocally", solvableLocally);
		assertThat(recipients(inputs)).containsExactly("INGEN");
	}

	@ParameterizedTest
	@EnumSource
	void leavesToTriageWhatItDoesNotKnow(Unknown unknown) {
		for (boolean structural : List.of(true, false)) {
			Map<String, Object> inputs = inputs(labelledRow("H043"));
			inputs.put("structural", structural);
			unknown.applyTo(inputs, "subcategory");
			assertThat(scope(inputs)).isEqualTo("ROUTE");
			assertThat(recipients(inputs)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void managesWithoutCategoryLevelAndTargetGroup(Unknown unknown) {
		Map<String, Object> inputs = inputs(labelledRow("H043"));
		unknown.applyTo(inputs, "category");
		unknown.applyTo(inputs, "level");
		unknown.applyTo(inputs, "targetGroup");
		assertThat(recipients(inputs)).containsExactly("RUNDSKRIV");
	}

	@ParameterizedTest
	@EnumSource
	void leavesToTriageWhatTheUnitDidNotAnswer(Unknown unknown) {
		Map<String, Object> inputs = inputs(labelledRow("H043"));
		unknown.applyTo(inputs, "solvableLocally");
		assertThat(scope(inputs)).isNull();
		assertThat(recipients(inputs)).isEmpty();
	}

	@Test
	void leavesToTriageAnObstacleWithNothingButItsText() {
		assertThat(recipients(Map.of())).isEmpty();
	}

	@Test
	void givesOnlyExternalRecipientsMoreTime() {
		assertThat(everyHit()).allSatisfy((hit) -> assertThat(hit.getEntryMap()).containsEntry("answerDays",
				typeOf(hit.getEntry("recipient")).equals("EXTERNAL") ? 60 : 21));
		assertThat(everyHit()).extracting((hit) -> hit.<Integer>getEntry("answerDays")).contains(21, 60);
	}

	@Test
	void explainsEveryHitInASentence() {
		assertThat(everyHit()).extracting((hit) -> hit.<String>getEntry("reason"))
			.allSatisfy((reason) -> assertThat(reason).matches("\\p{Lu}.*[^.]\\.")
				.hasSizeLessThanOrEqualTo(300)
				.doesNotContainIgnoringCase("ruting"));
	}

	@Test
	void namesTheSourceOfEveryHit() {
		for (CSVRecord row : taxonomy) {
			for (DmnDecisionResultEntries hit : hits(beyondTheUnit(row))) {
				assertThat(hit.<String>getEntry("source")).startsWith(row.get("basis") + "; ");
			}
		}
		assertThat(everyHit()).extracting((hit) -> hit.<String>getEntry("source"))
			.allSatisfy((source) -> assertThat(source)
				.matches("(seed says|implied); \\d{3}:\\d+(-\\d+)?(, \\d{3}:\\d+(-\\d+)?)*"));
	}

	@Test
	void knowsOnlyListedRecipients() {
		assertThat(everyHit()).extracting((hit) -> hit.<String>getEntry("recipient"))
			.isSubsetOf(recipients.stream().map((recipient) -> recipient.get("code")).toList());
	}

	@Test
	void describesEveryRule() {
		assertThat(rules()).isNotEmpty().allSatisfy((rule) -> {
			assertThat(rule.getId()).matches("rule_[a-z][a-zA-Z0-9]*(_[a-z][a-zA-Z0-9]*)?");
			assertThat(rule.getUniqueChildElementByType(Description.class).getTextContent()).isNotBlank();
		});
	}

	@Test
	void usesEveryRule() {
		matchedRules.clear();
		everyHit();
		assertThat(matchedRules).containsExactlyInAnyOrderElementsOf(rules().stream().map(Rule::getId).toList());
	}

	static Stream<Arguments> statedInTheSources() {
		return labelledRows("seed says");
	}

	static Stream<Arguments> impliedByTheSources() {
		return labelledRows("implied");
	}

	static Stream<Arguments> scopeRows() {
		return scopes.stream().map((row) -> named(String.join(";", row.values()), row));
	}

	static Stream<Arguments> subcategories() {
		return subcategoryRows().map((row) -> named(row.get("subcategory_code"), row));
	}

	static Stream<Arguments> localSubcategories() {
		return subcategoriesOnlyFor("LOKALT");
	}

	static Stream<Arguments> secretariatSubcategories() {
		return subcategoriesOnlyFor("SEKRETARIAT");
	}

	private static Stream<Arguments> labelledRows(String basis) {
		return labelled.stream()
			.filter((row) -> row.get("basis").equals(basis))
			.map((row) -> named(row.get("id"), row));
	}

	private static Stream<Arguments> subcategoriesOnlyFor(String recipient) {
		return subcategoryRows().filter((row) -> row.get("recipients").equals(recipient))
			.map((row) -> named(row.get("subcategory_code"), row));
	}

	private static Stream<CSVRecord> subcategoryRows() {
		return taxonomy.stream().filter((row) -> !row.get("subcategory_code").equals(POSITIVE_FEEDBACK));
	}

	private static Arguments named(String name, CSVRecord row) {
		return Arguments.of(Named.of(name, row));
	}

	private static CSVRecord labelledRow(String id) {
		return labelled.stream().filter((row) -> row.get("id").equals(id)).findFirst().orElseThrow();
	}

	private static String typeOf(String recipient) {
		return recipients.stream()
			.filter((row) -> row.get("code").equals(recipient))
			.findFirst()
			.orElseThrow()
			.get("type");
	}

	private static List<String> codes(CSVRecord row, String column) {
		return List.of(row.get(column).split("\\|"));
	}

	/** Evaluates every subcategory with every answer a unit can give. */
	private static List<DmnDecisionResultEntries> everyHit() {
		return taxonomy.stream().flatMap((subcategory) -> Stream.of("YES", "PARTLY", "NO").flatMap((answer) -> {
			Map<String, Object> structural = beyondTheUnit(subcategory);
			structural.put("solvableLocally", answer);
			Map<String, Object> amongPeople = new HashMap<>(structural);
			amongPeople.put("structural", false);
			return Stream.of(structural, amongPeople);
		})).map(ObstacleRoutingTest::hits).flatMap(Collection::stream).toList();
	}

	private static Map<String, Object> beyondTheUnit(CSVRecord subcategory) {
		Map<String, Object> inputs = inputs(subcategory);
		inputs.put("solvableLocally", "NO");
		inputs.put("structural", true);
		inputs.put("targetGroup", "UNIT");
		return inputs;
	}

	private static Map<String, Object> inputs(CSVRecord row) {
		Map<String, Object> inputs = new HashMap<>();
		inputs.put("solvableLocally", valueOf(row, "solvable_locally"));
		String structural = valueOf(row, "structural");
		inputs.put("structural", (structural != null) ? Boolean.valueOf(structural) : null);
		inputs.put("category", valueOf(row, "category_code"));
		inputs.put("subcategory", valueOf(row, row.isMapped("subcategory_code") ? "subcategory_code" : "subcategory"));
		inputs.put("level", valueOf(row, "level"));
		inputs.put("targetGroup", valueOf(row, "target_group"));
		return inputs;
	}

	private static String valueOf(CSVRecord row, String column) {
		return (row.isMapped(column) && !row.get(column).isEmpty()) ? row.get(column) : null;
	}

	private static String scope(Map<String, Object> inputs) {
		return engine.evaluateDecision(scopeDecision, inputs).getSingleEntry();
	}

	private static List<String> recipients(Map<String, Object> inputs) {
		return hits(inputs).collectEntries("recipient");
	}

	private static DmnDecisionResult hits(Map<String, Object> inputs) {
		return engine.evaluateDecision(recipientsDecision, inputs);
	}

	private static DmnDecision parse(String decision) {
		return engine.parseDecision(decision, open(MODEL));
	}

	private static List<Rule> rules() {
		DmnModelInstance model = Dmn.readModelFromStream(open(MODEL));
		assertThat(model.getModelElementsByType(Decision.class)).extracting(Decision::getId)
			.containsExactlyInAnyOrder(SCOPE, RECIPIENTS);
		return List.copyOf(model.getModelElementsByType(Rule.class));
	}

	private static List<CSVRecord> read(String resource) {
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (InputStreamReader reader = new InputStreamReader(open(resource), StandardCharsets.UTF_8)) {
			return format.parse(reader).getRecords();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream open(String resource) {
		return ObstacleRoutingTest.class.getClassLoader().getResourceAsStream(resource);
	}

	enum Unknown {

		MISSING {
			@Override
			void applyTo(Map<String, Object> inputs, String name) {
				inputs.remove(name);
			}
		},
		NULL {
			@Override
			void applyTo(Map<String, Object> inputs, String name) {
				inputs.put(name, null);
			}
		},
		EMPTY {
			@Override
			void applyTo(Map<String, Object> inputs, String name) {
				inputs.put(name, "");
			}
		},
		NOT_IN_THE_TABLE {
			@Override
			void applyTo(Map<String, Object> inputs, String name) {
				inputs.put(name, "UKJENT.KODE");
			}
		};

		abstract void applyTo(Map<String, Object> inputs, String name);

	}

}
