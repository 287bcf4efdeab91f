-- how far an e-mail has come: QUEUED until it is SENT, REFUSED for good by a mail server, EXPIRED or WITHDRAWN
-- because it had become meaningless, or MERGED into another that says the same; PAST belongs to a time in which
-- nothing was sent, as the demonstration plays it
alter table notification add column state varchar(20) default 'QUEUED' not null;
alter table notification add column attempts integer default 0 not null;
-- not before this; also how long a delivery in progress is left alone
alter table notification add column next_attempt_at timestamp with time zone;
alter table notification add column expires_at timestamp with time zone;
-- a code of ours or a mail server's, never its words, in which an address may stand
alter table notification add column last_error varchar(40);

update notification set state = case when sent_at is null then 'PAST' else 'SENT' end;
create index notification_due on notification (state, next_attempt_at);
