package no.nav.samtalepakker.obstacle;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.taxonomy.Level;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ways of looking at the list of obstacles that one comes back to: some are always there,
 * the others somebody has kept, for themselves or for the whole secretariat.
 */
@Component
@Transactional
class ObstacleViews {

	static final int LONGEST_NAME = 60;

	/** Nobody finds a view among more. */
	private static final int MOST = 30;

	private static final int DAYS = 5;

	private static final List<View> ALWAYS = List.of(
			new View(null, "Til vurdering, eldre enn fem dager", true,
					new ObstacleFilter(null, null, null, Stage.TRIAGE, DAYS, null, null, null, null)),
			new View(null, "Svar mangler etter fristen", true, ObstacleFilter.ALL.in(Stage.OVERDUE)),
			new View(null, "Uten godkjent ordlyd", true,
					new ObstacleFilter(null, null, null, null, null, null, null, false, null)));

	private final JdbcClient jdbc;

	private final Identities identities;

	private final CurrentUser user;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	ObstacleViews(JdbcClient jdbc, Identities identities, CurrentUser user, NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.identities = identities;
		this.user = user;
		this.calendar = calendar;
		this.audit = audit;
	}

	/** Those that are always there, then those of the user and of everybody, by name. */
	List<View> all() {
		return Stream.concat(ALWAYS.stream(), kept().stream().sorted(NorwegianAlphabet.by(Row::name)).map(Row::view))
			.toList();
	}

	/**
	 * Keeps a way of looking. {@link InvalidInput} without a name of its own or without
	 * anything asked for, {@link Conflict} when there are too many.
	 */
	void keep(NewView view, ObstacleFilter filter) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (filter.equals(ObstacleFilter.ALL)) {
			throw new InvalidInput("navn", "Velg først noe å filtrere på");
		}
		// one after the other, or two at once get the last place or the same name
		this.identities.lock(List.of(Identities.SECRETARIAT));
		List<Row> kept = kept();
		if (all().stream().anyMatch((other) -> other.name().equalsIgnoreCase(view.navn()))) {
			throw new InvalidInput("navn", "Det finnes alt en visning med dette navnet");
		}
		if (kept.size() >= MOST) {
			throw new Conflict("Det er plass til %d visninger. Fjern en først.".formatted(MOST));
		}
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into obstacle_view (id, owner, name, theme, level, recipient, stage, days, package_key,
					rollout_id, wording, words, created_at)
				values (:id, :owner, :name, :theme, :level, :recipient, :stage, :days, :packageKey, :rolloutId,
					:wording, :words, :now)
				""")
			.params(Rows.values(filter))
			.param("id", id)
			.param("owner", view.felles() ? null : this.user.id())
			.param("name", view.navn())
			.param("wording", (filter.wording() != null) ? filter.wording().toString() : null)
			.param("now", this.calendar.now())
			.update();
		this.audit.record(Act.VIEW_KEPT, id, null, view.felles() ? "felles" : null);
	}

	/**
	 * Removes a view of the user's own or one that all share; {@link Conflict} if
	 * somebody else has done so.
	 */
	void remove(String id) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (this.jdbc.sql("delete from obstacle_view where id = ? and (owner is null or owner = ?)")
			.params(id, this.user.id())
			.update() == 0) {
			throw new Conflict("Visningen er alt fjernet.");
		}
		this.audit.record(Act.VIEW_REMOVED, id);
	}

	private List<Row> kept() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.jdbc.sql("select * from obstacle_view where owner is null or owner = ?")
			.param(this.user.id())
			.query(Rows.of(Row.class))
			.list();
	}

	/**
	 * A way of looking.
	 *
	 * @param id null for those that are always there
	 * @param shared whether everybody in the secretariat has it
	 */
	record View(String id, String name, boolean shared, ObstacleFilter filter) {
	}

	/**
	 * What is to be kept; the names of the fields on the page.
	 *
	 * @param navn what it is called
	 * @param felles whether everybody in the secretariat has it
	 */
	record NewView(@Required("Navnet") @Text(LONGEST_NAME) String navn, boolean felles) {
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Row(String id, String owner, String name, String theme, Level level, String recipient, Stage stage,
			Integer days, String packageKey, String rolloutId, String wording, String words) {

		View view() {
			return new View(this.id, this.name, this.owner == null,
					new ObstacleFilter(this.theme, this.level, this.recipient, this.stage, this.days, this.packageKey,
							this.rolloutId, (this.wording != null) ? Boolean.valueOf(this.wording) : null, this.words));
		}

	}

}
