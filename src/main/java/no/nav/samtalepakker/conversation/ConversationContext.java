package no.nav.samtalepakker.conversation;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.PackagePart;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;

import org.springframework.stereotype.Component;

/** Whose conversation it is, on which package. */
@Component
class ConversationContext implements TaskContextPart {

	private final Conversations conversations;

	private final Units units;

	private final Audit audit;

	ConversationContext(Conversations conversations, Units units, Audit audit) {
		this.conversations = conversations;
		this.units = units;
		this.audit = audit;
	}

	@Override
	public void addTo(TaskContext context) {
		if (!context.isOfConversation()) {
			return;
		}
		Conversation conversation = this.conversations.get(context.task().conversationId());
		context.add("unit", this.units.named(this.units.get(conversation.unitId())));
		context.add("package", PackagePart.of(this.conversations.packageOf(conversation.id())));
		this.audit.record(Act.CONVERSATION_SEEN, conversation.id(), conversation.unitId(), context.task().key());
	}

}
