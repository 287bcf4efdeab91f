-- H2 forgets these when it stops, so each start says them

-- tasks without a due date come last, as in PostgreSQL
set default_null_ordering high;

-- a result read while somebody else commits would be given again, without what was committed, to whoever holds the
-- rows and looks once more
set optimize_reuse_results 0;
