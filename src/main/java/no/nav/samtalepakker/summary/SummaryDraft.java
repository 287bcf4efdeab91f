package no.nav.samtalepakker.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.ConversationFigures;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.summary.SummaryContent.Block;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Chapter;
import no.nav.samtalepakker.summary.SummaryContent.RecipientCount;
import no.nav.samtalepakker.summary.SummaryContent.Theme;
import no.nav.samtalepakker.summary.SummaryHeadings.Heading;
import no.nav.samtalepakker.taxonomy.Taxonomy;
import no.nav.samtalepakker.taxonomy.TextIndex;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gathers what the units of a rollout have reported under the headings of the published
 * summary, as a proposal. Only reports that were sent count.
 */
@Component
class SummaryDraft {

	private static final String SENT_REPORTS = """
			from conversation c
			join report r on r.conversation_id = c.id and r.state = 'SENT'
			join unit u on u.id = c.unit_id
			where c.rollout_id = :rollout and c.package_key = :package
			""";

	private static final String OTHERS = "Andre innspill";

	private static final String MAIN_POINTS = "Noen av hovedpunktene i samtalene";

	private static final String MEASURES = "Innspill til tiltak";

	/** A topic of fewer units is their own words, and says whose they are. */
	private static final int UNITS_OF_TOPIC = 3;

	/** Statements that share this much of their words are proposed as one bullet. */
	private static final double ALIKE = 0.75;

	private static final int MOST_ALIKE = 20;

	/** Shorter ones share words by chance. */
	private static final int LEAST_LENGTH = 40;

	private final JdbcClient jdbc;

	private final ConversationFigures figures;

	private final Packages packages;

	private final Taxonomy taxonomy;

	private final RecipientFigures recipients;

	private final SummaryHeadings headings;

	SummaryDraft(JdbcClient jdbc, ConversationFigures figures, Packages packages, Taxonomy taxonomy,
			RecipientFigures recipients, SummaryHeadings headings) {
		this.jdbc = jdbc;
		this.figures = figures;
		this.packages = packages;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.headings = headings;
	}

	SummaryContent of(Rollout rollout) {
		Map<ConversationPackage, List<Progress>> byPackage = new LinkedHashMap<>();
		List<ConversationFigures.Part> all = this.figures.ofRollout(rollout.id());
		for (ConversationPackage newest : this.packages.newest()) {
			all.stream()
				.filter((part) -> part.packageKey().equals(newest.key()))
				.forEach((part) -> byPackage
					.computeIfAbsent(this.packages.get(newest.key(), part.packageVersion()),
							(version) -> new ArrayList<>())
					.add(part.progress()));
		}
		List<Statement> said = new ArrayList<>();
		List<Chapter> chapters = byPackage.entrySet()
			.stream()
			.sorted(Comparator.comparing((entry) -> entry.getKey().targetGroup()))
			.map((entry) -> chapter(rollout.id(), entry.getKey(), entry.getValue(), said))
			.toList();
		return new SummaryContent(rollout.name(), rollout.opensOn(), rollout.cutOffOn(), chapters, closing(said),
				answers(rollout.id()), 0, List.of(), Beside.NOTHING);
	}

	private Chapter chapter(String rolloutId, ConversationPackage version, List<Progress> progress,
			List<Statement> all) {
		TargetGroup group = version.targetGroup();
		Places places = new Places(group);
		obstacles(rolloutId, version.key()).forEach((statement) -> places.add(placeOf(group, statement), statement));
		List<Statement> points = points(rolloutId, version.key());
		points.forEach((statement) -> places.add(placeOf(group, statement, points), statement));
		answers(rolloutId, version.key()).forEach((statement) -> places.add(placeOf(group, statement), statement));
		positives(rolloutId, version.key())
			.forEach((statement) -> places.add(new Place(Block.POSITIVE, positive(), ""), statement));
		all.addAll(places.said());
		return new Chapter(group.name(), heading(group), version.name(),
				"Målgruppe: " + audience(group) + ". Samtalen ledes av: " + version.roles().leader() + ".",
				version.purpose(), version.wantedResult(), version.localAdaptation(),
				version.questions(ConversationPackage.Use.REPORT)
					.stream()
					.map(ConversationPackage.Question::text)
					.toList(),
				this.headings.of(group, Block.TASK).stream().map(Heading::name).toList(),
				Progress.sum(progress).figures(Progress.Stage.CUT_OFF), places.blocks());
	}

