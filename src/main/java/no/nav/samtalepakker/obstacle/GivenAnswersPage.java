package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.PreviewedAct;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * «Svarene våre»: what a recipient has answered, whether it was read and helped, what it
 * has promised, and where it tells what is new before anybody asks.
 */
@Controller
class GivenAnswersPage {

	/** Where the words were seen, in the audit. */
	private static final String PLACE = "svarene våre";

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private final GivenAnswers given;

	private final Answering answering;

	private final RecipientFigures figures;

	private final Recipients recipients;

	private final Units units;

	private final Taxonomy taxonomy;

	private final Forms forms;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	private final Patience patience;

	GivenAnswersPage(GivenAnswers given, Answering answering, RecipientFigures figures, Recipients recipients,
			Units units, Taxonomy taxonomy, Forms forms, NorwegianCalendar calendar, CurrentUser user, Audit audit,
			Patience patience) {
		this.given = given;
		this.answering = answering;
		this.figures = figures;
		this.recipients = recipients;
		this.units = units;
		this.taxonomy = taxonomy;
		this.forms = forms;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
		this.patience = patience;
	}

	@GetMapping("/svar")
	String all(@RequestParam(name = "tema", defaultValue = "") String category,
			@RequestParam(name = "sok", defaultValue = "") String words,
			@RequestParam(name = "side", defaultValue = "0") int page, Model model) {
		List<String> own = own();
		GivenAnswers.Filter filter = new GivenAnswers.Filter(category.strip(), words.strip());
		int total = this.given.number(own, filter);
		int last = Math.max(0, (total - 1) / GivenAnswers.AT_ONCE);
		int shown = Math.min(Math.max(page, 0), last);
		List<Answer> promises = this.given.promises(own);
		List<Answer> answers = this.given.of(own, filter, shown);
		Map<String, List<GivenAnswers.Question>> questions = this.given
			.questions(Stream.concat(promises.stream(), answers.stream()).distinct().toList());
		Map<String, Map<String, Figure>> read = this.given.figures(answers);
		model.addAttribute("several", own.size() > 1);
		// how much one person has answered or promised is told nowhere
		model.addAttribute("counted", own.stream().noneMatch(this.figures::isOnePerson));
		model.addAttribute("today", this.calendar.today());
		model.addAttribute("promises", promises.stream().map((answer) -> shown(answer, questions, Map.of())).toList());
		model.addAttribute("answers", answers.stream().map((answer) -> shown(answer, questions, read)).toList());
		model.addAttribute("categories",
				NorwegianAlphabet.sorted(this.given.categories(own)
					.stream()
					.map((code) -> new Theme(code, this.taxonomy.nameOfCategory(code).orElse(code)))
					.toList(), Theme::name));
		model.addAttribute("filter", filter);
		model.addAttribute("filtered", !filter.category().isEmpty() || !filter.words().isEmpty());
		model.addAttribute("total", total);
		model.addAttribute("page", shown);
		model.addAttribute("last", last);
		record(questions);
		return "given-answers";
	}

	@GetMapping("/svar/{id}/oppdatering")
	String ask(@PathVariable String id, Model model) {
		return form(current(id), "", "", model);
	}

	@PostMapping("/svar/{id}/oppdatering")
	String update(@PathVariable String id, @RequestParam(defaultValue = "") String text,
			@RequestParam(defaultValue = "") String nextUpdateOn, @RequestParam(defaultValue = "") String seen,
			Model model, RedirectAttributes after, HttpServletResponse response) {
		Answer answer = ofOwn(id);
		Map<String, String> written = new LinkedHashMap<>();
		written.put("text", text);
		written.put("nextUpdateOn", nextUpdateOn.strip());
		PreviewedAct act = new PreviewedAct("oppdatering", written, seen);
		boolean done = act.perform(model, after, response,
				() -> preview(answer, this.forms.read(act.given(), UpdateAnswer.class), model), () -> {
					UpdateAnswer form = this.forms.read(act.given(), UpdateAnswer.class);
					this.patience.insist(() -> this.answering.updateNow(answer, form));
					return "Oppdateringen er sendt.";
				});
		return done ? "redirect:/svar" : form(answer, text, nextUpdateOn, model);
	}

