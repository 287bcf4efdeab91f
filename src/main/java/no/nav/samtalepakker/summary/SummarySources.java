package no.nav.samtalepakker.summary;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands behind a summary, as it is today: the words of the units, for the
 * secretariat, and which kinds of units they are, for everybody.
 */
@Component
class SummarySources {

	/** With fewer behind it, a bullet says nothing about who. */
	static final int LEAST_UNITS = 3;

	private final JdbcClient jdbc;

	SummarySources(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those of the bullets that still can be read. */
	Map<TextSource, Said> of(Collection<Bullet> bullets) {
		Map<String, List<TextSource>> byKind = bullets.stream()
			.flatMap((bullet) -> bullet.sources().stream())
			.distinct()
			.collect(Collectors.groupingBy(TextSource::kind));
		Map<TextSource, Said> said = new HashMap<>();
		read(said, byKind, FreeText.OBSTACLE, "select o.id, o.text, o.assistance, o.conversation_id, ", """
				from obstacle o join unit u on u.id = o.unit_id where o.id in (:ids)
				""");
		read(said, byKind, FreeText.REPORT_POINT, "select p.id, p.text, p.assistance, c.id as conversation_id, ", """
				from report_point p join report r on r.id = p.report_id
				join conversation c on c.id = r.conversation_id join unit u on u.id = c.unit_id where p.id in (:ids)
				""");
		read(said, byKind, FreeText.REPORT_ANSWER,
				"select a.report_id || ':' || a.question as id, a.text, null as assistance, c.id as conversation_id, ",
				"""
						from report_answer a join report r on r.id = a.report_id
						join conversation c on c.id = r.conversation_id join unit u on u.id = c.unit_id
						where a.report_id || ':' || a.question in (:ids)
						""");
		read(said, byKind, FreeText.REPORT,
				"select r.id, r.positive as text, null as assistance, c.id as conversation_id, ", """
						from report r join conversation c on c.id = r.conversation_id join unit u on u.id = c.unit_id
						where r.id in (:ids)
						""");
		return said;
	}

	private void read(Map<TextSource, Said> said, Map<String, List<TextSource>> byKind, FreeText kind, String columns,
			String from) {
		List<TextSource> sources = byKind.getOrDefault(kind.code(), List.of());
		if (sources.isEmpty()) {
			return;
		}
		Map<String, Said> byId = new HashMap<>();
		this.jdbc.sql(columns + "u.id as unit_id, u.name as unit, u.type " + from)
			.param("ids", sources.stream().map(TextSource::id).distinct().toList())
			.query((row) -> {
				byId.put(row.getString("id"),
						new Said(row.getString("text"), row.getString("unit_id"), row.getString("unit"),
								UnitType.valueOf(row.getString("type")), row.getString("assistance"),
								row.getString("conversation_id")));
			});
		sources.stream()
			.filter((source) -> byId.containsKey(source.id()))
			.forEach((source) -> said.put(source, byId.get(source.id())));
	}

	/**
	 * «nevnes av bl.a. NAV-kontor og resultatenheter», by bullet, where at least three
	 * units stand behind one that names none.
	 */
	static Map<String, String> mentions(List<SummaryContent.Chapter> chapters, Map<TextSource, Said> said) {
		Map<String, String> mentions = new HashMap<>();
		chapters.stream()
			.filter(SummaryContent.Chapter::mayCount)
			.filter((chapter) -> chapter.targetGroup().equals("UNIT"))
			.flatMap((chapter) -> chapter.blocks().stream())
			.flatMap((block) -> block.themes().stream())
			.flatMap((theme) -> theme.bullets().stream())
			.filter((bullet) -> bullet.unit() == null)
			.forEach((bullet) -> mention(mentions, bullet, said));
		return mentions;
	}

	private static void mention(Map<String, String> mentions, Bullet bullet, Map<TextSource, Said> said) {
		Map<String, UnitType> units = new LinkedHashMap<>();
		bullet.sources()
			.stream()
			.map(said::get)
			.filter(Objects::nonNull)
			.filter((one) -> one.text != null && !Redactions.isGone(one.text))
			.forEach((one) -> units.put(one.unitId, one.type));
		if (units.size() >= LEAST_UNITS) {
			List<String> kinds = NorwegianAlphabet
				.sorted(units.values().stream().map(SummarySources::nameOf).distinct().toList(), (kind) -> kind);
			mentions.put(bullet.id(), "nevnes av bl.a. " + String.join(" og ", kinds));
		}
	}

	private static String nameOf(UnitType type) {
		return switch (type) {
			case OFFICE -> "NAV-kontor";
			case RESULT_UNIT -> "resultatenheter";
			case COUNTY -> "fylker";
			case USER_COUNCIL -> "brukerutvalg";
			case MBA -> "MBA";
		};
	}

	/**
	 * What a unit said.
	 *
	 * @param text its own words, or null
	 * @param unitId the unit
	 * @param unit its name
	 * @param type its kind
	 * @param assistance what help it needs, or null
	 * @param conversationId the conversation it was told after
	 */
	record Said(String text, String unitId, String unit, UnitType type, String assistance, String conversationId) {
	}

}
