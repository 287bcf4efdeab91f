-- asked for at each look at a unit's conversations, in reports and follow-ups, and at each look at an obstacle's ways;
-- without these each reads a whole table
create index unit_successor on unit (successor_id);
create index action_point_report on action_point (report_id);
create index action_point_obstacle on action_point (obstacle_id);
create index routing_recipient_routing on routing_recipient (routing_id);
create index meeting_joint_unit_unit on meeting_joint_unit (unit_id);
create index proposal_rollout on proposal (rollout_id);
