package no.nav.samtalepakker.obstacle;

import java.util.HashMap;
import java.util.Map;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the overview tells of each theme, rollout by rollout. A number of all rollouts
 * must not tell what is hidden there: who takes those that are shown from it must be left
 * with what several rollouts may share in more than one way.
 */
@Component
class ThemesTold {

	private static final String BY_ROLLOUT = """
			select c.rollout_id, o.category, count(distinct o.unit_id) as units
			from obstacle o join conversation c on c.id = o.conversation_id
			where o.scope = 'ROUTE' and o.raised_at is not null
			group by c.rollout_id, o.category
			""";

	private static final String WITH_INPUT = """
			select rollout_id, count(*) as told from conversation
			where reported = 'WITH_INPUT' and started_at is not null
			group by rollout_id
			""";

	private final JdbcClient jdbc;

	ThemesTold(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** By category. */
	Map<String, Told> all() {
		Map<String, Told> told = new HashMap<>();
		this.jdbc.sql("select category, count(case when units < :least then 1 end) as few,"
				+ " count(case when units = w.told then 1 end) as everybody from (" + BY_ROLLOUT
				+ ") each_one left join (" + WITH_INPUT + ") w on w.rollout_id = each_one.rollout_id group by category")
			.param("least", SmallGroups.LEAST)
			.query((row) -> {
				told.put(row.getString("category"), new Told(0, row.getInt("few"), row.getInt("everybody") > 0));
			});
		this.jdbc.sql("select o.category, count(distinct o.unit_id) as units"
				+ " from obstacle o join conversation c on c.id = o.conversation_id join (" + BY_ROLLOUT
				+ ") shown on shown.rollout_id = c.rollout_id and coalesce(shown.category, '') = coalesce(o.category, '')"
				+ " left join (" + WITH_INPUT + ") w on w.rollout_id = c.rollout_id"
				+ " where o.scope = 'ROUTE' and o.raised_at is not null and shown.units >= :least"
				+ " and shown.units <> coalesce(w.told, 0) group by o.category")
			.param("least", SmallGroups.LEAST)
			.query((row) -> {
				int units = row.getInt("units");
				told.computeIfPresent(row.getString("category"),
						(category, one) -> new Told(units, one.few(), one.everybody()));
			});
		return told;
	}

	/**
	 * A theme.
	 *
	 * @param units that have lifted it in a rollout where it is shown how many have
	 * @param few in how many rollouts fewer have lifted it than is shown
	 * @param everybody whether in a rollout all who told anything have lifted it, for how
	 * many they are may be hidden
	 */
	record Told(int units, int few, boolean everybody) {

		/** The figure of this number of units in all rollouts, or why it is not shown. */
		Figure beside(int number, Figure figure) {
			return (figure.isShown() && !mayTell(number)) ? Figure.hidden(Figure.Hidden.COVER) : figure;
		}

		/** Whether so many units in all rollouts tell nothing of one of them. */
		boolean mayTell(int number) {
			int left = number - this.units;
			return left <= 0 || !this.everybody && left >= SmallGroups.LEAST && left > this.few
					&& left < (SmallGroups.LEAST - 1) * this.few;
		}

	}

}
