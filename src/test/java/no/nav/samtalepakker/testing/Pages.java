package no.nav.samtalepakker.testing;

import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * The pages of an application as they are opened without a network: in the thread of the
 * test, and with who may do what.
 */
public final class Pages {

	private Pages() {
	}

	public static MockMvc of(WebApplicationContext application) {
		return MockMvcBuilders.webAppContextSetup(application)
			.apply(SecurityMockMvcConfigurers.springSecurity())
			.build();
	}

}