	private static String heading(TargetGroup group) {
		return switch (group) {
			case UNIT -> "Enheter";
			case USER_COUNCIL -> "Brukerutvalg";
			case MBA -> "Medbestemmelsesapparatet (MBA)";
			case OFFICE -> "NAV-kontor og rådgivende lege";
		};
	}

	private static String audience(TargetGroup group) {
		return switch (group) {
			case UNIT -> "enheter i NAV";
			case USER_COUNCIL -> "brukerutvalg";
			case MBA -> "partene i alle MBA på alle nivåer";
			case OFFICE -> "NAV-kontor og de rådgivende legene deres";
		};
	}

	private static String positive() {
		return "Flere forteller at samtalepakken har skapt gode diskusjoner";
	}

	// where it stands

	private Place placeOf(TargetGroup group, Statement obstacle) {
		if (obstacle.block != null) {
			return (group == TargetGroup.MBA) ? new Place(Block.TASK, OTHERS, themeOfTask(obstacle.block))
					: new Place(obstacle.block, OTHERS, OTHERS);
		}
		String category = (obstacle.category != null)
				? this.taxonomy.nameOfCategory(obstacle.category).orElse("Andre hindringer") : "Andre hindringer";
		return this.headings.placeOf(group, obstacle.category, obstacle.subcategory)
			.map((heading) -> heading.block().equals(Block.TASK) ? new Place(Block.TASK, heading.name(), MAIN_POINTS)
					: new Place(heading.block(), "", heading.name()))
			.orElse(switch (group) {
				case MBA -> new Place(Block.TASK, OTHERS, MAIN_POINTS);
				case USER_COUNCIL -> new Place(Block.DISCUSSED, "", category);
				default -> new Place(Block.CHALLENGES, "", category);
			});
	}

	private Place placeOf(TargetGroup group, Statement point, List<Statement> points) {
		String topic = Objects.requireNonNullElse(point.topic, OTHERS);
		if (group == TargetGroup.MBA) {
			return new Place(Block.TASK,
					this.headings.ofTopic(group, Block.TASK, topic).map(Heading::name).orElse(OTHERS),
					themeOfTask(point.block));
		}
		long units = points.stream()
			.filter((other) -> topic.equals(other.topic))
			.map(Statement::unitId)
			.distinct()
			.count();
		return new Place(point.block, "",
				this.headings.ofTopic(group, point.block, topic)
					.map(Heading::name)
					.orElse((units >= UNITS_OF_TOPIC) ? topic : OTHERS));
	}

	private static String themeOfTask(String block) {
		return block.equals(Block.PROPOSED) ? MEASURES : MAIN_POINTS;
	}

	// what was said

	/**
	 * What a unit solves itself comes along if it wants to be quoted, or has a wording.
	 */
	private List<Statement> obstacles(String rolloutId, String packageKey) {
		return statements(rolloutId, packageKey, """
				select o.id, o.category, o.subcategory, o.published_text, o.text, o.quote_consent, o.joins_id,
					null as assistance, u.name as unit, u.id as unit_id
				""", """
				join obstacle o on o.conversation_id = c.id and o.text is not null
					and (o.scope = 'ROUTE' or o.scope = 'LOCAL' and (o.quote_consent or o.published_text is not null))
				""", (row) -> {
			String column = (row.getString("published_text") != null) ? "published_text" : "text";
			boolean ours = column.equals("published_text") || row.getString("joins_id") != null;
			return new Statement(row, column, FreeText.OBSTACLE, ours, null, row.getString("category"),
					row.getString("subcategory"), null);
		});
	}

	private List<Statement> points(String rolloutId, String packageKey) {
		return statements(rolloutId, packageKey, """
				select p.id, p.topic, p.kind, p.text, p.assistance, p.quote_consent, u.name as unit, u.id as unit_id
				""", "join report_point p on p.report_id = r.id\n", (row) -> new Statement(row, "text",
				FreeText.REPORT_POINT, false,
				Set.of("PROPOSED", "MEASURE").contains(row.getString("kind")) ? Block.PROPOSED : Block.DISCUSSED, null,
				null, row.getString("topic")));
	}

