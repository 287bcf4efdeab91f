package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.testing.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The file of H2 after its only node has been killed while it wrote. */
class KilledOnH2Test {

	private static final int KILLS = Boolean.getBoolean("nodes.full") ? 20 : 2;

	private static final int OFFICES_EACH = 12;

	@TempDir
	private Path folder;

	@Test
	void fileIsWholeAfterEachKill() throws IOException {
		Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
		String address = "jdbc:h2:file:" + this.folder.resolve("killed");
		List<String> offices = offices();
		LocalDate today = LocalDate.now(ApplicationClock.OSLO);
		for (int kill = 0; kill < KILLS; kill++) {
			List<String> reached = offices.subList(kill * OFFICES_EACH, (kill + 1) * OFFICES_EACH);
			try (Node node = Node
				.start("h2", address, "--samtalepakker.rollout.chunk-size=1", "--samtalepakker.mail.deliver=false",
						"--camunda.bpm.job-execution.wait-time-in-millis=50")
				.ready()) {
				Visitor admin = node.as("admin");
				int before = instances(admin);
				node.as("sekretariat")
					.post("/engine-rest/process-definition/key/rollout/submit-form", Visitor.form("startRollout", """
							{'name': 'Utrulling %d', 'packageKeys': ['tillit-enhet'], 'unitIds': %s, 'opensOn': '%s',
							'closesOn': '%s'}
							""".formatted(kill, reached, today, today.plusMonths(4))))
					.expect(200);
				await().until(() -> instances(admin) > before + 1);
				node.kill();
			}
			assertThat(Consistency.check("--spring.datasource.url=" + address)).as("after kill %d", kill + 1).isZero();
			Outcomes.tell("H2 file: whole after kill %d of %d", kill + 1, KILLS);
		}
	}

	/** Quoted; nobody but the node can ask its database. */
	private static List<String> offices() throws IOException {
		try (Stream<String> lines = new ClassPathResource("organisation/organisation.csv")
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()) {
			return lines.map((line) -> line.split(";"))
				.filter((columns) -> columns[2].equals("OFFICE"))
				.map((columns) -> "'" + columns[0] + "'")
				.toList();
		}
	}

	private static int instances(Visitor admin) {
		return admin.get("/engine-rest/process-instance/count").expect(200).json().path("count").asInt();
	}

}
