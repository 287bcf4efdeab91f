package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says where the application is: at the address people open, whatever the caller's
 * {@code Host} header says. Everything that builds an address of ours asks the request.
 */
class KnownAddress extends OncePerRequestFilter {

	private static final int HTTPS = 443;

	private static final int HTTP = 80;

	private final String scheme;

	private final String host;

	private final int port;

	/**
	 * Creates the filter.
	 * @param address the address people open
	 */
	KnownAddress(URI address) {
		this.scheme = address.getScheme().toLowerCase(Locale.ROOT);
		this.host = address.getHost();
		int usual = this.scheme.equals("https") ? HTTPS : HTTP;
		this.port = (address.getPort() > 0) ? address.getPort() : usual;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new HttpServletRequestWrapper(request) {

			@Override
			public String getScheme() {
				return KnownAddress.this.scheme;
			}

			@Override
			public boolean isSecure() {
				return KnownAddress.this.scheme.equals("https");
			}

			@Override
			public String getServerName() {
				return KnownAddress.this.host;
			}

			@Override
			public int getServerPort() {
				return KnownAddress.this.port;
			}

			@Override
			public StringBuffer getRequestURL() {
				boolean usual = KnownAddress.this.port == (isSecure() ? HTTPS : HTTP);
				return new StringBuffer(KnownAddress.this.scheme).append("://")
					.append(KnownAddress.this.host)
					.append(usual ? "" : ":" + KnownAddress.this.port)
					.append(getRequestURI());
			}

		}, response);
	}

}
