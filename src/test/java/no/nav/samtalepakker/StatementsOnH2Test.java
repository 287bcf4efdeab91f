package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class StatementsOnH2Test extends StatementsTest {

}
