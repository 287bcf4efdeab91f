package no.nav.samtalepakker.summary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.summary.SummaryFiles.Format;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Pages as files to take along: what is made of the page says the same as the page. */
@Component
class Papers {

	private final SummaryFiles files;

	private final ThymeleafViewResolver views;

	Papers(SummaryFiles files, ThymeleafViewResolver views) {
		this.files = files;
		this.views = views;
	}

	/** The page itself, written to nobody. */
	SummaryPaper of(String view, Model model, String name, String subject, boolean draft, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
		this.views.resolveViewName(view, Locale.forLanguageTag("nb")).render(model.asMap(), request, page);
		return SummaryPaper.of(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8), name, subject, draft);
	}

	/** What the page offers to take along. */
	List<Download> downloads(SummaryPaper paper, String path) {
		return Arrays.stream(Format.values())
			.map((format) -> new Download(format.title(), path + "/" + format.name().toLowerCase(Locale.ROOT),
					this.files.sizeOf(paper, format)))
			.toList();
	}

	/**
	 * One of them.
	 * @param name of the file, without what cannot stand in one
	 */
	ResponseEntity<byte[]> file(SummaryPaper paper, Format format, String name) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename(name.replaceAll("[^\\p{L}\\p{N} -]+", " ").replaceAll(" +", " ").strip() + "."
								+ format.suffix(), StandardCharsets.UTF_8)
						.build()
						.toString())
			.contentType(MediaType.parseMediaType(format.mediaType()))
			.body(this.files.of(paper, format));
	}

	/**
	 * A file to take along.
	 *
	 * @param title what it is
	 * @param path where it is
	 * @param bytes its size, if it is known
	 */
	record Download(String title, String path, Optional<Integer> bytes) {

		/** In Norwegian. */
		public String size() {
			return this.bytes
				.map((size) -> (size < 1_000_000) ? Math.max(1, Math.round(size / 1000f)) + " kB"
						: String.format(Locale.forLanguageTag("nb"), "%.1f MB", size / 1e6))
				.orElse("");
		}

	}

}
