-- a page one comes back to asks each time what has been seen since midnight
create index audit_user_at on audit (user_id, at);
drop index audit_user;
