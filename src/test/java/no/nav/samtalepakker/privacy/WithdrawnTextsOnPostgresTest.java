package no.nav.samtalepakker.privacy;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class WithdrawnTextsOnPostgresTest extends WithdrawnTextsTest {

}
