package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class LargeOrderOnH2Test extends LargeOrderTest {

}
