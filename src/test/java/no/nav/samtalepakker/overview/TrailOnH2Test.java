package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class TrailOnH2Test extends TrailTest {

}
