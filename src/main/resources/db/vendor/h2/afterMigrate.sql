-- tasks without a due date come last, as in PostgreSQL; H2 forgets this when it stops, so each start says it
set default_null_ordering high;
