-- a way of looking at the list of obstacles that somebody in the secretariat has kept
create table obstacle_view (
    id          varchar(36) not null primary key,
    -- whose it is; null if it is everybody's in the secretariat
    owner       varchar(64),
    name        varchar(60) not null,
    -- the filter; null where it asks for nothing
    theme       varchar(80),
    level       varchar(10),
    recipient   varchar(40),
    stage       varchar(20),
    days        integer,
    package_key varchar(40),
    rollout_id  varchar(36) references rollout (id),
    wording     varchar(20),
    words       varchar(100),
    created_at  timestamp with time zone not null
);
create index obstacle_view_owner on obstacle_view (owner);

create index obstacle_raised on obstacle (raised_at, state);
create index routing_recipient_sent on routing_recipient (recipient, obstacle_id);
