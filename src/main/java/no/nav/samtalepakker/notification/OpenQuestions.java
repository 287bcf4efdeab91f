package no.nav.samtalepakker.notification;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

/** Whether what an e-mail asks of somebody is still to be done. */
@Component
class OpenQuestions {

	private final Map<MailType, Asking> asking = new EnumMap<>(MailType.class);

	OpenQuestions(List<Asking> features) {
		features.forEach((feature) -> feature.types().forEach((type) -> this.asking.put(type, feature)));
	}

	/** E-mails that ask nothing have nothing that could be done already. */
	boolean asks(MailType type) {
		return this.asking.containsKey(type);
	}

	boolean isOpen(Outgoing outgoing) {
		return this.asking.get(outgoing.type())
			.isOpen(new Asking.Asked(outgoing.userId(), outgoing.rolloutId(), outgoing.subjectId(),
					outgoing.createdAt()));
	}

}
