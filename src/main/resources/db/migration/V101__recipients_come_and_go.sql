-- 120 code points, which varchar in H2 counts as up to 240; the secretariat names recipients too
alter table recipient alter column name set data type varchar(240);
-- from when it is asked no more, and who is asked in its place
alter table recipient add column deprecated_from date;
alter table recipient add column successor varchar(40) references recipient (code);
