package no.nav.samtalepakker.summary;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.privacy.TextSource;
import no.nav.samtalepakker.summary.SummaryContent.Block;
import no.nav.samtalepakker.summary.SummaryContent.Bullet;
import no.nav.samtalepakker.summary.SummaryContent.Theme;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The secretariat's work on a draft, one act at a time, each seen by the next. */
@Component
@Transactional
public class SummaryEditor {

	private static final int MOST_UNITS = 10_000;

	private static final Duration LATELY = Duration.ofMinutes(15);

	private final Summaries summaries;

	private final SummarySources sources;

	private final SummaryFigures figures;

	private final Audit audit;

	private final JdbcClient jdbc;

	private final CurrentUser currentUser;

	private final NorwegianCalendar calendar;

	SummaryEditor(Summaries summaries, SummarySources sources, SummaryFigures figures, Audit audit, JdbcClient jdbc,
			CurrentUser currentUser, NorwegianCalendar calendar) {
		this.summaries = summaries;
		this.sources = sources;
		this.figures = figures;
		this.audit = audit;
		this.jdbc = jdbc;
		this.currentUser = currentUser;
		this.calendar = calendar;
	}

	/** The draft, if there is one to edit. */
	Summary draft(String rolloutId) {
		Summary latest = this.summaries.latest(rolloutId)
			.orElseThrow(() -> new NotFound("Oppsummeringen finnes ikke."));
		if (!latest.isDraft()) {
			throw new Conflict("Oppsummeringen er publisert. Den kan redigeres når det kommer et nytt utkast.");
		}
		return latest;
	}

	/** Others who have changed the draft in the last quarter of an hour. */
	List<String> others(Summary draft) {
		return this.jdbc.sql("""
				select distinct user_id from audit
				where action = ? and subject_id = ? and user_id <> ? and at > ? order by user_id
				""")
			.params(Act.SUMMARY_EDITED.name(), draft.id(), this.currentUser.id(), this.calendar.now().minus(LATELY))
			.query(String.class)
			.list();
	}

	/** The secretariat's words; never those of a unit, letter by letter. */
	public void word(String rolloutId, String id, int revision, Wording wording) {
		change(rolloutId, id, revision, (content, bullet) -> {
			if (bullet.isPublishable() && wording.text.equals(bullet.text())) {
				return content;
			}
			if (isAUnitsOwn(bullet, wording.text)) {
				throw new InvalidInput("text", "Dette er enhetens egne ord. Skriv det med deres egne");
			}
			return content
				.withThemes((theme) -> theme.with((one) -> one.id().equals(id) ? one.worded(wording.text) : one));
		});
	}

	private boolean isAUnitsOwn(Bullet bullet, String text) {
		return this.sources.of(List.of(bullet))
			.values()
			.stream()
			.anyMatch((said) -> said.text() != null && plain(said.text()).equals(plain(text)));
	}

	private static String plain(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
	}

	/** One up or down within its theme. */
	void move(String rolloutId, String id, int revision, int places) {
		change(rolloutId, id, revision, (content, bullet) -> content.withThemes((theme) -> {
			if (!theme.has(id)) {
				return theme;
			}
			List<Bullet> bullets = new ArrayList<>(theme.bullets());
			int from = bullets.indexOf(bullet);
			int to = Math.min(Math.max(from + places, 0), bullets.size() - 1);
			bullets.remove(from);
			bullets.add(to, bullet);
			return theme.with(bullets);
		}));
	}

	/** Last under another heading. */
	void moveTo(String rolloutId, String id, int revision, String themeId) {
		change(rolloutId, id, revision, (content, bullet) -> {
			mustExist(content, themeId);
			return content.withThemes((theme) -> {
				List<Bullet> others = theme.bullets().stream().filter((one) -> !one.id().equals(id)).toList();
				return theme.with(theme.id().equals(themeId)
						? Stream.concat(others.stream(), Stream.of(bullet)).toList() : others);
			});
		});
	}

	/**
	 * Lets another bullet speak for this one too; its words are to be looked at again.
	 */
	void merge(String rolloutId, String id, int revision, String intoId) {
		change(rolloutId, id, revision, (content, bullet) -> {
			Bullet into = content.bullet(intoId)
				.filter((other) -> !other.id().equals(id))
				.orElseThrow(() -> new Conflict("Punktet du ville slå sammen med, finnes ikke lenger."));
			List<TextSource> all = Stream.concat(into.sources().stream(), bullet.sources().stream())
				.distinct()
				.toList();
			Bullet merged = new Bullet(into.id(), into.text(), null, null, into.ours(), into.revision() + 1, all);
			return content.withThemes((theme) -> theme
				.with((one) -> one.id().equals(id) ? null : one.id().equals(intoId) ? merged : one));
		});
	}

