package no.nav.samtalepakker.rollout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is left of the orders that reach more units than one transaction should hold: they
 * come in by and by, in the order of their ids.
 */
@Component
@Transactional
class Orders {

	/** Units that come in with the order itself, and with each step after it. */
	static final int UNITS_AT_ONCE = 1_000;

	/** Said before an order and when it comes. */
	static final String OTHER_UNDER_WAY = "En annen utrulling av en av pakkene blir satt opp akkurat nå. "
			+ "Vent til alle enhetene er lagt inn i den, og bestill på nytt";

	private final JdbcClient jdbc;

	Orders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Keeps an order of which no unit is in yet. */
	void keep(String rolloutId, StartRollout form, int units) {
		this.jdbc.sql("""
				insert into rollout_order (rollout_id, counties, unit_ids, units, added_to) values (?, ?, ?, ?, '')
				""")
			.params(rolloutId, String.join(",", form.counties()), String.join(",", form.unitIds()), units)
			.update();
	}

	/** What is left of the rollout's order, if anything is. */
	Optional<Order> left(String rolloutId) {
		return this.jdbc.sql("select counties, unit_ids, added_to from rollout_order where rollout_id = ?")
			.param(rolloutId)
			.query(Rows.of(Order.class))
			.optional();
	}

	/** The units up to this one are in. */
	void addedTo(String rolloutId, String unitId) {
		this.jdbc.sql("update rollout_order set added_to = ? where rollout_id = ?").params(unitId, rolloutId).update();
	}

	/** Nothing is left. */
	void done(String rolloutId) {
		this.jdbc.sql("delete from rollout_order where rollout_id = ?").param(rolloutId).update();
	}

	/**
	 * Refuses an order of a package that another rollout is being set up for: what that
	 * one was promised is not taken from it.
	 */
	void refuseBeside(Collection<String> packageKeys) {
		if (isUnderWay(packageKeys)) {
			throw new InvalidInput("packageKeys", OTHER_UNDER_WAY);
		}
	}

	/** Whether a rollout is being set up for one of the packages. */
	boolean isUnderWay(Collection<String> packageKeys) {
		return !packageKeys.isEmpty() && this.jdbc.sql("""
				select count(*) from rollout_order o join rollout_package p on p.rollout_id = o.rollout_id
				where p.package_key in (:packages)
				""").param("packages", packageKeys).query(Integer.class).single() > 0;
	}

	/** How far the rollouts have come that are being set up, by their ids. */
	Map<String, SettingUp> underWay() {
		return this.jdbc.sql("""
				select o.rollout_id, o.units,
					(select count(*) from conversation c where c.rollout_id = o.rollout_id) as added
				from rollout_order o
				""")
			.query(Rows.of(SettingUp.class))
			.list()
			.stream()
			.collect(Collectors.toMap(SettingUp::rolloutId, Function.identity()));
	}

	/**
	 * As the database gives it.
	 *
	 * @param counties only these, separated by commas; empty for all
	 * @param unitIds only these, separated by commas; empty for all
	 * @param addedTo the last unit that is in, or empty
	 */
	record Order(String counties, String unitIds, String addedTo) {

		List<String> chosenCounties() {
			return split(this.counties);
		}

		List<String> chosenUnits() {
			return split(this.unitIds);
		}

		private static List<String> split(String ids) {
			return ids.isEmpty() ? List.of() : List.of(ids.split(","));
		}

	}

}
