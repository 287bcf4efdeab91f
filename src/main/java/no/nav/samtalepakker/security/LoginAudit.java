package no.nav.samtalepakker.security;

import java.util.List;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.audit.AuditLog;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Who logged in and out. A failed login is a line of the log only: what was typed as a
 * user name may be a password, and nobody may fill a table from outside.
 */
@Component
class LoginAudit {

	private final Audit audit;

	private final AuditLog log;

	LoginAudit(Audit audit, AuditLog log) {
		this.audit = audit;
		this.log = log;
	}

	@EventListener
	void on(InteractiveAuthenticationSuccessEvent login) {
		record(Act.LOGGED_IN, login.getAuthentication().getName());
	}

	@EventListener
	void on(LogoutSuccessEvent logout) {
		record(Act.LOGGED_OUT, logout.getAuthentication().getName());
	}

	@EventListener
	void on(AbstractAuthenticationFailureEvent failure) {
		String address = (failure.getAuthentication().getDetails() instanceof WebAuthenticationDetails details)
				? details.getRemoteAddress() : null;
		this.log.failedLogin(address);
	}

	private void record(Act act, String userId) {
		this.audit.record(userId, act, List.of(new Audit.Subject(userId, null, null)));
	}

}
