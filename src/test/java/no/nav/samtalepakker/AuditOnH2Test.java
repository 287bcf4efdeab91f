package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class AuditOnH2Test extends AuditTest {

}