	/** The last of the package's own questions is about what should be done. */
	private List<Statement> answers(String rolloutId, String packageKey) {
		return statements(rolloutId, packageKey, """
				select a.report_id || ':' || a.question as id, a.question, a.text, null as assistance,
					false as quote_consent, u.name as unit, u.id as unit_id
				""", "join report_answer a on a.report_id = r.id\n",
				(row) -> new Statement(row, "text", FreeText.REPORT_ANSWER, false,
						isAboutMeasures(packageKey, row.getString("question")) ? Block.PROPOSED : Block.DISCUSSED, null,
						null, null));
	}

	private static boolean isAboutMeasures(String packageKey, String question) {
		return question.equals("r3") || question.equals("r2") && packageKey.equals("tillit-brukerutvalg");
	}

	private List<Statement> positives(String rolloutId, String packageKey) {
		return statements(rolloutId, packageKey, """
				select r.id, r.positive, null as assistance, r.positive_quote_consent as quote_consent,
					u.name as unit, u.id as unit_id
				""", "", (row) -> (row.getString("positive") != null && row.getBoolean("quote_consent"))
				? new Statement(row, "positive", FreeText.REPORT, false, Block.POSITIVE, null, null, null) : null);
	}

	private List<Statement> statements(String rolloutId, String packageKey, String columns, String join,
			Reader reader) {
		return this.jdbc.sql(columns + SENT_REPORTS.replace("where ", join + "where "))
			.param("rollout", rolloutId)
			.param("package", packageKey)
			.query((row, number) -> reader.read(row))
			.list()
			.stream()
			.filter((statement) -> statement != null && !Redactions.isGone(statement.text))
			.toList();
	}

	// one bullet of it

	/**
	 * What several have said in the same words, or nearly, is proposed as one bullet. By
	 * its words: any other order would tell which bullets are of one unit.
	 */
	private static List<Bullet> bullets(List<Statement> statements) {
		Map<String, List<Statement>> said = new TreeMap<>();
		statements.forEach(
				(statement) -> said.computeIfAbsent(statement.words(), (words) -> new ArrayList<>()).add(statement));
		TextIndex index = new TextIndex(said.entrySet()
			.stream()
			.filter((same) -> same.getValue().get(0).unit == null)
			.collect(Collectors.toMap(Map.Entry::getKey, (same) -> same.getValue().get(0).text)));
		Set<String> taken = new HashSet<>();
		List<Bullet> bullets = new ArrayList<>();
		for (String words : said.keySet()) {
			if (!taken.add(words)) {
				continue;
			}
			Statement first = said.get(words).get(0);
			List<Statement> group = new ArrayList<>(said.get(words));
			if (first.unit == null && first.text.length() >= LEAST_LENGTH && first.text.length() <= Text.SHORT) {
				index.like(first.text, MOST_ALIKE, ALIKE)
					.stream()
					.filter(taken::add)
					.forEach((alike) -> group.addAll(said.get(alike)));
			}
			bullets.add(new Bullet(SummaryContent.newId(), first.text, first.assistance, first.unit, first.ours, 0,
					group.stream().map(Statement::source).sorted(Comparator.comparing(TextSource::id)).toList()));
		}
		return NorwegianAlphabet.sorted(bullets, Bullet::text);
	}

	/**
	 * Sections the secretariat writes; what fits is proposed as sources of one bullet.
	 */
	private Block closing(List<Statement> said) {
		return new Block(Block.CLOSING, "Oppsummering av innspill", this.headings.closing().stream().map((heading) -> {
			List<TextSource> sources = said.stream()
				.filter((statement) -> !statement.block().equals(Block.POSITIVE) && heading.isAbout(statement.text))
				.map(Statement::source)
				.sorted(Comparator.comparing(TextSource::id))
				.toList();
			return new Theme(SummaryContent.newId(), heading.name(), true, false, sources.isEmpty() ? List.of()
					: List.of(new Bullet(SummaryContent.newId(), "", null, null, false, 0, sources)));
		}).toList());
	}

	private List<RecipientCount> answers(String rolloutId) {
		return RecipientCount.inOrder(this.recipients.ofRollout(rolloutId)
			.stream()
			.map((row) -> new RecipientCount(row.code(), row.name(), row.answered(), row.waiting()))
			.toList());
	}

	private interface Reader {

		Statement read(ResultSet row) throws SQLException;

	}

	/** The task is the heading of a block, every other heading stands in one. */
	private record Place(String block, String task, String theme) {
	}

