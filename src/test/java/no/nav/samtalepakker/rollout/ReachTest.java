package no.nav.samtalepakker.rollout;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.testing.CaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ReachTest extends CaseTest {

	private static final String WITHOUT_LEADER = "0111";

	@Autowired
	private Reach reach;

	@Autowired
	private Units units;

	@AfterEach
	void theLeaderComesBack() {
		this.jdbc.sql("update unit_person set role = 'LEADER' where role = 'GONE'").update();
	}

	@Test
	void aPreviewTellsHowManyNobodyLeads() {
		assertThat(preview("tillit-enhet").withoutLeader()).isZero();
		theLeaderGoes();

		Reach.PackagePreview preview = preview("tillit-enhet");

		assertThat(preview.withoutLeader()).isEqualTo(1);
		assertThat(preview.gets()).isEqualTo(preview.units()).isEqualTo(unitsOf(UnitType.OFFICE, UnitType.RESULT_UNIT));
		assertThat(preview("tillit-mba").withoutLeader()).as("two parties lead").isZero();
	}

	@Test
	void aPreviewTellsHowManyNoEmailReaches() {
		this.jdbc.sql("update unit_person set email = null where unit_id = ?").param(WITHOUT_LEADER).update();
		try {
			assertThat(preview("tillit-enhet").withoutEmail()).isOne();
			theLeaderGoes();
			assertThat(preview("tillit-enhet").withoutEmail()).as("counted with those without a leader").isZero();
		}
		finally {
			this.jdbc.sql("update unit_person set email = user_id || '@example.invalid' where email is null").update();
		}
		assertThat(this.units.reachedByEmail()).isSubsetOf(this.units.led());
	}

	@Test
	void allAtOnceAreThoseWhoAreWrittenToOneByOne() {
		theLeaderGoes();
		Set<String> oneByOne = this.units.all()
			.stream()
			.map(Unit::id)
			.filter((unit) -> !this.units.leading(unit).isEmpty())
			.collect(Collectors.toSet());

		assertThat(this.units.led()).isEqualTo(oneByOne).isNotEmpty().doesNotContain(WITHOUT_LEADER);
	}

	private void theLeaderGoes() {
		this.jdbc.sql("update unit_person set role = 'GONE' where unit_id = ? and role = 'LEADER'")
			.param(WITHOUT_LEADER)
			.update();
	}

	private Reach.PackagePreview preview(String packageKey) {
		return this.reach.preview(List.of(packageKey), List.of(), List.of()).packages().get(0);
	}

	private int unitsOf(UnitType... types) {
		List<UnitType> wanted = List.of(types);
		return (int) this.units.all().stream().filter((unit) -> wanted.contains(unit.type())).count();
	}

}
