package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class LargeOrderOnPostgresTest extends LargeOrderTest {

}
