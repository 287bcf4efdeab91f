package no.nav.samtalepakker.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The secretariat names who answers for a recipient; their access follows in the same
 * transaction.
 */
@Component
@Transactional
public class ContactChanges {

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final GivenEmails emails;

	private final Identities identities;

	private final CurrentUser currentUser;

	private final Audit audit;

	ContactChanges(JdbcClient jdbc, Recipients recipients, GivenEmails emails, Identities identities,
			CurrentUser currentUser, Audit audit) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.emails = emails;
		this.identities = identities;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/** Replaces the contacts of a recipient. */
	public void replace(String code, List<String> userIds) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		Recipient recipient = this.recipients.get(new RecipientCode(code).value());
		if (!recipient.answers()) {
			throw new Conflict("Denne mottakeren svarer ikke selv.");
		}
		this.identities.ensureGroup(recipient.group(), recipient.groupName());
		this.identities.lock(List.of(recipient.group()));
		// before the rows go that may be all that know them
		Map<String, String> emails = new HashMap<>();
		userIds.forEach((user) -> this.emails.of(user).ifPresent((email) -> emails.put(user, email)));
		for (Contact former : this.recipients.contacts(recipient.code())) {
			if (!userIds.contains(former.userId())) {
				List<String> tasks = this.identities.leave(former.userId(), recipient.group());
				this.audit.record(Act.MEMBER_REMOVED, former.userId(), null, recipient.group());
				this.audit.record(Act.TASK_REASSIGNED,
						tasks.stream().map((task) -> new Audit.Subject(task, null, null)).toList());
			}
		}
		this.jdbc.sql("delete from recipient_contact where recipient = ?").param(recipient.code()).update();
		for (String userId : userIds) {
			this.identities.ensureUser(userId, "Mottaker", recipient.name());
			if (!this.identities.isMember(userId, recipient.group())) {
				this.identities.join(userId, recipient.group());
				this.audit.record(Act.MEMBER_ADDED, userId, null, recipient.group());
			}
			this.jdbc.sql("insert into recipient_contact (recipient, user_id, email) values (?, ?, ?)")
				.params(recipient.code(), userId, emails.get(userId))
				.update();
		}
		this.audit.record(Act.CONTACTS_CHANGED, recipient.code(), null, String.valueOf(userIds.size()));
	}

}
