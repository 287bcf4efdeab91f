-- The application's own tables: everything a person writes lives here, the engine carries ids, dates and codes.
-- One script for H2 (regular mode) and PostgreSQL: portable types only, text for free text.

-- organisation ---------------------------------------------------------------------------------------------------

create table unit (
    id           varchar(40)  not null primary key,
    name         varchar(120) not null,
    type         varchar(20)  not null,
    county_id    varchar(40),
    line         varchar(40),
    closed_on    date,
    successor_id varchar(40) references unit (id)
);
create index unit_type_county on unit (type, county_id);

-- who leads, deputises and co-signs, and when; a user need never have logged in
create table unit_person (
    id         varchar(36)  not null primary key,
    unit_id    varchar(40)  not null references unit (id),
    role       varchar(20)  not null,
    party      varchar(20)  not null,
    user_id    varchar(64)  not null,
    email      varchar(254),
    valid_from date         not null,
    valid_to   date,
    -- false as long as a change of this row waits for its day, when tasks and groups follow
    applied    boolean      not null default true
);
create index unit_person_unit on unit_person (unit_id, role);
create index unit_person_user on unit_person (user_id);

create table recipient (
    code       varchar(40)  not null primary key,
    name       varchar(120) not null,
    type       varchar(20)  not null,
    department varchar(120)
);

-- who answers for a recipient; without a row here an obstacle goes to triage at once
create table recipient_contact (
    recipient varchar(40) not null references recipient (code),
    user_id   varchar(64) not null,
    email     varchar(254),
    primary key (recipient, user_id)
);

-- packages -------------------------------------------------------------------------------------------------------

create table package_version (
    package_key       varchar(40) not null,
    version           integer     not null,
    target_group      varchar(20) not null,
    decided_by_county boolean     not null,
    checksum          varchar(64) not null,
    content           text        not null,
    loaded_at timestamp with time zone   not null,
    primary key (package_key, version)
);

-- rollout --------------------------------------------------------------------------------------------------------

create table rollout (
    id                  varchar(36)  not null primary key,
    -- 120 code points, which varchar in H2 counts as up to 240
    name                varchar(240) not null,
    -- the name while the rollout counts, null once cancelled: starting the same rollout twice changes nothing
    active_name         varchar(240) unique,
    opens_on            date         not null,
    closes_on           date         not null,
    cut_off_on          date         not null,
    state               varchar(20)  not null,
    process_instance_id varchar(64) unique,
    started_by          varchar(64)  not null,
    created_at timestamp with time zone    not null,
    stop_message        text
);

create table rollout_package (
    rollout_id      varchar(36) not null references rollout (id),
    package_key     varchar(40) not null,
    package_version integer     not null,
    primary key (rollout_id, package_key)
);

-- dated rows: a county may change its mind until the rollout closes
create table county_decision (
    id            varchar(36) not null primary key,
    rollout_id    varchar(36) not null references rollout (id),
    county_id     varchar(40) not null references unit (id),
    participation varchar(10) not null,
    reasons       varchar(200),
    comment_text  text,
    unit_ids      text,
    reconsider_on date,
    decided_by    varchar(64) not null,
    decided_at timestamp with time zone   not null
);
create index county_decision_rollout on county_decision (rollout_id, county_id, decided_at);

-- «vi ønsker å delta»: an office of a county that said no, or nothing
create table wish (
    rollout_id varchar(36) not null references rollout (id),
    unit_id    varchar(40) not null references unit (id),
    wished_by  varchar(64) not null,
    wished_at timestamp with time zone   not null,
    primary key (rollout_id, unit_id)
);

create table milestone (
    id         varchar(36) not null primary key,
    rollout_id varchar(36) not null references rollout (id),
    type       varchar(40) not null,
    reached_at timestamp with time zone   not null
);
create index milestone_rollout on milestone (rollout_id);

-- conversation ---------------------------------------------------------------------------------------------------

create table conversation (
    id                  varchar(36) not null primary key,
    rollout_id          varchar(36) not null references rollout (id),
    unit_id             varchar(40) not null references unit (id),
    package_key         varchar(40) not null,
    package_version     integer     not null,
    -- spreads the units over the lanes that start conversations in parallel; 0 to 11, fixed per unit
    lane                integer     not null,
    state               varchar(20) not null,
    -- YES, NO, or null as long as nobody has said («ukjent»)
    held                varchar(10),
    -- WITH_INPUT, WITHOUT_INPUT, or null («ukjent»)
    reported            varchar(20),
    end_reason          varchar(30),
    process_instance_id varchar(64) unique,
    held_on             date,
    not_held_reason     text,
    reminders_sent      integer     not null default 0,
    reminders_paused    boolean     not null default false,
    -- the last of closing, cut-off or stop the conversation has been told, so that a repeated chunk skips it
    told                varchar(20),
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    unique (rollout_id, unit_id)
);
create index conversation_state on conversation (rollout_id, state, lane);
create index conversation_unit on conversation (unit_id, package_key, state);

