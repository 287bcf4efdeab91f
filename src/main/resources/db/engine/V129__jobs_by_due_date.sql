-- jobs are fetched every few seconds on every node; without this each time among all timers that are not due
create index samtalepakker_job_due on act_ru_job (duedate_);
