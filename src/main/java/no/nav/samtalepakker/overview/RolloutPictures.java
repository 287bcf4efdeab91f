package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.ConversationFigures;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.obstacle.ObstacleFigures;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.overview.RolloutPicture.ClassName;
import no.nav.samtalepakker.overview.RolloutPicture.CountyPicture;
import no.nav.samtalepakker.overview.RolloutPicture.PackagePicture;
import no.nav.samtalepakker.overview.RolloutPicture.UnitClass;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.rollout.CountyAnswers;
import no.nav.samtalepakker.rollout.CountyDecisions;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.RolloutState;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one picture of each rollout, for the overview and for Cockpit. The database counts;
 * what may be shown of it is decided by {@link Progress}, as everywhere, and what a
 * figure is divided into here only where that figure is shown: then the division tells
 * nothing about any other.
 */
@Component
class RolloutPictures {

	private static final String ALL = "all";

	private static final String OTHERS = "Andre enn Nav-kontor";

	/**
	 * What the classes of {@link Progress} are divided into; what follows a report as the
	 * key figures divide it.
	 */
	private static final String PARTS = """
			select rollout_id, package_key, part, count(*) as units from (
				select c.rollout_id, c.package_key,
					case when c.reported is null then case when m.prepared then 'PREPARED' else 'NOT_PREPARED' end
						when f.times_done > 0 then 'DONE'
						when f.follow_up_on is not null or r.follow_up_on is not null then 'DATE'
						when f.no_date or f.ended = 'NO_DATE' then 'NO_DATE'
						when f.ended = 'NOTHING' then 'NOTHING'
						else 'UNKNOWN' end as part
				from conversation c
				left join meeting m on m.conversation_id = c.id
				left join follow_up f on f.conversation_id = c.id
				left join report r on r.conversation_id = c.id
				where c.started_at is not null
					and (c.reported is not null or c.held is null and c.state = 'PLANNED')) told
			group by rollout_id, package_key, part
			""";

	/** When units did what; whoever has told is taken to have held by then. */
	private static final String DAYS = """
			select rollout_id, package_key, done_on, count(*) as units
			from (
				select c.rollout_id, c.package_key, %s as done_on
				from conversation c
				left join report r on r.conversation_id = c.id and r.state = 'SENT'
				where c.started_at is not null and (%s)
			) each_one
			group by rollout_id, package_key, done_on
			""";

	private static final String REPORTED_ON = "cast(r.sent_at as date)";

	private static final String HELD_ON = "least(coalesce(c.held_on, %1$s), coalesce(%1$s, c.held_on))"
		.formatted(REPORTED_ON);

	private static final String PLANNED_ON = "least(coalesce(cast(c.planned_at as date), %1$s), ".formatted(HELD_ON)
			+ "coalesce(%s, cast(c.planned_at as date)))".formatted(HELD_ON);

	private static final String IS_HELD = "c.reported is not null or c.held = 'YES'";

	private static final String IS_PLANNED = IS_HELD + " or c.held is null and c.state = 'PLANNED'";

	private final KeptFigures kept;

	private final JdbcClient jdbc;

	private final Rollouts rollouts;

	private final ConversationFigures conversations;

	private final CountyDecisions counties;

	private final ObstacleFigures obstacles;

	private final RecipientFigures recipients;

	private final Packages packages;

	private final Units units;

	private final NorwegianCalendar calendar;

	RolloutPictures(JdbcClient jdbc, Rollouts rollouts, ConversationFigures conversations, CountyDecisions counties,
			ObstacleFigures obstacles, RecipientFigures recipients, Packages packages, Units units,
			NorwegianCalendar calendar, KeptFigures kept) {
		this.kept = kept;
		this.jdbc = jdbc;
		this.rollouts = rollouts;
		this.conversations = conversations;
		this.counties = counties;
		this.obstacles = obstacles;
		this.recipients = recipients;
		this.packages = packages;
		this.units = units;
		this.calendar = calendar;
	}

	/** Every rollout: those that are open first, the newest of them at the top. */
	KeptFigures.Kept<All> all() {
		return this.kept.get("rollouts", () -> new All(counted(), this.recipients.all()));
	}

