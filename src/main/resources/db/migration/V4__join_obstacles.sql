-- what the unit recognised as its own obstacle, and shares the answers of
alter table obstacle add column joins_id varchar(36) references obstacle (id);
create index obstacle_joins on obstacle (joins_id);
