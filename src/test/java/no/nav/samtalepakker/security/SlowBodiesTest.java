package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.testing.Wire;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that does nothing but say what it has been told. */
class SlowBodiesTest {

	private static final Duration NEVER = Duration.ofMinutes(5);

	private final Tomcat server = new Tomcat();

	private final List<Socket> open = new ArrayList<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void name() {
		this.server.setBaseDir(this.directory.toString());
		this.server.setPort(0);
		this.server.setSilent(true);
	}

	@AfterEach
	void stop() throws Exception {
		for (Socket socket : this.open) {
			socket.close();
		}
		this.server.stop();
		this.server.destroy();
	}

	@Test
	void whatIsSentArrives() throws Exception {
		start(NEVER);
		String text = "blåbær ".repeat(20_000);
		for (String body : List.of("a", "blåbær", text, "a".repeat(500_000))) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			assertThat(said("Content-Length: " + bytes.length, body)).isEqualTo(body);
			String half = body.substring(0, body.length() / 2);
			String rest = body.substring(body.length() / 2);
			assertThat(said("Transfer-Encoding: chunked", chunk(half) + chunk(rest) + "0\r\n\r\n")).isEqualTo(body);
		}
		assertThat(said("X-None: none", "")).isEmpty();
		assertThat(said("Content-Length: 0", "")).isEmpty();
	}

	@Test
	void aFormArrivesInPiecesToo() throws Exception {
		start(NEVER);
		Socket slow = connect("127.0.0.1", "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 12",
				"a=");
		assertThat(slow.getInputStream().available()).isZero();
		send(slow, "%C3%A5&b");
		send(slow, "=2");
		assertThat(answer(slow)).contains("200").endsWith("å2");
	}

	@Test
	void whoeverSendsAByteNowAndThenIsTimedOut() throws Exception {
		start(Duration.ofMillis(300));
		Socket slow = connect("127.0.0.1", "Content-Length: 1000", "a");
		await().until(() -> {
			try {
				send(slow, "a");
				return slow.getInputStream().available() > 0;
			}
			catch (IOException ex) {
				return true;
			}
		});
		assertThat(answer(slow)).startsWith("HTTP/1.1 408").contains("Det kom ikke fram i tide");
	}

	@Test
	void onlySoManyAreWaitedForAtOneAddress() throws Exception {
		start(NEVER);
		for (int i = 0; i < SlowBodies.OF_ADDRESS + 5; i++) {
			connect("127.0.0.2", "Content-Length: 1000", "a");
		}
		await().until(this::answered, (sockets) -> sockets.size() == 5);
		assertThat(answer(answered().get(0))).startsWith("HTTP/1.1 503").contains("Prøv igjen om litt");
		// others send what they like, and everybody may ask
		assertThat(said("Content-Length: 2", "ab")).isEqualTo("ab");
		assertThat(Wire.exchange(port(), "127.0.0.2", get()).status()).isEqualTo(200);
		// who has gone is not waited for
		for (Socket socket : this.open) {
			socket.close();
		}
		await().until(() -> {
			Socket socket = connect("127.0.0.2", "Content-Length: 2", "a");
			send(socket, "b");
			return answer(socket).startsWith("HTTP/1.1 200");
		});
	}

	@Test
	void manyAddressesTogetherLeaveThreadsToTheRest() throws Exception {
		start(NEVER);
		for (int i = 0; i < 230; i++) {
			connect("127.0.1." + (1 + i % 10), "Content-Length: 1000", "a");
		}
		await().until(this::answered, (sockets) -> sockets.size() == 230 - SlowBodies.OF_STRANGERS);
		assertThat(Wire.exchange(port(), "127.0.0.1", get()).status()).isEqualTo(200);
	}

	@Test
	void strangersNeverUseUpWhatUsersNeed() throws Exception {
		start(NEVER);
		String session = Wire.exchange(port(), "127.0.0.1", get("/?user=leder")).body();
		for (int i = 0; i < 230; i++) {
			connect("127.0.1." + (1 + i % 10), "Content-Length: 1000", "a");
		}
		await().until(this::answered, (sockets) -> sockets.size() == 230 - SlowBodies.OF_STRANGERS);
		Socket user = connect("127.0.1.1", "Cookie: JSESSIONID=" + session + "\r\nContent-Length: 2", "a");
		assertThat(user.getInputStream().available()).isZero();
		send(user, "b");
		assertThat(answer(user)).startsWith("HTTP/1.1 200").endsWith("ab");
		for (int i = 0; i < SlowBodies.OF_USER + 2; i++) {
			connect("127.0.1.1", "Cookie: JSESSIONID=" + session + "\r\nContent-Length: 1000", "a");
		}
		await().until(this::answered, (sockets) -> sockets.size() == 230 - SlowBodies.OF_STRANGERS + 2);
	}

	private List<Socket> answered() throws IOException {
		List<Socket> answered = new ArrayList<>();
		for (Socket socket : this.open) {
			if (socket.getInputStream().available() > 0) {
				answered.add(socket);
			}
		}
		return answered;
	}

	private void start(Duration limit) throws LifecycleException {
		Context context = this.server.addContext("", this.directory.toString());
		context.getPipeline().addValve(new SlowBodies(limit));
		Tomcat.addServlet(context, "echo", new Echo()).addMapping("/*");
		this.server.getConnector();
		this.server.start();
	}

	private int port() {
		return this.server.getConnector().getLocalPort();
	}

	private static String chunk(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (bytes.length > 0) ? Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n" : "";
	}

	private static byte[] get() {
		return get("/");
	}

	private static byte[] get(String path) {
		return "GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path)
			.getBytes(StandardCharsets.US_ASCII);
	}

	/** What the server makes of a body it gets at once. */
	private String said(String header, String body) throws IOException {
		String request = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n" + body;
		Wire.Reply reply = Wire.exchange(port(), "127.0.0.1", request.getBytes(StandardCharsets.UTF_8));
		assertThat(reply.status()).isEqualTo(200);
		return reply.body();
	}

	private Socket connect(String from, String header, String begun) throws IOException {
		Socket socket = new Socket();
		this.open.add(socket);
		socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
		socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port()));
		socket.setSoTimeout((int) NEVER.toMillis());
		send(socket, "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n" + begun);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		socket.getOutputStream().flush();
	}

	private static String answer(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static final class Echo extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			request.setCharacterEncoding("UTF-8");
			response.setCharacterEncoding("UTF-8");
			String user = request.getParameter("user");
			if (user != null) {
				request.getSession().setAttribute(Sessions.USER, user);
				response.getWriter().write(request.getSession().getId());
				return;
			}
			String a = request.getParameter("a");
			if (a != null) {
				response.getWriter().write(a + request.getParameter("b"));
			}
			else {
				byte[] body = request.getInputStream().readAllBytes();
				response.getOutputStream().write(body);
			}
		}

	}

}
