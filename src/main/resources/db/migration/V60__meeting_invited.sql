-- Who has the meeting in the calendar: whoever is to be told of a change, and of a cancellation, also after having left.
create table meeting_invited (
    conversation_id varchar(36)  not null references conversation (id),
    email           varchar(254) not null,
    -- null for a participant, who is known by the address only
    user_id         varchar(64),
    primary key (conversation_id, email)
);

insert into meeting_invited (conversation_id, email, user_id)
select n.conversation_id, n.email, max(n.user_id)
from notification n join meeting m on m.conversation_id = n.conversation_id
where n.type in ('MATERIAL', 'MEETING_MOVED') and m.material_sent_at is not null
group by n.conversation_id, n.email;
