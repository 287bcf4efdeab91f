package no.nav.samtalepakker.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Files that never change are compressed once and kept, as well as it goes. Compressing
 * the engine's four megabytes for each request would let anybody keep a processor busy.
 */
class CompressedOnce extends AbstractResourceResolver {

	private static final Set<String> WORTH_IT = Set.of("js", "css", "json", "svg");

	/** Takes a second for the largest file; more gains little. */
	private static final int BROTLI_QUALITY = 6;

	private static final List<Coding> CODINGS = codings();

	private final Map<String, Resource> kept = new ConcurrentHashMap<>();

	@Override
	protected Resource resolveResourceInternal(HttpServletRequest request, String path,
			List<? extends Resource> locations, ResourceResolverChain chain) {
		Resource file = chain.resolveResource(request, path, locations);
		String accepted = (request != null) ? request.getHeader(HttpHeaders.ACCEPT_ENCODING) : null;
		if (file == null || accepted == null || !WORTH_IT.contains(StringUtils.getFilenameExtension(path))) {
			return file;
		}
		return CODINGS.stream()
			.filter((coding) -> accepted.contains(coding.name()))
			.findFirst()
			.map((coding) -> this.kept.computeIfAbsent(coding.name() + " " + file.getDescription(),
					(key) -> new Compressed(file, coding)))
			.orElse(file);
	}

	@Override
	protected String resolveUrlPathInternal(String path, List<? extends Resource> locations,
			ResourceResolverChain chain) {
		return chain.resolveUrlPath(path, locations);
	}

	private static byte[] gzip(byte[] file) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(file);
		}
		return bytes.toByteArray();
	}

	private static byte[] brotli(byte[] file) throws IOException {
		return Encoder.compress(file, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
	}

	/** Brotli where its code runs on this machine, see the POM. */
	private static List<Coding> codings() {
		Coding gzip = new Coding("gzip", CompressedOnce::gzip);
		return Brotli4jLoader.isAvailable() ? List.of(new Coding("br", CompressedOnce::brotli), gzip) : List.of(gzip);
	}

	/**
	 * A way to compress.
	 *
	 * @param name as browsers know it
	 * @param compression does it
	 */
	private record Coding(String name, Compression compression) {

		private byte[] of(Resource file) {
			try {
				return this.compression.of(file.getContentAsByteArray());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/** Makes a file smaller. */
	private interface Compression {

		byte[] of(byte[] file) throws IOException;

	}

	private static final class Compressed extends ByteArrayResource implements HttpResource {

		private final Resource file;

		private final String coding;

		private Compressed(Resource file, Coding coding) {
			super(coding.of(file), file.getDescription());
			this.file = file;
			this.coding = coding.name();
		}

		@Override
		public String getFilename() {
			return this.file.getFilename();
		}

		@Override
		public long lastModified() throws IOException {
			return this.file.lastModified();
		}

		@Override
		public HttpHeaders getResponseHeaders() {
			HttpHeaders headers = new HttpHeaders();
			headers.set(HttpHeaders.CONTENT_ENCODING, this.coding);
			headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
			return headers;
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
