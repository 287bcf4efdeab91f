package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class StatementsOnPostgresTest extends StatementsTest {

}
