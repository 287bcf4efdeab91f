-- whether other units may read the text of an answer; null as long as the secretariat has not looked at it
alter table answer add column shown_to_others boolean;

-- the answer was written to another unit, before this one came to share it: its text is read once shown to others
alter table answer_obstacle add column written_before boolean default false not null;
