package no.nav.samtalepakker.keyfigures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.Reader;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever reads the key figures and the overview together finds out nothing that is
 * hidden. The reader knows what follows from the forms as well: every plan has a form of
 * meeting, who has no plan has told nothing of the meeting, and who omitted a question
 * has changed some.
 */
class PublishedKeyFiguresTest extends PageCaseTest {

	private static final int WORLDS = 40;

	private static final int UNITS = 70;

	/**
	 * Enough of those told of a meeting; the others are decided about in the same way.
	 */
	private static final List<Measure> MEETING = List.of(Measure.ARENA, Measure.EXAMPLES, Measure.QUESTIONS);

	private static final String PACKAGE = "tillit-enhet";

	private final Random random = new Random(20261128);

	@Autowired
	private Packages packages;

	private final Map<String, Integer> truth = new LinkedHashMap<>();

	private String rollout;

	private List<String> questions;

	@BeforeEach
	void order() {
		this.rollout = orderRollout(PACKAGE, "0105").getBusinessKey();
		this.jdbc.sql("update rollout set state = 'CUT_OFF'").update();
		this.questions = this.packages.get(PACKAGE, 1).questions(Use.CONVERSATION).stream().map(Question::key).toList();
	}

	@Test
	void nothingHiddenIsFoundOutFromTheKeyFiguresAndTheOverview() throws Exception {
		int tables = 0;
		int hidden = 0;
		for (int i = 0; i < WORLDS; i++) {
			happen();
			Reader reader = new Reader();
			Document page = Jsoup.parse(page("/tall?utrulling=" + this.rollout + "&pakke=" + PACKAGE, "evaluator"));
			readProgress(reader, page);
			String held = page.select("[aria-labelledby=form] caption strong").text();
			if (held.isEmpty()) {
				for (Measure measure : List.of(Measure.FORM, Measure.ARENA, Measure.EXAMPLES, Measure.QUESTIONS,
						Measure.OMITTED)) {
					assertThat(numbers(page, measure)).as("nobody knows how many have held it")
						.noneMatch((text) -> text.matches("\\d+"));
				}
			}
			else {
				tables++;
				int number = Integer.parseInt(held);
				assertThat(sum("heldOnly", "withInput", "withoutInput")).isEqualTo(number);
				reader.read("held", List.of("heldOnly", "withInput", "withoutInput"), number);
				readWhole(reader, page, Measure.FORM, number, "no plan");
				MEETING.forEach((measure) -> readWhole(reader, page, measure, number, measure + " " + Measure.UNKNOWN));
				readOmitted(reader, page);
			}
			readFollowUp(reader, page);
			hidden += page.select("td.few").size();
			assertThat(reader.findsOut(this.truth)).as(this.truth.toString()).isEmpty();
		}
		assertThat(tables).as("worlds with figures").isGreaterThan(WORLDS / 3);
		assertThat(hidden).as("hidden figures").isGreaterThan(WORLDS * 5);
	}

	@Test
	void theOverviewTellsTheSame() throws Exception {
		happen();
		String overview = Jsoup.parse(page("/oversikt", "evaluator")).text();
		Document page = Jsoup.parse(page("/tall?utrulling=" + this.rollout + "&pakke=" + PACKAGE, "evaluator"));
		List<String> numbers = numbers(page, Measure.REPORTING);
		assertThat(overview).contains(
				UNITS + " " + numbers.get(5) + " " + numbers.get(0) + " " + numbers.get(1) + " " + numbers.get(4));
	}

	// what happens

	private void happen() {
		this.truth.clear();
		for (String table : List.of("follow_up", "meeting_question", "meeting", "conversation")) {
			this.jdbc.sql("delete from " + table).update();
		}
		List<String> units = this.jdbc.sql("select id from unit where type = 'OFFICE' order by id limit " + UNITS)
			.query(String.class)
			.list();
		Map<String, String> favourites = new LinkedHashMap<>();
		int variety = this.random.nextInt(2, 7);
		for (String unit : units) {
			String state = choose(favourites, variety, "progress " + this.random.nextInt(3), "heldOnly", "withInput",
					"withoutInput", "notHeld", "unknown");
			count("", state);
			boolean reported = state.startsWith("with");
			boolean held = reported || state.equals("heldOnly");
			String id = "figures-" + unit;
			this.jdbc.sql("""
					insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state, held,
						reported, started_at)
					values (?, ?, ?, ?, 1, 0, 'ENDED', ?, ?, current_timestamp)
					""")
				.params(id, this.rollout, unit, PACKAGE, held ? "YES" : state.equals("notHeld") ? "NO" : null,
						state.equals("withInput") ? "WITH_INPUT" : reported ? "WITHOUT_INPUT" : null)
				.update();
			if (held) {
				meet(id, favourites, variety);
			}
			if (reported) {
				followUp(id, favourites, variety);
			}
		}
	}

