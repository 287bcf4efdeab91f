-- what the former round of an MBA's report said, as marks from which nobody can read the texts: enough to tell the
-- other party what is new; deleted when the report is sent
create table report_former_text (
    report_id varchar(36) not null references report (id),
    mark      varchar(64) not null,
    primary key (report_id, mark)
);
