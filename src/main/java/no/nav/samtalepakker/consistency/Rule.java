package no.nav.samtalepakker.consistency;

import java.util.Locale;

/**
 * What must be true between two transactions, each with the statement that finds what
 * breaks it. The statements give ids and nothing else, and run on H2 and PostgreSQL. What
 * foreign keys and unique columns promise is left to them.
 */
enum Rule {

	// conversations

	CONVERSATION_WITHOUT_PROCESS("Samtalen er åpen, men ingen prosess driver den", """
			select c.id from conversation c
			where c.state in ('PLANNING', 'PLANNED', 'REPORTING', 'FOLLOW_UP')
				and not exists (select 1 from act_ru_execution e
					where e.id_ = c.process_instance_id and e.business_key_ = c.id)
			"""),

	CONVERSATION_IN_ANOTHER_PHASE("Prosessen er i en annen fase enn samtalen", """
			select c.id from conversation c
			where c.state in ('PLANNING', 'PLANNED', 'REPORTING', 'FOLLOW_UP') and 1 <> (
				select count(*) from act_ru_execution caller
				join act_ru_execution called on called.super_exec_ = caller.id_
				join act_re_procdef d on d.id_ = called.proc_def_id_
				where caller.proc_inst_id_ = c.process_instance_id and d.key_ = case c.state
					when 'PLANNING' then 'preparation' when 'PLANNED' then 'execution'
					when 'REPORTING' then 'reporting' else 'followUp' end)
			"""),

	CONVERSATION_NEVER_STARTED("Samtalen venter på å bli startet, men ingenting starter den", """
			select c.id from conversation c join rollout r on r.id = c.rollout_id
			where c.state = 'PENDING' and r.state <> 'PLANNED'
				and not exists (select 1 from act_ru_execution root
					join act_ru_execution e on e.proc_inst_id_ = root.id_
					where root.business_key_ = r.id
						and e.act_id_ in ('serviceTask_startConversations', 'serviceTask_startJoined'))
			"""),

	CONVERSATION_NEVER_DECIDED("Samtalen venter på fylket, men utrullingen er lukket", """
			select c.id from conversation c join rollout r on r.id = c.rollout_id
			where c.state = 'AWAITING_COUNTY' and r.state not in ('PLANNED', 'RUNNING')
			"""),

	CONVERSATION_WITHOUT_END("Samtalen er over, men det står ikke når eller hvorfor", """
			select id from conversation where state = 'ENDED' and (ended_at is null or end_reason is null)
			"""),

	CONVERSATION_OF_NO_PACKAGE("Samtalen hører til en pakke som ikke finnes", """
			select c.id from conversation c
			where not exists (select 1 from package_version p
				where p.package_key = c.package_key and p.version = c.package_version)
			"""),

	REPORT_NOT_COUNTED("Rapporten er sendt, men samtalen vet det ikke, eller omvendt", """
			select c.id from conversation c left join report r on r.conversation_id = c.id and r.state = 'SENT'
			where c.reported is null and r.id is not null or c.reported is not null and r.id is null
			"""),

	// obstacles

	OBSTACLE_OF_NO_REPORT("Hindringen er meldt uten at rapporten er sendt, eller ligger igjen i en som er sendt", """
			select o.id from obstacle o
			left join report r on r.conversation_id = o.conversation_id and r.state = 'SENT'
			where o.state = 'DRAFT' and r.id is not null or o.state <> 'DRAFT' and r.id is null
			"""),

	OBSTACLE_WITHOUT_PROCESS("Hindringen er åpen, men ingen prosess driver den", """
			select o.id from obstacle o
			where o.state in ('RAISED', 'MERGED')
				and not exists (select 1 from act_ru_execution e
					where e.id_ = o.process_instance_id and e.business_key_ = o.id)
			"""),

	OBSTACLE_WITHOUT_TASK("Hindringen er åpen, men ingen har den som oppgave", """
			select o.id from obstacle o
			where o.state = 'RAISED' and not exists (select 1 from act_ru_execution e
				join act_ru_task t on t.proc_inst_id_ = e.id_
				where e.business_key_ = o.id and t.task_def_key_ <> 'userTask_updateAnswer')
			"""),

	OBSTACLE_WITHOUT_TARGET("Hindringen venter på svaret på en annen som ikke får svar", """
			select o.id from obstacle o left join obstacle target on target.id = o.merged_into
			where o.state = 'MERGED' and (target.id is null or target.state <> 'RAISED')
			"""),

	OBSTACLE_WITHOUT_ANSWER("Hindringen er lukket uten svar, og uten at noen lot være å svare", """
			select o.id from obstacle o
			where o.state in ('CLOSED', 'ANSWERED_UNREAD')
				and not exists (select 1 from answer_obstacle l join answer a on a.id = l.answer_id
					where l.obstacle_id = o.id and a.answer <> 'FORWARD')
				and not exists (select 1 from routing_recipient q
					where q.obstacle_id = o.id and q.state = 'WITHDRAWN')
			"""),

