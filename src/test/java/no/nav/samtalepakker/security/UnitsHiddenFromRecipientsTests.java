package no.nav.samtalepakker.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a recipient is given of an answer of the engine, at whatever depth. */
class UnitsHiddenFromRecipientsTests {

	private static final JsonMapper JSON = new JsonMapper();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{'variables': {'unitId': {'value': '0104'}}}           | {'variables': {}}
					{'processVariables': [{'name': 'unitId'}]}             | {'processVariables': []}
					{'variableName': 'unitId', 'variableValue': 104}       | {'variableName': null, 'variableValue': null}
					{'properties': {'showUndefinedVariable': false}}       | {'properties': {'showUndefinedVariable': false}}
					{'processInstanceId': 'c0e71894-e9e1-11f1-94cc-02fc00000001'} | {'processInstanceId': null}
					{'executionId': 'c0e71894-e9e1-11f1-94cc-02fc00000001'} | {'executionId': null}
					{'_links': {'execution': {'href': '/execution/c0e71894-e9e1-11f1-94cc-02fc00000001'}}} | {'_links': {'execution': null}}
					{'processInstanceId': '28d20cf7-e9db-41f1-a421-02fc00000001'} | {'processInstanceId': '28d20cf7-e9db-41f1-a421-02fc00000001'}
					{'processDefinitionId': 'obstacle:1:c0e71894-e9e1-11f1-94cc-02fc00000001'} | {'processDefinitionId': 'obstacle:1:c0e71894-e9e1-11f1-94cc-02fc00000001'}
					{'created': '2026-11-26T21:38:43.848+0100', 'lastUpdated': null} | {'created': '2026-11-26T00:00:00.000+0100', 'lastUpdated': null}
					{'created': '2026-11-26T23:38:43.848+0000'}            | {'created': '2026-11-27T00:00:00.000+0100'}
					{'created': 'i går'}                                   | {'created': null}
					{'due': '2026-12-17T23:59:59.000+0100'}                | {'due': '2026-12-17T23:59:59.000+0100'}
					""")
	void isFreeOfWhatTellsTheUnit(String answer, String shown) throws Exception {
		JsonNode json = read("[{'_embedded': {'task': [" + answer + "]}}]");
		UnitsHiddenFromRecipients.hide(json);
		assertThat(json).isEqualTo(read("[{'_embedded': {'task': [" + shown + "]}}]"));
	}

	private static JsonNode read(String singleQuoted) throws Exception {
		return JSON.readTree(singleQuoted.replace('\'', '"'));
	}

}