	private List<RolloutPicture> counted() {
		Counts counts = new Counts(
				this.conversations.all().stream().collect(Collectors.groupingBy(ConversationFigures.Part::rolloutId)),
				parts(), days(PLANNED_ON, IS_PLANNED), days(HELD_ON, IS_HELD),
				days(REPORTED_ON, "c.reported is not null"), this.units.countyNames(), this.counties.answers(),
				this.obstacles.themes(), this.obstacles.answers(), this.recipients.byRollout());
		return this.rollouts.all()
			.stream()
			.sorted(Comparator.comparing((rollout) -> rank(rollout.state())))
			.map((rollout) -> picture(rollout, counts))
			.toList();
	}

	private static int rank(RolloutState state) {
		return switch (state) {
			case RUNNING -> 0;
			case CLOSED -> 1;
			case PLANNED -> 2;
			case CUT_OFF, CANCELLED, STOPPED -> 3;
		};
	}

	private RolloutPicture picture(Rollout rollout, Counts counts) {
		Progress.Stage stage = rollout.state().stage();
		List<PackagePicture> of = packages(rollout, stage, counts);
		return new RolloutPicture(rollout.id(), rollout.name(), rollout.state(), stage, rollout.opensOn(),
				rollout.closesOn(), rollout.cutOffOn(), daysLeft(rollout), RolloutPicture.Held.of(of), of,
				weeks(rollout, of, counts), counts.answers().get(rollout.id()), themes(rollout, stage, counts),
				counts.kinds().getOrDefault(rollout.id(), List.of()),
				counts.recipients().getOrDefault(rollout.id(), List.of()));
	}

	private Integer daysLeft(Rollout rollout) {
		return (rollout.state() == RolloutState.RUNNING)
				? Math.max(0, (int) ChronoUnit.DAYS.between(this.calendar.today(), rollout.closesOn())) : null;
	}

	// how far

	private List<PackagePicture> packages(Rollout rollout, Progress.Stage stage, Counts counts) {
		Map<String, List<ConversationFigures.Part>> byPackage = counts.parts()
			.getOrDefault(rollout.id(), List.of())
			.stream()
			.collect(Collectors.groupingBy(ConversationFigures.Part::packageKey));
		return this.packages.newest()
			.stream()
			.filter((version) -> byPackage.containsKey(version.key()))
			.map((version) -> packagePicture(version, ConversationFigures.byCounty(byPackage.get(version.key())), stage,
					counts.divided().getOrDefault(key(rollout.id(), version.key()), Map.of()), counts.countyNames()))
			.filter((picture) -> picture.reached() > 0)
			.toList();
	}

	private static PackagePicture packagePicture(ConversationPackage version, Map<String, Progress> counties,
			Progress.Stage stage, Map<String, Integer> parts, Map<String, String> names) {
		Progress whole = Progress.sum(counties.values());
		return new PackagePicture(version.key(), version.name(), whole.reached(), whole.started(),
				classes(whole.figures(stage), stage, parts),
				Progress.breakdown(counties, stage)
					.entrySet()
					.stream()
					.map((county) -> new CountyPicture(county.getKey(), names.getOrDefault(county.getKey(), OTHERS),
							county.getValue().reached(), county.getValue().started(),
							classes(county.getValue(), stage, Map.of())))
					.toList());
	}

	private static List<UnitClass> classes(ProgressFigures figures, Progress.Stage stage, Map<String, Integer> parts) {
		List<UnitClass> classes = new ArrayList<>();
		classes.add(undivided(ClassName.UNKNOWN, figures.unknown(), stage));
		if (figures.planned() != null) {
			classes.add(divided(ClassName.PLANNED, figures.planned(), stage, beforeMeeting(figures.planned(), parts)));
		}
		classes.add(undivided(ClassName.HELD_ONLY, figures.heldOnly(), stage));
		classes.add(divided(ClassName.REPORTED, figures.reported(), stage, afterReport(figures.reported(), parts)));
		classes.add(undivided(ClassName.NOT_HELD, figures.notHeld(), stage));
		return classes;
	}

	private static UnitClass undivided(ClassName name, Figure figure, Progress.Stage stage) {
		return divided(name, figure, stage, Map.of());
	}

	private static UnitClass divided(ClassName name, Figure figure, Progress.Stage stage,
			Map<ClassName, Figure> parts) {
		return new UnitClass(name, name.words(stage), figure,
				parts.values().stream().noneMatch(Figure::isShown) ? List.of() : parts.entrySet()
					.stream()
					.map((part) -> new UnitClass(part.getKey(), part.getKey().words(stage), part.getValue(), List.of()))
					.toList());
	}

