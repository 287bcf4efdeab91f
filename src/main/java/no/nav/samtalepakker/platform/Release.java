package no.nav.samtalepakker.platform;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import org.camunda.bpm.engine.ProcessEngine;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Scripts, styles, words and letters under addresses that name their version, so that a
 * browser keeps them for a year: ours by what is in them, the engine's by its version.
 * Another release has other addresses, and no old script meets a new page. Relative links
 * between the files stay within a version. They hold nothing secret and need no login.
 */
@Component
public class Release implements WebMvcConfigurer {

	/** Where all versions lie. */
	public static final String FILES = "/filer/";

	private static final String WEBJAR = "classpath:/META-INF/resources/webjars/camunda/";

	/** What is ours comes first on the class path. */
	private static final List<String> OURS = List.of("classpath:/static/**/*.*", WEBJAR + "lib/*.*",
			WEBJAR + "app/**/*.*");

	private final String ours;

	private final String engines;

	Release() throws IOException {
		this.ours = FILES + hash();
		this.engines = FILES + ProcessEngine.class.getPackage().getImplementationVersion();
	}

	/** Where our files of this release lie. */
	public String files() {
		return this.ours;
	}

	/** Where the files of this version of the engine lie. */
	String enginesFiles() {
		return this.engines;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		keep(registry, this.ours + "/css/**", "classpath:/static/css/");
		keep(registry, this.ours + "/js/**", "classpath:/static/js/");
		for (String version : List.of(this.ours, this.engines)) {
			for (String part : List.of("app/", "assets/", "lib/")) {
				keep(registry, version + "/camunda/" + part + "**", WEBJAR + part);
			}
		}
	}

	private static void keep(ResourceHandlerRegistry registry, String addresses, String files) {
		registry.addResourceHandler(addresses)
			.addResourceLocations(files)
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.resourceChain(false)
			.addResolver(new CompressedOnce());
	}

	private static String hash() throws IOException {
		PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
		List<Resource> all = new ArrayList<>();
		for (String pattern : OURS) {
			all.addAll(Arrays.asList(files.getResources(pattern)));
		}
		all.sort(Comparator.comparing((file) -> file.getFilename() + file.getDescription()));
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (Resource file : all) {
				digest.update(file.getContentAsByteArray());
			}
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
