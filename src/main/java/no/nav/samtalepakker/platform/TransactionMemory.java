package no.nav.samtalepakker.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction has read and need not read again, for the many small questions a
 * model asks. Forgotten at the transaction's end; without one nothing is remembered. Only
 * for what the transaction itself does not change.
 */
public final class TransactionMemory {

	private TransactionMemory() {
	}

	/** What is remembered under the key, or null. */
	@SuppressWarnings("unchecked")
	public static <T> T recall(Object key) {
		Memory memory = (Memory) TransactionSynchronizationManager.getResource(TransactionMemory.class);
		return (memory != null) ? (T) memory.values.get(key) : null;
	}

	/** What is remembered under the key; the first time it is read. */
	public static <T> T recall(Object key, Supplier<T> read) {
		T known = recall(key);
		if (known != null) {
			return known;
		}
		T value = read.get();
		remember(key, value);
		return value;
	}

	/** Keeps a value until the transaction ends. */
	public static void remember(Object key, Object value) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return;
		}
		Memory memory = (Memory) TransactionSynchronizationManager.getResource(TransactionMemory.class);
		if (memory == null) {
			memory = new Memory(new HashMap<>());
			TransactionSynchronizationManager.bindResource(TransactionMemory.class, memory);
			TransactionSynchronizationManager.registerSynchronization(memory);
		}
		memory.values.put(key, value);
	}

	/** Also steps aside while another transaction runs within this one. */
	private record Memory(Map<Object, Object> values) implements TransactionSynchronization {

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResource(TransactionMemory.class);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(TransactionMemory.class, this);
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(TransactionMemory.class);
		}

	}

}
