-- what the secretariat writes about a milestone of its own
alter table milestone add column note text;
