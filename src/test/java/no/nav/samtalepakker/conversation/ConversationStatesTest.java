package no.nav.samtalepakker.conversation;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.testing.ConversationRows;
import no.nav.samtalepakker.testing.SuccessionTest;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/** A conversation comes to no state but by its way, alone or with many others. */
class ConversationStatesTest extends SuccessionTest<ConversationState> {

	private final Conversations conversations = new Conversations(this.jdbc, new JdbcTemplate(this.database),
			mock(Packages.class), mock(Units.class), mock(Processes.class), mock(NorwegianCalendar.class),
			mock(Audit.class));

	ConversationStatesTest() {
		super("conversation", ConversationState.class,
				EnumSet.of(ConversationState.AWAITING_COUNTY, ConversationState.LEFT_OUT, ConversationState.PENDING));
	}

	@Override
	protected String insert() {
		return ConversationRows.insert(this.jdbc, "tillit-enhet", LocalDate.of(2026, 9, 1)).id();
	}

	@Override
	protected void become(String id, ConversationState next) {
		this.conversations.enters(id, next.name());
	}

	@Test
	void movesManyByTheSameWays() {
		Conversation conversation = this.conversations.get(insert());
		for (ConversationState from : ConversationState.values()) {
			for (ConversationState to : ConversationState.values()) {
				put(conversation.id(), from);
				if (from == to || from.mayBecome(to)) {
					assertThat(move(conversation, from, to)).as("%s %s", from, to).isOne();
					assertThat(state(conversation.id())).isEqualTo(to.name());
				}
				else {
					assertThatExceptionOfType(Conflict.class).as("%s %s", from, to)
						.isThrownBy(() -> move(conversation, from, to));
					assertThat(state(conversation.id())).isEqualTo(from.name());
				}
			}
		}
	}

	private int move(Conversation conversation, ConversationState from, ConversationState to) {
		return this.conversations.move(conversation.rolloutId(), List.of(conversation.unitId()), Set.of(from), to);
	}

}
