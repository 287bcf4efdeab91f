-- forms count letters as people do; a letter may take two places here
alter table obstacle_view alter column name set data type varchar(120);
alter table obstacle_view alter column words set data type varchar(200);
