package no.nav.samtalepakker.agreement;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.Story.Chapter;
import no.nav.samtalepakker.conversation.StoryPart;
import no.nav.samtalepakker.platform.ApplicationClock;

import org.springframework.stereotype.Component;

/** When participants were sent what the group agreed on. */
@Component
class AgreementStory implements StoryPart {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb-NO"));

	private final Agreements agreements;

	AgreementStory(Agreements agreements) {
		this.agreements = agreements;
	}

	@Override
	public void addTo(Story story) {
		story.tell(Chapter.PEOPLE, "Fikk «Dette ble vi enige om»",
				this.agreements.sent(story.conversation().id())
					.stream()
					.map((sent) -> "Sendt til " + sent.recipients() + " den "
							+ DAY.format(sent.sentAt().atZoneSameInstant(ApplicationClock.OSLO)))
					.toList());
	}

}
