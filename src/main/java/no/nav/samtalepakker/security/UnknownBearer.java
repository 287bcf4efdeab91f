package no.nav.samtalepakker.security;

import org.springframework.security.core.AuthenticationException;

/** A good token of somebody who has no business here. */
class UnknownBearer extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	UnknownBearer(String message) {
		super(message);
	}

}
