package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import no.nav.samtalepakker.platform.EmailAddress;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outbox. An e-mail is written and stored in the transaction that causes it and sent
 * later, so that nothing is sent that did not happen and nothing is lost that did.
 */
@Component
@Transactional
public class Notifications {

	private static final int DAYS_TO_LOOK_BACK = 30;

	/** Also what a mail server has refused may be sent once more; not to participants. */
	private static final String NOT_GONE = "(state = 'QUEUED' or state = 'REFUSED' and user_id is not null)";

	private final JdbcClient jdbc;

	private final NamedParameterJdbcTemplate batches;

	private final NorwegianCalendar calendar;

	private final Letters letters;

	private final MailSettings settings;

	private final Post post;

	private final Calendars calendars;

	Notifications(JdbcClient jdbc, JdbcTemplate batches, NorwegianCalendar calendar, Letters letters,
			MailSettings settings, Post post) {
		this.jdbc = jdbc;
		this.batches = new NamedParameterJdbcTemplate(batches);
		this.calendar = calendar;
		this.letters = letters;
		this.settings = settings;
		this.post = post;
		this.calendars = new Calendars(jdbc, calendar, settings);
	}

	/**
	 * Refuses participants whom mail cannot reach or may not, and changes that would
	 * flood them.
	 * @param field of the form that asked for them
	 */
	public void checkParticipants(String field, String conversationId, List<String> emails) {
		for (int i = 0; i < emails.size(); i++) {
			if (!this.settings.allows(EmailAddress.domainOf(emails.get(i)))) {
				throw new InvalidInput(field + "[" + i + "]",
						"Vi sender bare e-post til adresser i " + String.join(", ", this.settings.allowedDomains())
								+ ". Ta ut de andre, eller inviter dem selv");
			}
			if (EmailAddress.hasSpecialName(emails.get(i)) && !this.post.takesSpecialNames()) {
				throw new InvalidInput(field + "[" + i + "]",
						"E-posttjenesten vår kan ikke sende til adresser med æ, ø, å eller aksenter foran @. Bruk en annen adresse til den det gjelder");
			}
		}
		this.calendars.checkRoom(field, conversationId, emails);
	}

	/**
	 * Stores an e-mail to be sent.
	 * @return false if the occasion has its e-mail already, or there is no address
	 */
	public boolean queue(Notification notification) {
		return queue(List.of(notification)) > 0;
	}

	/**
	 * Stores many e-mails at once, under the same conditions.
	 * @return how many
	 */
	public int queue(Collection<Notification> notifications) {
		List<Notification> addressed = notifications.stream()
			.filter((notification) -> notification.email() != null)
			.toList();
		if (addressed.isEmpty()) {
			return 0;
		}
		Set<String> known = new HashSet<>(this.jdbc.sql("select occasion from notification where occasion in (:asked)")
			.param("asked", addressed.stream().map(Notification::occasion).toList())
			.query(String.class)
			.list());
		List<Notification> unknown = addressed.stream()
			.filter((notification) -> known.add(notification.occasion()))
			.toList();
		List<Notification> settled = this.calendars.settle(unknown);
		this.batches.batchUpdate("""
				insert into notification (id, occasion, type, rollout_id, conversation_id, obstacle_id, subject_id,
					user_id, email, subject, body, calendar, created_at, next_attempt_at, expires_at)
				values (:id, :occasion, :type, :rolloutId, :conversationId, :obstacleId, :subjectId,
					:userId, :email, :subject, :body, :calendar, :createdAt, :notBefore, :expiresAt)
				""", settled.stream().map(this::row).toArray(SqlParameterSource[]::new));
		return settled.size();
	}

	private SqlParameterSource row(Notification notification) {
		Letter letter = this.letters.write(notification);
		OffsetDateTime now = this.calendar.now();
		Notification.When when = notification.when();
		OffsetDateTime notBefore = (when.notBefore() != null) ? when.notBefore() : now;
		OffsetDateTime expires = (when.expiresAt() != null) ? when.expiresAt()
				: notBefore.plus(notification.type().worthSending());
		return new MapSqlParameterSource(Rows.values(notification)).addValues(Rows.values(notification.about()))
			.addValue("id", UUID.randomUUID().toString())
			.addValue("subject", letter.subject())
			.addValue("body", letter.text())
			.addValue("createdAt", now)
			.addValue("notBefore", notBefore)
			.addValue("expiresAt", expires);
	}

	/**
	 * Removes what was sent to the participants of a conversation, who are known by their
	 * address only.
	 */
	public void eraseParticipants(String conversationId) {
		this.jdbc.sql("delete from notification where conversation_id = ? and (user_id is null or type = ?)")
			.params(conversationId, MailType.ADDRESS_REFUSED.name())
			.update();
	}

	/** Participants a mail server will never take an e-mail for. */
	public List<String> undelivered(String conversationId) {
		return this.jdbc.sql("""
				select distinct email from notification
				where conversation_id = ? and state = 'REFUSED' and user_id is null order by email
				""").param(conversationId).query(String.class).list();
	}

	/** Does not send what has been overtaken and has not gone yet. */
	public void withdraw(MailType type, String conversationId) {
		this.jdbc
			.sql("update notification set state = 'WITHDRAWN' where type = ? and conversation_id = ? and " + NOT_GONE)
			.params(type.name(), conversationId)
			.update();
	}

	/** The same, of those about one subject. */
	public void withdraw(MailType type, String conversationId, String subjectId) {
		this.jdbc.sql("""
				update notification set state = 'WITHDRAWN'
				where type = ? and conversation_id = ? and subject_id = ? and\s""" + NOT_GONE)
			.params(type.name(), conversationId, subjectId)
			.update();
	}

