package no.nav.samtalepakker.keyfigures;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class KeyFiguresOnH2Test extends KeyFiguresTest {

}
