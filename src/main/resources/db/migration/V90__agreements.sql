-- «Dette ble vi enige om», each time it was sent to the participants: what was ticked, never its words
create table agreement (
    id              varchar(36) not null primary key,
    conversation_id varchar(36) not null references conversation (id),
    -- the first is 1; two who send at the same moment meet here
    sending         integer     not null,
    sent_at timestamp with time zone not null,
    recipients      integer     not null,
    unique (conversation_id, sending)
);

create table agreement_item (
    agreement_id varchar(36) not null references agreement (id),
    -- of a point of the report, or of an action point
    item_id      varchar(36) not null,
    primary key (agreement_id, item_id)
);
create index agreement_item_item on agreement_item (item_id);
