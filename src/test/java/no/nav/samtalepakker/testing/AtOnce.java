package no.nav.samtalepakker.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People who do something at the same moment. */
public final class AtOnce {

	private AtOnce() {
	}

	/** Lets all of them begin together; gives what each got, in their order. */
	public static <T> List<T> send(List<Callable<T>> people) throws Exception {
		CyclicBarrier start = new CyclicBarrier(people.size());
		ExecutorService threads = Executors.newFixedThreadPool(people.size());
		try {
			List<Future<T>> running = people.stream().map((person) -> threads.submit(() -> {
				start.await();
				return person.call();
			})).toList();
			List<T> got = new ArrayList<>();
			for (Future<T> each : running) {
				got.add(each.get());
			}
			return got;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
