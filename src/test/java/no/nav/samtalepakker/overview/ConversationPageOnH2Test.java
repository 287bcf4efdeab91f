package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.testing.OnH2;

@OnH2
class ConversationPageOnH2Test extends ConversationPageTest {

}
