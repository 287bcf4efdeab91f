package no.nav.samtalepakker.platform;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class StatementLimitOnPostgresTest extends StatementLimitTest {

}
