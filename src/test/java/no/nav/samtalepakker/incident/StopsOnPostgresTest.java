package no.nav.samtalepakker.incident;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class StopsOnPostgresTest extends StopsTest {

}
