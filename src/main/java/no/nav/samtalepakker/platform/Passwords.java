package no.nav.samtalepakker.platform;

import java.util.UUID;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;

import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Checks passwords with the same work for every name, so that neither the answer nor the
 * time it takes tells who exists. The engine's own check answers at once for somebody it
 * does not know and writes to the database for somebody it does.
 */
@Component
@Profile("demo")
public class Passwords {

	private final ProcessEngine engine;

	private final IdentityService identities;

	private final Processes processes;

	private volatile String nobodysHash;

	Passwords(@Lazy ProcessEngine engine, @Lazy IdentityService identities, Processes processes) {
		this.engine = engine;
		this.identities = identities;
		this.processes = processes;
	}

	/** Whether there is such a user with this password. */
	public boolean matches(String userId, String password) {
		UserEntity user = this.processes
			.asSystem(() -> (UserEntity) this.identities.createUserQuery().userId(userId).singleResult());
		PasswordManager hashes = ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
			.getPasswordManager();
		boolean known = user != null && user.getPassword() != null;
		String hash = known ? user.getPassword() : nobodysHash(hashes);
		String salt = known ? user.getSalt() : "nobody";
		return hashes.check(EncryptionUtil.saltPassword(password, salt), hash) && known;
	}

	private String nobodysHash(PasswordManager hashes) {
		if (this.nobodysHash == null) {
			this.nobodysHash = hashes.encrypt(UUID.randomUUID().toString());
		}
		return this.nobodysHash;
	}

}
