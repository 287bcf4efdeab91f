package no.nav.samtalepakker.platform;

import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Whoever has logged in here is logged in to the engine's web applications: one login for
 * everything.
 */
@Configuration(proxyBeanMethods = false)
class WebappAuthentication {

	@Bean
	FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappAuthenticationFilter() {
		FilterRegistrationBean<ContainerBasedAuthenticationFilter> registration = new FilterRegistrationBean<>(
				new ContainerBasedAuthenticationFilter());
		registration.addInitParameter("authentication-provider", WebappAuthenticationProvider.class.getName());
		registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
		// after Spring Security, whose filter has order -100
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 301);
		return registration;
	}

}
