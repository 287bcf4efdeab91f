package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Release;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.Http403ForbiddenEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.CookieClearingLogoutHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may come in: one login for the web applications, our own pages and {@code /api},
 * and a stateless way for programs. What is not named here is denied. How people prove
 * who they are is the profile's business: {@link DemoLogin} or {@link OidcLogin}.
 *
 * <p>
 * Every matcher is a path pattern: a plain string would become a Spring MVC matcher,
 * which silently skips the engine's own servlets.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

	/** Where Camunda keeps the token of its own CSRF protection. */
	private static final String CAMUNDA_CSRF_TOKEN = "CAMUNDA_CSRF_TOKEN";

	/** Scripts and styles come from files of ours, never from within a page. */
	static final String POLICY_OF_PAGES = "default-src 'self'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	/** An answer to a program is no page, whatever it holds. */
	static final String POLICY_OF_DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; "
			+ "frame-ancestors 'none'; sandbox";

	/** For files whose address names their version, and that need a login. */
	private static final String KEPT = "private, max-age=31536000, immutable";

	private static final String PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), "
			+ "payment=(), usb=()";

	/**
	 * Can be read in two ways: parameters, empty and dotted segments, and letters, digits
	 * and what else an address of ours is made of, encoded without need.
	 */
	private static final Pattern TWO_WAYS = Pattern
		.compile("[;\\\\]|//|/\\.{1,2}(/|$)|%(2[dDeEfF]|3[0-9]|[46][1-9a-fA-F]|5[0-9aAcCfF]|7[0-9aAeE])");

	private static final RequestMatcher ENGINE_REST = path("/engine-rest/**");

	private static final RequestMatcher API = path("/api/**");

	private static final RequestMatcher CAMUNDA = path("/camunda/**");

	private static final RequestMatcher CAMUNDA_API = path("/camunda/api/**");

	/** For programs and scripts, which speak JSON. */
	private static final RequestMatcher INTERFACES = new OrRequestMatcher(ENGINE_REST, API, CAMUNDA_API);

	/** Creates an administrator without a login; never needed, always closed. */
	private static final RequestMatcher SETUP = new OrRequestMatcher(path("/camunda/api/admin/setup/**"),
			path("/camunda/app/admin/*/setup/**"));

	/** Camunda's own login would put somebody else into the session. */
	private static final RequestMatcher CAMUNDA_LOGIN = path("/camunda/api/admin/auth/user/*/login/**");

	static final RequestMatcher CAMUNDA_LOGOUT = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout");

	private static final RequestMatcher LOGOUT = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.POST, "/logout");

	private static final RequestMatcher OPEN = new OrRequestMatcher(path("/login"), path("/css/**"), path("/js/**"),
			path("/favicon.ico"), path("/hjelp"), path("/tilgjengelighet"), path("/actuator/health/**"),
			path("/oauth2/**"), path("/login/oauth2/**"));

	/** Scripts and styles whose addresses stay the same from release to release. */
	private static final RequestMatcher ASSETS = new OrRequestMatcher(path("/css/**"), path("/js/**"),
			path("/camunda/lib/**"));

	/** The same under addresses that name their version. */
	private static final RequestMatcher VERSIONED = path(Release.FILES + "**");

	/** What the engine's own plug-ins consist of; it names the engine's version. */
	private static final RequestMatcher PLUGIN_FILES = path("/camunda/api/{application}/plugin/{plugin}/static/**");

	/** Pages of our own, for those who have logged in. */
	private static final List<String> OWN_PAGES = List.of("/oversikt/**", "/oppsummering/**", "/pakker/**",
			"/hva-vet-systemet", "/lagring", "/tekster", "/ordlyd/**", "/styring/**", "/stopp/**", "/samtaler/**",
			"/fylke/**", "/hindringer/**", "/forslag/**", "/tall/**", "/svar/**");

	/** What a person can come back to after a login. */
	private static final List<String> PLACES = Stream
		.concat(OWN_PAGES.stream(),
				Stream.of("tasklist", "cockpit", "admin", "welcome")
					.flatMap((application) -> Stream.of("/camunda/app/" + application + "/",
							"/camunda/app/" + application + "/default/**")))
		.toList();

	private static final RequestMatcher PAGES = new OrRequestMatcher(
			OWN_PAGES.stream().map(SecurityConfiguration::path).toArray(RequestMatcher[]::new));

	private static final RequestMatcher AFTER_LOGIN = new OrRequestMatcher(path("/"), PAGES, API, CAMUNDA);

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	/**
	 * What is answered on a management port of its own, which only those who run the
	 * application reach.
	 */
	@Bean
	@Order(-1)
	SecurityFilterChain operation(HttpSecurity http, Environment environment) throws Exception {
		http.securityMatcher((request) -> isForOperation(request, environment));
		http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers(path("/actuator/health/**"), path("/actuator/prometheus"))
					.permitAll()
					.anyRequest()
					.denyAll());
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(new Http403ForbiddenEntryPoint()));
		http.csrf((csrf) -> csrf.disable());
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.requestCache((cache) -> cache.disable());
		headers(http);
		return http.build();
	}

	/** By the socket, which no header changes. */
	private static boolean isForOperation(HttpServletRequest request, Environment environment) {
		Integer port = environment.getProperty("local.management.port", Integer.class);
		return port != null && !port.equals(environment.getProperty("local.server.port", Integer.class))
				&& request.getLocalPort() == port;
	}

	/** Files that are the same for everybody: no session, no cookie. */
	@Bean
	@Order(0)
	SecurityFilterChain files(HttpSecurity http) throws Exception {
		http.securityMatcher(VERSIONED);
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		http.csrf((csrf) -> csrf.disable());
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.requestCache((cache) -> cache.disable());
		headers(http);
		return http.build();
	}

	@Bean
	@Order(1)
	SecurityFilterChain programs(HttpSecurity http, Login login, EngineAuthenticationFilter engineFilter)
			throws Exception {
		http.securityMatcher(new OrRequestMatcher(ENGINE_REST,
				new AndRequestMatcher(API, (request) -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)));
		http.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.requestMatchers(ENGINE_REST, API)
			.authenticated()
			.anyRequest()
			.denyAll());
		login.ofPrograms(http);
		http.csrf((csrf) -> csrf.disable());
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.requestCache((cache) -> cache.disable());
		headers(http);
		http.addFilterAfter(new CrossSiteFilter(INTERFACES), HeaderWriterFilter.class);
		http.addFilterAfter(engineFilter, AuthorizationFilter.class);
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain people(HttpSecurity http, Login login, EngineAuthenticationFilter engineFilter,
			Identities identities, SessionLimits limits, Sessions sessions, CookieNames cookies) throws Exception {
		http.authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
					.permitAll()
					.requestMatchers(SETUP, CAMUNDA_LOGIN)
					.denyAll()
					.requestMatchers(OPEN)
					.permitAll()
					.requestMatchers(AFTER_LOGIN, LOGOUT)
					.authenticated()
					.anyRequest()
					.denyAll());
		AskedPage askedPage = new AskedPage(PLACES, cookies);
		login.ofPeople(http, new LandingPage(identities, askedPage, sessions));
		http.exceptionHandling(
				(handling) -> handling.defaultAuthenticationEntryPointFor(new Http403ForbiddenEntryPoint(), SETUP)
					.defaultAuthenticationEntryPointFor(unauthorized(),
							new OrRequestMatcher(API, CAMUNDA_API, path("/actuator/**")))
					.defaultAuthenticationEntryPointFor(loginPage(), (request) -> true)
					.accessDeniedHandler(denied()));
		http.requestCache((requestCache) -> requestCache.requestCache(askedPage));
		csrf(http, cookies);
		headers(http);
		http.addFilterAfter(new CrossSiteFilter(INTERFACES), HeaderWriterFilter.class);
		http.logout((logout) -> logout.logoutRequestMatcher(new OrRequestMatcher(LOGOUT, CAMUNDA_LOGOUT))
			.deleteCookies(cookies.of("JSESSIONID"))
			.addLogoutHandler(new CookieClearingLogoutHandler(camundasToken()))
			.logoutSuccessHandler(login.afterLogout()));
		http.addFilterBefore(limits, SecurityContextHolderFilter.class);
		http.addFilterAfter(engineFilter, AuthorizationFilter.class);
		return http.build();
	}

	/** By path, wherever the caller says it has come. */
	private static AuthenticationEntryPoint loginPage() {
		LoginUrlAuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint("/login");
		page.setFavorRelativeUris(true);
		return page;
	}

	private static void csrf(HttpSecurity http, CookieNames cookies) throws Exception {
		CsrfTokenRequestAttributeHandler handler = new CsrfTokenRequestAttributeHandler();
		// no deferred token: the cookie must be there before the first script needs it
		handler.setCsrfRequestAttributeName(null);
		CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
		tokens.setCookieName(cookies.of("XSRF-TOKEN"));
		tokens.setCookiePath("/");
		tokens.setCookieCustomizer((cookie) -> cookie.sameSite("Lax").secure(cookies.secure()));
		http.csrf((csrf) -> csrf.csrfTokenRepository(tokens)
			.csrfTokenRequestHandler(handler)
			.requireCsrfProtectionMatcher(
					new AndRequestMatcher(CsrfFilter.DEFAULT_CSRF_MATCHER, new NegatedRequestMatcher(CAMUNDA),
							new NegatedRequestMatcher(SecurityConfiguration::carriesTokenOfTasklist))));
	}

	/**
	 * Camunda protects its own paths. A form inside Tasklist that calls {@code /api}
	 * sends Camunda's token of the same session, which proves the same.
	 */
	private static boolean carriesTokenOfTasklist(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		Object token = (session != null) ? session.getAttribute(CAMUNDA_CSRF_TOKEN) : null;
		return token != null && token.equals(request.getHeader("X-XSRF-TOKEN"));
	}

	private static void headers(HttpSecurity http) throws Exception {
		RequestMatcher data = new OrRequestMatcher(API, ENGINE_REST);
		RequestMatcher pages = new NegatedRequestMatcher(new OrRequestMatcher(data, CAMUNDA));
		http.headers((headers) -> headers.defaultsDisabled().contentTypeOptions((options) -> {
		}).referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)).httpStrictTransportSecurity((hsts) -> {
			// sent over https only, that is in prod
		})
			.addHeaderWriter(new StaticHeadersWriter("Permissions-Policy", PERMISSIONS_POLICY))
			.addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
			.addHeaderWriter(
					only(new NegatedRequestMatcher(CAMUNDA), new StaticHeadersWriter("X-Frame-Options", "DENY")))
			.addHeaderWriter(only(CAMUNDA, new StaticHeadersWriter("X-Frame-Options", "SAMEORIGIN")))
			// the web applications bring a policy of their own, but not when refused
			.addHeaderWriter(only(CAMUNDA, new StaticHeadersWriter(CONTENT_SECURITY_POLICY, POLICY_OF_PAGES)))
			.addHeaderWriter(only(pages, new StaticHeadersWriter(CONTENT_SECURITY_POLICY, POLICY_OF_PAGES)))
			.addHeaderWriter(only(data, new StaticHeadersWriter(CONTENT_SECURITY_POLICY, POLICY_OF_DATA)))
			.addHeaderWriter(only(
					new AndRequestMatcher(pages, new NegatedRequestMatcher(new OrRequestMatcher(ASSETS, VERSIONED))),
					new CacheControlHeadersWriter()))
			// asked for anew each time, so that no old
			// script meets a new page after an upgrade
			.addHeaderWriter(only(ASSETS, new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-cache")))
			// the engine says no-cache, with which a browser still keeps a copy
			.addHeaderWriter(only(new OrRequestMatcher(data, CAMUNDA_API),
					(request, response) -> response.setHeader(HttpHeaders.CACHE_CONTROL,
							isPluginFile(request, response) ? KEPT : "no-store")))
			.addHeaderWriter(only(new NegatedRequestMatcher(VERSIONED), SecurityConfiguration::keepNoPage)));
	}

	/** A file, not the refusal of one. */
	private static boolean isPluginFile(HttpServletRequest request, HttpServletResponse response) {
		return response.getStatus() == HttpServletResponse.SC_OK && PLUGIN_FILES.matches(request)
				&& request.getQueryString() != null && request.getQueryString().startsWith("bust=");
	}

	/**
	 * Pages hold tokens and who is logged in, those of the web applications, too. An
	 * error becomes a page only after its headers have been written.
	 */
	private static void keepNoPage(HttpServletRequest request, HttpServletResponse response) {
		String type = response.getContentType();
		boolean unchanged = response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
		if ((type != null) ? type.startsWith(MediaType.TEXT_HTML_VALUE) : !unchanged) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
	}

	/** What is no address of ours gets no page, and the headers all the same. */
	@Bean
	RequestRejectedHandler rejectedAddresses() {
		return (request, response, rejection) -> reject(response);
	}

	/**
	 * Refuses addresses over which Spring's own filters stumble before its firewall is
	 * asked.
	 */
	@Bean
	FilterRegistrationBean<Filter> plainAddresses() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			if (TWO_WAYS.matcher(((HttpServletRequest) request).getRequestURI()).find()) {
				reject((HttpServletResponse) response);
			}
			else {
				chain.doFilter(request, response);
			}
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	private static void reject(HttpServletResponse response) throws IOException {
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader(CONTENT_SECURITY_POLICY, POLICY_OF_DATA);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		Refusals.send(response, HttpServletResponse.SC_BAD_REQUEST, "InvalidInput", "Adressen er ikke gyldig.");
	}

	private static HeaderWriter only(RequestMatcher where, HeaderWriter writer) {
		return new DelegatingRequestMatcherHeaderWriter(where, writer);
	}

	/** The cookie of Camunda's own CSRF protection, to be taken away. */
	private static Cookie camundasToken() {
		Cookie cookie = new Cookie("XSRF-TOKEN", null);
		cookie.setPath("/camunda");
		cookie.setMaxAge(0);
		return cookie;
	}

	static AuthenticationEntryPoint unauthorized() {
		return (request, response, failure) -> Refusals.send(response, HttpServletResponse.SC_UNAUTHORIZED,
				"Unauthorized", "Du må logge inn.");
	}

	private static AccessDeniedHandler denied() {
		AccessDeniedHandler page = new AccessDeniedHandlerImpl();
		return (request, response, failure) -> {
			if (API.matches(request) || CAMUNDA_API.matches(request)) {
				Refusals.send(response, HttpServletResponse.SC_FORBIDDEN, "Refused",
						"Du har ikke tilgang, eller siden er for gammel. Last siden på nytt og prøv igjen.");
			}
			else {
				page.handle(request, response, failure);
			}
		};
	}

	@Bean
	EngineAuthenticationFilter engineAuthenticationFilter(@Lazy IdentityService engineIdentities,
			Identities identities) {
		return new EngineAuthenticationFilter(engineIdentities, identities);
	}

	/** The filter works inside the security chains only. */
	@Bean
	FilterRegistrationBean<EngineAuthenticationFilter> noEngineAuthenticationOutsideTheChains(
			EngineAuthenticationFilter filter) {
		FilterRegistrationBean<EngineAuthenticationFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	CookieNames cookieNames(Environment environment) {
		return new CookieNames(environment.acceptsProfiles(Profiles.of("prod")));
	}

	@Bean
	Sessions sessions(ServerProperties server) {
		return new Sessions(server.getServlet().getSession().getTimeout());
	}

	/** Before all that could ask where we are. */
	@Bean
	@Profile("prod")
	FilterRegistrationBean<KnownAddress> knownAddress(@Value("${samtalepakker.mail.base-url}") URI address) {
		FilterRegistrationBean<KnownAddress> registration = new FilterRegistrationBean<>(new KnownAddress(address));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	SessionLimits sessionLimits(LoginSettings settings, ServerProperties server) {
		return new SessionLimits(server.getServlet().getSession().getTimeout(), settings.longestSession(),
				System::nanoTime);
	}

	@Bean
	FilterRegistrationBean<SessionLimits> noSessionLimitsOutsideTheChains(SessionLimits filter) {
		FilterRegistrationBean<SessionLimits> registration = new FilterRegistrationBean<>(filter);
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	FilterRegistrationBean<TurnsPerUser> turnsPerUser() {
		FilterRegistrationBean<TurnsPerUser> registration = new FilterRegistrationBean<>(
				new TurnsPerUser(INTERFACES, PAGES, TurnsPerUser.PATIENCE));
		// after Spring Security, which knows the user,
		// and before all that asks the database
		registration.setOrder(EngineRequestFilter.ORDER - 1);
		return registration;
	}

	@Bean
	FilterRegistrationBean<EngineRequestFilter> engineRequestFilter(Identities identities, FormVariables forms) {
		FilterRegistrationBean<EngineRequestFilter> registration = new FilterRegistrationBean<>(new EngineRequestFilter(
				new EngineOperations(), forms, (user) -> Set.copyOf(identities.groupsOf(user))));
		registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
		// after Spring Security, which knows the user
		registration.setOrder(EngineRequestFilter.ORDER);
		return registration;
	}

	@Bean
	FilterRegistrationBean<NoncePerRequest> noncePerRequest() {
		FilterRegistrationBean<NoncePerRequest> registration = new FilterRegistrationBean<>(new NoncePerRequest());
		registration.addUrlPatterns("/camunda/*");
		registration.setOrder(EngineRequestFilter.ORDER);
		return registration;
	}

	@Bean
	FilterRegistrationBean<MendingAudit> mendingAudit(Audit audit, @Lazy ManagementService management,
			Processes processes) {
		FilterRegistrationBean<MendingAudit> registration = new FilterRegistrationBean<>(
				new MendingAudit(audit, management, processes));
		registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
		registration.setOrder(EngineRequestFilter.ORDER + 1);
		return registration;
	}

	@Bean
	FilterRegistrationBean<ApiRequestFilter> apiRequestFilter() {
		FilterRegistrationBean<ApiRequestFilter> registration = new FilterRegistrationBean<>(new ApiRequestFilter());
		registration.addUrlPatterns("/api/*");
		registration.setOrder(EngineRequestFilter.ORDER);
		return registration;
	}

}
