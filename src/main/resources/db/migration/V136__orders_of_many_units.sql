-- What is left of an order that reaches more units than one transaction should hold. The row goes when all are in.
create table rollout_order (
    rollout_id varchar(36) not null primary key references rollout (id),
    -- as chosen in the form, separated by commas; empty for all
    counties   text        not null,
    unit_ids   text        not null,
    -- how many units it reaches
    units      integer     not null,
    -- the last one that is in, in the order of their ids; empty as long as none is
    added_to   varchar(40) not null
);
