package no.nav.samtalepakker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each of our tables belongs to one feature, which alone writes it. Others ask that
 * feature, or are told by an event; who reads another's table says here why.
 */
class TableOwnersTest {

	private static final Map<String, String> OWNERS = owners("""
			organisation: unit unit_person recipient recipient_contact
			packages: package_version
			rollout: rollout rollout_package rollout_order county_decision wish milestone
			conversation: conversation
			meeting: meeting meeting_participant meeting_invited meeting_joint_unit meeting_checklist meeting_question
			agreement: agreement agreement_item
			reporting: report report_answer report_point report_comment report_former_text
			followup: action_point follow_up
			obstacle: obstacle routing routing_recipient answer answer_obstacle obstacle_view
			summary: summary
			proposal: proposal proposal_source proposal_question
			notification: notification
			incident: stop
			audit: audit
			privacy: redaction
			taxonomy: category_change
			""");

	/**
	 * Reading another's table. Figures and lists join what lies beneath them, in one
	 * statement rather than a call for each row; those that read upwards are to be
	 * mended.
	 */
	private static final Map<String, String> READING = Map.ofEntries(Map.entry("summary",
			"answer answer_obstacle routing_recipient obstacle conversation report report_answer report_point unit "
					+ "recipient recipient_contact audit"),
			Map.entry("obstacle", "conversation recipient unit"),
			Map.entry("rollout", "conversation package_version unit"),
			Map.entry("keyfigures",
					"conversation meeting meeting_question follow_up report unit county_decision obstacle routing "
							+ "routing_recipient"),
			Map.entry("meeting", "conversation notification"), Map.entry("followup", "conversation"),
			Map.entry("demo", "routing_recipient " + "answer_obstacle"),
			Map.entry("overview", "conversation meeting follow_up report"),
			// whether there are very many
			Map.entry("figures", "conversation"),
			// what belongs together in tables of several features and of the engine
			Map.entry("consistency",
					"answer answer_obstacle conversation notification obstacle package_version proposal "
							+ "proposal_question report rollout rollout_order routing_recipient"),
			// figures for operation: counts and ages of what waits, in one statement
			Map.entry("operation",
					"notification routing_recipient proposal_question rollout conversation audit meeting "
							+ "meeting_participant unit_person"),
			// upwards: whether the rollout still runs
			Map.entry("conversation", "unit rollout"));

	/** Its register of free text redacts, exports and erases in every table. */
	private static final String EVERYWHERE = "privacy";

	private static final Pattern STRING = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"",
			Pattern.DOTALL);

	private static final Pattern WRITING = Pattern.compile("\\b(?:update|insert into|delete from)\\s+(\\w+)");

	private static final Pattern NAMING = Pattern.compile("\\b(?:from|join|update|into)\\s+(\\w+)");

	/** Of an obstacle, a conversation, a report or a rollout. */
	private static final Pattern CHANGES_STATE = Pattern
		.compile("update (obstacle|conversation|report|rollout)\\s+set\\s((?!where).)*\\bstate =", Pattern.DOTALL);

	@Test
	void everyTableHasAnOwner() throws IOException {
		Set<String> tables = new TreeSet<>();
		try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
			for (Path migration : (Iterable<Path>) migrations::iterator) {
				Pattern.compile("create table (\\w+)")
					.matcher(Files.readString(migration))
					.results()
					.map((MatchResult found) -> found.group(1))
					.forEach(tables::add);
			}
		}
		assertThat(OWNERS.keySet()).containsExactlyInAnyOrderElementsOf(tables);
	}

	@Test
	void nobodyElseWritesIt() throws IOException {
		assertThat(strangers(WRITING)).isEmpty();
	}

	@Test
	void whoReadsAnothersTableIsListed() throws IOException {
		Set<String> listed = new TreeSet<>();
		READING.forEach((feature, tables) -> Arrays.stream(tables.split(" "))
			.forEach((table) -> listed.add(feature + " " + table)));
		assertThat(strangers(NAMING)).isEqualTo(listed);
	}

	@Test
	void whoChangesAStateAsksForTheFormer() throws IOException {
		List<String> changing = statements().values()
			.stream()
			.flatMap(List::stream)
			.filter((statement) -> CHANGES_STATE.matcher(statement).find())
			.toList();
		assertThat(changing).hasSize(5).allMatch((statement) -> statement.matches("(?s).* where .*\\bstate (=|in) .*"));
	}

	/** Features and the tables of others that their statements name. */
	private static Set<String> strangers(Pattern naming) throws IOException {
		Set<String> found = new TreeSet<>();
		statements().forEach((feature, statements) -> statements.stream()
			.flatMap((statement) -> naming.matcher(statement).results())
			.map((MatchResult name) -> name.group(1))
			.filter((table) -> !feature.equals(EVERYWHERE) && !feature.equals(OWNERS.getOrDefault(table, feature)))
			.forEach((table) -> found.add(feature + " " + table)));
		return found;
	}

	/** Every text in the code, by the feature it stands in. */
	private static MultiValueMap<String, String> statements() throws IOException {
		MultiValueMap<String, String> found = new LinkedMultiValueMap<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/no/nav/samtalepakker"))) {
			for (Path file : (Iterable<Path>) files.filter((path) -> path.toString().endsWith(".java"))::iterator) {
				Matcher string = STRING.matcher(Files.readString(file));
				while (string.find()) {
					found.add(file.getParent().getFileName().toString(),
							(string.group(1) != null) ? string.group(1) : string.group(2));
				}
			}
		}
		return found;
	}

	private static Map<String, String> owners(String lines) {
		Map<String, String> owners = new HashMap<>();
		lines.lines().map((line) -> line.split(": ")).forEach((line) -> {
			List<String> tables = Arrays.stream(line[1].split(" ")).collect(Collectors.toList());
			tables.forEach((table) -> owners.put(table, line[0]));
		});
		return owners;
	}

}