	/** Whom it reaches, and how they read it. */
	private Preview preview(Answer answer, UpdateAnswer form, Model model) {
		model.addAttribute("kind", Answer.Kind.UPDATE.words());
		model.addAttribute("next", form.nextUpdateOn());
		List<String> told = this.answering.toldNow(answer, form).stream().map(Obstacle::id).toList();
		Figure units = this.answering.unitsBehind(told);
		List<String> lines = new ArrayList<>();
		lines.add("Enheter det går til: %s. De leser det på siden sin, under det dere har svart før, og får en e-post."
			.formatted(units.text()));
		if (answer.nextUpdateOn() != null) {
			lines.add("Det dere har lovet til %s, regnes som holdt.".formatted(DAY.format(answer.nextUpdateOn())));
		}
		lines.add((form.nextUpdateOn() != null)
				? "Vi minner dere på det nye %s.".formatted(DAY.format(form.nextUpdateOn()))
				: "Dere lover ikke noe nytt.");
		lines.add("Det kan ikke tas tilbake, men dere kan fortelle noe nytt igjen.");
		return new Preview("Send oppdateringen", lines, false);
	}

	private String form(Answer answer, String text, String nextUpdateOn, Model model) {
		Map<String, List<GivenAnswers.Question>> questions = this.given.questions(List.of(answer));
		model.addAttribute("given", shown(answer, questions, Map.of()));
		model.addAttribute("text", text);
		model.addAttribute("nextUpdateOn", nextUpdateOn);
		model.addAttribute("today", this.calendar.today());
		model.addAttribute("tomorrow", this.calendar.today().plusDays(1));
		record(questions);
		return "answer-update";
	}

	/** An own answer; not found for all others. */
	private Answer ofOwn(String id) {
		List<String> own = own();
		return this.given.find(id)
			.filter((found) -> own.contains(found.recipient()) && found.answer() != Answer.Kind.FORWARD)
			.orElseThrow(() -> new NotFound("Svaret finnes ikke."));
	}

	/** One that something can still be told about. */
	private Answer current(String id) {
		Answer answer = ofOwn(id);
		if (!shown(answer, this.given.questions(List.of(answer)), Map.of()).current()) {
			throw new NotFound("Dere har sagt noe nytt om dette siden, eller hindringen er trukket.");
		}
		return answer;
	}

	private List<String> own() {
		List<String> own = this.recipients.answering()
			.stream()
			.filter((recipient) -> this.user.isIn(recipient.group()))
			.map(Recipient::code)
			.toList();
		if (own.isEmpty()) {
			throw new NotFound("Siden er for dem som svarer på hindringer.");
		}
		return own;
	}

	private Shown shown(Answer answer, Map<String, List<GivenAnswers.Question>> questions,
			Map<String, Map<String, Figure>> figures) {
		List<GivenAnswers.Question> asked = questions.getOrDefault(answer.id(), List.of());
		List<String> themes = asked.stream().map(this::themeOf).filter(Objects::nonNull).distinct().toList();
		return new Shown(answer, this.recipients.get(answer.recipient()).name(), this.calendar.dateOf(answer.givenAt()),
				themes, asked.stream().map(this::asked).toList(),
				answer.answer() != Answer.Kind.FORWARD
						&& asked.stream().anyMatch((question) -> question.latest() && !question.withdrawn()),
				this.figures.isOnePerson(answer.recipient()) ? null : figures.get(answer.id()));
	}

	private Asked asked(GivenAnswers.Question question) {
		Unit unit = this.units.get(question.unitId());
		return new Asked(question.id(),
				(question.text() != null && !Redactions.isGone(question.text())) ? question.text() : null,
				question.contactOk() ? unit.name() : null);
	}

	private String themeOf(GivenAnswers.Question question) {
		return this.taxonomy.find(question.subcategory())
			.map((found) -> found.categoryName() + ": " + found.name())
			.or(() -> this.taxonomy.nameOfCategory(question.category()))
			.orElse(null);
	}

	/** The questions' words were seen; a page one comes back to tells it once a day. */
	private void record(Map<String, List<GivenAnswers.Question>> questions) {
		Set<String> seen = this.audit.seenToday(Act.OBSTACLE_SEEN, PLACE);
		this.audit.record(Act.OBSTACLE_SEEN,
				questions.values()
					.stream()
					.flatMap(List::stream)
					.filter((question) -> !seen.contains(question.id()))
					.map((question) -> new Audit.Subject(question.id(), question.unitId(), PLACE))
					.distinct()
					.toList());
	}

	/** A category to choose. */
	record Theme(String code, String name) {
	}

	/**
	 * A question.
	 *
	 * @param id of the obstacle
	 * @param text or null once it is gone
	 * @param unit its name, only if the unit has said so
	 */
	record Asked(String id, String text, String unit) {
	}

	/**
	 * An answer as its recipient sees it.
	 *
	 * @param answer as it was given
	 * @param recipient its name
	 * @param on the day it was given
	 * @param themes what it was about
	 * @param questions it was given to
	 * @param current whether something can still be told about it
	 * @param figures what became of it, null where they would be one person's
	 */
	record Shown(Answer answer, String recipient, LocalDate on, List<String> themes, List<Asked> questions,
			boolean current, Map<String, Figure> figures) {
	}

}
