package no.nav.samtalepakker.privacy;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class FreeTextOnPostgresTest extends FreeTextTest {

}
