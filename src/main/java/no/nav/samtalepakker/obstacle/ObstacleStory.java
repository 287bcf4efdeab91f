package no.nav.samtalepakker.obstacle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.Story.Chapter;
import no.nav.samtalepakker.conversation.StoryPart;
import no.nav.samtalepakker.organisation.Recipients;

import org.springframework.stereotype.Component;

/** Whom the unit's obstacles have been sent to, and whether they have answered. */
@Component
class ObstacleStory implements StoryPart {

	private final Obstacles obstacles;

	private final Routings routings;

	private final Recipients recipients;

	ObstacleStory(Obstacles obstacles, Routings routings, Recipients recipients) {
		this.obstacles = obstacles;
		this.routings = routings;
		this.recipients = recipients;
	}

	@Override
	public void addTo(Story story) {
		Map<String, List<AskedRecipient>> asked = this.obstacles.of(story.conversation().id())
			.stream()
			.filter((obstacle) -> obstacle.state() != Obstacle.State.DRAFT
					&& obstacle.state() != Obstacle.State.WITHDRAWN)
			.flatMap((obstacle) -> this.routings.of(obstacle.id()).stream())
			.collect(Collectors.groupingBy(AskedRecipient::recipient, LinkedHashMap::new, Collectors.toList()));
		story.tell(Chapter.PEOPLE, "Spurt om svar",
				asked.entrySet()
					.stream()
					.map((entry) -> this.recipients.get(entry.getKey()).name() + ": " + standing(entry.getValue()))
					.toList());
	}

	private static String standing(List<AskedRecipient> questions) {
		if (questions.size() == 1) {
			return questions.get(0).state().words().toLowerCase(Locale.ROOT);
		}
		long answered = questions.stream().filter((asked) -> asked.state() == AskedRecipient.State.ANSWERED).count();
		return questions.size() + " spørsmål, " + answered + " besvart";
	}

}
