package no.nav.samtalepakker.incident;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class StopsOnH2Test extends StopsTest {

}
