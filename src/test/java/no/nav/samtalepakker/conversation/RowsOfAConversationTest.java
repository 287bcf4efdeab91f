package no.nav.samtalepakker.conversation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import no.nav.samtalepakker.testing.CaseTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What one conversation writes, table by table, so that a row nobody reads is noticed
 * before there are a hundred thousand of them. Whoever adds one says here what it is for.
 */
class RowsOfAConversationTest extends CaseTest {

	private static final String UNIT = "0111";

	@Autowired
	private Conversations conversations;

	@Test
	void aStartWritesWhatTheConversationNeedsAndItsWaySoFar() {
		String rollout = orderRollout("tillit-enhet", UNIT).getBusinessKey();
		Map<String, Integer> before = rows();

		this.conversations.startChunk(rollout, null, 1, 1);

		assertThat(added(before)).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				// the instances of conversation and preparation, each with a scope for
				// what may interrupt it
				entry("act_ru_execution", 4),
				// five ids for each of the two, which tasks, lists and messages are found
				// by
				entry("act_ru_variable", 10),
				// closed, cut off, stopped
				entry("act_ru_event_subscr", 3),
				// the reminder to plan
				entry("act_ru_job", 1),
				// planning, the unit's group and the group's right to it
				entry("act_ru_task", 1), entry("act_ru_identitylink", 1), entry("act_ru_authorization", 1),
				// the way so far, and whose group the task was
				entry("act_hi_procinst", 2), entry("act_hi_actinst", 5), entry("act_hi_taskinst", 1),
				entry("act_hi_identitylink", 1),
				// that it was started; the conversation's own row is there since the
				// order
				entry("audit", 1)));
	}

	@Test
	void anEndedConversationLeavesItsWayItsTasksAndTheCodesThatLedOn() {
		String rollout = orderRollout("tillit-enhet", UNIT).getBusinessKey();
		Map<String, Integer> before = rows();
		this.conversations.startChunk(rollout, null, 1, 1);

		plan(UNIT, TODAY);
		submitAsLeader("userTask_confirmExecution", UNIT, "{\"outcome\": \"HELD\"}");
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITHOUT_INPUT", "actionPoints": [{"text": "Møtes oftere"}], "followUpOn": "2026-10-07"}
				""");
		fire("timer_followUp", conversationOf(UNIT));
		submitAsLeader("userTask_followUpActions", UNIT, "{}");

		assertThat(conversation(UNIT).endReason()).isEqualTo("COMPLETED");
		assertThat(added(before)).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				// five processes, their steps, four tasks and whose group each was
				entry("act_hi_procinst", 5), entry("act_hi_actinst", 37), entry("act_hi_taskinst", 4),
				entry("act_hi_identitylink", 4),
				// what was chosen, in the process that asked and in the one that went on
				// by it
				entry("act_hi_varinst", 8),
				// what people told, and that they did
				entry("meeting", 1), entry("report", 1), entry("action_point", 1), entry("follow_up", 1),
				entry("audit", 5),
				// that the day of the follow-up had come
				entry("notification", 1)));
	}

	private Map<String, Integer> added(Map<String, Integer> before) {
		Map<String, Integer> added = new TreeMap<>();
		rows().forEach((table, count) -> {
			int more = count - before.get(table);
			if (more != 0) {
				added.put(table, more);
			}
		});
		return added;
	}

	private Map<String, Integer> rows() {
		return this.jdbc.sql("""
				select table_name from information_schema.tables
				where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'
				""")
			.query(String.class)
			.list()
			.stream()
			.collect(Collectors.toMap((table) -> table.toLowerCase(Locale.ROOT),
					(table) -> this.jdbc.sql("select count(*) from \"" + table + "\"").query(Integer.class).single()));
	}

}
