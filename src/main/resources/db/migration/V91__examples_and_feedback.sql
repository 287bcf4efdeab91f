-- what a group has learned, in the words approved for everybody, and whether its unit may be named
alter table follow_up add column name_unit boolean default false not null;
alter table follow_up add column published_text text;
alter table follow_up add column published_at timestamp with time zone;

-- what the leader says of the package
alter table meeting add column worked text;
alter table meeting add column improve text;
