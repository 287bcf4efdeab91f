package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class RecipientDeskOnH2Test extends RecipientDeskTest {

}
