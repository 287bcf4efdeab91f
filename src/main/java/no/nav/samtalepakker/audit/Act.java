package no.nav.samtalepakker.audit;

/**
 * What the audit tells of, with the words a person reads about it. {@code subject} is the
 * kind of thing its id belongs to.
 */
public enum Act {

	LOGGED_IN(Kind.SAW, "user", "logget inn"),

	LOGGED_OUT(Kind.SAW, "user", "logget ut"),

	TASK_COMPLETED(Kind.CHANGED, "task", "sendte inn et skjema"),

	TASK_TAKEN_OVER(Kind.CHANGED, "task", "tok over en oppgave"),

	TASK_HANDED_OVER(Kind.CHANGED, "task", "ga en oppgave til en annen"),

	TASK_RELEASED(Kind.CHANGED, "task", "la tilbake en oppgave"),

	TASK_REASSIGNED(Kind.CHANGED, "task", "flyttet en oppgave ved skifte av folk eller enhet"),

	CONVERSATION_SEEN(Kind.SAW, "conversation", "åpnet enhetens samtale"),

	REPORT_SEEN(Kind.SAW, "conversation", "åpnet enhetens rapport"),

	OBSTACLE_SEEN(Kind.SAW, "obstacle", "åpnet en hindring fra enheten"),

	TEXTS_SEEN(Kind.SAW, "conversation", "så gjennom enhetens tekster for å sladde"),

	ARCHIVE_EXPORTED(Kind.SAW, "rollout", "hentet arkivuttrekk av en utrulling"),

	KEY_FIGURES_EXPORTED(Kind.SAW, "rollout", "hentet nøkkeltallene for en utrulling"),

	DOSSIER_EXPORTED(Kind.SAW, "category", "hentet innspillet til departementet"),

	PARTICIPATION_SEEN(Kind.SAW, "rollout", "åpnet fylkets valg om å delta"),

	SUMMARY_SEEN(Kind.SAW, "rollout", "åpnet utkast til oppsummering"),

	OWN_DATA_SEEN(Kind.SAW, "user", "så hva systemet vet om en selv"),

	ROLLOUT_ORDERED(Kind.DECIDED, "rollout", "bestilte en utrulling"),

	ROLLOUT_DATES_CHANGED(Kind.DECIDED, "rollout", "flyttet datoene til en utrulling"),

	MILESTONE_ADDED(Kind.CHANGED, "rollout", "skrev ned en milepæl"),

	MILESTONE_CORRECTED(Kind.CHANGED, "rollout", "rettet en milepæl"),

	MILESTONE_REMOVED(Kind.CHANGED, "rollout", "tok bort en milepæl"),

	ROLLOUT_CANCELLED(Kind.DECIDED, "rollout", "avlyste en utrulling"),

	ROLLOUT_STOPPED(Kind.DECIDED, "rollout", "stoppet en utrulling"),

	ROLLOUT_MESSAGE_SENT(Kind.CHANGED, "conversation", "sendte melding til enheten"),

	CONVERSATION_ADDED(Kind.CHANGED, "conversation", "tok enheten med i en utrulling"),

	CONVERSATION_STARTED(Kind.CHANGED, "conversation", "startet enhetens samtale"),

	CONVERSATION_TOLD(Kind.CHANGED, "conversation",
			"ga samtalen beskjed om at utrullingen er lukket, avsluttet eller stoppet"),

	PARTICIPATION_SETTLED(Kind.CHANGED, "conversation", "bestemte om enheten er med i en utrulling"),

	CONVERSATION_REOPENED(Kind.CHANGED, "conversation", "ville holde samtalen likevel"),

	AGREEMENT_SENT(Kind.CHANGED, "conversation", "sendte deltakerne det gruppa ble enig om"),

	REMINDERS_PAUSED(Kind.CHANGED, "conversation", "endret påminnelsene til enheten"),

	COUNTY_DECIDED(Kind.DECIDED, "rollout", "bestemte om fylket deltar"),

	WISH_MADE(Kind.CHANGED, "rollout", "ønsket at enheten skal delta"),

	OBSTACLE_TRIAGED(Kind.DECIDED, "obstacle", "vurderte en hindring"),

	WORDING_APPROVED(Kind.DECIDED, "obstacle", "lot andre enheter se en hindring"),

	WORDING_TAKEN_BACK(Kind.DECIDED, "obstacle", "lot ikke lenger andre enheter se en hindring"),

	ANSWER_SHOWN(Kind.DECIDED, "answer", "lot andre enheter lese et svar"),

	ANSWER_NOT_SHOWN(Kind.DECIDED, "answer", "lot ikke andre enheter lese et svar"),

	EXAMPLE_SEEN(Kind.SAW, "conversation", "leste et eksempel enheten vil dele"),

	EXAMPLE_APPROVED(Kind.DECIDED, "conversation", "lot alle lese et eksempel fra enheten"),

	EXAMPLE_TAKEN_BACK(Kind.DECIDED, "conversation", "lot ikke lenger andre lese et eksempel fra enheten"),

	FEEDBACK_SEEN(Kind.SAW, "conversation", "leste hva enheten mente om samtalepakken"),

	OVERDUE_ANSWER_RESOLVED(Kind.DECIDED, "obstacle", "ordnet opp i et svar som manglet"),

	OBSTACLE_ANSWERED(Kind.DECIDED, "obstacle", "svarte på en hindring"),

	OBSTACLE_FORWARDED(Kind.DECIDED, "obstacle", "sendte en hindring videre"),

	PERSONAL_DATA_FOUND(Kind.DECIDED, "obstacle", "meldte om personopplysninger i en hindring"),