	private static Map<ClassName, Figure> beforeMeeting(Figure planned, Map<String, Integer> numbers) {
		Map<String, Figure> figures = decided(planned, numbers, "NOT_PREPARED", "PREPARED");
		return figures.isEmpty() ? Map.of() : new EnumMap<>(Map.of(ClassName.NOT_PREPARED, figures.get("NOT_PREPARED"),
				ClassName.PREPARED, figures.get("PREPARED")));
	}

	/**
	 * In the key figures' two steps, so that both pages hide the same: whether the group
	 * chose a date, and of those whether they have followed up.
	 */
	private static Map<ClassName, Figure> afterReport(Figure reported, Map<String, Integer> numbers) {
		Map<String, Integer> chosen = new LinkedHashMap<>(numbers);
		chosen.merge("DATE", numbers.getOrDefault("DONE", 0), Integer::sum);
		Figure dated = decided(reported, chosen, "DATE", "NO_DATE", "NOTHING", "UNKNOWN").get("DATE");
		if (dated == null || !dated.isShown()) {
			return Map.of();
		}
		Map<String, Figure> figures = decided(dated,
				Map.of("DONE", numbers.getOrDefault("DONE", 0), "UNKNOWN", numbers.getOrDefault("DATE", 0)), "DONE",
				"UNKNOWN");
		return figures.isEmpty() ? Map.of()
				: new EnumMap<>(Map.of(ClassName.TOLD, Figure.apart(reported.number() - dated.number()),
						ClassName.FOLLOWING_UP, figures.get("UNKNOWN"), ClassName.FOLLOWED_UP, figures.get("DONE")));
	}

	private static Map<String, Figure> decided(Figure whole, Map<String, Integer> numbers, String... parts) {
		if (!whole.isShown() || numbers.isEmpty()) {
			return Map.of();
		}
		SmallGroups groups = new SmallGroups().known(ALL, "", whole.number());
		for (String part : parts) {
			groups.count("", part, "", ALL, numbers.getOrDefault(part, 0));
		}
		return groups.figures().getOrDefault("", Map.of());
	}

	private Map<String, Map<String, Integer>> parts() {
		Map<String, Map<String, Integer>> parts = new LinkedHashMap<>();
		this.jdbc.sql(PARTS).query((row) -> {
			parts
				.computeIfAbsent(key(row.getString("rollout_id"), row.getString("package_key")),
						(key) -> new LinkedHashMap<>())
				.put(row.getString("part"), row.getInt("units"));
		});
		return parts;
	}

	// what has been lifted

	/**
	 * Where everybody who told anything has lifted a theme, it tells how many they are:
	 * then it is shown only if they are.
	 */
	private static List<ObstacleFigures.Theme> themes(Rollout rollout, Progress.Stage stage, Counts counts) {
		List<Progress> packages = counts.parts()
			.getOrDefault(rollout.id(), List.of())
			.stream()
			.collect(Collectors.groupingBy(ConversationFigures.Part::packageKey))
			.values()
			.stream()
			.map((parts) -> Progress.sum(parts.stream().map(ConversationFigures.Part::progress).toList()))
			.filter((progress) -> progress.started() > 0)
			.toList();
		int withInput = packages.stream().mapToInt(Progress::withInput).sum();
		boolean told = packages.stream().allMatch((progress) -> progress.figures(stage).withInput().isShown());
		return counts.themes()
			.getOrDefault(rollout.id(), List.of())
			.stream()
			.map((theme) -> (!told && theme.units().isShown() && theme.units().number() == withInput) ? theme.covered()
					: theme)
			.toList();
	}

	// week by week