	/**
	 * By user, the occasion of the latest e-mail of a type about a conversation and a
	 * subject that has come, or perhaps has.
	 */
	public Map<String, String> latest(MailType type, String conversationId, String subjectId) {
		Map<String, String> latest = new HashMap<>();
		this.jdbc.sql("""
				select user_id, occasion from notification
				where type = ? and conversation_id = ? and subject_id = ?
					and (state in ('SENT', 'PAST') or state = 'QUEUED' and attempts > 0)
				order by created_at, id
				""").params(type.name(), conversationId, subjectId).query((row) -> {
			latest.put(row.getString("user_id"), row.getString("occasion"));
		});
		return latest;
	}

	/**
	 * Takes away what stands in the e-mails of a type about an obstacle, also where one
	 * tells of several of its conversation, and sends none of them any more.
	 * @param text what stands there instead
	 */
	public void overwrite(MailType type, String conversationId, String obstacleId, String text) {
		this.jdbc.sql("""
				update notification set body = ?,
					state = case when state = 'QUEUED' or state = 'REFUSED' and user_id is not null then 'WITHDRAWN'
						else state end
				where type = ? and (obstacle_id = ? or obstacle_id is null and conversation_id = ?)
				""").params(text, type.name(), obstacleId, conversationId).update();
	}

	/**
	 * Writes the e-mails of these types about a conversation in other words, those that
	 * wait and those that have gone; what waits is sent as it then stands.
	 */
	public void rewrite(String conversationId, Set<MailType> types, UnaryOperator<String> body,
			UnaryOperator<String> entry) {
		this.jdbc.sql("""
				select id, body, calendar from notification
				where conversation_id = :conversation and type in (:types)
				""")
			.param("conversation", conversationId)
			.param("types", types.stream().map(Enum::name).toList())
			.query(Rows.of(Stored.class))
			.list()
			.forEach((mail) -> this.jdbc.sql("update notification set body = ?, calendar = ? where id = ?")
				.params(body.apply(mail.body()), (mail.calendar() != null) ? entry.apply(mail.calendar()) : null,
						mail.id())
				.update());
	}

	/** An e-mail as it would be sent. */
	public Preview preview(Notification notification) {
		return this.letters.preview(this.letters.write(notification));
	}

	/**
	 * Writes the e-mails about a subject in other words, those that wait and those that
	 * have gone; what waits is sent as it then stands.
	 */
	public void writeAgain(String subjectId, Notification words) {
		this.jdbc.sql("update notification set body = ? where subject_id = ?")
			.params(this.letters.write(words).text(), subjectId)
			.update();
	}

	/** What has become of the e-mails about a subject. */
	public List<Delivery> deliveries(String subjectId) {
		return this.jdbc
			.sql("""
					select email, state, coalesce(sent_at, created_at) as at from notification where subject_id = ? order by email
					""")
			.param(subjectId)
			.query((row, number) -> new Delivery(row.getString("email"), Delivery.State.valueOf(row.getString("state")),
					this.calendar.dateOf(row.getObject("at", OffsetDateTime.class))))
			.list();
	}

	/**
	 * Addresses, in small letters, whose latest e-mail of the type about a conversation
	 * says the same, and that have it or are about to.
	 */
	public Set<String> having(Notification notification) {
		String body = this.letters.write(notification).text();
		Map<String, String> latest = new HashMap<>();
		this.jdbc.sql("""
				select email, state, body from notification where type = ? and conversation_id = ?
				order by created_at, id
				""").params(notification.type().name(), notification.conversationId()).query((row) -> {
			if (Delivery.State.valueOf(row.getString("state")).reaches()) {
				latest.put(row.getString("email").toLowerCase(Locale.ROOT), row.getString("body"));
			}
		});
		latest.values().removeIf((other) -> !other.equals(body));
		return latest.keySet();
	}

	/** A text as it stands in an e-mail, so that it is found there again. */
	public static String asWritten(String text) {
		// a part left out must not leave a hole
		return text.replace("\r", "").replaceAll("\n{3,}", "\n\n");
	}

	/** Does not send an e-mail that has not gone yet. */
	public void withdraw(String id) {
		this.jdbc.sql("update notification set state = 'WITHDRAWN' where id = ? and state = 'QUEUED'")
			.param(id)
			.update();
	}

	/**
	 * What the demonstration has played belongs to a time in which nothing was sent.
	 * @param before the e-mails since then are sent all the same
	 */
	public void leaveInThePast(OffsetDateTime before) {
		this.jdbc.sql("update notification set state = 'PAST' where state = 'QUEUED' and created_at < ?")
			.param(before)
			.update();
	}

	/** How the delivery stands, for those who run the application. */
	public MailStatus status() {
		return this.jdbc.sql("""
				select sum(case when state = 'QUEUED' and attempts > 0 then 1 else 0 end) as delayed,
					min(case when state = 'QUEUED' and attempts > 0 then created_at end) as delayed_since,
					sum(case when state = 'REFUSED' then 1 else 0 end) as refused,
					sum(case when state = 'EXPIRED' then 1 else 0 end) as expired
				from notification where state in ('QUEUED', 'REFUSED', 'EXPIRED') and created_at > ?
				""").param(this.calendar.now().minusDays(DAYS_TO_LOOK_BACK)).query(Rows.of(MailStatus.class)).single();
	}

	/**
	 * What an e-mail says.
	 */
	private record Stored(String id, String body, String calendar) {
	}

}
