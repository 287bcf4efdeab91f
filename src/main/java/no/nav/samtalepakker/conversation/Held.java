package no.nav.samtalepakker.conversation;

/** Whether the conversation was held; nobody having said is «ukjent», which is null. */
public enum Held {

	YES, NO

}
