package no.nav.samtalepakker.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Chapter;
import no.nav.samtalepakker.summary.SummaryContent.Quote;
import no.nav.samtalepakker.summary.SummaryContent.RecipientCount;
import no.nav.samtalepakker.summary.SummaryContent.Theme;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gathers what the units of a rollout have reported. Only reports that were sent count.
 */
@Component
class SummaryDraft {

	private static final String SENT_REPORTS = """
			from conversation c
			join report r on r.conversation_id = c.id and r.state = 'SENT'
			join unit u on u.id = c.unit_id
			""";

	private final JdbcClient jdbc;

	private final Conversations conversations;

	private final Packages packages;

	private final Taxonomy taxonomy;

	private final RecipientFigures recipients;

	SummaryDraft(JdbcClient jdbc, Conversations conversations, Packages packages, Taxonomy taxonomy,
			RecipientFigures recipients) {
		this.jdbc = jdbc;
		this.conversations = conversations;
		this.packages = packages;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
	}

	SummaryContent of(Rollout rollout) {
		Map<ConversationPackage, List<Conversation>> byPackage = new LinkedHashMap<>();
		List<Conversation> all = this.conversations.ofRollout(rollout.id());
		for (ConversationPackage newest : this.packages.newest()) {
			all.stream()
				.filter((conversation) -> conversation.packageKey().equals(newest.key()))
				.forEach((conversation) -> byPackage
					.computeIfAbsent(this.packages.get(newest.key(), conversation.packageVersion()),
							(version) -> new ArrayList<>())
					.add(conversation));
		}
		List<Chapter> chapters = byPackage.entrySet()
			.stream()
			.map((entry) -> chapter(rollout.id(), entry.getKey(), entry.getValue()))
			.toList();
		return new SummaryContent(rollout.name(), rollout.opensOn(), rollout.cutOffOn(), chapters,
				answers(rollout.id()), 0);
	}

	private Chapter chapter(String rolloutId, ConversationPackage version, List<Conversation> conversations) {
		return new Chapter(version.targetGroup().name(), heading(version.targetGroup()), version.name(),
				version.purpose(), version.wantedResult(), version.localAdaptation(),
				version.questions(ConversationPackage.Use.REPORT)
					.stream()
					.map(ConversationPackage.Question::text)
					.toList(),
				Progress.of(conversations).figures(Progress.Stage.CUT_OFF), positives(rolloutId, version.key()),
				challenges(rolloutId, version.key()),
				points(rolloutId, version.key(), List.of("DISCUSSED", "SHARED_UNDERSTANDING")),
				points(rolloutId, version.key(), List.of("PROPOSED", "MEASURE")));
	}

	private static String heading(TargetGroup group) {
		return switch (group) {
			case UNIT -> "Enheter";
			case USER_COUNCIL -> "Brukerutvalg";
			case MBA -> "Medbestemmelsesapparatet (MBA)";
			case OFFICE -> "Nav-kontor";
		};
	}

	private List<Quote> positives(String rolloutId, String packageKey) {
		return this.jdbc.sql("select r.id, r.positive, u.name as unit " + SENT_REPORTS + """
				where c.rollout_id = ? and c.package_key = ? and r.positive is not null and r.positive_quote_consent
				""")
			.params(rolloutId, packageKey)
			.query((row, number) -> new Quote(row.getString("positive"), row.getString("unit"),
					List.of(TextSource.of(FreeText.REPORT, row.getString("id"), "positive"))))
			.list()
			.stream()
			.filter((quote) -> !Redactions.isGone(quote.text()))
			.sorted(NorwegianAlphabet.by(Quote::text).thenComparing(NorwegianAlphabet.by(Quote::unit)))
			.toList();
	}

	/**
	 * Obstacles that were sent on, under the words the form uses for their categories.
	 */
	private List<Theme> challenges(String rolloutId, String packageKey) {
		Map<String, List<Bullet>> themes = new LinkedHashMap<>();
		this.taxonomy.categories().forEach((category) -> themes.put(category.name(), new ArrayList<>()));
		this.jdbc.sql("""
				select o.id, o.category, o.published_text, o.text, o.quote_consent, u.name as unit, o.assistance
				""" + SENT_REPORTS + """
				join obstacle o on o.conversation_id = c.id
				where c.rollout_id = ? and c.package_key = ? and o.scope = 'ROUTE' and o.text is not null
				""").params(rolloutId, packageKey).query((row, number) -> {
			String category = row.getString("category");
			String theme = (category != null) ? this.taxonomy.nameOfCategory(category).orElse("Andre hindringer")
					: "Andre hindringer";
			String column = (row.getString("published_text") != null) ? "published_text" : "text";
			if (Redactions.isGone(row.getString(column))) {
				return null;
			}
			return themes.computeIfAbsent(theme, (name) -> new ArrayList<>())
				.add(bullet(row, column, FreeText.OBSTACLE));
		}).list();
		return themes(themes);
	}

	private List<Theme> points(String rolloutId, String packageKey, List<String> kinds) {
		Map<String, List<Bullet>> themes = new TreeMap<>(NorwegianAlphabet.by(Function.identity()));
		this.jdbc.sql("""
				select p.id, p.topic, p.text, p.assistance, p.quote_consent, u.name as unit
				""" + SENT_REPORTS + """
				join report_point p on p.report_id = r.id
				where c.rollout_id = :rollout and c.package_key = :package and p.kind in (:kinds)
				""")
			.param("rollout", rolloutId)
			.param("package", packageKey)
			.param("kinds", kinds)
			.query((row, number) -> {
				String topic = row.getString("topic");
				if (Redactions.isGone(row.getString("text"))) {
					return null;
				}
				return themes.computeIfAbsent((topic != null) ? topic : "Annet", (name) -> new ArrayList<>())
					.add(bullet(row, "text", FreeText.REPORT_POINT));
			})
			.list();
		return themes(themes);
	}

	private static Bullet bullet(ResultSet row, String column, FreeText kind) throws SQLException {
		return new Bullet(row.getString(column), row.getString("assistance"),
				row.getBoolean("quote_consent") ? row.getString("unit") : null,
				List.of(TextSource.of(kind, row.getString("id"), column)));
	}

	/**
	 * What several have said in the same words stands once, and by its words: any other
	 * order would tell which bullets are of one unit.
	 */
	private static List<Theme> themes(Map<String, List<Bullet>> themes) {
		return themes.entrySet()
			.stream()
			.filter((theme) -> !theme.getValue().isEmpty())
			.map((theme) -> new Theme(theme.getKey(), once(theme.getValue())))
			.toList();
	}

	private static List<Bullet> once(List<Bullet> bullets) {
		Map<String, Bullet> said = new TreeMap<>();
		bullets.forEach((bullet) -> said.merge(words(bullet), bullet,
				(one, other) -> new Bullet(one.text(), one.assistance(), one.unit(),
						Stream.concat(one.sources().stream(), other.sources().stream())
							.sorted(Comparator.comparing(TextSource::id))
							.toList())));
		return NorwegianAlphabet.sorted(said.values(), SummaryDraft::words);
	}

	private static String words(Bullet bullet) {
		return String.join("\n", bullet.text(), Objects.requireNonNullElse(bullet.assistance(), ""),
				Objects.requireNonNullElse(bullet.unit(), ""));
	}

	private List<RecipientCount> answers(String rolloutId) {
		return RecipientCount.inOrder(this.recipients.ofRollout(rolloutId)
			.stream()
			.map((row) -> new RecipientCount(row.code(), row.name(), row.answered(), row.waiting()))
			.toList());
	}

}
