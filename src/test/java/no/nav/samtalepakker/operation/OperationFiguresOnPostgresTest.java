package no.nav.samtalepakker.operation;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class OperationFiguresOnPostgresTest extends OperationFiguresTest {

}