	private record Statement(String text, String assistance, String unit, String unitId, boolean ours,
			TextSource source, String block, String category, String subcategory, String topic) {

		Statement(ResultSet row, String column, FreeText kind, boolean ours, String block, String category,
				String subcategory, String topic) throws SQLException {
			this(row.getString(column), row.getString("assistance"),
					row.getBoolean("quote_consent") ? row.getString("unit") : null, row.getString("unit_id"), ours,
					TextSource.of(kind, row.getString("id"), column), block, category, subcategory, topic);
		}

		String words() {
			return String.join("\n", this.text, Objects.requireNonNullElse(this.assistance, ""),
					Objects.requireNonNullElse(this.unit, ""));
		}

	}

	/** A chapter on its way: what stands where, headings in the order of publication. */
	private final class Places {

		private final TargetGroup group;

		private final Map<Place, List<Statement>> said = new LinkedHashMap<>();

		Places(TargetGroup group) {
			this.group = group;
			for (String block : List.of(Block.CHALLENGES, Block.DISCUSSED, Block.PROPOSED)) {
				SummaryDraft.this.headings.of(group, block)
					.forEach((heading) -> open(new Place(block, "", heading.name())));
			}
			SummaryDraft.this.headings.of(group, Block.TASK).forEach((heading) -> {
				open(new Place(Block.TASK, heading.name(), MAIN_POINTS));
				open(new Place(Block.TASK, heading.name(), MEASURES));
			});
			if (group == TargetGroup.UNIT || group == TargetGroup.OFFICE) {
				SummaryDraft.this.taxonomy.categories()
					.forEach((category) -> open(new Place(Block.CHALLENGES, "", category.name())));
			}
		}

		private void open(Place place) {
			this.said.putIfAbsent(place, new ArrayList<>());
		}

		void add(Place place, Statement statement) {
			this.said.computeIfAbsent(place, (open) -> new ArrayList<>()).add(statement);
		}

		List<Statement> said() {
			return this.said.entrySet()
				.stream()
				.filter((place) -> !place.getKey().block.equals(Block.POSITIVE))
				.flatMap((place) -> place.getValue()
					.stream()
					.map((statement) -> new Statement(statement.text, statement.assistance, statement.unit,
							statement.unitId, statement.ours, statement.source, place.getKey().block,
							statement.category, statement.subcategory, statement.topic)))
				.toList();
		}

		List<Block> blocks() {
			Stream<Block> plain = Stream.of(Block.POSITIVE, Block.CHALLENGES, Block.DISCUSSED, Block.PROPOSED)
				.map((key) -> block(key, headingOf(key), ""));
			Stream<Block> tasks = this.said.keySet()
				.stream()
				.filter((place) -> place.block.equals(Block.TASK))
				.map(Place::task)
				.distinct()
				.map((task) -> block(Block.TASK, task, task));
			return Stream.concat(plain, tasks).filter((block) -> !block.themes().isEmpty()).toList();
		}

		private Block block(String key, String heading, String task) {
			return new Block(key, heading,
					this.said.entrySet()
						.stream()
						.filter((place) -> place.getKey().block.equals(key)
								&& (task.isEmpty() || place.getKey().task.equals(task)))
						.filter((place) -> !place.getValue().isEmpty() || isPublished(place.getKey()))
						.map((place) -> new Theme(SummaryContent.newId(),
								key.equals(Block.POSITIVE) ? positive() : place.getKey().theme, isOurs(place.getKey()),
								place.getKey().theme.equals(MEASURES), bullets(place.getValue())))
						.toList());
		}

		/** These stand there whether anybody has said anything about them or not. */
		private boolean isPublished(Place place) {
			return place.block.equals(Block.TASK) || SummaryDraft.this.headings.of(this.group, place.block)
				.stream()
				.anyMatch((heading) -> heading.name().equals(place.theme));
		}

		private boolean isOurs(Place place) {
			return isPublished(place) || !place.block.equals(Block.DISCUSSED) && !place.block.equals(Block.PROPOSED)
					|| place.theme.equals(OTHERS);
		}

		private String headingOf(String key) {
			return switch (key) {
				case Block.POSITIVE -> "I tillegg til utfordringer";
				case Block.CHALLENGES ->
					(this.group == TargetGroup.UNIT) ? "Hovedutfordringer fra enhetene" : "Hovedutfordringer";
				case Block.DISCUSSED -> "Oppsummering av hva som ble diskutert";
				default -> "Forslag til hva som bør jobbes videre med";
			};
		}

	}

}