-- meeting: plan, preparation and what was confirmed --------------------------------------------------------------

create table meeting (
    conversation_id         varchar(36) not null primary key references conversation (id),
    meeting_date            date,
    meeting_time            time,
    duration_minutes        integer,
    form                    varchar(20),
    form_reason             text,
    arena                   varchar(40),
    participant_count       integer,
    group_count             integer,
    last_meeting_date       date,
    size_reason             text,
    co_lead                 text,
    medical_adviser         text,
    union_reps_invited      boolean,
    safety_reps_invited     boolean,
    user_reps_invited       boolean,
    local_adaptation        text,
    prepared                boolean     not null default false,
    preparation_meeting     varchar(20),
    preparation_date        date,
    roles                   text,
    case_ready              boolean,
    actual_duration_minutes integer,
    actual_participants     integer,
    -- when the system sent the material, and when the leader says the participants had it
    material_sent_at timestamp with time zone,
    material_sent_on        date,
    dialogue                varchar(30),
    navet_shown             boolean,
    examples_used           boolean,
    adaptation              text,
    omitted_reason          text,
    -- grows with every invitation, so that calendars replace the former one
    invitation_sequence     integer     not null default 0
);

create table meeting_participant (
    conversation_id varchar(36)  not null references conversation (id),
    email           varchar(254) not null,
    primary key (conversation_id, email)
);

create table meeting_joint_unit (
    conversation_id varchar(36) not null references conversation (id),
    unit_id         varchar(40) not null references unit (id),
    primary key (conversation_id, unit_id)
);

create table meeting_checklist (
    conversation_id varchar(36) not null references conversation (id),
    item            varchar(40) not null,
    done            boolean     not null,
    primary key (conversation_id, item)
);

create table meeting_question (
    conversation_id varchar(36) not null references conversation (id),
    question        varchar(40) not null,
    treatment       varchar(20) not null,
    primary key (conversation_id, question)
);

-- reporting ------------------------------------------------------------------------------------------------------

create table report (
    id                     varchar(36) not null primary key,
    conversation_id        varchar(36) not null unique references conversation (id),
    outcome                varchar(20) not null,
    state                  varchar(20) not null,
    round                  integer     not null,
    positive               text,
    positive_quote_consent boolean     not null default false,
    follow_up_on           date,
    author                 varchar(64) not null,
    author_party           varchar(20) not null,
    approved_by            varchar(64),
    remark                 text,
    remark_by              varchar(64),
    submitted_at timestamp with time zone   not null,
    sent_at timestamp with time zone
);

create table report_answer (
    report_id varchar(36) not null references report (id),
    question  varchar(40) not null,
    text      text        not null,
    primary key (report_id, question)
);

create table report_point (
    id            varchar(36) not null primary key,
    report_id     varchar(36) not null references report (id),
    position      integer     not null,
    kind          varchar(30) not null,
    topic         varchar(240),
    text          text        not null,
    assistance    text,
    involved      text,
    quote_consent boolean     not null default false
);
create index report_point_report on report_point (report_id);

-- what the other party of an MBA said about a round of the report
create table report_comment (
    id         varchar(36) not null primary key,
    report_id  varchar(36) not null references report (id),
    round      integer     not null,
    text       text        not null,
    author     varchar(64) not null,
    written_at timestamp with time zone   not null
);
create index report_comment_report on report_comment (report_id);

-- obstacle -------------------------------------------------------------------------------------------------------

create table obstacle (
    id                     varchar(36) not null primary key,
    conversation_id        varchar(36) not null references conversation (id),
    unit_id                varchar(40) not null references unit (id),
    position               integer     not null,
    -- null once withdrawn or erased
    text                   text,
    solvable_locally       varchar(10) not null,
    structural             boolean     not null,
    category               varchar(60),
    subcategory            varchar(80),
    level                  varchar(10),
    assistance             text,
    involved               text,
    regulation_which       text,
    regulation_how         text,
    regulation_consequence text,
    quote_consent          boolean     not null default false,
    contact_ok             boolean     not null default false,
    -- LOCAL, ROUTE or NONE once the report is sent; null in a draft
    scope                  varchar(10),
    state                  varchar(20) not null,
    round                  integer     not null default 1,
    question               text,
    helpful                varchar(10),
    -- wording the secretariat has approved for other units
    published_text         text,
    merged_into            varchar(36) references obstacle (id),
    withdrawn_by           varchar(64),
    withdrawn_reason       text,
    process_instance_id    varchar(64) unique,
    raised_at timestamp with time zone,
    read_opened_at timestamp with time zone,
    closed_at timestamp with time zone
);
create index obstacle_conversation on obstacle (conversation_id);
create index obstacle_unit on obstacle (unit_id, state);
create index obstacle_merged on obstacle (merged_into);

