package no.nav.samtalepakker.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in two lines that the issuer does not answer, which Spring Security asks first.
 */
class ProviderUnreachableAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IllegalArgumentException cause) {
		String message = String.valueOf(cause.getMessage());
		if (!message.startsWith("Unable to resolve") || !message.contains("Issuer")) {
			return null;
		}
		return new FailureAnalysis("The OIDC issuer does not answer, or is not the issuer it says it is.",
				"Check the issuer-uri settings, and that this machine reaches <issuer-uri>/.well-known/"
						+ "openid-configuration.",
				cause);
	}

}
