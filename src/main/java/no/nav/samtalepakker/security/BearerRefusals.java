package no.nav.samtalepakker.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Tells a program why its token does not do (RFC 6750), in the shape of our errors. */
class BearerRefusals implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private static final String SCHEME = "Bearer realm=\"Samtalepakker\"";

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (failure instanceof UnknownBearer) {
			refuse(response, HttpStatus.FORBIDDEN, "insufficient_scope", failure.getMessage());
		}
		else if (failure instanceof AuthenticationServiceException) {
			// the provider's keys could not be fetched; the token may be good
			Refusals.send(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Unavailable",
					"Innloggingstjenesten svarer ikke. Prøv igjen om litt.");
		}
		else if (failure instanceof OAuth2AuthenticationException oauth2
				&& oauth2.getError() instanceof BearerTokenError error) {
			refuse(response, error.getHttpStatus(), error.getErrorCode(),
					"Tokenet er ikke gyldig her. Be om et nytt og prøv igjen.");
		}
		else {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
			Refusals.send(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", "Du må logge inn.");
		}
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		commence(request, response, failure);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		refuse(response, HttpStatus.FORBIDDEN, "insufficient_scope", "Du har ikke tilgang.");
	}

	private static void refuse(HttpServletResponse response, HttpStatus status, String error, String message)
			throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME + ", error=\"" + error + "\"");
		Refusals.send(response, status.value(), (status == HttpStatus.FORBIDDEN) ? "Refused" : "Unauthorized", message);
	}

}