	OBSTACLE_STILL_ASKED("Hindringen er lukket, men noen har den fortsatt som oppgave", """
			select o.id from obstacle o
			where o.state not in ('RAISED', 'MERGED') and exists (select 1 from act_ru_execution e
				join act_ru_task t on t.proc_inst_id_ = e.id_
				where e.business_key_ = o.id and t.task_def_key_ <> 'userTask_updateAnswer')
			"""),

	QUESTION_WITHOUT_TASK("En mottaker er spurt, men har ingen oppgave", """
			select q.id from routing_recipient q
			where q.state = 'OPEN' and not exists (select 1 from act_ru_execution e
				join act_ru_task t on t.proc_inst_id_ = e.id_
				join act_ru_variable v on v.proc_inst_id_ = e.id_
				where e.business_key_ = q.obstacle_id and t.task_def_key_ = 'userTask_answerObstacle'
					and v.name_ = 'recipient' and v.text_ = lower(q.recipient))
			"""),

	QUESTION_TWICE("En mottaker er spurt to ganger om det samme", """
			select q.id from routing_recipient q
			where q.state = 'OPEN' and exists (select 1 from routing_recipient other
				where other.obstacle_id = q.obstacle_id and other.recipient = q.recipient
					and other.state = 'OPEN' and other.id < q.id)
			"""),

	QUESTION_WITHOUT_ANSWER("En mottaker skal ha svart, men svaret finnes ikke", """
			select q.id from routing_recipient q
			where q.state = 'ANSWERED' and not exists (select 1 from answer_obstacle l
				join answer a on a.id = l.answer_id
				where l.obstacle_id = q.obstacle_id and l.round = q.round and a.recipient = q.recipient)
			"""),

	TASK_WITHOUT_QUESTION("En mottaker har oppgaven å svare, men er ikke spurt", """
			select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
			where t.task_def_key_ = 'userTask_answerObstacle'
				and not exists (select 1 from routing_recipient q
					join act_ru_variable v on v.name_ = 'recipient' and v.text_ = lower(q.recipient)
					where q.obstacle_id = e.business_key_ and q.state = 'OPEN' and v.proc_inst_id_ = t.proc_inst_id_)
			"""),

	ANSWER_OF_NOTHING("Svaret hører ikke til noen hindring", """
			select a.id from answer a
			where not exists (select 1 from answer_obstacle l where l.answer_id = a.id)
			"""),

	// proposals

	PROPOSAL_WITHOUT_TASK("Forslaget venter på svar, men den som er spurt, har ingen oppgave", """
			select p.id from proposal p
			where p.state = 'ASKED' and not exists (select 1 from proposal_question q
				join act_ru_execution e on e.business_key_ = p.id
				join act_ru_task t on t.proc_inst_id_ = e.id_ and t.task_def_key_ = 'userTask_answerProposal'
				join act_ru_variable v on v.proc_inst_id_ = e.id_ and v.name_ = 'recipient'
				where q.proposal_id = p.id and q.state = 'OPEN' and v.text_ = lower(q.recipient))
			"""),

	PROPOSAL_ASKED_AMISS("Forslaget er hos flere mottakere, eller hos noen selv om det er avklart", """
			select p.id from proposal p
			where (select count(*) from proposal_question q where q.proposal_id = p.id and q.state = 'OPEN')
				> case p.state when 'ASKED' then 1 else 0 end
			"""),

	PROPOSAL_WITHOUT_ANSWER("Forslaget er besvart, men det står ikke hva eller av hvem", """
			select id from proposal where state = 'ANSWERED' and (answer is null or recipient is null)
			"""),

	// rollouts

	ROLLOUT_WITHOUT_PROCESS("Utrullingen er ikke over, men ingen prosess driver den", """
			select r.id from rollout r
			where r.state in ('PLANNED', 'RUNNING', 'CLOSED')
				and not exists (select 1 from act_ru_execution e
					where e.id_ = r.process_instance_id and e.business_key_ = r.id)
			"""),

	ROLLOUT_SET_UP_IN_PART("Utrullingen når flere enheter, men ingenting legger dem inn", """
			select o.rollout_id from rollout_order o join rollout r on r.id = o.rollout_id
			where not exists (select 1 from act_ru_execution e
				where e.proc_inst_id_ = r.process_instance_id and e.act_id_ = 'serviceTask_addUnits')
			"""),

	// outbox

	MAIL_IN_NO_STATE("E-posten er verken sendt, på vei eller gitt opp", """
			select id from notification
			where state not in ('QUEUED', 'SENT', 'MERGED', 'WITHDRAWN', 'REFUSED', 'EXPIRED', 'PAST')
				or state = 'QUEUED' and next_attempt_at is null
				or state = 'SENT' and sent_at is null
				or state = 'QUEUED' and sent_at is not null
			"""),

	// the engine

