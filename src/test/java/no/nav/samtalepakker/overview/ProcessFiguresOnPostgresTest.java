package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class ProcessFiguresOnPostgresTest extends ProcessFiguresTest {

}
