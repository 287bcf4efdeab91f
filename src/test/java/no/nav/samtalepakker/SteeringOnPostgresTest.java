package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class SteeringOnPostgresTest extends SteeringTest {

}
