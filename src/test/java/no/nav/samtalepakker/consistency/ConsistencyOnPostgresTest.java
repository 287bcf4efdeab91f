package no.nav.samtalepakker.consistency;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class ConsistencyOnPostgresTest extends ConsistencyTest {

}
