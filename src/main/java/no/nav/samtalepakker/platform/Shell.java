package no.nav.samtalepakker.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.spring.boot.starter.webapp.filter.LazyDelegateFilter;
import org.camunda.bpm.spring.boot.starter.webapp.filter.ResourceLoaderDependingFilter;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * The page each of the engine's web applications begins with, as it should be on a slow
 * line: it says at once that something is coming, fetches scripts and words side by side,
 * and names files by their version, see {@link Release}. The engine's own page is
 * changed; a copy of ours would hide what we changed.
 */
@Configuration(proxyBeanMethods = false)
class Shell implements BeanPostProcessor {

	/** Before any file has come. */
	private static final String FIRST_LOOK = """
			<style $CSP_NONCE>[ng-cloak]{display:none}.sp-loading{max-width:20rem;margin:30vh auto 0;text-align:center;\
			font:1.125rem/1.5 "Source Sans 3",system-ui,sans-serif;color:#23262a}\
			.sp-loading b{display:block;font-size:1.5rem;color:#0063c1}.spinner{display:none}</style>""";

	private static final String LOADING = "<div class=\"sp-loading\" role=\"status\"><b>Samtalepakker</b>Laster &hellip;</div>";

	private static final Pattern STYLES = Pattern.compile("<link\\s[^>]*rel=\"stylesheet\"[^>]*>");

	private static final Pattern APPLICATION = Pattern.compile("app-name=\"(\\w+)\"");

	private final Release release;

	Shell(Release release) {
		this.release = release;
	}

	/** The engine's filter that writes the page gets it from us. */
	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof LazyDelegateFilter.InitHook<?> hook) {
			return (LazyDelegateFilter.InitHook<ResourceLoaderDependingFilter>) (filter) -> init(filter, hook);
		}
		return bean;
	}

	@SuppressWarnings("unchecked")
	private void init(ResourceLoaderDependingFilter filter, LazyDelegateFilter.InitHook<?> hook) {
		((LazyDelegateFilter.InitHook<ResourceLoaderDependingFilter>) hook).init(filter);
		filter.setResourceLoader(new Pages(filter.getClass().getClassLoader()));
	}

	String changed(String page) {
		Matcher application = APPLICATION.matcher(page);
		require(application.find(), "the name of the application");
		String ours = "$APP_ROOT/.." + this.release.files();
		String engines = "$APP_ROOT/.." + this.release.enginesFiles() + "/camunda";
		String configuration = ours + "/camunda/app/" + application.group(1) + "/scripts/configuration.js";

		StringBuilder styles = new StringBuilder();
		STYLES.matcher(page).results().forEach((style) -> styles.append(style.group()));
		require(!styles.isEmpty(), "styles");
		String changed = STYLES.matcher(page).replaceAll("");
		changed = replaced(changed, "<html lang=\"en\">", "<html lang=\"nb\">");
		changed = replaced(changed, "app-name=", "files=\"" + ours + "\"\n app-name=");
		changed = replaced(changed, "<link rel=\"icon\"", FIRST_LOOK + "<script type=\"module\" src=\"" + configuration
				+ "\" $CSP_NONCE></script><link rel=\"icon\"");
		changed = replaced(changed, "<div class=\"spinner spinner-big\"></div>", LOADING);
		// below the first words: styles hold back whatever comes after them
		changed = replaced(changed, "</body>", styles + "</body>");
		return changed.replaceAll("\\$APP_ROOT(/app/\\w+/styles/)", Matcher.quoteReplacement(ours + "/camunda") + "$1")
			.replaceAll("\\$APP_ROOT(/lib/|/app/\\w+/camunda-)", Matcher.quoteReplacement(engines) + "$1");
	}

	private static String replaced(String page, String part, String by) {
		require(page.contains(part), part);
		return page.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(by));
	}

	private static void require(boolean isThere, String part) {
		if (!isThere) {
			throw new IllegalStateException("The engine's page has changed: it lacks " + part);
		}
	}

	/** Gives the engine's resources, and the page with our changes. */
	private final class Pages implements ResourceLoader {

		private final ResourceLoader all;

		private Pages(ClassLoader loader) {
			this.all = new DefaultResourceLoader(loader);
		}

		@Override
		public Resource getResource(String location) {
			Resource found = this.all.getResource(location);
			if (!location.endsWith("/index.html")) {
				return found;
			}
			try {
				return new ByteArrayResource(
						changed(found.getContentAsString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public ClassLoader getClassLoader() {
			return this.all.getClassLoader();
		}

	}

}
