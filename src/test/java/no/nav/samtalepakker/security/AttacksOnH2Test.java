package no.nav.samtalepakker.security;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class AttacksOnH2Test extends AttacksTest {

}
