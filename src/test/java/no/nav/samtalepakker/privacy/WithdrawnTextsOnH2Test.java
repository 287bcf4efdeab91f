package no.nav.samtalepakker.privacy;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class WithdrawnTextsOnH2Test extends WithdrawnTextsTest {

}
