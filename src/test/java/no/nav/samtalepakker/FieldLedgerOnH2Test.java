package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class FieldLedgerOnH2Test extends FieldLedgerTest {

}
