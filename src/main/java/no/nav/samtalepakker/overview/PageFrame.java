package no.nav.samtalepakker.overview;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Release;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page needs, see {@code layout.html}. */
@ControllerAdvice(annotations = Controller.class)
class PageFrame {

	private final CurrentUser currentUser;

	private final Identities identities;

	private final Release release;

	PageFrame(CurrentUser currentUser, Identities identities, Release release) {
		this.currentUser = currentUser;
		this.identities = identities;
		this.release = release;
	}

	/** Where scripts and styles of this release lie. */
	@ModelAttribute("files")
	String files() {
		return this.release.files();
	}

	/** What the person who looks is called, or null for a stranger. */
	@ModelAttribute("user")
	String user() {
		String id = this.currentUser.id();
		return (id != null) ? this.identities.nameOf(id).orElse(id) : null;
	}

	@ModelAttribute("secretariat")
	boolean secretariat() {
		return this.currentUser.isIn(Identities.SECRETARIAT);
	}

	@ModelAttribute("inUnit")
	boolean inUnit() {
		return this.currentUser.groups().stream().anyMatch((group) -> Unit.ofGroup(group) != null);
	}

	@ModelAttribute("inCounty")
	boolean inCounty() {
		return this.currentUser.groups().stream().anyMatch(GroupKind.COUNTY::has);
	}

	@ModelAttribute("administrator")
	boolean administrator() {
		return this.currentUser.isIn(Identities.ADMIN);
	}

	/** The page that is shown, so that the menu can mark it. */
	@ModelAttribute("here")
	String here(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	@ModelAttribute("norwegian")
	Locale norwegian() {
		return Locale.forLanguageTag("nb");
	}

}
