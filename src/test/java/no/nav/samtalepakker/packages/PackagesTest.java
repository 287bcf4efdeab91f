package no.nav.samtalepakker.packages;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import no.nav.samtalepakker.platform.TestCalendar;
import no.nav.samtalepakker.reporting.ReportPoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@JdbcTest
class PackagesTest {

	@Autowired
	private JdbcClient jdbc;

	private Packages packages;

	@Test
	void aPackageSaysWhatItsFormsOffer() throws IOException {
		start();
		assertThat(newest("rol").forms()).isEqualTo(new ConversationPackage.Forms("SHARED_UNDERSTANDING", true));
		assertThat(newest("tillit-mba").forms()).isEqualTo(new ConversationPackage.Forms("MEASURE", false));
		assertThat(newest("tillit-enhet").forms()).isEqualTo(new ConversationPackage.Forms(null, false));
	}

	@Test
	void aVersionStoredByAnEarlierReleaseOffersWhatItAlwaysDid() throws IOException {
		start();
		for (String key : List.of("rol", "tillit-mba")) {
			assertThat(content(key, 1)).doesNotContain("forms:");
			assertThat(this.packages.get(key, 1).forms()).as(key).isEqualTo(newest(key).forms());
		}
	}

	@Test
	void whatALaterVersionOffersReachesOnlyVersionsThatSayNothing() throws IOException {
		start();
		String content = content("rol", 2);
		store("rol", 13,
				content.replace("version: 2", "version: 13").replace("medicalAdviser: true", "medicalAdviser: false"));
		store("rol", 14, content.replace("version: 2", "version: 14").replaceAll("(?m)^forms:.*$", ""));
		start();
		assertThat(this.packages.get("rol", 1).forms().medicalAdviser()).isTrue();
		assertThat(this.packages.get("rol", 2).forms().medicalAdviser()).isTrue();
		assertThat(this.packages.get("rol", 13).forms().medicalAdviser()).isFalse();
		assertThat(this.packages.get("rol", 14).forms()).isEqualTo(new ConversationPackage.Forms(null, false));
	}

	@Test
	void aVersionThatANodeOfALaterReleaseHasRegisteredIsKnown() throws IOException {
		start();
		store("rol", 13, content("rol", 2).replace("version: 2", "version: 13"));
		assertThat(this.packages.get("rol", 13).version()).isEqualTo(13);
		assertThat(this.packages.find("rol", 14)).isEmpty();
	}

	@Test
	void whatHasNoLinkSpeaksOfNoPresentation() throws IOException {
		start();
		assertThat(this.packages.newest()).filteredOn((version) -> version.link().isBlank())
			.isNotEmpty()
			.allSatisfy((version) -> assertThat(content(version.key(), version.version()).replaceAll("(?m)^#.*$", ""))
				.doesNotContainPattern("(?i)presentasjon|\\bbilde"));
	}

	@Test
	void aConversationKeepsTheWordsItBeganWith() throws IOException {
		start();
		assertThat(newest("rol").version()).isEqualTo(3);
		assertThat(newest("rol").material()).contains("Bla gjennom retningslinjene");
		for (int version : List.of(1, 2)) {
			assertThat(this.packages.get("rol", version).material()).contains("Bla gjennom presentasjonen");
		}
		// whoever has prepared finds the same boxes
		assertThat(newest("rol").checklist()).extracting(ConversationPackage.ChecklistItem::key)
			.isEqualTo(this.packages.get("rol", 2)
				.checklist()
				.stream()
				.map(ConversationPackage.ChecklistItem::key)
				.toList());
	}

	@Test
	void theUsualKindOfAPointIsOneTheReportKnows() throws IOException {
		start();
		assertThat(this.packages.newest()).isNotEmpty()
			.extracting((version) -> version.forms().usualKind())
			.allSatisfy((kind) -> assertThat(kind == null || known().contains(kind)).as(kind).isTrue());
	}

	@Test
	void aRegisteredVersionThatHasChangedStopsTheStart() throws IOException {
		start();
		this.jdbc.sql("update package_version set checksum = 'another' where package_key = 'rol' and version = 1")
			.update();
		assertThatIllegalStateException().isThrownBy(this::start).withMessageContaining("rol-v1");
	}

	private void start() throws IOException {
		this.packages = new Packages(this.jdbc, TestCalendar.on(LocalDate.of(2026, 9, 1)).get());
		this.packages.run(null);
	}

	private ConversationPackage newest(String key) {
		return this.packages.newest(key).orElseThrow();
	}

	private static List<String> known() {
		return Arrays.stream(ReportPoint.Kind.values()).map(Enum::name).toList();
	}

	private String content(String key, int version) {
		return this.jdbc.sql("select content from package_version where package_key = ? and version = ?")
			.params(key, version)
			.query(String.class)
			.single();
	}

	private void store(String key, int version, String content) {
		this.jdbc.sql("""
				insert into package_version
					(package_key, version, target_group, decided_by_county, checksum, content, loaded_at)
				values (?, ?, 'OFFICE', true, '', ?, current_timestamp)
				""").params(key, version, content).update();
	}

}