	/**
	 * Of the packages whose own figures are shown, so that the last week is a sum of
	 * those and tells no more.
	 */
	private Weeks weeks(Rollout rollout, List<PackagePicture> packages, Counts counts) {
		LocalDate until = min(this.calendar.today(), rollout.cutOffOn());
		if (until.isBefore(rollout.opensOn()) || rollout.state() == RolloutState.CANCELLED) {
			return new Weeks(rollout.opensOn(), 0, List.of(), List.of());
		}
		Set<ClassName> all = Set.of(ClassName.PLANNED, ClassName.HELD_ONLY, ClassName.REPORTED);
		Set<ClassName> held = Set.of(ClassName.HELD_ONLY, ClassName.REPORTED);
		for (Set<ClassName> needed : List.of(all, held, Set.of(ClassName.REPORTED))) {
			List<PackagePicture> counted = packages.stream()
				.filter((one) -> needed.stream()
					.allMatch((name) -> one.figure(name).filter(Figure::isShown).isPresent()))
				.toList();
			if (!counted.isEmpty()) {
				List<Weeks.Done> done = new ArrayList<>();
				Function<Map<String, Map<LocalDate, Integer>>, int[]> byWeek = (days) -> byWeek(rollout, until, counted,
						days);
				if (needed == all) {
					done.add(new Weeks.Done("PLANNED", "Har hatt dato", 2, byWeek.apply(counts.plannedOn())));
				}
				if (needed.contains(ClassName.HELD_ONLY)) {
					done.add(new Weeks.Done("HELD", "Holdt", 0, byWeek.apply(counts.heldOn())));
				}
				done.add(new Weeks.Done("REPORTED", "Rapportert", 1, byWeek.apply(counts.reportedOn())));
				return Weeks.of(rollout.opensOn(), until, counted.stream().mapToInt(PackagePicture::started).sum(),
						counted.stream().map(PackagePicture::name).toList(), done);
			}
		}
		return new Weeks(rollout.opensOn(), 0, List.of(), List.of());
	}

	private static int[] byWeek(Rollout rollout, LocalDate until, List<PackagePicture> packages,
			Map<String, Map<LocalDate, Integer>> days) {
		int[] units = new int[(int) ChronoUnit.WEEKS.between(rollout.opensOn(), until) + 1];
		for (PackagePicture one : packages) {
			days.getOrDefault(key(rollout.id(), one.key()), Map.of()).forEach((day, number) -> {
				long week = day.isBefore(rollout.opensOn()) ? 0 : ChronoUnit.WEEKS.between(rollout.opensOn(), day);
				units[(int) Math.min(week, units.length - 1)] += number;
			});
		}
		for (int week = 1; week < units.length; week++) {
			units[week] += units[week - 1];
		}
		return units;
	}

	/** By rollout and package; what has no day is of today. */
	private Map<String, Map<LocalDate, Integer>> days(String day, String condition) {
		LocalDate today = this.calendar.today();
		Map<String, Map<LocalDate, Integer>> days = new LinkedHashMap<>();
		this.jdbc.sql(DAYS.formatted(day, condition)).query((row) -> {
			LocalDate doneOn = row.getObject("done_on", LocalDate.class);
			days.computeIfAbsent(key(row.getString("rollout_id"), row.getString("package_key")),
					(key) -> new LinkedHashMap<>())
				.merge((doneOn != null) ? doneOn : today, row.getInt("units"), Integer::sum);
		});
		return days;
	}

	private static LocalDate min(LocalDate one, LocalDate other) {
		return one.isBefore(other) ? one : other;
	}

	private static String key(String rolloutId, String packageKey) {
		return rolloutId + " " + packageKey;
	}

	/**
	 * What the overview and Cockpit tell.
	 *
	 * @param rollouts those that are open first
	 * @param recipients in all rollouts, those with most waiting first
	 */
	record All(List<RolloutPicture> rollouts, List<RecipientFigures.Row> recipients) {
	}

	/**
	 * What the database has counted, of every rollout at once; for nobody's eyes.
	 *
	 * @param parts by rollout
	 * @param divided what classes are divided into, by rollout and package
	 * @param plannedOn how many on which day, by rollout and package
	 * @param heldOn the same
	 * @param reportedOn the same
	 * @param countyNames by id
	 * @param answers of the counties, by rollout
	 * @param themes what units have lifted, by rollout
	 * @param kinds of answers, by rollout
	 * @param recipients who answers, by rollout
	 */
	private record Counts(Map<String, List<ConversationFigures.Part>> parts, Map<String, Map<String, Integer>> divided,
			Map<String, Map<LocalDate, Integer>> plannedOn, Map<String, Map<LocalDate, Integer>> heldOn,
			Map<String, Map<LocalDate, Integer>> reportedOn, Map<String, String> countyNames,
			Map<String, CountyAnswers> answers, Map<String, List<ObstacleFigures.Theme>> themes,
			Map<String, List<ObstacleFigures.Kind>> kinds, Map<String, List<RecipientFigures.Row>> recipients) {
	}

}