	/**
	 * Each source becomes a bullet of its own, in the unit's words until it is worded.
	 */
	void split(String rolloutId, String id, int revision) {
		change(rolloutId, id, revision, (content, bullet) -> {
			Map<TextSource, SummarySources.Said> said = this.sources.of(List.of(bullet));
			List<Bullet> parts = bullet.sources()
				.stream()
				.filter(said::containsKey)
				.map((source) -> new Bullet(SummaryContent.newId(),
						Optional.ofNullable(said.get(source).text()).orElse(""), null, null, false, 0, List.of(source)))
				.toList();
			return content.withThemes((theme) -> theme.has(id) ? theme.with(theme.bullets()
				.stream()
				.flatMap((one) -> one.id().equals(id) ? parts.stream() : Stream.of(one))
				.toList()) : theme);
		});
	}

	/** Leaves a bullet out, also when it is drafted again. */
	public void leaveOut(String rolloutId, String id, int revision) {
		change(rolloutId, id, revision,
				(content, bullet) -> content
					.withThemes((theme) -> theme.with((one) -> one.id().equals(id) ? null : one))
					.leavingOut(bullet.sources()));
	}

	/** What is new has been looked at: one bullet, or all if none is named. */
	void seen(String rolloutId, Optional<String> id) {
		edit(rolloutId, id.orElse("alt nytt"), (content) -> content
			.with(id.map((bullet) -> content.beside().seen(bullet)).orElse(content.beside().seen())));
	}

	/**
	 * How many units have reported to somebody else; without a source, it is taken away.
	 */
	void count(String rolloutId, String chapter, OtherCount count) {
		edit(rolloutId, chapter, (content) -> {
			if (!mustBe(content, chapter).mayCount()) {
				throw new InvalidInput("number", "Færre enn fem har rapportert her, så vi viser ingen tall");
			}
			return content.with(content.beside()
				.count(chapter, (count.source == null && count.number == null) ? null : count.of(chapter)));
		});
	}

	/**
	 * Puts a chapter of few together with another, or, with none, tells it without
	 * figures.
	 */
	void together(String rolloutId, String chapter, String with) {
		edit(rolloutId, chapter, (content) -> {
			if (mustBe(content, chapter).mayCount()) {
				throw new Conflict("Kapitlet har nok enheter til å stå alene.");
			}
			List<Beside.Together> others = content.beside()
				.together()
				.stream()
				.map((one) -> one.without(chapter))
				.toList();
			return this.figures.renew(rolloutId, content
				.with(content.beside().together(with.isEmpty() ? others : with(content, others, chapter, with))));
		});
	}

	private static List<Beside.Together> with(SummaryContent content, List<Beside.Together> others, String chapter,
			String with) {
		if (mustBe(content, with).key().equals(chapter)) {
			throw new InvalidInput("med", "Velg et annet kapittel");
		}
		// whoever is chosen may be one of several already, and brings the others along
		List<Beside.Together> theirs = others.stream().filter((one) -> one.has(with) || one.has(chapter)).toList();
		List<String> all = Stream.concat(theirs.stream().flatMap((one) -> one.all().stream()), Stream.of(chapter, with))
			.distinct()
			.toList();
		String first = theirs.isEmpty() ? with : theirs.get(0).with();
		return Stream
			.concat(others.stream().filter((one) -> !theirs.contains(one)),
					Stream.of(new Beside.Together(first, all.stream().filter((one) -> !one.equals(first)).toList(),
							null)))
			.toList();
	}

	/** A bullet of the secretariat's own. */
	public void add(String rolloutId, String themeId, Wording wording) {
		edit(rolloutId, themeId, (content) -> {
			mustExist(content, themeId);
			Bullet added = new Bullet(SummaryContent.newId(), wording.text, null, null, true, 0, List.of());
			return content.withThemes((theme) -> theme.id().equals(themeId)
					? theme.with(Stream.concat(theme.bullets().stream(), Stream.of(added)).toList()) : theme);
		});
	}

