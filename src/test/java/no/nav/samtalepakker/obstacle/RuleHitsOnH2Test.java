package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class RuleHitsOnH2Test extends RuleHitsTest {

}
