package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class TrailOnPostgresTest extends TrailTest {

}
