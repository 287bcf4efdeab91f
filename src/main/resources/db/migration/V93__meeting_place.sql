-- a room, or the address of a meeting on screen
alter table meeting add column place text;
