package no.nav.samtalepakker.security;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:prod;DB_CLOSE_DELAY=-1")
class ProviderLoginOnH2Test extends ProviderLoginTest {

}
