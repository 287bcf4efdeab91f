package no.nav.samtalepakker.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.Visitor;

/**
 * Everything one stranger and one hostile user can send at once, and ordinary users who
 * go on working meanwhile.
 */
final class Siege {

	/** How many callers without a login send at a time. */
	private static final int STRANGERS = 4;

	private static final int SEARCHES_AT_ONCE = 16;

	/** Stands for a status where the connection ended without one. */
	static final int CUT_OFF = 0;

	/** Addresses the slow ones come from; none of them is anybody else's. */
	private static final String SLOW = "127.0.9.";

	private final int port;

	private final AtomicInteger strangersLeft;

	private final AtomicIntegerArray hostileAnswers = new AtomicIntegerArray(600);

	private final AtomicInteger slowRefused = new AtomicInteger();

	private final AtomicInteger acts = new AtomicInteger();

	private final Queue<String> errors = new ConcurrentLinkedQueue<>();

	private final CountDownLatch over = new CountDownLatch(1);

	/**
	 * Prepares it.
	 * @param requests of strangers, all together
	 */
	Siege(int port, int requests) {
		this.port = port;
		this.strangersLeft = new AtomicInteger(requests);
	}

	/**
	 * Goes on until the strangers have sent everything.
	 * @param slow connections that never finish what they send
	 * @param hostile a leader who searches for as much as they can
	 * @param users who work, each with a session
	 * @param task a task of each user
	 */
	void run(int slow, Visitor hostile, List<Browser> users, Map<String, String> task) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<?>> others = new ArrayList<>();
			for (int i = 0; i < slow; i++) {
				String from = SLOW + (1 + i % 10);
				others.add(threads.submit(() -> sendSlowly(from)));
			}
			for (int i = 0; i < SEARCHES_AT_ONCE; i++) {
				int number = i;
				others.add(threads.submit(() -> search(hostile, number)));
			}
			for (Browser user : users) {
				others.add(threads.submit(() -> work(user, task.get(user.user()))));
			}
			others.add(threads.submit(this::watchHealth));
			List<Callable<Void>> strangers = Collections.nCopies(STRANGERS, this::ask);
			for (Future<Void> stranger : threads.invokeAll(strangers)) {
				stranger.get();
			}
			this.over.countDown();
			for (Future<?> other : others) {
				other.get();
			}
		}
		finally {
			this.over.countDown();
			threads.shutdownNow();
		}
	}

	/** What ordinary users and the health check were refused. */
	List<String> errors() {
		return List.copyOf(this.errors);
	}

	/** How often ordinary users have got an answer. */
	int acts() {
		return this.acts.get();
	}

	/** How often slow connections were given up. */
	int slowRefused() {
		return this.slowRefused.get();
	}

	/** What the hostile user got, by status. */
	Map<Integer, Integer> hostileAnswers() {
		Map<Integer, Integer> answers = new TreeMap<>();
		for (int status = 0; status < this.hostileAnswers.length(); status++) {
			if (this.hostileAnswers.get(status) > 0) {
				answers.put(status, this.hostileAnswers.get(status));
			}
		}
		return answers;
	}

	private boolean goesOn() {
		return this.over.getCount() > 0;
	}

	// strangers

	/** Pages with long addresses and headers, and wrong logins, one after the other. */
	private Void ask() throws IOException {
		String padding = "a".repeat(2_400);
		List<String> requests = List.of(
				"GET /oversikt?x=%s HTTP/1.1\r\nX-A: %s\r\nX-B: %s".formatted(padding, padding, padding),
				"GET /camunda/app/cockpit/default/?x=%s HTTP/1.1".formatted(padding), "GET /login HTTP/1.1",
				"GET /samtaler/a?svar=%s HTTP/1.1".formatted(padding), "GET /camunda-welcome HTTP/1.1",
				"GET /oauth2/authorization/nav HTTP/1.1", "GET /engine-rest/task HTTP/1.1",
				"GET /camunda/api/engine/engine/default/task HTTP/1.1", "POST /login HTTP/1.1\r\nContent-Length: 0",
				"POST /logout HTTP/1.1\r\nContent-Length: 0");
		int left = this.strangersLeft.getAndDecrement();
		while (left > 0) {
			try (Socket socket = new Socket("127.0.0.1", this.port)) {
				socket.setTcpNoDelay(true);
				InputStream answers = new BufferedInputStream(socket.getInputStream());
				// as many as the server answers on one connection
				for (int i = 0; i < 90 && left > 0; i++) {
					String request = requests.get(left % requests.size());
					socket.getOutputStream()
						.write((request + "\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")
							.getBytes(StandardCharsets.US_ASCII));
					if (!readAnswer(answers)) {
						break;
					}
					left = this.strangersLeft.getAndDecrement();
				}
			}
		}
		return null;
	}

	/** Whether the connection goes on. */
	private static boolean readAnswer(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = in.read();
			if (read < 0) {
				return false;
			}
			head.append((char) read);
		}
		String headers = head.toString().toLowerCase();
		if (headers.contains("transfer-encoding: chunked")) {
			StringBuilder tail = new StringBuilder();
			while (tail.indexOf("\r\n0\r\n\r\n") < 0 && !tail.toString().equals("0\r\n\r\n")) {
				int read = in.read();
				if (read < 0) {
					return false;
				}
				tail.append((char) read);
				if (tail.length() > 64) {
					tail.delete(0, 32);
				}
			}
		}
		else if (headers.contains("content-length: ")) {
			int length = Integer.parseInt(headers.split("content-length: ")[1].split("\r\n")[0]);
			in.readNBytes(length);
		}
		return !headers.contains("connection: close");
	}

	/** One byte, and another now and then; whoever is thrown out comes again. */
	private void sendSlowly(String from) {
		byte[] begun = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"
			.getBytes(StandardCharsets.US_ASCII);
		while (goesOn()) {
			try (Socket socket = new Socket()) {
				socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
				socket.connect(new InetSocketAddress("127.0.0.1", this.port));
				socket.getOutputStream().write(begun);
				while (goesOn() && socket.getInputStream().available() == 0) {
					this.over.await(1, TimeUnit.SECONDS);
					socket.getOutputStream().write('a');
				}
				this.slowRefused.incrementAndGet();
			}
			catch (IOException ex) {
				this.slowRefused.incrementAndGet();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	// one hostile user

	private void search(Visitor hostile, int number) {
		String byVariable = "{\"sortBy\":\"processVariable\",\"sortOrder\":\"asc\","
				+ "\"parameters\":{\"variable\":\"v\",\"type\":\"String\"}}";
		String compared = "{\"name\":\"v%d\",\"operator\":\"like\",\"value\":\"%%\"}";
		List<String> bodies = List.of("{\"sorting\":[" + list(byVariable, 600) + "]}",
				"{\"orQueries\":[" + list("{\"nameLike\":\"%a%\"}", 2_500) + "]}",
				"{\"processVariables\":[" + list(compared.formatted(number), 20) + "],\"orQueries\":["
						+ list("{\"nameLike\":\"%a%\",\"descriptionLike\":\"%b%\"}", 10)
						+ "],\"sorting\":[{\"sortBy\":\"name\",\"sortOrder\":\"asc\"}]}");
		for (int i = number; goesOn(); i++) {
			try {
				int status = hostile.post("/engine-rest/task", bodies.get(i % bodies.size())).status();
				this.hostileAnswers.incrementAndGet(status);
			}
			catch (UncheckedIOException ex) {
				// refused before all of it was sent
				this.hostileAnswers.incrementAndGet(CUT_OFF);
			}
		}
	}

	private static String list(String element, int times) {
		return String.join(",", Collections.nCopies(times, element));
	}

	// ordinary users

	/** What Tasklist and our pages ask for. */
	private void work(Browser user, String task) {
		String engine = "/camunda/api/engine/engine/default";
		while (goesOn()) {
			for (String path : List.of("/camunda/app/tasklist/default/", engine + "/filter?resourceType=Task",
					engine + "/task/" + task, "/api/tasks/" + task + "/context", "/oversikt", "/samtaler")) {
				note(user.user() + " GET " + path, () -> user.get(path));
			}
			note(user.user() + " count",
					() -> user.post(engine + "/task/count", "{\"assignee\":\"" + user.user() + "\"}"));
			note(user.user() + " is there", () -> user.post("/api/session", "{}"));
		}
	}

	private void watchHealth() {
		Browser nobody = new Browser("http://localhost:" + this.port, null);
		while (goesOn()) {
			note("health", () -> nobody.get("/actuator/health"));
		}
	}

	/**
	 * A connection the server has just ended for its age is tried anew, as browsers do.
	 */
	private void note(String act, Supplier<Visitor.Answer> request) {
		this.acts.incrementAndGet();
		try {
			int status = answer(request).status();
			if (status >= 400) {
				this.errors.add(act + ": " + status);
			}
		}
		catch (UncheckedIOException ex) {
			this.errors.add(act + ": " + ex.getMessage());
		}
	}

	private static Visitor.Answer answer(Supplier<Visitor.Answer> request) {
		try {
			return request.get();
		}
		catch (UncheckedIOException ex) {
			return request.get();
		}
	}

}
