package no.nav.samtalepakker.security;

import java.util.ArrayList;
import java.util.List;

import no.nav.samtalepakker.platform.CurrentUser;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page; in the demonstration it offers the roles one can try. */
@Controller
class LoginController {

	private static final List<DemoRole> ROLES = List.of(
			new DemoRole("sekretariat", "Sekretariatet", "starter utrullinger, vurderer hindringer, publiserer"),
			new DemoRole("leder-0104", "Leder, Nav Moss", "et Nav-kontor planlegger og forteller"),
			new DemoRole("leder-4400", "Leder, NAV Arbeid og ytelser", "en resultatenhet"),
			new DemoRole("leder-bu-0200", "Kontakt, Brukerutvalg NAV Øst-Viken", "et brukerutvalg"),
			new DemoRole("arbeidsgiver-dmba", "Arbeidsgiver i dMBA", "den ene parten"),
			new DemoRole("tillitsvalgt-dmba", "Tillitsvalgt i dMBA", "den andre parten"),
			new DemoRole("fylke-0200", "NAV Øst-Viken", "fylket bestemmer om kontorene blir med"),
			new DemoRole("mottaker-hr", "HR-avdelingen", "svarer på hindringer"),
			new DemoRole("evaluator", "Evaluator", "ser tallene"),
			new DemoRole("admin", "Driftsansvarlig", "retter det som har stoppet"));

	private final boolean demo;

	private final ObjectProvider<ClientRegistrationRepository> registrations;

	private final CurrentUser currentUser;

	LoginController(Environment environment, ObjectProvider<ClientRegistrationRepository> registrations,
			CurrentUser currentUser) {
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
		this.registrations = registrations;
		this.currentUser = currentUser;
	}

	@GetMapping("/")
	String home() {
		return "redirect:" + LandingPage.start(this.currentUser.groups());
	}

	@GetMapping("/login")
	String login(@RequestParam(name = "bruker", required = false) String user,
			@RequestParam(required = false) String error, @RequestParam(required = false) String logout,
			@RequestParam(required = false) String ended, @RequestAttribute(required = false) String wait,
			Model model) {
		boolean known = ROLES.stream().anyMatch((role) -> role.userId().equals(user));
		model.addAttribute("demo", this.demo);
		model.addAttribute("roles", this.demo ? ROLES : List.of());
		model.addAttribute("chosen", known ? user : null);
		model.addAttribute("failed", error != null);
		model.addAttribute("reason", (error != null && OidcLogin.EXPLAINED.contains(error)) ? error : null);
		model.addAttribute("wait", wait);
		model.addAttribute("loggedOut", logout != null);
		model.addAttribute("ended", ended != null);
		model.addAttribute("issuers", this.demo ? List.of() : issuers());
		return "login";
	}

	/**
	 * Leads a browser on to the provider's logout; reached from {@link LoggedOut} only.
	 */
	@PostMapping("/login/out")
	String loggedOut(@RequestAttribute(LoggedOut.PROVIDER) String provider, Model model) {
		model.addAttribute("provider", provider);
		return "logged-out";
	}

	private List<Issuer> issuers() {
		List<Issuer> issuers = new ArrayList<>();
		if (this.registrations.getIfAvailable() instanceof Iterable<?> known) {
			known.forEach((entry) -> {
				if (entry instanceof ClientRegistration registration) {
					// unless named, a registration is called like its issuer's address
					boolean named = !registration.getClientName().contains("://");
					issuers.add(new Issuer(registration.getRegistrationId(),
							named ? registration.getClientName() : "jobbkontoen din"));
				}
			});
		}
		return issuers;
	}

	/**
	 * A role to try.
	 *
	 * @param userId user name
	 * @param name who it is
	 * @param does what one can do with it
	 */
	record DemoRole(String userId, String name, String does) {
	}

	/**
	 * A place to log in.
	 *
	 * @param id registration id
	 * @param name as people know it
	 */
	record Issuer(String id, String name) {
	}

}
