package no.nav.samtalepakker.consistency;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class ConsistencyOnH2Test extends ConsistencyTest {

}
