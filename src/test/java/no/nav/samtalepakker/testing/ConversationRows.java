package no.nav.samtalepakker.testing;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Held;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores what the tables of a conversation refer to, for tests of one feature's storage.
 */
public final class ConversationRows {

	private ConversationRows() {
	}

	/** A held conversation of a unit of its own. */
	public static Conversation insert(JdbcClient jdbc, String packageKey, LocalDate heldOn) {
		Conversation conversation = new Conversation(id(), id(), id(), packageKey, 1, ConversationState.REPORTING,
				Held.YES, null, null, heldOn, 0, false, null, null);
		jdbc.sql("insert into unit (id, name, type) values (?, 'Enheten', 'OFFICE')")
			.param(conversation.unitId())
			.update();
		jdbc.sql("""
				insert into rollout (id, name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
				values (?, 'Utrulling', ?, ?, ?, 'OPEN', 'sekretariat', ?)
				""")
			.params(conversation.rolloutId(), heldOn, heldOn.plusMonths(4), heldOn.plusMonths(5), OffsetDateTime.now())
			.update();
		jdbc.sql("""
				insert into conversation
					(id, rollout_id, unit_id, package_key, package_version, lane, state, held, held_on)
				values (?, ?, ?, ?, 1, 0, 'REPORTING', 'YES', ?)
				""")
			.params(conversation.id(), conversation.rolloutId(), conversation.unitId(), packageKey, heldOn)
			.update();
		return conversation;
	}

	private static String id() {
		return UUID.randomUUID().toString();
	}

}
