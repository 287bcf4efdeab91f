package no.nav.samtalepakker.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** How people and programs prove who they are; one per profile. */
interface Login {

	void ofPrograms(HttpSecurity http) throws Exception;

	void ofPeople(HttpSecurity http, AuthenticationSuccessHandler landingPage) throws Exception;

	/** What happens when the session is gone. */
	LogoutSuccessHandler afterLogout();

}
