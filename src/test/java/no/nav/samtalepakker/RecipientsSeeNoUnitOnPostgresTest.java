package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class RecipientsSeeNoUnitOnPostgresTest extends RecipientsSeeNoUnitTest {

}