	ANSWER_UPDATED(Kind.CHANGED, "obstacle", "oppdaterte et svar"),

	ANSWER_READ(Kind.DECIDED, "obstacle", "leste svaret på en hindring"),

	OBSTACLE_WITHDRAWN(Kind.DECIDED, "obstacle", "trakk en hindring"),

	OBSTACLE_UNIT_SEEN(Kind.SAW, "obstacle", "så hvilken enhet en hindring kommer fra"),

	ONE_MORE_ASKED(Kind.DECIDED, "obstacle", "spurte en mottaker til om en hindring"),

	RECIPIENT_REMINDED(Kind.CHANGED, "obstacle", "minnet en mottaker på en hindring"),

	VIEW_KEPT(Kind.CHANGED, "view", "lagret en visning av hindringene"),

	VIEW_REMOVED(Kind.CHANGED, "view", "fjernet en visning av hindringene"),

	PROPOSALS_SEEN(Kind.SAW, "rollout", "så gjennom det enhetene har foreslått"),

	PROPOSAL_SEEN(Kind.SAW, "proposal", "åpnet et forslag"),

	PROPOSAL_SENT(Kind.DECIDED, "proposal", "sendte et forslag til en mottaker"),

	PROPOSAL_ANSWERED(Kind.DECIDED, "proposal", "svarte på et forslag"),

	PROPOSAL_CORRECTED(Kind.CHANGED, "proposal", "rettet svaret på et forslag"),

	PROPOSAL_EXTENDED(Kind.DECIDED, "proposal", "lot svaret på et forslag gjelde flere"),

	PROPOSAL_FORWARDED(Kind.DECIDED, "proposal", "sendte et forslag videre"),

	PROPOSAL_WITHDRAWN(Kind.DECIDED, "proposal", "trakk et forslag fra en mottaker"),

	OVERDUE_PROPOSAL_RESOLVED(Kind.DECIDED, "proposal", "ordnet opp i et svar på et forslag som manglet"),

	TEXT_REDACTED(Kind.CHANGED, "text", "sladdet en tekst"),

	SUMMARY_EDITED(Kind.CHANGED, "summary", "redigerte et utkast til oppsummering"),

	SUMMARY_APPROVED(Kind.DECIDED, "summary", "godkjente en oppsummering"),

	SUMMARY_NOT_APPROVED(Kind.DECIDED, "summary", "ba om endringer i en oppsummering"),

	PEOPLE_CHANGED(Kind.CHANGED, "unit", "endret hvem som har roller i enheten"),

	EMAIL_GIVEN(Kind.CHANGED, "user", "skrev inn eller tok bort en e-postadresse for en person"),

	MEMBER_ADDED(Kind.CHANGED, "user", "ga en person tilgang"),

	MEMBER_REMOVED(Kind.CHANGED, "user", "fjernet tilgangen til en person"),

	UNIT_CLOSED(Kind.CHANGED, "unit", "la ned en enhet"),

	PEOPLE_EXPORTED(Kind.SAW, "unit", "hentet en fil med hvem som leder enhetene"),

	PLANNED_PEOPLE_WITHDRAWN(Kind.CHANGED, "unit", "tok tilbake en planlagt endring av folk i enheten"),

	RECIPIENT_ADDED(Kind.CHANGED, "recipient", "la til en mottaker"),

	RECIPIENT_RENAMED(Kind.CHANGED, "recipient", "ga en mottaker nytt navn"),

	RECIPIENT_DEPRECATED(Kind.CHANGED, "recipient", "lot en mottaker gå ut"),

	RECIPIENT_QUESTIONS_MOVED(Kind.CHANGED, "recipient", "flyttet spørsmålene til den som tar over for en mottaker"),

	RECIPIENT_REINSTATED(Kind.CHANGED, "recipient", "lot en mottaker bli likevel"),

	CATEGORY_ADDED(Kind.CHANGED, "category", "la til en kategori"),

	CATEGORY_RENAMED(Kind.CHANGED, "category", "ga en kategori nytt navn"),

	CATEGORY_DEPRECATED(Kind.CHANGED, "category", "lot en kategori gå ut"),

	CATEGORY_REINSTATED(Kind.CHANGED, "category", "lot en kategori bli likevel"),

	CONTACTS_CHANGED(Kind.CHANGED, "recipient", "endret hvem som svarer for en mottaker"),

	ENGINE_MENDED(Kind.CHANGED, "engine", "rettet noe som hadde stoppet"),

	CASE_MIGRATED(Kind.CHANGED, "engine", "flyttet en sak til en nyere versjon av prosessen"),

	STOP_HANDED_OVER(Kind.CHANGED, "engine", "meldte et stopp til drift"),

	MAIL_SENT_AGAIN(Kind.CHANGED, "user", "sendte e-post til en person på nytt"),

	TEXTS_ERASED(Kind.CHANGED, "rollout", "slettet tekstene i en utrulling"),

	ADDRESSES_ERASED(Kind.CHANGED, "conversation", "slettet e-postadressene til deltakere"),

	USER_ERASED(Kind.CHANGED, "user", "slettet en bruker som ikke lenger er i bruk");

	private final Kind kind;

	private final String subject;

	private final String words;

	Act(Kind kind, String subject, String words) {
		this.kind = kind;
		this.subject = subject;
		this.words = words;
	}

	public Kind kind() {
		return this.kind;
	}

	/** The kind of thing it was done to. */
	public String subject() {
		return this.subject;
	}

	/** What happened, in Norwegian, to be read after a name. */
	public String words() {
		return this.words;
	}

	/** Whether something was read, changed, or decided. */
	public enum Kind {

		SAW, CHANGED, DECIDED

	}

}
