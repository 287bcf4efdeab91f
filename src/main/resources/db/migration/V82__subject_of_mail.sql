-- What an e-mail is about in particular, by its type: the question to a recipient, the county asked, the task given, or
-- the message of a rollout, which many e-mails carry. The occasion only keeps an e-mail from being written twice.
alter table notification add column subject_id varchar(64);

update notification set subject_id = (
    select q.id from routing_recipient q
    where q.obstacle_id = notification.obstacle_id and notification.occasion like '%:' || q.id || ':%')
where type in ('ANSWER_ASKED', 'ANSWER_REMINDER');

update notification set subject_id = (
    select u.id from unit u where u.type = 'COUNTY' and notification.occasion like 'decision-asked:%:' || u.id || ':%')
where type = 'DECISION_ASKED';

update notification set subject_id = substring(occasion, 12, 36) where type = 'TASK_GIVEN';

update notification set subject_id = substring(occasion, 9, 36) where type = 'ROLLOUT_MESSAGE';

create index notification_subject on notification (subject_id);