	private void meet(String id, Map<String, String> favourites, int variety) {
		if (choose(favourites, variety, "plan " + this.random.nextInt(3), "YES", "YES", "NO").equals("NO")) {
			count("", "no plan");
			return;
		}
		String form = choose(favourites, variety, Measure.FORM);
		count("FORM ", form);
		String arena = chooseOrNot(favourites, variety, Measure.ARENA);
		String examples = chooseOrNot(favourites, variety, Measure.EXAMPLES);
		String treated = chooseOrNot(favourites, variety, Measure.QUESTIONS);
		this.jdbc.sql("insert into meeting (conversation_id, form, arena, examples_used) values (?, ?, ?, ?)")
			.params(id, form, arena, (examples != null) ? examples.equals("YES") : null)
			.update();
		if (treated == null) {
			return;
		}
		int first = this.random.nextInt(this.questions.size());
		for (int i = 0; i < this.questions.size(); i++) {
			boolean changed = treated.equals("CHANGED") && (i == first || i == this.questions.size() - 1);
			boolean omitted = changed && (i == this.questions.size() - 1) && this.random.nextInt(variety) > 0;
			this.jdbc.sql("insert into meeting_question (conversation_id, question, treatment) values (?, ?, ?)")
				.params(id, this.questions.get(i), omitted ? "OMITTED" : changed ? "MERGED" : "DISCUSSED")
				.update();
			if (treated.equals("CHANGED")) {
				count("question " + i + " ", omitted ? "omitted" : "kept");
			}
		}
	}

	private void followUp(String id, Map<String, String> favourites, int variety) {
		String date = choose(favourites, variety, "FOLLOW_UP_DATE", "DATE", "DATE", "NO_DATE", "NOTHING", "");
		count("FOLLOW_UP_DATE ", date.isEmpty() ? Measure.UNKNOWN : date);
		boolean done = date.equals("DATE") && choose(favourites, variety, "done", "YES", "NO").equals("YES");
		if (date.equals("DATE")) {
			count("FOLLOWED_UP ", done ? "DONE" : Measure.UNKNOWN);
		}
		if (!date.isEmpty()) {
			this.jdbc.sql("""
					insert into follow_up (conversation_id, follow_up_on, no_date, times_done, ended)
					values (?, ?, ?, ?, ?)
					""")
				.params(id, (date.equals("DATE") && !done) ? today() : null, date.equals("NO_DATE"), done ? 1 : 0,
						date.equals("NOTHING") ? "NOTHING" : null)
				.update();
		}
	}

	private String chooseOrNot(Map<String, String> favourites, int variety, Measure measure) {
		List<String> answers = new ArrayList<>(measure.answers().keySet());
		answers.add("");
		String answer = choose(favourites, variety, measure.name(), answers.toArray(String[]::new));
		count(measure + " ", answer.isEmpty() ? Measure.UNKNOWN : answer);
		return answer.isEmpty() ? null : answer;
	}

	private String choose(Map<String, String> favourites, int variety, Measure measure) {
		return choose(favourites, variety, measure.name(), measure.answers().keySet().toArray(String[]::new));
	}

	/** Most do as most do, as in life; of some things all do the same. */
	private String choose(Map<String, String> favourites, int variety, String what, String... answers) {
		String any = answers[this.random.nextInt(answers.length)];
		String favourite = favourites.computeIfAbsent(what,
				(first) -> ((this.random.nextInt(3) == 0) ? "all " : "most ") + any);
		boolean same = favourite.startsWith("all ") || this.random.nextInt(variety) > 0;
		return same ? favourite.substring(favourite.indexOf(' ') + 1) : any;
	}

	private void count(String what, String answer) {
		this.truth.merge(what + answer, 1, Integer::sum);
	}

	private int sum(String... parts) {
		return Arrays.stream(parts).mapToInt((part) -> this.truth.getOrDefault(part, 0)).sum();
	}

	// what is read

