-- whose report, case or people it was about, so that a unit can be told who has read its report
alter table audit add column unit_id varchar(40);
create index audit_unit on audit (unit_id, action);
create index audit_at on audit (at);

-- a redacted text is named by its kind and its row, and some rows have two keys
alter table audit alter column subject_id set data type varchar(100);

-- when the texts of a rollout were erased for good; its figures stay
alter table rollout add column texts_erased_at timestamp with time zone;
