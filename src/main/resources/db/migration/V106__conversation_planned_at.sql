-- when the unit first had a date: what has been done by week is told from it; null for what was planned before
alter table conversation add column planned_at timestamp with time zone;
