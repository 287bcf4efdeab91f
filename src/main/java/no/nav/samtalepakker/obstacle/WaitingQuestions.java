package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.taxonomy.TextIndex;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for a recipient's answer, and what of it is alike. */
@Component
class WaitingQuestions {

	/** How much of what one says must be in another that nearly repeats it. */
	private static final double NEARLY_ALL = 0.5;

	private static final int OTHER_THEME = 2;

	/** Of thousands only those nearest by theme are read for it. */
	private static final int MOST_COMPARED = 1_000;

	private final JdbcClient jdbc;

	WaitingQuestions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What a recipient has not answered yet, the first due first. */
	List<WaitingQuestion> of(String recipient) {
		return this.jdbc.sql("""
				select o.id, o.text, o.unit_id, o.category, o.subcategory, asked.due_on, 1 + (
					select count(distinct behind.unit_id) from obstacle behind
					where behind.merged_into = o.id and behind.unit_id <> o.unit_id
						and behind.state <> 'WITHDRAWN') as units
				from routing_recipient asked join obstacle o on o.id = asked.obstacle_id
				where asked.recipient = ? and asked.state = 'OPEN'
				order by asked.due_on, asked.id
				""").param(new RecipientCode(recipient).value()).query(Rows.of(WaitingQuestion.class)).list();
	}

	/**
	 * The other questions to the same recipient by how much they are like this obstacle,
	 * in the order a person goes through them.
	 */
	Map<Alike, List<WaitingQuestion>> likeTo(Obstacle obstacle, String recipient) {
		List<WaitingQuestion> left = new ArrayList<>(of(recipient));
		left.removeIf((question) -> question.id().equals(obstacle.id()));
		Map<Alike, List<WaitingQuestion>> groups = new LinkedHashMap<>();
		groups.put(Alike.NEARLY_THE_SAME, nearlyTheSame(obstacle, left));
		left.removeAll(groups.get(Alike.NEARLY_THE_SAME));
		groups.put(Alike.SAME_THEME, onTheThemeOf(obstacle, left));
		left.removeAll(groups.get(Alike.SAME_THEME));
		groups.put(Alike.OTHER, left);
		return groups;
	}

	private static List<WaitingQuestion> nearlyTheSame(Obstacle obstacle, List<WaitingQuestion> questions) {
		Map<String, WaitingQuestion> readable = questions.stream()
			.filter((question) -> question.text() != null && !Redactions.isGone(question.text()))
			.sorted(Comparator.comparing((question) -> distance(obstacle, question)))
			.limit(MOST_COMPARED)
			.collect(Collectors.toMap(WaitingQuestion::id, (question) -> question, (one, other) -> one,
					LinkedHashMap::new));
		Map<String, String> texts = new LinkedHashMap<>();
		readable.forEach((id, question) -> texts.put(id, question.text()));
		return (obstacle.text() == null || texts.isEmpty()) ? List.of()
				: new TextIndex(texts).like(obstacle.text(), texts.size(), NEARLY_ALL)
					.stream()
					.map(readable::get)
					.toList();
	}

	/** Its own subcategory before the rest of its category. */
	private static List<WaitingQuestion> onTheThemeOf(Obstacle obstacle, List<WaitingQuestion> questions) {
		return questions.stream()
			.filter((question) -> distance(obstacle, question) < OTHER_THEME)
			.sorted(Comparator.comparing((question) -> distance(obstacle, question)))
			.toList();
	}

	/** 0 for its own subcategory, 1 for the rest of its category, then all others. */
	private static int distance(Obstacle obstacle, WaitingQuestion question) {
		if (obstacle.category() == null || !obstacle.category().equals(question.category())) {
			return OTHER_THEME;
		}
		return (obstacle.subcategory() != null && obstacle.subcategory().equals(question.subcategory())) ? 0 : 1;
	}

	/** By obstacle, the recipients that have had it and cannot be sent it again. */
	Map<String, Set<String>> had(Collection<String> obstacleIds) {
		return obstacleIds.isEmpty() ? Map.of() : this.jdbc.sql("""
				select distinct obstacle_id, recipient from routing_recipient
				where obstacle_id in (:ids) and state <> 'NO_CONTACT'
				""")
			.param("ids", new HashSet<>(obstacleIds))
			.query(Rows.of(Had.class))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Had::obstacleId, Collectors.mapping(Had::recipient, Collectors.toSet())));
	}

	/** How much another question is like the one that is being answered. */
	enum Alike {

		/** Most of the words are the same. */
		NEARLY_THE_SAME,
		/** The same category. */
		SAME_THEME,
		/** Nothing in common but who is asked. */
		OTHER

	}

	/** As the database gives it. */
	record Had(String obstacleId, String recipient) {
	}

}
