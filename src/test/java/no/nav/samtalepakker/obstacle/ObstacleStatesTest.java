package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.testing.ConversationRows;
import no.nav.samtalepakker.testing.SuccessionTest;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** An obstacle comes to no state but by its way. */
class ObstacleStatesTest extends SuccessionTest<Obstacle.State> {

	private final ObstacleStates states = new ObstacleStates(this.jdbc);

	private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.database));

	ObstacleStatesTest() {
		super("obstacle", Obstacle.State.class, Set.of(Obstacle.State.DRAFT));
	}

	@Override
	protected String insert() {
		Conversation conversation = ConversationRows.insert(this.jdbc, "tillit-enhet", LocalDate.of(2026, 9, 1));
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into obstacle (id, conversation_id, unit_id, position, solvable_locally, structural, state)
				values (?, ?, ?, 0, 'NO', true, 'DRAFT')
				""").params(id, conversation.id(), conversation.unitId()).update();
		return id;
	}

	@Override
	protected void become(String id, Obstacle.State next) {
		this.states.become(id, next);
	}

	@Test
	void releasesOnlyWhatWaits() {
		String id = insert();
		for (Obstacle.State state : Obstacle.State.values()) {
			put(id, state);
			assertThat(this.states.release(id)).as(state.name()).isEqualTo(state == Obstacle.State.MERGED);
		}
	}

	/**
	 * Who comes second is judged by what the first has left, not by what stood before.
	 */
	@Test
	void letsTheFirstOfTwoWinWhenBothAreAtItAtOnce() throws Exception {
		String id = insert();
		put(id, Obstacle.State.RAISED);
		CountDownLatch withdrawn = new CountDownLatch(1);
		CompletableFuture<Boolean> refused = CompletableFuture.supplyAsync(() -> {
			await(withdrawn);
			try {
				this.transaction.executeWithoutResult((status) -> become(id, Obstacle.State.CLOSED));
				return false;
			}
			catch (Conflict ex) {
				return true;
			}
		});
		this.transaction.executeWithoutResult((status) -> {
			become(id, Obstacle.State.WITHDRAWN);
			withdrawn.countDown();
			// not committed yet: the other waits for the row, or has not come to it
			assertThat(refused).isNotDone();
		});
		assertThat(refused.get(1, TimeUnit.MINUTES)).isTrue();
		assertThat(state(id)).isEqualTo("WITHDRAWN");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
