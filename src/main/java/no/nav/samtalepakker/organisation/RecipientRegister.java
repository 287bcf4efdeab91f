package no.nav.samtalepakker.organisation;

import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.security.Register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Those who answer for the recipients, as the login needs to know them. */
@Component
@Transactional
class RecipientRegister implements Register {

	private final JdbcClient jdbc;

	private final Recipients recipients;

	RecipientRegister(JdbcClient jdbc, Recipients recipients) {
		this.jdbc = jdbc;
		this.recipients = recipients;
	}

	@Override
	public Map<String, String> groupsOf(String userId) {
		return this.jdbc.sql("select recipient from recipient_contact where user_id = ?")
			.param(userId)
			.query(String.class)
			.list()
			.stream()
			.map(this.recipients::get)
			.collect(Collectors.toMap(Recipient::group, Recipient::groupName));
	}

	@Override
	public void emailIs(String userId, String email) {
		this.jdbc.sql("""
				update recipient_contact set email = ?
				where user_id = ? and (email is null or email <> ?)
				""").params(email, userId, email).update();
	}

}
