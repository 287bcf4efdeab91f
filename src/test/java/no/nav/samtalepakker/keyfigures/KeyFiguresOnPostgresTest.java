package no.nav.samtalepakker.keyfigures;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class KeyFiguresOnPostgresTest extends KeyFiguresTest {

}
