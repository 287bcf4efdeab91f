package no.nav.samtalepakker.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP byte by byte, for requests that no client would send. */
public final class Wire {

	private static final int TIMEOUT_MILLIS = 30_000;

	private Wire() {
	}

	/**
	 * Sends a request and reads the answer until the server closes the connection.
	 * @param from address of this machine to call from
	 */
	public static Reply exchange(int port, String from, byte[] request) throws IOException {
		byte[] answer;
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
			socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
			socket.setSoTimeout(TIMEOUT_MILLIS);
			try {
				socket.getOutputStream().write(request);
				socket.getOutputStream().flush();
			}
			catch (IOException ex) {
				// the server has answered and wants no more
			}
			answer = read(socket.getInputStream());
		}
		return Reply.of(answer);
	}

	private static byte[] read(InputStream in) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		try {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				bytes.write(buffer, 0, read);
			}
		}
		catch (java.net.SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// closed before everything was sent; what came is the answer
		}
		return bytes.toByteArray();
	}

	/**
	 * What came back.
	 *
	 * @param status HTTP status, 0 if the connection was closed without a word
	 * @param headers by lower-case name
	 * @param body as text
	 */
	public record Reply(int status, Map<String, String> headers, String body) {

		static Reply of(byte[] bytes) {
			String text = new String(bytes, StandardCharsets.ISO_8859_1);
			int end = text.indexOf("\r\n\r\n");
			if (end < 0) {
				return new Reply(0, Map.of(), "");
			}
			String[] lines = text.substring(0, end).split("\r\n");
			int status = Integer.parseInt(lines[0].split(" ")[1]);
			String rest = text.substring(end + 4);
			if (status == 100) {
				return of(rest.getBytes(StandardCharsets.ISO_8859_1));
			}
			Map<String, String> headers = new TreeMap<>();
			for (int i = 1; i < lines.length; i++) {
				String[] header = lines[i].split(":", 2);
				headers.merge(header[0].strip().toLowerCase(Locale.ROOT), header[1].strip(), (a, b) -> a + ", " + b);
			}
			String body = "chunked".equals(headers.get("transfer-encoding")) ? unchunked(rest) : rest;
			return new Reply(status, headers,
					new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
		}

		private static String unchunked(String chunks) {
			StringBuilder body = new StringBuilder();
			int at = 0;
			while (true) {
				int line = chunks.indexOf("\r\n", at);
				if (line < 0) {
					return body.toString();
				}
				int size = Integer.parseInt(chunks.substring(at, line).strip(), 16);
				if (size == 0) {
					return body.toString();
				}
				body.append(chunks, line + 2, Math.min(chunks.length(), line + 2 + size));
				at = line + 4 + size;
			}
		}

		public String header(String name) {
			return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
		}

	}

}
