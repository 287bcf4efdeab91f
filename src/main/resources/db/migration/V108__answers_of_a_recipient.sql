create index answer_recipient on answer (recipient, given_at);
