package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

@OnPostgres
class AuditOnPostgresTest extends AuditTest {

	@Test
	void neverRewritesARow() {
		assertThatThrownBy(() -> this.jdbc.sql("update audit set user_id = 'someone-else'").update())
			.hasMessageContaining("append-only");
	}

}
