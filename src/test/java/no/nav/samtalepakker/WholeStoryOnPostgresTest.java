package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class WholeStoryOnPostgresTest extends WholeStoryTest {

}
