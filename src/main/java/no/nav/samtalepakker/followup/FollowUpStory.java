package no.nav.samtalepakker.followup;

import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.Story.Chapter;
import no.nav.samtalepakker.conversation.StoryPart;

import org.springframework.stereotype.Component;

/** What the unit has learned, and where it takes up what it agreed on. */
@Component
class FollowUpStory implements StoryPart {

	private final FollowUps followUps;

	FollowUpStory(FollowUps followUps) {
		this.followUps = followUps;
	}

	@Override
	public void addTo(Story story) {
		this.followUps.find(story.conversation().id()).ifPresent((followUp) -> {
			story.tell(Chapter.LEARNED, "Det andre kan lære av", followUp.learned(),
					(followUp.learned() != null && followUp.shareAsExample())
							? "Dere har sagt at dette kan deles som eksempel." : null);
			story.tell(Chapter.LEARNED, "Der dere følger opp", followUp.arena());
		});
	}

}
