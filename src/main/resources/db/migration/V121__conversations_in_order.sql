-- a chunk takes the next units of a rollout in one state: read in order, not sorted, however many there are and
-- whatever the database believes about a table that has just grown
drop index conversation_state;
create index conversation_in_order on conversation (rollout_id, state, unit_id);