-- one evaluation of the decision table, or one choice by a person; outlives the engine's history
create table routing (
    id               varchar(36) not null primary key,
    obstacle_id      varchar(36) not null references obstacle (id),
    round            integer     not null,
    decided_by       varchar(20) not null,
    user_id          varchar(64),
    scope            varchar(10),
    scope_rule       varchar(80),
    table_version    integer,
    solvable_locally varchar(10),
    structural       boolean,
    category         varchar(60),
    subcategory      varchar(80),
    level            varchar(10),
    target_group     varchar(20),
    reason           text,
    decided_at timestamp with time zone   not null
);
create index routing_obstacle on routing (obstacle_id);

-- one recipient asked for an answer, with the explanation the unit reads
create table routing_recipient (
    id          varchar(36) not null primary key,
    routing_id  varchar(36) not null references routing (id),
    obstacle_id varchar(36) not null references obstacle (id),
    round       integer     not null,
    -- in the order they were asked
    position    integer     not null,
    recipient   varchar(40) not null references recipient (code),
    rule_id     varchar(80),
    reason      text        not null,
    source      varchar(400),
    answer_days integer     not null,
    due_on      date        not null,
    extensions  integer     not null default 0,
    -- how many times the question has been sent on before it came here
    hops        integer     not null default 0,
    state       varchar(20) not null,
    asked_at timestamp with time zone   not null,
    settled_at timestamp with time zone
);
create index routing_recipient_obstacle on routing_recipient (obstacle_id, state);
create index routing_recipient_recipient on routing_recipient (recipient, state);

create table answer (
    id             varchar(36) not null primary key,
    recipient      varchar(40) not null references recipient (code),
    answer         varchar(30) not null,
    text           text,
    -- limits count code points (the form does), varchar in H2 counts UTF-16 units
    responsible    text,
    covered_by     text,
    link           text,
    next_update_on date,
    given_by       varchar(64) not null,
    given_at timestamp with time zone   not null
);

create table answer_obstacle (
    answer_id   varchar(36) not null references answer (id),
    obstacle_id varchar(36) not null references obstacle (id),
    round       integer     not null,
    primary key (answer_id, obstacle_id)
);
create index answer_obstacle_obstacle on answer_obstacle (obstacle_id);

-- that and why the secretariat has taken a text away; the text itself is gone
create table redaction (
    id          varchar(36) not null primary key,
    text_type   varchar(40) not null,
    text_id     varchar(80) not null,
    reason      text        not null,
    redacted_by varchar(64) not null,
    redacted_at timestamp with time zone    not null
);

-- follow-up ------------------------------------------------------------------------------------------------------

create table action_point (
    id              varchar(36) not null primary key,
    conversation_id varchar(36) not null references conversation (id),
    report_id       varchar(36) references report (id),
    -- the local obstacle it came from, if any
    obstacle_id     varchar(36) references obstacle (id),
    position        integer     not null,
    text            text        not null,
    responsible     varchar(240),
    due_on          date,
    status          varchar(10) not null,
    note            text
);
create index action_point_conversation on action_point (conversation_id);

create table follow_up (
    conversation_id  varchar(36) not null primary key references conversation (id),
    follow_up_on     date,
    -- «vi trenger ingen dato»
    no_date          boolean     not null default false,
    times_done       integer     not null default 0,
    arena            varchar(240),
    learned          text,
    share_as_example boolean     not null default false,
    ended            varchar(20)
);

-- notification (outbox) ------------------------------------------------------------------------------------------

create table notification (
    id              varchar(36)  not null primary key,
    -- the same occasion is stored once, however often its job runs
    occasion        varchar(200) not null unique,
    type            varchar(40)  not null,
    rollout_id      varchar(36) references rollout (id),
    conversation_id varchar(36) references conversation (id),
    obstacle_id     varchar(36) references obstacle (id),
    user_id         varchar(64),
    email           varchar(254) not null,
    subject         text         not null,
    body            text         not null,
    calendar        text,
    created_at timestamp with time zone    not null,
    sent_at timestamp with time zone
);
create index notification_conversation on notification (conversation_id);

-- summary --------------------------------------------------------------------------------------------------------

create table summary (
    id           varchar(36) not null primary key,
    rollout_id   varchar(36) not null references rollout (id),
    version      integer     not null,
    state        varchar(20) not null,
    cut_off_on   date        not null,
    source       varchar(200) not null,
    content      text        not null,
    comment_text text,
    created_at timestamp with time zone   not null,
    reviewed_by  varchar(64),
    reviewed_at timestamp with time zone,
    unique (rollout_id, version)
);

-- audit: who did what to which case, never what was written ------------------------------------------------------

create table audit (
    id           varchar(36) not null primary key,
    at timestamp with time zone   not null,
    user_id      varchar(64),
    action       varchar(60) not null,
    subject_type varchar(40) not null,
    subject_id   varchar(64) not null,
    detail       varchar(200)
);
create index audit_subject on audit (subject_type, subject_id);
create index audit_user on audit (user_id);
