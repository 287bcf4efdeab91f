-- rows leave the audit only when their retention period is over; none is ever rewritten
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is append-only';
end;
$$;
create trigger audit_is_append_only before update or truncate on audit
    for each statement execute function audit_is_append_only();
