package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class LocalesServedOnH2Test extends LocalesServedTest {

}