	PROCESS_WITHOUT_CASE("Prosessen driver en sak som ikke finnes, er over eller har en annen prosess", """
			select e.id_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
			where e.id_ = e.proc_inst_id_ and case
				when d.key_ in ('conversation', 'preparation', 'execution', 'reporting', 'followUp') then
					(select count(*) from conversation c where c.id = e.business_key_
						and c.state in ('PLANNING', 'PLANNED', 'REPORTING', 'FOLLOW_UP')
						and (d.key_ <> 'conversation' or c.process_instance_id = e.id_))
				when d.key_ in ('obstacle', 'answering') then
					(select count(*) from obstacle o where o.id = e.business_key_
						and o.state in ('RAISED', 'MERGED', 'CLOSED', 'ANSWERED_UNREAD')
						and (d.key_ <> 'obstacle' or o.process_instance_id = e.id_))
				when d.key_ = 'proposal' then
					(select count(*) from proposal p where p.id = e.business_key_ and p.state = 'ASKED')
				when d.key_ = 'rollout' then
					(select count(*) from rollout r where r.id = e.business_key_ and r.state <> 'CANCELLED'
						and (r.state = 'CUT_OFF' or r.process_instance_id = e.id_))
				else 0 end = 0
			"""),

	PROCESS_TWICE("To prosesser driver den samme saken",
			"""
					select e.id_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
					where e.id_ = e.proc_inst_id_ and e.super_exec_ is null
						and exists (select 1 from act_ru_execution other join act_re_procdef of_other on of_other.id_ = other.proc_def_id_
							where other.business_key_ = e.business_key_ and other.id_ = other.proc_inst_id_
								and other.super_exec_ is null and of_other.key_ = d.key_ and other.id_ < e.id_)
					"""),

	STEP_THAT_WAITS_FOR_NOTHING("Prosessen står i et steg som ingen oppgave, frist eller melding får den ut av",
			"""
					select distinct e.proc_inst_id_ from act_ru_execution e
					where e.is_active_ = true and e.is_event_scope_ = false
						and not exists (select 1 from act_ru_execution child where child.parent_id_ = e.id_)
						and not exists (select 1 from act_ru_job j
							where j.execution_id_ = e.id_ and j.handler_type_ = 'async-continuation')
						and not (e.act_id_ like 'userTask%' and exists (select 1 from act_ru_task t where t.execution_id_ = e.id_)
							or e.act_id_ like 'callActivity%'
								and exists (select 1 from act_ru_execution called where called.super_exec_ = e.id_)
							or e.act_id_ not like 'userTask%' and e.act_id_ not like 'callActivity%'
								and (exists (select 1 from act_ru_job j where j.execution_id_ = e.id_)
									or exists (select 1 from act_ru_event_subscr s where s.execution_id_ = e.id_)))
					"""),

	TASK_WITHOUT_PROCESS("Oppgaven hører ikke til noen prosess", """
			select t.id_ from act_ru_task t
			where not exists (select 1 from act_ru_execution e where e.id_ = t.proc_inst_id_)
			"""),

	TASK_TWICE("Det samme steget har to oppgaver",
			"""
					select t.id_ from act_ru_task t
					where exists (select 1 from act_ru_task other where other.execution_id_ = t.execution_id_ and other.id_ < t.id_)
					"""),

	TASK_WITHOUT_GROUP("Ingen gruppe har oppgaven, eller gruppa har ikke rett til den", """
			select t.id_ from act_ru_task t
			where not exists (select 1 from act_ru_identitylink l
				where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null)
				or exists (select 1 from act_ru_identitylink l
					where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
						and not exists (select 1 from act_ru_authorization a
							where a.resource_type_ = 7 and a.resource_id_ = t.id_ and a.group_id_ = l.group_id_))
			"""),

	RIGHT_WITHOUT_TASK("Rettigheten gjelder en oppgave som ikke finnes", """
			select a.id_ from act_ru_authorization a
			where a.resource_type_ = 7 and a.resource_id_ <> '*'
				and not exists (select 1 from act_ru_task t where t.id_ = a.resource_id_)
			"""),

	JOB_WITHOUT_PROCESS("Steget i bakgrunnen hører til en prosess som ikke finnes", """
			select j.id_ from act_ru_job j
			where j.process_instance_id_ is not null
				and not exists (select 1 from act_ru_execution e where e.id_ = j.process_instance_id_)
			"""),

	STOP_OF_NOTHING("Stoppen gjelder et steg som ikke finnes", """
			select i.id_ from act_ru_incident i
			where i.incident_type_ = 'failedJob'
				and not exists (select 1 from act_ru_job j where j.id_ = i.configuration_)
			"""),

	HISTORY_THAT_DISAGREES("Historikken sier at prosessen går når den er over, eller omvendt", """
			select h.id_ from act_hi_procinst h
			where h.end_time_ is null and not exists (select 1 from act_ru_execution e where e.id_ = h.id_)
			union all
			select e.id_ from act_ru_execution e
			where e.id_ = e.proc_inst_id_
				and not exists (select 1 from act_hi_procinst h where h.id_ = e.id_ and h.end_time_ is null)
			""");

	private final String words;

	private final String statement;

	Rule(String words, String statement) {
		this.words = words;
		this.statement = statement;
	}

	/** What is wrong, in Norwegian. */
	String words() {
		return this.words;
	}

	/** Gives the ids of what breaks it. */
	String statement() {
		return this.statement;
	}

	/** As it is printed. */
	String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
