package no.nav.samtalepakker.obstacle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.taxonomy.Level;

/**
 * Which of the raised obstacles are looked at. Nothing in it tells a unit or a county.
 *
 * @param theme code of a category or of a subcategory, {@link #NO_THEME}, or null
 * @param level or null
 * @param recipient code of one it has been sent to, or null
 * @param stage where it is now, or null
 * @param days raised more than so many days ago, or null
 * @param packageKey or null
 * @param rolloutId or null
 * @param wording whether there is a wording for other units; null for both
 * @param words that stand in the unit's text or in the wording, or null
 */
record ObstacleFilter(String theme, Level level, String recipient, Stage stage, Integer days, String packageKey,
		String rolloutId, Boolean wording, String words) {

	static final String NO_THEME = "uten";

	/** Nothing asked for. */
	static final ObstacleFilter ALL = new ObstacleFilter(null, null, null, null, null, null, null, null, null);

	private static final String LIST = "/hindringer";

	private static final int MOST_DAYS = 3650;

	private static final String MISSING = "mangler";

	private static final String APPROVED = "godkjent";

	/**
	 * As the address of the page has it; {@link InvalidInput} for what cannot be meant.
	 */
	static ObstacleFilter of(Map<String, String> asked) {
		String words = given(asked, "sok");
		SearchedWords.of(words);
		String stage = given(asked, "tilstand");
		String level = given(asked, "niva");
		String wording = given(asked, "ordlyd");
		return new ObstacleFilter(code(given(asked, "tema"), "tema"), (level != null) ? level(level) : null,
				code(given(asked, "mottaker"), "mottaker"),
				(stage != null) ? Stage.of(stage).orElseThrow(() -> unknown("tilstand")) : null,
				days(given(asked, "alder")), code(given(asked, "pakke"), "pakke"),
				code(given(asked, "utrulling"), "utrulling"), (wording != null) ? wording(wording) : null, words);
	}

	/** The same as the address has it, in one order and without what is not asked. */
	public Map<String, String> parameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("tema", this.theme);
		parameters.put("niva", (this.level != null) ? this.level.name() : null);
		parameters.put("mottaker", this.recipient);
		parameters.put("tilstand", (this.stage != null) ? this.stage.code() : null);
		parameters.put("alder", (this.days != null) ? this.days.toString() : null);
		parameters.put("pakke", this.packageKey);
		parameters.put("utrulling", this.rolloutId);
		parameters.put("ordlyd", (this.wording != null) ? (this.wording ? APPROVED : MISSING) : null);
		parameters.put("sok", this.words);
		parameters.values().removeIf(Objects::isNull);
		return parameters;
	}

	/** Where the list is with this filter. */
	public String address() {
		return LIST + parameters().entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&", parameters().isEmpty() ? "" : "?", ""));
	}

	/** The same on another page, from 0. */
	public String address(int page) {
		String first = address();
		return (page == 0) ? first : first + (first.contains("?") ? "&" : "?") + "side=" + page;
	}

	/** Whether it asks for anything the page folds away. */
	public boolean isDetailed() {
		return this.theme != null || this.level != null || this.recipient != null || this.days != null
				|| this.packageKey != null || this.rolloutId != null || this.wording != null;
	}

	/** The same, but in this stage or, with null, in any. */
	public ObstacleFilter in(Stage other) {
		return new ObstacleFilter(this.theme, this.level, this.recipient, other, this.days, this.packageKey,
				this.rolloutId, this.wording, this.words);
	}

	/**
	 * SQL for all it asks of an obstacle {@code o} but the stage.
	 */
	String condition() {
		List<String> conditions = new ArrayList<>(List.of("o.raised_at is not null"));
		if (NO_THEME.equals(this.theme)) {
			conditions.add("o.category is null");
		}
		else if (this.theme != null) {
			conditions.add("(o.category = :theme or o.subcategory = :theme)");
		}
		if (this.level != null) {
			conditions.add("o.level = :level");
		}
		if (this.recipient != null) {
			conditions.add("exists (select 1 from routing_recipient q where q.obstacle_id = o.id "
					+ "and q.recipient = :recipient and q.state <> 'NO_CONTACT')");
		}
		if (this.days != null) {
			conditions.add("o.raised_at < :raisedBefore");
		}
		if (this.packageKey != null) {
			conditions.add("exists (select 1 from conversation c "
					+ "where c.id = o.conversation_id and c.package_key = :packageKey)");
		}
		if (this.rolloutId != null) {
			conditions.add("exists (select 1 from conversation c "
					+ "where c.id = o.conversation_id and c.rollout_id = :rolloutId)");
		}
		if (this.wording != null) {
			conditions.add(this.wording ? "o.published_text is not null and o.published_text not in (:gone)"
					: "o.published_text is null and o.text is not null and o.text not in (:gone) and "
							+ SharedObstacles.SHAREABLE);
		}
		SearchedWords searched = SearchedWords.of(this.words);
		if (!searched.isEmpty()) {
			conditions.add(searched.all((word) -> word.in("o.text") + " or " + word.in("o.published_text")));
		}
		return String.join(" and ", conditions);
	}

	/** The values that {@link #condition()} names. */
	Map<String, Object> values(LocalDate today, ZoneId zone) {
		Map<String, Object> values = new HashMap<>();
		values.put("theme", this.theme);
		values.put("level", (this.level != null) ? this.level.name() : null);
		values.put("recipient", this.recipient);
		values.put("packageKey", this.packageKey);
		values.put("rolloutId", this.rolloutId);
		values.put("gone", SharedObstacles.GONE);
		if (this.days != null) {
			values.put("raisedBefore", today.minusDays(this.days).atStartOfDay(zone).toOffsetDateTime());
		}
		values.putAll(SearchedWords.of(this.words).values());
		return values;
	}

	private static String given(Map<String, String> asked, String name) {
		String value = asked.get(name);
		return (value != null && !value.isBlank()) ? value.strip() : null;
	}

	private static String code(String value, String name) {
		if (value != null && !value.matches("[A-Za-z0-9ÆØÅæøå_.-]{1,80}")) {
			throw unknown(name);
		}
		return value;
	}

	private static Level level(String value) {
		return Stream.of(Level.values())
			.filter((level) -> level.name().equals(value))
			.findFirst()
			.orElseThrow(() -> unknown("niva"));
	}

	private static boolean wording(String value) {
		if (!value.equals(MISSING) && !value.equals(APPROVED)) {
			throw unknown("ordlyd");
		}
		return value.equals(APPROVED);
	}

	private static Integer days(String value) {
		if (value == null) {
			return null;
		}
		if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_DAYS) {
			throw new InvalidInput("alder", "Alderen er et antall dager, fra 1 til " + MOST_DAYS);
		}
		return Integer.valueOf(value);
	}

	/** For what the list cannot be filtered by, or no longer. */
	static InvalidInput unknown(String name) {
		return new InvalidInput(name, "Dette kan listen ikke filtreres på. Velg i feltene på siden");
	}

}
