package no.nav.samtalepakker.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many units did what, counted by the database: no conversation is read for it.
 */
@Component
public class ConversationFigures {

	/** Of units that are no county's offices. */
	public static final String NO_COUNTY = "";

	private static final String COUNTS = """
			select rollout_id, package_key, package_version, county_id,
				sum(case when state <> 'LEFT_OUT' then 1 else 0 end) as reached,
				sum(case when told is not null then 1 else 0 end) as started,
				sum(case when told = 'PLANNED' then 1 else 0 end) as planned,
				sum(case when told = 'WITH_INPUT' then 1 else 0 end) as with_input,
				sum(case when told = 'WITHOUT_INPUT' then 1 else 0 end) as without_input,
				sum(case when told = 'HELD' then 1 else 0 end) as held_only,
				sum(case when told = 'NOT_HELD' then 1 else 0 end) as not_held,
				sum(case when told = 'NOTHING' then 1 else 0 end) as nothing_told
			from (
				select c.rollout_id, c.package_key, c.package_version, c.state,
					case when u.type = 'OFFICE' and u.county_id is not null then u.county_id else '' end as county_id,
					case when c.started_at is null then null
						when c.reported is not null then c.reported
						when c.held = 'YES' then 'HELD'
						when c.held = 'NO' then 'NOT_HELD'
						when c.state = 'PLANNED' then 'PLANNED'
						else 'NOTHING' end as told
				from conversation c join unit u on u.id = c.unit_id
			) each_one
			""";

	private static final String BY = """
			group by rollout_id, package_key, package_version, county_id
			order by rollout_id, package_key, package_version, county_id
			""";

	private final JdbcClient jdbc;

	ConversationFigures(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Of every rollout. */
	public List<Part> all() {
		return parts(this.jdbc.sql(COUNTS + BY));
	}

	/** Of one. */
	public List<Part> ofRollout(String rolloutId) {
		return parts(this.jdbc.sql(COUNTS + "where rollout_id = ?\n" + BY).param(rolloutId));
	}

	/**
	 * By county, as {@link Progress#breakdown} wants it.
	 * @param parts those of one package
	 */
	public static Map<String, Progress> byCounty(List<Part> parts) {
		Map<String, Progress> counties = new LinkedHashMap<>();
		parts.forEach((part) -> counties.merge(part.countyId(), part.progress(), Progress::plus));
		return counties;
	}

	private static List<Part> parts(JdbcClient.StatementSpec statement) {
		return statement
			.query((row, number) -> new Part(row.getString("rollout_id"), row.getString("package_key"),
					row.getInt("package_version"), row.getString("county_id"),
					new Progress(row.getInt("reached"), row.getInt("started"), row.getInt("planned"),
							row.getInt("with_input"), row.getInt("without_input"), row.getInt("held_only"),
							row.getInt("not_held"), row.getInt("nothing_told"))))
			.list();
	}

	/**
	 * The units of one county with one package in one rollout.
	 *
	 * @param rolloutId the rollout
	 * @param packageKey the package
	 * @param packageVersion its version
	 * @param countyId the county whose offices they are, or {@link #NO_COUNTY}
	 * @param progress how far they have come; for nobody's eyes
	 */
	public record Part(String rolloutId, String packageKey, int packageVersion, String countyId, Progress progress) {
	}

}
