package no.nav.samtalepakker.summary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where the secretariat writes the summary. */
@Controller
class SummaryEditPage {

	private static final String WHOLE_NUMBER = "\\d{1,6}";

	private final SummaryEditor editor;

	private final Summaries summaries;

	private final SummarySources sources;

	private final Forms forms;

	private final CurrentUser user;

	private final Audit audit;

	SummaryEditPage(SummaryEditor editor, Summaries summaries, SummarySources sources, Forms forms, CurrentUser user,
			Audit audit) {
		this.editor = editor;
		this.summaries = summaries;
		this.sources = sources;
		this.forms = forms;
		this.user = user;
		this.audit = audit;
	}

	@GetMapping("/oppsummering/{rolloutId}/rediger")
	String show(@PathVariable String rolloutId, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fill(rolloutId, model);
	}

	/** One act on a bullet or a heading; every button of the page sends one. */
	@PostMapping("/oppsummering/{rolloutId}/rediger/{id}")
	String edit(@PathVariable String rolloutId, @PathVariable String id, @RequestParam(defaultValue = "") String act,
			@RequestParam(defaultValue = "0") int revision, @RequestParam(defaultValue = "") String text,
			@RequestParam(name = "til", defaultValue = "") String to,
			@RequestParam(name = "med", defaultValue = "") String with,
			@RequestParam(name = "kapittel", defaultValue = "") String chapter,
			@RequestParam(name = "kilde", defaultValue = "") String source,
			@RequestParam(name = "dato", defaultValue = "") String on,
			@RequestParam(name = "antall", defaultValue = "") String number, Model model,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			switch (act) {
				case "tall" -> this.editor.count(rolloutId, chapter, count(source, on, number));
				case "kapittel" -> this.editor.together(rolloutId, chapter, with);
				default -> act(rolloutId, id, act, revision, text, to, with);
			}
		}
		catch (InvalidInput invalid) {
			model.addAttribute("faultField", invalid.field());
			model.addAttribute("count", Map.of("kilde", source, "dato", on, "antall", number));
			return again(rolloutId, chapter.isEmpty() ? id : chapter, text, invalid.advice(), HttpStatus.BAD_REQUEST,
					model, response);
		}
		catch (Conflict conflict) {
			return again(rolloutId, id, text, conflict.getMessage(), HttpStatus.CONFLICT, model, response);
		}
		return "redirect:/oppsummering/{rolloutId}/rediger";
	}

	private void act(String rolloutId, String id, String act, int revision, String text, String to, String with) {
		switch (act) {
			case "ordlyd" -> this.editor.word(rolloutId, id, revision, wording(text));
			case "opp" -> this.editor.move(rolloutId, id, revision, -1);
			case "ned" -> this.editor.move(rolloutId, id, revision, 1);
			case "flytt" -> this.editor.moveTo(rolloutId, id, revision, to);
			case "sammen" -> this.editor.merge(rolloutId, id, revision, with);
			case "del" -> this.editor.split(rolloutId, id, revision);
			case "sett" -> this.editor.seen(rolloutId, Optional.of(id));
			case "alt-sett" -> this.editor.seen(rolloutId, Optional.empty());
			case "fjern" -> this.editor.leaveOut(rolloutId, id, revision);
			case "nytt" -> this.editor.add(rolloutId, id, wording(text));
			case "overskrift" -> this.editor.rename(rolloutId, id, heading(text));
			case "ny-overskrift" -> this.editor.addHeading(rolloutId, id, heading(text));
			case "overskrift-opp" -> this.editor.moveHeading(rolloutId, id, -1);
			case "overskrift-ned" -> this.editor.moveHeading(rolloutId, id, 1);
			default -> throw new InvalidInput("act", "Velg hva du vil gjøre");
		}
	}

	private SummaryEditor.Wording wording(String text) {
		return this.forms.read(Map.of("text", text), SummaryEditor.Wording.class);
	}

	private SummaryEditor.OtherCount count(String source, String on, String number) {
		Map<String, Object> fields = new HashMap<>();
		Map.of("source", source, "on", on, "number", number).forEach((name, written) -> {
			if (!written.isBlank()) {
				fields.put(name, written.strip());
			}
		});
		if (number.matches(WHOLE_NUMBER)) {
			fields.put("number", Integer.valueOf(number));
		}
		return this.forms.read(fields, SummaryEditor.OtherCount.class);
	}

	private SummaryEditor.Heading heading(String name) {
		return this.forms.read(Map.of("name", name), SummaryEditor.Heading.class);
	}

	/** What was written is not lost. */
	private String again(String rolloutId, String id, String text, String fault, HttpStatus status, Model model,
			HttpServletResponse response) {
		response.setStatus(status.value());
		model.addAttribute("fault", fault);
		model.addAttribute("faultAt", id);
		model.addAttribute("written", text);
		return fill(rolloutId, model);
	}

	private String fill(String rolloutId, Model model) {
		Summary draft = this.editor.draft(rolloutId);
		SummaryContent content = this.summaries.content(draft.id());
		Map<?, SummarySources.Said> said = this.sources.of(content.bullets());
		this.audit.record(Act.SUMMARY_SEEN, rolloutId);
		model.addAttribute("rolloutId", rolloutId);
		model.addAttribute("summary", draft);
		model.addAttribute("content", content);
		model.addAttribute("said", said);
		model.addAttribute("mentions", this.summaries.mentions(draft.id()));
		Object faultAt = model.getAttribute("faultAt");
		boolean isOfCount = List.of("source", "on", "number")
			.contains(String.valueOf(model.getAttribute("faultField")));
		model.addAttribute("faultIsShown",
				content.bullets().stream().anyMatch((bullet) -> bullet.id().equals(faultAt)) || content.groups()
					.stream()
					.anyMatch((chapter) -> isOfCount && chapter.mayCount() && chapter.key().equals(faultAt)));
		model.addAttribute("next", next(content.bullets()));
		model.addAttribute("news",
				content.bullets()
					.stream()
					.map(SummaryContent.Bullet::id)
					.filter(content.beside().news()::contains)
					.toList());
		addChapters(content, model);
		model.addAttribute("unworded", content.unworded());
		model.addAttribute("missing", SummaryContent.missing(content.unworded().size()));
		List<SummaryContent.Bullet> toRedact = this.summaries.toRedact(content);
		model.addAttribute("toRedact", toRedact);
		model.addAttribute("found", SummaryContent.found(toRedact.size()));
		model.addAttribute("others", this.editor.others(draft));
		return "summary-edit";
	}

	/** The bullet to be worded after each, so that nobody has to look for it. */
	private static Map<String, String> next(List<SummaryContent.Bullet> bullets) {
		Map<String, String> next = new HashMap<>();
		String open = null;
		for (int i = bullets.size() - 1; i >= 0; i--) {
			SummaryContent.Bullet bullet = bullets.get(i);
			if (open != null) {
				next.put(bullet.id(), open);
			}
			open = bullet.isPublishable() ? open : bullet.id();
		}
		return next;
	}

	/** How much is left in each, and what each is put together with. */
	private static void addChapters(SummaryContent content, Model model) {
		Map<String, Long> left = new HashMap<>();
		Map<String, String> joined = new HashMap<>();
		Map<String, Boolean> merged = new HashMap<>();
		for (SummaryContent.Chapter chapter : content.groups()) {
			left.put(chapter.key(), chapter.bullets().filter((bullet) -> !bullet.isPublishable()).count());
			content.beside().of(chapter.key()).ifPresent((together) -> {
				merged.put(chapter.key(), together.progress().reported().isShown());
				joined.put(chapter.key(),
						content.groups()
							.stream()
							.filter((other) -> !other.equals(chapter) && together.has(other.key()))
							.map(SummaryContent.Chapter::heading)
							.collect(Collectors.joining(" og ")));
			});
		}
		model.addAttribute("left", left);
		model.addAttribute("joined", joined);
		model.addAttribute("merged", merged);
	}

}
