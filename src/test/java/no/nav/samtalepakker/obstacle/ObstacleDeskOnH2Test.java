package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class ObstacleDeskOnH2Test extends ObstacleDeskTest {

}
