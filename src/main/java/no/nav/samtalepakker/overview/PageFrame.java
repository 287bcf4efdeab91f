package no.nav.samtalepakker.overview;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Release;

import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the frame around every page needs, see {@code layout.html}. It is set before the
 * page is asked for, so that a page that tells of a mistake has its frame as well.
 */
@Component
class PageFrame implements HandlerInterceptor, WebMvcConfigurer {

	private final CurrentUser currentUser;

	private final Identities identities;

	private final Release release;

	PageFrame(CurrentUser currentUser, Identities identities, Release release) {
		this.currentUser = currentUser;
		this.identities = identities;
		this.release = release;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod page && page.getBeanType().isAnnotationPresent(Controller.class)) {
			frame(request).forEach(request::setAttribute);
		}
		return true;
	}

	private Map<String, Object> frame(HttpServletRequest request) {
		Map<String, Object> frame = new HashMap<>();
		// where scripts and styles of this release lie
		frame.put("files", this.release.files());
		// what the person who looks is called, or null for a stranger
		String id = this.currentUser.id();
		frame.put("user", (id != null) ? this.identities.nameOf(id).orElse(id) : null);
		frame.put("secretariat", this.currentUser.isIn(Identities.SECRETARIAT));
		frame.put("readsFigures",
				this.currentUser.isIn(Identities.SECRETARIAT) || this.currentUser.isIn(Identities.EVALUATOR));
		frame.put("inUnit", this.currentUser.groups().stream().anyMatch((group) -> Unit.ofGroup(group) != null));
		frame.put("inCounty", this.currentUser.groups().stream().anyMatch(GroupKind.COUNTY::has));
		frame.put("inRecipient", this.currentUser.groups().stream().anyMatch(GroupKind.RECIPIENT::has));
		frame.put("administrator", this.currentUser.isIn(Identities.ADMIN));
		// the page that is shown, so that the menu can mark it
		frame.put("here", request.getRequestURI().substring(request.getContextPath().length()));
		frame.put("norwegian", Locale.forLanguageTag("nb"));
		return frame;
	}

}
