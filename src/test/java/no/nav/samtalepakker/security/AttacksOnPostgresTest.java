package no.nav.samtalepakker.security;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class AttacksOnPostgresTest extends AttacksTest {

}
