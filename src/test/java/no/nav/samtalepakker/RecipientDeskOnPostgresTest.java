package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

@OnPostgres
class RecipientDeskOnPostgresTest extends RecipientDeskTest {

}
