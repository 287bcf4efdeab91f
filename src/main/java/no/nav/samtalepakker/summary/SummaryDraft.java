package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.obstacle.Taxonomy;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Chapter;
import no.nav.samtalepakker.summary.SummaryContent.Quote;
import no.nav.samtalepakker.summary.SummaryContent.RecipientCount;
import no.nav.samtalepakker.summary.SummaryContent.Theme;

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

	SummaryDraft(JdbcClient jdbc, Conversations conversations, Packages packages, Taxonomy taxonomy) {
		this.jdbc = jdbc;
		this.conversations = conversations;
		this.packages = packages;
		this.taxonomy = taxonomy;
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
				answers(rollout.id()));
	}

	private Chapter chapter(String rolloutId, ConversationPackage version, List<Conversation> conversations) {
		return new Chapter(version.targetGroup().name(), heading(version.targetGroup()), version.name(),
				version.purpose(), version.wantedResult(), version.localAdaptation(),
				version.questions(ConversationPackage.Use.REPORT)
					.stream()
					.map(ConversationPackage.Question::text)
					.toList(),
				Progress.of(conversations), positives(rolloutId, version.key()), challenges(rolloutId, version.key()),
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
		return this.jdbc.sql("select r.positive as text, u.name as unit " + SENT_REPORTS + """
				where c.rollout_id = ? and c.package_key = ? and r.positive is not null and r.positive_quote_consent
				order by u.name
				""").params(rolloutId, packageKey).query(Rows.of(Quote.class)).list();
	}

	/**
	 * Obstacles that were sent on, under the words the form uses for their categories.
	 */
	private List<Theme> challenges(String rolloutId, String packageKey) {
		Map<String, Set<Bullet>> themes = new LinkedHashMap<>();
		this.taxonomy.categories().forEach((category) -> themes.put(category.name(), new LinkedHashSet<>()));
		this.jdbc.sql("""
				select o.category, coalesce(o.published_text, o.text) as text, o.quote_consent, u.name as unit,
					o.assistance
				""" + SENT_REPORTS + """
				join obstacle o on o.conversation_id = c.id
				where c.rollout_id = ? and c.package_key = ? and o.scope = 'ROUTE' and o.text is not null
				order by u.name, o.position
				""").params(rolloutId, packageKey).query((row, number) -> {
			String category = row.getString("category");
			String theme = (category != null) ? this.taxonomy.nameOfCategory(category).orElse("Andre hindringer")
					: "Andre hindringer";
			return themes.computeIfAbsent(theme, (name) -> new LinkedHashSet<>())
				.add(new Bullet(row.getString("text"), row.getString("assistance"),
						row.getBoolean("quote_consent") ? row.getString("unit") : null));
		}).list();
		return themes(themes);
	}

	private List<Theme> points(String rolloutId, String packageKey, List<String> kinds) {
		Map<String, Set<Bullet>> themes = new LinkedHashMap<>();
		this.jdbc.sql("""
				select p.topic, p.text, p.assistance, p.quote_consent, u.name as unit
				""" + SENT_REPORTS + """
				join report_point p on p.report_id = r.id
				where c.rollout_id = :rollout and c.package_key = :package and p.kind in (:kinds)
				order by p.topic, u.name, p.position
				""")
			.param("rollout", rolloutId)
			.param("package", packageKey)
			.param("kinds", kinds)
			.query((row, number) -> {
				String topic = row.getString("topic");
				return themes.computeIfAbsent((topic != null) ? topic : "Annet", (name) -> new LinkedHashSet<>())
					.add(new Bullet(row.getString("text"), row.getString("assistance"),
							row.getBoolean("quote_consent") ? row.getString("unit") : null));
			})
			.list();
		return themes(themes);
	}

	private static List<Theme> themes(Map<String, Set<Bullet>> themes) {
		return themes.entrySet()
			.stream()
			.filter((theme) -> !theme.getValue().isEmpty())
			.map((theme) -> new Theme(theme.getKey(), List.copyOf(theme.getValue())))
			.toList();
	}

	private List<RecipientCount> answers(String rolloutId) {
		return this.jdbc.sql("""
				select rec.name,
					sum(case when rr.state = 'ANSWERED' then 1 else 0 end) as answered,
					sum(case when rr.state = 'OPEN' then 1 else 0 end) as waiting
				from routing_recipient rr
				join recipient rec on rec.code = rr.recipient
				join obstacle o on o.id = rr.obstacle_id
				join conversation c on c.id = o.conversation_id
				where c.rollout_id = ? and rr.state in ('ANSWERED', 'OPEN')
				group by rec.name
				order by 3 desc, 1
				""").param(rolloutId).query(Rows.of(RecipientCount.class)).list();
	}

}
