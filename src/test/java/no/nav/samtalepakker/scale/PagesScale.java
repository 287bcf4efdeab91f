package no.nav.samtalepakker.scale;

import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.testing.Browser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether pages are quick, and files flat in memory, with as many conversations and
 * 20,000 obstacles.
 */
class PagesScale extends ScaleRun {

	private static final int OBSTACLES = Math.min(LARGEST, 20_000);

	@Test
	void pagesAreQuickAndFilesFlat() {
		World world = world();
		double made = once(() -> {
			answer(world);
			growTo(LARGEST);
		});
		Heading.print(String.format(Locale.ROOT,
				"%n%,d conversations, %,d obstacles, %,d e-mails in the outbox; made in %.0f s", rowsIn("conversation"),
				rowsIn("obstacle"), rowsIn("notification"), made / 1_000));
		SlowStatements slow = new SlowStatements(this.statements);
		slow.during("pages", () -> {
			Heading.print("");
			Heading.row("page, ms", "median (p95)");
			Heading.row("---", "---:");
			look(world);
		});
		files(world);
	}

	/** Some obstacles have an answer that waits to be read, some are over. */
	private void answer(World world) {
		jobExecutor().start();
		String answered = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		recipient(RECIPIENT).complete("answerObstacle", obstaclesOf(answered).get(0),
				"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom'}");
		leaderOf(answered).task("readAnswer", obstaclesOf(answered).get(0));
		String over = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		recipient(RECIPIENT).complete("answerObstacle", obstaclesOf(over).get(0),
				"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom'}");
		leaderOf(over).complete("readAnswer", obstaclesOf(over).get(0), "{'decision': 'CLOSE'}");
		awaitQuiet();
		jobExecutor().shutdown();
		int more = Math.max(0, OBSTACLES - rowsIn("obstacle"));
		world.cases.copy(rows(world.cases, answered), "A", false, 1, more / 3);
		world.cases.copy(rows(world.cases, over), "C", false, 1, more - more / 3);
		// each of them had an e-mail when it began
		this.statements.execute("""
				insert into notification (%1$s) select %2$s from notification n,
					(select id as conversation, row_number() over () as number from conversation
						where unit_id like 'S%%') c
				where n.id = (select min(id) from notification where type = 'CONVERSATION_STARTED')
				""".formatted(columns(),
				columns().replace("conversation_id", "c.conversation")
					.replaceFirst("\\bid\\b", "md5(n.id || c.number)::uuid::text")
					.replaceFirst("\\boccasion\\b", "'begun:' || c.number")
					.replaceFirst("\\bstate\\b", "'SENT'")));
	}

	private String columns() {
		return String.join(", ", this.jdbc.sql("""
				select column_name from information_schema.columns
				where table_name = 'notification' and is_generated = 'NEVER' order by ordinal_position
				""").query(String.class).list());
	}

