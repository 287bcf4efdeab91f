package no.nav.samtalepakker.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.demo.Part.Story;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Gives every unit of a rollout its part, the same at every first start. */
@Component
@Profile("demo")
class Cast {

	private final DemoTexts texts;

	private final NorwegianCalendar calendar;

	Cast(DemoTexts texts, NorwegianCalendar calendar) {
		this.texts = texts;
		this.calendar = calendar;
	}

	/**
	 * The parts of the units that get one package.
	 * @param unitIds in any order; every other follows the list from its end, so that
	 * counties mix
	 * @param targetGroup whose statements they report
	 * @param opensOn when the rollout opens
	 * @param days over how many days the leaders get round to planning
	 * @param stories how many units take each story, in this order; the rest are silent
	 */
	Map<String, Part> parts(List<String> unitIds, String targetGroup, LocalDate opensOn, int days,
			Map<Story, Integer> stories) {
		List<String> shuffled = mixed(unitIds);
		Map<String, Part> parts = new HashMap<>();
		List<List<Map<String, String>>> obstacles = dealt(this.texts.obstacles(targetGroup),
				Math.min(stories.getOrDefault(Story.REPORTS, 0), shuffled.size()));
		int turn = 0;
		for (Map.Entry<Story, Integer> story : stories.entrySet()) {
			for (int i = 0; i < story.getValue() && turn < shuffled.size(); i++, turn++) {
				LocalDate plansOn = opensOn.plusDays(2 + (turn * 7L) % days);
				LocalDate meetsOn = this.calendar.workingDayOnOrAfter(plansOn.plusDays(9 + (turn * 11L) % 30));
				parts.put(shuffled.get(turn), new Part(story.getKey(), plansOn, meetsOn, turn,
						(story.getKey() == Story.REPORTS) ? obstacles.get(i) : List.of()));
			}
		}
		return parts;
	}

	/** Deals the statements round, so that every unit has one before any has two. */
	private static List<List<Map<String, String>>> dealt(List<Map<String, String>> statements, int units) {
		List<List<Map<String, String>>> hands = new ArrayList<>();
		for (int i = 0; i < units; i++) {
			hands.add(new ArrayList<>());
		}
		for (int i = 0; i < statements.size() && units > 0; i++) {
			hands.get(i % units).add(statements.get(i));
		}
		return hands;
	}

	/** A fixed shuffle: strides through the list until all have been taken. */
	private static List<String> mixed(List<String> unitIds) {
		List<String> left = new ArrayList<>(unitIds.stream().sorted().toList());
		List<String> mixed = new ArrayList<>();
		for (int at = 0; !left.isEmpty(); at = (at + 17) % Math.max(left.size(), 1)) {
			mixed.add(left.remove(at % left.size()));
		}
		return mixed;
	}

}
