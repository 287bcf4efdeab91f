package no.nav.samtalepakker.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Patience;
import org.camunda.bpm.engine.ProcessEngineException;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a user who logs in, and the groups the provider decides, into the engine's
 * tables, where queries, background jobs and the web applications find them. So with the
 * groups our own registers give, which are theirs alone to take.
 */
@Component
@Profile("prod")
class IdentitySynchronisation {

	private final LoginSettings settings;

	private final Identities identities;

	private final List<Register> registers;

	private final Audit audit;

	private final TransactionTemplate transaction;

	private final Patience patience;

	IdentitySynchronisation(LoginSettings settings, Identities identities, List<Register> registers, Audit audit,
			PlatformTransactionManager transactions, Patience patience) {
		this.settings = settings;
		this.identities = identities;
		this.registers = registers;
		this.audit = audit;
		this.transaction = new TransactionTemplate(transactions);
		this.patience = patience;
	}

	/** Writes the user down, all or nothing; the same user may log in twice at once. */
	void synchronise(ProvidedUser user) {
		try {
			// somebody else may write the same row first; then there is less to do
			this.patience.insist(() -> this.transaction.executeWithoutResult((status) -> write(user)));
		}
		catch (ProcessEngineException | DataAccessException | TransactionException ex) {
			throw new InternalAuthenticationServiceException("The user could not be stored", ex);
		}
	}

	private void write(ProvidedUser user) {
		this.identities.keepUser(user.id(), user.firstName(), user.lastName(), user.email());
		Map<String, String> granted = new HashMap<>();
		user.groups()
			.stream()
			.flatMap((group) -> this.settings.groups().getOrDefault(group, List.of()).stream())
			.forEach((group) -> granted.put(group, group));
		for (Register register : this.registers) {
			granted.putAll(register.groupsOf(user.id()));
			if (user.email() != null) {
				register.emailIs(user.id(), user.email());
			}
		}
		Set<String> current = Set.copyOf(this.identities.groupsOf(user.id()));
		Set<String> gained = new TreeSet<>(granted.keySet());
		gained.removeAll(current);
		Set<String> lost = new TreeSet<>(this.settings.managedGroups());
		lost.retainAll(current);
		lost.removeAll(granted.keySet());
		for (String group : gained) {
			this.identities.ensureGroup(group, granted.get(group));
			this.identities.addMember(user.id(), group);
		}
		record(user.id(), Act.MEMBER_ADDED, gained);
		for (String group : lost) {
			List<String> tasks = this.identities.leave(user.id(), group);
			this.audit.record(user.id(), Act.TASK_REASSIGNED,
					tasks.stream().map((task) -> new Audit.Subject(task, null, null)).toList());
		}
		record(user.id(), Act.MEMBER_REMOVED, lost);
	}

	/** The provider decides in the user's own login, so that is who the act is of. */
	private void record(String userId, Act act, Set<String> groups) {
		this.audit.record(userId, act, groups.stream().map((group) -> new Audit.Subject(userId, null, group)).toList());
	}

}
