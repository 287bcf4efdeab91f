package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class ProcessFiguresOnH2Test extends ProcessFiguresTest {

}
