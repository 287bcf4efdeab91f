package no.nav.samtalepakker;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:release;DB_CLOSE_DELAY=-1")
class NewReleaseOnH2Test extends NewReleaseTest {

}
