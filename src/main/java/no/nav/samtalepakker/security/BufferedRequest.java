package no.nav.samtalepakker.security;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.HttpHeaders;

/** A request whose body, and perhaps whose query, have been read and put in order. */
class BufferedRequest extends HttpServletRequestWrapper {

	/** More than any form needs. */
	static final int MAX_BODY = 200 * 1024;

	private final byte[] body;

	private final String query;

	BufferedRequest(HttpServletRequest request, String query, byte[] body) {
		super(request);
		this.query = query;
		this.body = body;
	}

	/**
	 * Reads the body.
	 * @throws Refusal if it is too large
	 */
	static byte[] bodyOf(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() > MAX_BODY) {
			throw Refusal.tooLarge();
		}
		byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
		if (body.length > MAX_BODY) {
			throw Refusal.tooLarge();
		}
		return body;
	}

	@Override
	public String getQueryString() {
		return this.query;
	}

	@Override
	public ServletInputStream getInputStream() {
		ByteArrayInputStream bytes = new ByteArrayInputStream(this.body);
		return new ServletInputStream() {

			@Override
			public int read() {
				return bytes.read();
			}

			@Override
			public int read(byte[] buffer, int offset, int length) {
				return bytes.read(buffer, offset, length);
			}

			@Override
			public int available() {
				return bytes.available();
			}

			@Override
			public boolean isFinished() {
				return bytes.available() == 0;
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setReadListener(ReadListener listener) {
				throw new UnsupportedOperationException();
			}

		};
	}

	@Override
	public BufferedReader getReader() {
		return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
	}

	@Override
	public int getContentLength() {
		return this.body.length;
	}

	@Override
	public long getContentLengthLong() {
		return this.body.length;
	}

	@Override
	public String getHeader(String name) {
		return isLength(name) ? String.valueOf(this.body.length) : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isLength(name) ? Collections.enumeration(List.of(String.valueOf(this.body.length)))
				: super.getHeaders(name);
	}

	private boolean isLength(String name) {
		return HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name) && super.getHeader(name) != null;
	}

}
