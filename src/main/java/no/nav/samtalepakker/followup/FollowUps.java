package no.nav.samtalepakker.followup;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How conversations are followed up. The date is the group's, never ours (design §1). */
@Component("followUps")
@Transactional
public class FollowUps {

	private static final String LESSONS = """
			select f.conversation_id, c.unit_id, c.package_key, f.learned, f.name_unit, f.published_text, f.published_at
			from follow_up f join conversation c on c.id = f.conversation_id
			where f.share_as_example and f.learned is not null""";

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final Conversations conversations;

	private final ActionPoints actionPoints;

	FollowUps(JdbcClient jdbc, NorwegianCalendar calendar, Conversations conversations, ActionPoints actionPoints) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.conversations = conversations;
		this.actionPoints = actionPoints;
	}

	/** Nothing until the report is sent or the conversation is past reporting. */
	public Optional<FollowUp> find(String conversationId) {
		return this.jdbc.sql("""
				select conversation_id, follow_up_on, no_date, times_done, arena, learned, share_as_example, ended
				from follow_up
				where conversation_id = ?
				""").param(conversationId).query(Rows.of(FollowUp.class)).optional();
	}

	/** Whether there is an action point that is neither done nor dropped. */
	public boolean hasOpenActionPoints(String conversationId) {
		return this.actionPoints.of(conversationId)
			.stream()
			.anyMatch((actionPoint) -> actionPoint.status() == ActionPoint.Status.OPEN);
	}

	/** Whether a date is chosen that has not been followed up. */
	public boolean hasDate(String conversationId) {
		return dateOf(conversationId).isPresent();
	}

	/** The morning of the chosen date, or of the next working day. */
	public Date dueAt(String conversationId) {
		return this.calendar.morningOf(dateOf(conversationId).orElseThrow());
	}

	/**
	 * Takes over the date given in a report.
	 * @param followUpOn or null
	 */
	public void prepare(String conversationId, LocalDate followUpOn) {
		setDate(conversationId, followUpOn, false);
	}

	/** Stores how following up ended. */
	public void ends(String conversationId, String how) {
		ensure(conversationId);
		this.jdbc.sql("update follow_up set ended = ? where conversation_id = ?")
			.params(FollowUp.Ending.valueOf(how).name(), conversationId)
			.update();
	}

	/**
	 * Refuses a date that is past or not after the conversation was held.
	 * @param field the date's field in the form
	 * @param followUpOn or null, which is fine
	 */
	public void checkDate(String conversationId, String field, LocalDate followUpOn) {
		if (followUpOn == null) {
			return;
		}
		if (followUpOn.isBefore(this.calendar.today())) {
			throw new InvalidInput(field, "Datoen kan ikke være før i dag");
		}
		LocalDate heldOn = this.conversations.get(conversationId).heldOn();
		if (heldOn != null && !followUpOn.isAfter(heldOn)) {
			throw new InvalidInput(field, "Datoen må være etter dagen dere holdt samtalen");
		}
	}

	/** What groups let others read, in no order that tells of time. */
	public List<Lesson> lessons() {
		return this.jdbc.sql(LESSONS + " order by f.conversation_id").query(Rows.of(Lesson.class)).list();
	}

	/** What the group lets others read, if it does. */
	public Optional<Lesson> lesson(String conversationId) {
		return this.jdbc.sql(LESSONS + " and f.conversation_id = ?")
			.param(conversationId)
			.query(Rows.of(Lesson.class))
			.optional();
	}

	/**
	 * Lets everybody read what a group has learned.
	 * @param learned what the approved words were made of
	 * @param text the approved words
	 * @return false if the group says something else by now, or shares it no more
	 */
	public boolean publish(String conversationId, String learned, String text) {
		return this.jdbc.sql("""
				update follow_up set published_text = ?, published_at = ?
				where conversation_id = ? and share_as_example and learned = ?
				""").params(text, this.calendar.now(), conversationId, learned).update() > 0;
	}

	/** Nobody reads it any more; the group shares it still. */
	public void unpublish(String conversationId) {
		this.jdbc.sql("update follow_up set published_text = null, published_at = null where conversation_id = ?")
			.param(conversationId)
			.update();
	}

	/** The group does not share it any more. */
	public void shareNoMore(String conversationId) {
		unpublish(conversationId);
		this.jdbc.sql("update follow_up set share_as_example = false, name_unit = false where conversation_id = ?")
			.param(conversationId)
			.update();
	}

	void choose(String conversationId, SetFollowUpDate form) {
		form.check();
		checkDate(conversationId, "followUpOn", form.followUpOn());
		setDate(conversationId, form.followUpOn(), form.followUpOn() == null);
	}

	/**
	 * What is not said this time stands from last time, except the consent: it was given
	 * for the text it came with, and so was what has been approved of it.
	 */
	void followUp(String conversationId, FollowUpActions form) {
		form.check(this.actionPoints.of(conversationId)
			.stream()
			.map(ActionPoint::id)
			.collect(Collectors.toUnmodifiableSet()), this.calendar.today());
		form.actionPoints()
			.forEach((progress) -> this.actionPoints.update(conversationId, progress.id(), progress.status(),
					progress.note()));
		setDate(conversationId, form.nextFollowUpOn(), false);
		this.jdbc.sql("""
				update follow_up
				set times_done = times_done + 1, arena = coalesce(?, arena)
				where conversation_id = ?
				""").params(form.arena(), conversationId).update();
		if (form.learned() != null || form.shareAsExample() != null) {
			this.jdbc.sql("""
					update follow_up
					set learned = coalesce(?, learned), share_as_example = ?, name_unit = ?
					where conversation_id = ?
					""").params(form.learned(), form.shares(), form.namesUnit(), conversationId).update();
			unpublish(conversationId);
		}
	}

	private Optional<LocalDate> dateOf(String conversationId) {
		return find(conversationId).map(FollowUp::followUpOn);
	}

	private void setDate(String conversationId, LocalDate followUpOn, boolean noDate) {
		ensure(conversationId);
		this.jdbc.sql("update follow_up set follow_up_on = ?, no_date = ? where conversation_id = ?")
			.params(followUpOn, noDate, conversationId)
			.update();
	}

	private void ensure(String conversationId) {
		if (find(conversationId).isEmpty()) {
			this.jdbc.sql("insert into follow_up (conversation_id) values (?)").param(conversationId).update();
		}
	}

}
