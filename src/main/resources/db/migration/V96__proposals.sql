-- what units have proposed or asked help for, in the secretariat's words, and what came of it
create table proposal (
    id           varchar(36) not null primary key,
    rollout_id   varchar(36) not null references rollout (id),
    text         text        not null,
    state        varchar(20) not null,
    -- grows with every change, so that two who correct at once are told
    revision     integer     not null default 0,
    -- who answered, and what; null until then
    recipient    varchar(40) references recipient (code),
    answer       varchar(30),
    answer_text  text,
    answered_by  varchar(64),
    answered_at  timestamp with time zone,
    corrected_at timestamp with time zone,
    created_by   varchar(64) not null,
    created_at   timestamp with time zone not null
);

-- the statements behind it; each has one answer
create table proposal_source (
    proposal_id     varchar(36) not null references proposal (id),
    kind            varchar(40) not null,
    text_id         varchar(80) not null,
    text_column     varchar(40) not null,
    conversation_id varchar(36) not null references conversation (id),
    primary key (kind, text_id)
);
create index proposal_source_proposal on proposal_source (proposal_id);
create index proposal_source_conversation on proposal_source (conversation_id);

-- whom it has been put to
create table proposal_question (
    id          varchar(36) not null primary key,
    proposal_id varchar(36) not null references proposal (id),
    position    integer     not null,
    recipient   varchar(40) not null references recipient (code),
    -- why the one before sent it on
    reason      text,
    due_on      date        not null,
    extensions  integer     not null default 0,
    hops        integer     not null default 0,
    state       varchar(20) not null,
    asked_at    timestamp with time zone not null,
    settled_at  timestamp with time zone,
    unique (proposal_id, position)
);
