package no.nav.samtalepakker.operation;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class OperationFiguresOnH2Test extends OperationFiguresTest {

}
