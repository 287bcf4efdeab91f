package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class BadInputOnH2Test extends BadInputTest {

}
