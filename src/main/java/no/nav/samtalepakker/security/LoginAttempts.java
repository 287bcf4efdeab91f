package no.nav.samtalepakker.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. After some wrong passwords for a name, or for many names from one
 * address, nothing is tried for a while, the right password included; each further
 * mistake doubles the wait. Names are treated alike whether or not they exist. Kept in
 * memory, and never more than a fixed number of entries.
 */
@Component
@Profile("demo")
class LoginAttempts {

	/** Wrong passwords for one name before the first wait. */
	static final int FREE_FOR_NAME = 5;

	/** Wrong passwords from one address: several people may share it. */
	static final int FREE_FOR_ADDRESS = 100;

	static final Duration FIRST_WAIT = Duration.ofSeconds(30);

	static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

	/** Mistakes are forgotten when none has been made for so long. */
	static final Duration MEMORY = Duration.ofMinutes(30);

	static final int MAX_ENTRIES = 10_000;

	private static final int MAX_NAME = 64;

	private final Clock clock;

	/** The one whose last mistake is longest ago comes first. */
	private final Map<String, Mistakes> mistakes = new LinkedHashMap<>();

	LoginAttempts(Clock clock) {
		this.clock = clock;
	}

	/** How long nothing may be tried for the name or from the address; zero if it may. */
	synchronized Duration wait(String name, String address) {
		Duration forName = wait(nameKey(name));
		Duration forAddress = wait(addressKey(address));
		return (forName.compareTo(forAddress) > 0) ? forName : forAddress;
	}

	synchronized void failed(String name, String address) {
		add(nameKey(name), FREE_FOR_NAME);
		add(addressKey(address), FREE_FOR_ADDRESS);
	}

	/**
	 * The name starts afresh. The address does not: whoever guesses may have a name of
	 * their own to log in with.
	 */
	synchronized void succeeded(String name) {
		this.mistakes.remove(nameKey(name));
	}

	synchronized int size() {
		return this.mistakes.size();
	}

	private Duration wait(String key) {
		Mistakes known = this.mistakes.get(key);
		Instant now = this.clock.instant();
		return (known != null && now.isBefore(known.until())) ? Duration.between(now, known.until()) : Duration.ZERO;
	}

	private void add(String key, int free) {
		Instant now = this.clock.instant();
		Mistakes known = this.mistakes.remove(key);
		int count = (known != null && now.isBefore(known.last().plus(MEMORY))) ? known.count() + 1 : 1;
		Instant until = (count < free) ? Instant.EPOCH : now.plus(waitAfter(count - free));
		this.mistakes.put(key, new Mistakes(count, now, until));
		Iterator<Mistakes> oldest = this.mistakes.values().iterator();
		while (this.mistakes.size() > MAX_ENTRIES) {
			oldest.next();
			oldest.remove();
		}
	}

	private static Duration waitAfter(int excess) {
		Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(excess, 10));
		return (wait.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : wait;
	}

	private static String nameKey(String name) {
		String lower = String.valueOf(name).toLowerCase(Locale.ROOT);
		return "name:" + lower.substring(0, Math.min(lower.length(), MAX_NAME));
	}

	private static String addressKey(String address) {
		return "address:" + address;
	}

	/**
	 * Wrong passwords in a row.
	 *
	 * @param count how many
	 * @param last when the last one was
	 * @param until nothing is tried before
	 */
	private record Mistakes(int count, Instant last, Instant until) {
	}

}
