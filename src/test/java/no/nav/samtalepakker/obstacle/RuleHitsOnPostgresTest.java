package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class RuleHitsOnPostgresTest extends RuleHitsTest {

}