	/** Another name for a heading. */
	void rename(String rolloutId, String themeId, Heading heading) {
		edit(rolloutId, themeId, (content) -> {
			mustExist(content, themeId);
			return content.withThemes((theme) -> theme.id().equals(themeId)
					? new Theme(theme.id(), heading.name, true, theme.numbered(), theme.bullets()) : theme);
		});
	}

	/** A heading after this one. */
	void addHeading(String rolloutId, String themeId, Heading heading) {
		edit(rolloutId, themeId, (content) -> {
			mustExist(content, themeId);
			return content.withBlocks(
					(block) -> new Block(block.key(), block.heading(), block.themes().stream().flatMap((theme) -> {
						Theme added = new Theme(SummaryContent.newId(), heading.name, true, theme.numbered(),
								List.of());
						return theme.id().equals(themeId) ? Stream.of(theme, added) : Stream.of(theme);
					}).toList()));
		});
	}

	/** A heading one up or down in its block. */
	void moveHeading(String rolloutId, String themeId, int places) {
		edit(rolloutId, themeId, (content) -> {
			mustExist(content, themeId);
			return content.withBlocks((block) -> {
				List<Theme> themes = new ArrayList<>(block.themes());
				int from = themes.stream().map(Theme::id).toList().indexOf(themeId);
				if (from >= 0) {
					Theme moved = themes.remove(from);
					themes.add(Math.min(Math.max(from + places, 0), themes.size()), moved);
				}
				return new Block(block.key(), block.heading(), themes);
			});
		});
	}

	private static SummaryContent.Chapter mustBe(SummaryContent content, String chapter) {
		return content.chapter(chapter)
			.orElseThrow(() -> new Conflict("Kapitlet finnes ikke lenger. Utkastet er laget på nytt."));
	}

	private static void mustExist(SummaryContent content, String themeId) {
		if (content.themes().stream().noneMatch((theme) -> theme.id().equals(themeId))) {
			throw new Conflict("Overskriften finnes ikke lenger. Noen andre har endret utkastet.");
		}
	}

	private void change(String rolloutId, String id, int revision, Change change) {
		edit(rolloutId, id, (content) -> {
			Bullet bullet = content.bullet(id)
				.orElseThrow(() -> new Conflict("Punktet finnes ikke lenger. " + whoChanged(rolloutId, id)));
			if (bullet.revision() != revision) {
				throw new Conflict("Punktet er endret siden du åpnet det. " + whoChanged(rolloutId, id)
						+ " Se over og lagre igjen.");
			}
			return change.of(content.with(content.beside().seen(id)), bullet);
		});
	}

	private String whoChanged(String rolloutId, String id) {
		return this.jdbc.sql("""
				select user_id from audit where action = ? and subject_id = ? and detail = ? order by at desc limit 1
				""")
			.params(Act.SUMMARY_EDITED.name(), draft(rolloutId).id(), id)
			.query(String.class)
			.optional()
			.map((user) -> "Sist endret av " + user + ".")
			.orElse("Utkastet er laget på nytt.");
	}

	private void edit(String rolloutId, String what, UnaryOperator<SummaryContent> change) {
		String summary = draft(rolloutId).id();
		this.summaries.store(summary, change.apply(this.summaries.locked(summary)));
		this.audit.record(Act.SUMMARY_EDITED, summary, null, what);
	}

	private interface Change {

		SummaryContent of(SummaryContent content, Bullet bullet);

	}

	/**
	 * The secretariat's words for a bullet.
	 *
	 * @param text in plain language, naming nobody
	 */
	public record Wording(@Required("Ordlyd") @Text(Text.SHORT) String text) {
	}

	/**
	 * A count of others; both or none.
	 *
	 * @param source who counted
	 * @param on the day
	 * @param number how many reporting units
	 */
	record OtherCount(@Text(Text.NAME) String source, LocalDate on, Integer number) {

		private Beside.OtherCount of(String chapter) {
			if (this.source == null) {
				throw new InvalidInput("source", "Skriv hvor tallet kommer fra");
			}
			if (this.on == null) {
				throw new InvalidInput("on", "Skriv hvilken dag tallet gjelder");
			}
			if (this.number == null || this.number < SmallGroups.LEAST || this.number > MOST_UNITS) {
				throw new InvalidInput("number", "Skriv et tall fra 5 og opp. Tall under fem viser vi ikke");
			}
			return new Beside.OtherCount(chapter, this.source, this.on, this.number);
		}

	}

	/** A heading. */
	record Heading(@Required("Overskrift") @Text(Text.NAME) String name) {
	}

}
