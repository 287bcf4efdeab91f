package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class SteeringOnH2Test extends SteeringTest {

}
