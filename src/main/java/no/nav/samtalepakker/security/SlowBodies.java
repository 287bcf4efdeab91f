package no.nav.samtalepakker.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import org.springframework.http.HttpHeaders;

/**
 * Reads a request's body before anything else is done for it. Tomcat waits for headers
 * without a thread, but for a body with one, and its time limit begins anew with each
 * byte: whoever sends a byte now and then would hold the thread for ever, and two hundred
 * such callers all of them. So a body has a time limit as a whole, and only so many can
 * be waited for at once: of one user or address, of all who have logged in, and of all
 * who have not, so that strangers never use up what users need.
 */
class SlowBodies extends ValveBase {

	/** Of the server's two hundred threads. */
	static final int OF_STRANGERS = 100;

	static final int OF_USERS = 60;

	/** Of one address: a whole office may come from it. */
	static final int OF_ADDRESS = 30;

	static final int OF_USER = 6;

	static final Duration LIMIT = Duration.ofSeconds(10);

	/** What is larger is refused later on, by its size. */
	private static final int LONGEST = BufferedRequest.MAX_BODY + 1;

	private final Duration limit;

	private final AtomicInteger strangers = new AtomicInteger();

	private final AtomicInteger users = new AtomicInteger();

	private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

	/**
	 * Creates the valve.
	 * @param limit how long a whole body may take
	 */
	SlowBodies(Duration limit) {
		super(true);
		this.limit = limit;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		org.apache.coyote.Request bytes = request.getCoyoteRequest();
		long length = bytes.getContentLengthLong();
		InputBuffer source = bytes.getInputBuffer();
		boolean hasBody = length > 0 || length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
		if (!hasBody || length > LONGEST || length > 0 && source.available() >= length) {
			getNext().invoke(request, response);
			return;
		}
		Optional<String> user = userOf(request);
		Caller caller = user.map((id) -> new Caller("user " + id, OF_USER, this.users, OF_USERS))
			.orElseGet(() -> new Caller(request.getRemoteAddr(), OF_ADDRESS, this.strangers, OF_STRANGERS));
		if (!begin(caller)) {
			refuse(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		byte[] body;
		try {
			body = read(bytes);
		}
		catch (BadRequestException ex) {
			refuse(request, response, HttpServletResponse.SC_BAD_REQUEST);
			return;
		}
		catch (IOException ex) {
			refuse(request, response, HttpServletResponse.SC_REQUEST_TIMEOUT);
			return;
		}
		finally {
			end(caller);
		}
		bytes.setInputBuffer(new Replayed(body, source));
		try {
			getNext().invoke(request, response);
		}
		finally {
			bytes.setInputBuffer(source);
		}
	}

	private static Optional<String> userOf(Request request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? Sessions.userOf(session) : Optional.empty();
	}

	private boolean begin(Caller caller) {
		if (caller.together().incrementAndGet() > caller.mostTogether()) {
			caller.together().decrementAndGet();
			return false;
		}
		if (this.waiting.merge(caller.name(), 1, Integer::sum) > caller.most()) {
			end(caller);
			return false;
		}
		return true;
	}

	private void end(Caller caller) {
		caller.together().decrementAndGet();
		this.waiting.computeIfPresent(caller.name(), (id, number) -> (number > 1) ? number - 1 : null);
	}

	private byte[] read(org.apache.coyote.Request bytes) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		long start = System.nanoTime();
		Chunk chunk = new Chunk();
		while (body.size() < LONGEST && bytes.doRead(chunk) >= 0) {
			chunk.drainTo(body);
			if (System.nanoTime() - start > this.limit.toNanos()) {
				throw new IOException("The body takes too long");
			}
		}
		return body.toByteArray();
	}

	private static void refuse(Request request, Response response, int status) throws IOException {
		response.setStatus(status);
		response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		// the rest is neither waited for nor taken for a new request
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		PlainErrors.write(request, response);
		// all has been said: no page of errors besides
		response.setErrorReported();
		response.finishResponse();
	}

	/**
	 * Whose body it is.
	 *
	 * @param name a user, or the address of somebody who has not logged in
	 * @param most how many of their bodies are waited for
	 * @param together how many are waited for of all like them
	 * @param mostTogether and how many may be
	 */
	private record Caller(String name, int most, AtomicInteger together, int mostTogether) {
	}

	/** What has come so far. */
	private static final class Chunk implements ApplicationBufferHandler {

		private ByteBuffer buffer = EMPTY_BUFFER;

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// the server brings its own buffer
		}

		void drainTo(ByteArrayOutputStream body) {
			byte[] read = new byte[this.buffer.remaining()];
			this.buffer.get(read);
			body.writeBytes(read);
		}

	}

	/** The body once more, and what there is after it. */
	private static final class Replayed implements InputBuffer {

		private final ByteBuffer body;

		private final InputBuffer rest;

		private Replayed(byte[] body, InputBuffer rest) {
			this.body = ByteBuffer.wrap(body);
			this.rest = rest;
		}

		@Override
		public int doRead(ApplicationBufferHandler handler) throws IOException {
			if (!this.body.hasRemaining()) {
				return this.rest.doRead(handler);
			}
			ByteBuffer piece = this.body.slice();
			this.body.position(this.body.limit());
			handler.setByteBuffer(piece);
			return piece.remaining();
		}

		@Override
		public int available() {
			return this.body.hasRemaining() ? this.body.remaining() : this.rest.available();
		}

	}

}