	private void readProgress(Reader reader, Document page) {
		List<String> all = List.of("heldOnly", "withInput", "withoutInput", "notHeld", "unknown");
		all.forEach((one) -> this.truth.putIfAbsent(one, 0));
		reader.read("started", all, UNITS);
		List<String> numbers = numbers(page, Measure.REPORTING);
		boolean few = numbers.contains("færre enn fem");
		List<List<String>> parts = List.of(List.of("heldOnly"), List.of("withInput", "withoutInput"),
				List.of("withInput"), List.of("withoutInput"), List.of("notHeld"), List.of("unknown"));
		assertThat(numbers).hasSameSizeAs(parts);
		for (int i = 0; i < numbers.size(); i++) {
			reader.read("progress " + i, parts.get(i), figure(numbers.get(i)), few);
		}
	}

	/**
	 * The classes of a measure, with those who had no plan among those who have not said.
	 */
	private void readWhole(Reader reader, Document page, Measure measure, int whole, String silent) {
		List<String> cells = new ArrayList<>(
				measure.answers().keySet().stream().map((code) -> measure + " " + code).toList());
		cells.add(silent);
		cells.add("no plan");
		cells.forEach((cell) -> this.truth.putIfAbsent(cell, 0));
		List<String> sum = cells.stream().distinct().toList();
		reader.read(measure + " whole", sum, whole);
		List<String> numbers = numbers(page, measure);
		boolean few = numbers.contains("færre enn fem");
		int i = 0;
		for (String code : measure.answers().keySet()) {
			reader.read(measure + " " + code, List.of(measure + " " + code), figure(numbers.get(i)), few);
			i++;
		}
		// of the sum one is told nothing if it is not shown
		reader.read(measure + " silent", silent.equals("no plan") ? List.of(silent) : List.of(silent, "no plan"),
				figure(numbers.get(i)), few && silent.equals("no plan"));
	}

	private void readOmitted(Reader reader, Document page) {
		String changed = page.select("[aria-labelledby=omitted] caption strong").text();
		List<String> numbers = numbers(page, Measure.OMITTED);
		if (changed.isEmpty()) {
			assertThat(numbers).noneMatch((text) -> text.matches("\\d+"));
			return;
		}
		for (int i = 0; i < numbers.size(); i++) {
			List<String> parts = List.of("question " + i + " omitted", "question " + i + " kept");
			parts.forEach((part) -> this.truth.putIfAbsent(part, 0));
			reader.read("changed " + i, parts, Integer.parseInt(changed));
			reader.read("omitted " + i, parts.subList(0, 1), figure(numbers.get(i)), false);
			// who knows the rule knows that it is not shown either
			reader.read("kept " + i, parts.subList(1, 2), numbers.get(i).matches("\\d+")
					? Figure.of(this.truth.get(parts.get(1))) : Figure.hidden(Figure.Hidden.COVER), false);
		}
	}

	private void readFollowUp(Reader reader, Document page) {
		String reported = page.select("[aria-labelledby=follow-up-date] caption strong").text();
		List<String> numbers = numbers(page, Measure.FOLLOW_UP_DATE);
		if (reported.isEmpty()) {
			assertThat(numbers).noneMatch((text) -> text.matches("\\d+"));
			return;
		}
		readClasses(reader, Measure.FOLLOW_UP_DATE, Integer.parseInt(reported), numbers);
		String dated = page.select("[aria-labelledby=followed-up] caption strong").text();
		if (!dated.isEmpty()) {
			readClasses(reader, Measure.FOLLOWED_UP, Integer.parseInt(dated), numbers(page, Measure.FOLLOWED_UP));
		}
	}

	private void readClasses(Reader reader, Measure measure, int whole, List<String> numbers) {
		List<String> cells = new ArrayList<>(
				measure.answers().keySet().stream().map((code) -> measure + " " + code).toList());
		cells.add(measure + " " + Measure.UNKNOWN);
		cells.forEach((cell) -> this.truth.putIfAbsent(cell, 0));
		reader.read(measure + " whole", cells, whole);
		for (int i = 0; i < cells.size(); i++) {
			reader.read(cells.get(i), List.of(cells.get(i)), figure(numbers.get(i)), numbers.contains("færre enn fem"));
		}
	}

	private static List<String> numbers(Document page, Measure measure) {
		return page.select("section.card[aria-labelledby=" + measure.id() + "] tbody tr")
			.stream()
			.map((row) -> row.select("td").first())
			.map(Element::text)
			.toList();
	}

	private static Figure figure(String text) {
		return switch (text) {
			case "færre enn fem" -> Figure.hidden(Figure.Hidden.FEW);
			case "vises ikke" -> Figure.hidden(Figure.Hidden.COVER);
			default -> Figure.of(Integer.parseInt(text));
		};
	}

}
