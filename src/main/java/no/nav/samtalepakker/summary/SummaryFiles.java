package no.nav.samtalepakker.summary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.privacy.TextGone;
import no.nav.samtalepakker.privacy.TextsExpired;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The files of a summary or dossier, made when they are asked for and kept while the page
 * says the same. One is made at a time, so that many readers at once take no more memory
 * than one.
 */
@Component
class SummaryFiles {

	/** A megabyte or two: a few versions in both forms. */
	private static final int KEPT = 12;

	/** About fifty sheets. */
	private static final int SHORT = 200_000;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Map<String, byte[]> made = new LinkedHashMap<>(KEPT, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
			return size() > KEPT;
		}

	};

	private final ReentrantLock press = new ReentrantLock(true);

	/** The file, as the page is now. */
	byte[] of(SummaryPaper paper, Format format) {
		return make(paper, format, PATIENCE)
			.orElseThrow(() -> new Conflict("Filen lages for flere akkurat nå. Prøv igjen om litt."));
	}

	/**
	 * Nothing if others are waiting for theirs: the page can be read without. A draft is
	 * not made for the sake of its size, for it is another after every change; nor is
	 * what takes seconds.
	 */
	Optional<Integer> sizeOf(SummaryPaper paper, Format format) {
		boolean isMade = !paper.draft() && paper.main().outerHtml().length() <= SHORT;
		return (isMade ? make(paper, format, Duration.ZERO) : kept(format + keyOf(paper))).map((file) -> file.length);
	}

	private Optional<byte[]> make(SummaryPaper paper, Format format, Duration patience) {
		String key = format + keyOf(paper);
		Optional<byte[]> kept = kept(key);
		if (kept.isPresent()) {
			return kept;
		}
		try {
			if (!this.press.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				return Optional.empty();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		try {
			return Optional.of(kept(key).orElseGet(() -> keep(key, format.press.apply(paper))));
		}
		finally {
			this.press.unlock();
		}
	}

	private Optional<byte[]> kept(String key) {
		synchronized (this.made) {
			return Optional.ofNullable(this.made.get(key));
		}
	}

	private byte[] keep(String key, byte[] file) {
		synchronized (this.made) {
			this.made.put(key, file);
		}
		return file;
	}

	/** The page no longer says it, so nobody would be given it; memory forgets it too. */
	@EventListener({ TextGone.class, TextsExpired.class })
	void forget() {
		synchronized (this.made) {
			this.made.clear();
		}
	}

	private static String keyOf(SummaryPaper paper) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((paper.draft() + paper.title()).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest(paper.main().outerHtml().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a summary is made as, besides its page. */
	enum Format {

		PDF("PDF", "pdf", "application/pdf", SummaryPdf::of), WORD("Word", "docx",
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document", SummaryWord::of);

		private final String title;

		private final String suffix;

		private final String mediaType;

		private final Function<SummaryPaper, byte[]> press;

		Format(String title, String suffix, String mediaType, Function<SummaryPaper, byte[]> press) {
			this.title = title;
			this.suffix = suffix;
			this.mediaType = mediaType;
			this.press = press;
		}

		String title() {
			return this.title;
		}

		String suffix() {
			return this.suffix;
		}

		String mediaType() {
			return this.mediaType;
		}

	}

}