	private void look(World world) {
		Browser secretariat = world.people.get(1);
		String ofRollout = "utrulling=" + world.rollout + "&pakke=tillit-enhet";
		for (String page : List.of("/oversikt", "/oversikt/ubesvart", "/tall", "/tall?" + ofRollout, "/hindringer",
				"/hindringer?side=20", "/hindringer?tilstand=hos-mottaker", "/hindringer?tema=REGELVERK&alder=1",
				"/hindringer?mottaker=" + RECIPIENT + "&pakke=tillit-enhet", "/hindringer?sok=veien",
				"/hindringer?sok=finnes+ingen+steder", "/styring", "/styring/utrullinger/" + world.rollout,
				"/styring/enheter", "/styring/enheter?sok=nav", "/styring/enheter/" + world.office,
				"/styring/mottakere", "/styring/mottakere/" + RECIPIENT, "/styring/folk", "/styring/kategorier",
				"/styring/kategorier/REGELVERK", "/ordlyd", "/ordlyd/eksempler", "/stopp", "/stopp/epost", "/lagring",
				"/tekster?rollout=" + world.rollout + "&unit=" + world.office, "/pakker/tillit-enhet/tilbakemeldinger",
				"/api/needs", "/api/figures/rollouts", "/api/cases?q=nav+s", "/api/cases/" + world.office)) {
			look(secretariat, page);
		}
		for (String process : List.of("rollout", "conversation", "preparation", "obstacle")) {
			String definition = this.engine.getRepositoryService()
				.createProcessDefinitionQuery()
				.processDefinitionKey(process)
				.latestVersion()
				.singleResult()
				.getId();
			look(secretariat, "/api/processes/" + definition + "/activities", process);
			look(secretariat, "/api/processes/" + definition + "/ended", process);
		}
		cockpit(world.people.get(5));
		look(world.people.get(5), "/oversikt");
		look(world.people.get(2), "/svar");
		look(world.people.get(2), "/forslag");
		look(world.people.get(0), "/samtaler");
		look(world.people.get(0), "/samtaler/" + conversationOf(world.office));
		look(browser(personOf(world.asking, "LEADER")), "/hindringer/" + obstaclesOf(world.asking).get(0));
		look(world.people.get(4), "/fylke");
		Browser large = browser("fylke-" + countyOf(world.office));
		look(large, "/fylke");
		look(large, "/oversikt");
	}

	/** What Cockpit's first page and its list of processes ask for. */
	private void cockpit(Browser operator) {
		String engine = "/camunda/api/engine/engine/default";
		for (String asked : List.of("/process-instance/count?unfinished=true", "/incident/count", "/task/count",
				"/history/process-instance/count?unfinished=true", "/process-definition/count?latestVersion=true",
				"/process-definition/statistics?rootIncidents=true&firstResult=0&maxResults=50")) {
			look(operator, engine + asked, "Cockpit");
		}
		look(operator, "/camunda/api/cockpit/plugin/base/default/process-definition/statistics");
	}

	private void look(Browser person, String page) {
		look(person, page, null);
	}

	private void look(Browser person, String page, String about) {
		String name = person.user().replaceAll("-.*", "") + ": "
				+ page.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…").replaceAll("/camunda/api/engine/engine/default", "")
				+ ((about != null) ? " (" + about + ")" : "");
		Heading.row(name, timed(() -> call(person, "GET", page, null)));
	}

	/** What the heap holds while a file is made, looked at again and again. */
	private void files(World world) {
		Heading.print("");
		Heading.row("file", "MB", "s", "MB of heap held at most, besides " + held() + " before");
		Heading.row("---", "---:", "---:", "---:");
		Browser secretariat = world.people.get(1);
		String ofRollout = "utrulling=" + world.rollout + "&pakke=tillit-enhet";
		for (String path : List.of("/tall/csv?" + ofRollout, "/tall/excel?" + ofRollout,
				"/api/rollouts/" + world.rollout + "/archive", "/api/own-data")) {
			long before = held();
			try (Heap heap = new Heap()) {
				long[] bytes = new long[1];
				double time = once(() -> bytes[0] = call(secretariat, "GET", path, null).length);
				assertThat(bytes[0]).as(path).isPositive();
				Heading.row(path.replaceAll("\\?.*", "").replace(world.rollout, "…"),
						String.format(Locale.ROOT, "%.1f", bytes[0] / 1e6),
						String.format(Locale.ROOT, "%.1f", time / 1e3), Math.max(0, heap.most() - before));
			}
		}
	}

	/** Megabytes that something still refers to. */
	private static long held() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
	}

	/** Looks at what the heap holds, again and again. */
	private static final class Heap implements AutoCloseable {

		private final Thread thread = new Thread(this::watch, "heap");

		private volatile long most;

		Heap() {
			this.thread.setDaemon(true);
			this.thread.start();
		}

		private void watch() {
			while (!Thread.currentThread().isInterrupted()) {
				this.most = Math.max(this.most, held());
				try {
					Thread.sleep(100);
				}
				catch (InterruptedException ex) {
					return;
				}
			}
		}

		long most() {
			return this.most;
		}

		@Override
		public void close() {
			this.thread.interrupt();
		}

	}

}
