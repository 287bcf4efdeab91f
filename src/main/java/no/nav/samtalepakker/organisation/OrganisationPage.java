package no.nav.samtalepakker.organisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.PreviewedAct;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the secretariat reads and changes who leads a unit and who answers for a
 * recipient.
 */
@Controller
class OrganisationPage {

	private static final String UNITS = "/styring/enheter";

	private static final String RECIPIENTS = "/styring/mottakere";

	/** The kinds somebody answers for, as people call them. */
	private static final Map<RecipientType, String> TYPES = types();

	private final OrganisationDesk desk;

	private final UnitChanges units;

	private final ContactChanges contacts;

	private final RecipientChanges recipientChanges;

	private final Forms forms;

	private final CurrentUser user;

	private final Patience patience;

	OrganisationPage(OrganisationDesk desk, UnitChanges units, ContactChanges contacts,
			RecipientChanges recipientChanges, Forms forms, CurrentUser user, Patience patience) {
		this.desk = desk;
		this.units = units;
		this.contacts = contacts;
		this.recipientChanges = recipientChanges;
		this.forms = forms;
		this.user = user;
		this.patience = patience;
	}

	@GetMapping(UNITS)
	String units(@RequestParam(name = "sok", defaultValue = "") String words, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		model.addAttribute("words", words);
		model.addAttribute("found", words.isBlank() ? this.desk.withoutLeader() : this.desk.search(words));
		model.addAttribute("withoutEmail", words.isBlank() ? this.desk.withoutEmail() : List.of());
		model.addAttribute("most", OrganisationDesk.MOST);
		return "steering-units";
	}

	@GetMapping(UNITS + "/{id}")
	String unit(@PathVariable String id, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return unitAgain(id, model);
	}

	@PostMapping(UNITS + "/{id}/folk")
	String changePeople(@PathVariable String id, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		OrganisationDesk.View now = this.desk.of(id);
		// a page that was opened before it had the fields says nothing of addresses
		Map<String, String> sent = new HashMap<>(request);
		sent.putIfAbsent("leaderEmail", now.email(Person.LEADER));
		sent.putIfAbsent("coSignerEmail", now.email(Person.CO_SIGNER));
		PreviewedAct act = act("folk", sent, "leader", "leaderEmail", "coSigner", "coSignerEmail", "deputies",
				"deputiesOfEmployees", "validFrom");
		boolean done = act.perform(model, after, response, () -> this.desk.previewPeople(id, change(now, act)), () -> {
			PeopleChange change = change(now, act);
			this.patience.insist(() -> this.units.changePeople(id, change));
			return "Endringen er lagret.";
		});
		return done ? to(UNITS, id, after) : unitAgain(id, model);
	}

	@PostMapping(UNITS + "/{id}/planlagt")
	String withdrawPlanned(@PathVariable String id, @RequestParam(defaultValue = "") String seen, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		boolean done = new PreviewedAct("planlagt", Map.of(), seen).perform(model, after, response,
				() -> this.desk.previewWithdrawal(id), () -> {
					this.patience.insist(() -> this.units.withdrawPlanned(id));
					return "Det som var planlagt, er tatt tilbake.";
				});
		return done ? to(UNITS, id, after) : unitAgain(id, model);
	}

	@PostMapping(UNITS + "/{id}/etterfolger")
	String close(@PathVariable String id, @RequestParam(defaultValue = "") String successor,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		String wanted = successor.isBlank() ? null : successor.strip();
		PreviewedAct act = new PreviewedAct("etterfolger", Map.of("successor", successor), seen);
		boolean done = act.perform(model, after, response, () -> this.desk.previewClose(id, wanted), () -> {
			this.patience.insist(() -> this.units.close(id, wanted));
			return "Enheten er lagt ned.";
		});
		return done ? to(UNITS, id, after) : unitAgain(id, model);
	}

	@GetMapping(RECIPIENTS)
	String recipients(Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return recipientsAgain(model);
	}

	@PostMapping(RECIPIENTS)
	String addRecipient(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		PreviewedAct act = act("", request, "name", "type", "department");
		boolean done = act.perform(model, after, response,
				() -> this.desk.previewAdded(this.forms.read(act.given(), RecipientChanges.Added.class)), () -> {
					String code = this.recipientChanges.add(this.forms.read(act.given(), RecipientChanges.Added.class));
					after.addAttribute("id", code);
					return "Mottakeren er lagt til. Legg inn hvem som svarer for den.";
				});
		return done ? "redirect:" + RECIPIENTS + "/{id}" : recipientsAgain(model);
	}

	@PostMapping(RECIPIENTS + "/{id}/navn")
	String renameRecipient(@PathVariable String id, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		PreviewedAct act = act("navn", request, "name");
		boolean done = act.perform(model, after, response,
				() -> this.desk.previewRenamed(id, this.forms.read(act.given(), RecipientChanges.Renamed.class).name()),
				() -> {
					this.recipientChanges.rename(id,
							this.forms.read(act.given(), RecipientChanges.Renamed.class).name());
					return "Navnet er endret.";
				});
		return done ? to(RECIPIENTS, id, after) : recipientAgain(id, model);
	}

	@PostMapping(RECIPIENTS + "/{id}/utga")
	String deprecateRecipient(@PathVariable String id, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		PreviewedAct act = act("utga", request, "from", "successor", "move");
		boolean done = act.perform(model, after, response, () -> this.desk.previewDeprecated(id, deprecated(act)),
				() -> {
					RecipientChanges.Deprecated deprecated = deprecated(act);
					AtomicInteger moved = new AtomicInteger();
					this.patience.insist(() -> moved.set(this.recipientChanges.deprecate(id, deprecated)));
					return "Endringen er lagret." + (deprecated.moves() ? " " + moved(moved.get()) : "");
				});
		return done ? to(RECIPIENTS, id, after) : recipientAgain(id, model);
	}

	@PostMapping(RECIPIENTS + "/{id}/flytt")
	String moveQuestions(@PathVariable String id, @RequestParam(defaultValue = "") String seen, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		boolean done = new PreviewedAct("flytt", Map.of(), seen).perform(model, after, response,
				() -> this.desk.previewMoved(id), () -> {
					AtomicInteger moved = new AtomicInteger();
					this.patience.insist(() -> moved.set(this.recipientChanges.moveQuestions(id)));
					return moved(moved.get());
				});
		return done ? to(RECIPIENTS, id, after) : recipientAgain(id, model);
	}

	/** A box that is ticked is a word in a form of a page. */
	private RecipientChanges.Deprecated deprecated(PreviewedAct act) {
		Map<String, Object> fields = new LinkedHashMap<>(act.given());
		fields.computeIfPresent("move", (name, ticked) -> "true".equals(ticked));
		return this.forms.read(fields, RecipientChanges.Deprecated.class);
	}

	private static String moved(int questions) {
		return Counted.of(questions, "Ett spørsmål er flyttet.", "%d spørsmål er flyttet.");
	}

	@PostMapping(RECIPIENTS + "/{id}/bli")
	String reinstateRecipient(@PathVariable String id, @RequestParam(defaultValue = "") String seen, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		boolean done = new PreviewedAct("bli", Map.of(), seen).perform(model, after, response,
				() -> this.desk.previewReinstated(id), () -> {
					this.recipientChanges.reinstate(id);
					return "Mottakeren blir.";
				});
		return done ? to(RECIPIENTS, id, after) : recipientAgain(id, model);
	}

	private static PreviewedAct act(String name, Map<String, String> request, String... fields) {
		Map<String, String> written = new LinkedHashMap<>();
		List.of(fields).forEach((field) -> written.put(field, request.getOrDefault(field, "").strip()));
		return new PreviewedAct(name, written, request.getOrDefault("seen", ""));
	}

	private String recipientsAgain(Model model) {
		model.addAttribute("recipients", this.desk.recipients());
		model.addAttribute("types", TYPES);
		return "steering-recipients";
	}

	@GetMapping(RECIPIENTS + "/{id}")
	String recipient(@PathVariable String id, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return recipientAgain(id, model);
	}

	@PostMapping(RECIPIENTS + "/{id}/kontakter")
	String changeContacts(@PathVariable String id, @RequestParam(defaultValue = "") String userIds,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		PreviewedAct act = new PreviewedAct("kontakter", Map.of("userIds", userIds), seen);
		Map<String, Object> wanted = Map.of("userIds", ids(userIds));
		boolean done = act.perform(model, after, response,
				() -> this.desk.previewContacts(id, this.forms.read(wanted, ContactsChange.class)), () -> {
					ContactsChange change = this.forms.read(wanted, ContactsChange.class);
					this.patience.insist(() -> this.contacts.replace(id, change.userIds()));
					return "Endringen er lagret.";
				});
		return done ? to(RECIPIENTS, id, after) : recipientAgain(id, model);
	}

	private static Map<RecipientType, String> types() {
		Map<RecipientType, String> types = new LinkedHashMap<>();
		types.put(RecipientType.DEPARTMENT, "Avdeling i direktoratet");
		types.put(RecipientType.ONGOING_PROCESS, "Arbeid som pågår");
		types.put(RecipientType.REFORM_MEASURE, "Tiltak i tillitsreformen");
		types.put(RecipientType.EXPERIMENT, "Forsøk");
		types.put(RecipientType.EXTERNAL, "Utenfor Nav, med en kontakt i direktoratet");
		return types;
	}

	private static String to(String pages, String id, RedirectAttributes after) {
		after.addAttribute("id", id);
		return "redirect:" + pages + "/{id}";
	}

	private String unitAgain(String id, Model model) {
		model.addAttribute("view", this.desk.of(id));
		return "steering-unit";
	}

	private String recipientAgain(String id, Model model) {
		model.addAttribute("row", this.desk.recipient(id));
		model.addAttribute("successors", this.desk.successors(id));
		return "steering-recipient";
	}

	/** What is written as it stands is not touched. */
	private PeopleChange change(OrganisationDesk.View now, PreviewedAct act) {
		boolean mba = now.unit().type() == UnitType.MBA;
		Map<String, Object> fields = new LinkedHashMap<>();
		Map<String, String> written = act.written();
		put(fields, "leader", written.get("leader"), now.ids(Person.LEADER, null), "Skriv hvem som leder enheten");
		if (mba) {
			put(fields, "coSigner", written.get("coSigner"), now.ids(Person.CO_SIGNER, null),
					"Skriv hvem som er tillitsvalgt");
		}
		List<Map<String, Object>> deputies = new ArrayList<>();
		ids(written.get("deputies")).forEach((id) -> deputies.add(deputy(id, Party.EMPLOYER)));
		ids(written.get("deputiesOfEmployees")).forEach((id) -> deputies.add(deputy(id, Party.EMPLOYEE)));
		boolean same = sameIds(written.get("deputies"), now.ids(Person.DEPUTY, mba ? Party.EMPLOYER.name() : null))
				&& (!mba || sameIds(written.get("deputiesOfEmployees"), now.ids(Person.DEPUTY, Party.EMPLOYEE.name())));
		if (!same) {
			fields.put("deputies", deputies);
		}
		List<String> without = new ArrayList<>();
		putEmail(fields, without, "leaderEmail", written.get("leaderEmail"), now, Person.LEADER, fields.get("leader"));
		if (mba) {
			putEmail(fields, without, "coSignerEmail", written.get("coSignerEmail"), now, Person.CO_SIGNER,
					fields.get("coSigner"));
		}
		if (!without.isEmpty()) {
			fields.put("withoutEmail", without);
		}
		if (!written.get("validFrom").isEmpty()) {
			fields.put("validFrom", written.get("validFrom"));
		}
		if (fields.keySet().stream().allMatch("validFrom"::equals)) {
			throw new Conflict("Ingenting er endret.");
		}
		return this.forms.read(fields, PeopleChange.class);
	}

	private static Map<String, Object> deputy(String userId, Party party) {
		return Map.of("userId", userId, "party", party.name());
	}

	private static void put(Map<String, Object> fields, String name, String written, String now, String missing) {
		if (Objects.equals(written, now)) {
			return;
		}
		if (written.isEmpty()) {
			throw new InvalidInput(name, missing);
		}
		fields.put(name, written);
	}

	/** The address of one who goes does not go over to the one who comes. */
	private static void putEmail(Map<String, Object> fields, List<String> without, String name, String written,
			OrganisationDesk.View now, String role, Object coming) {
		if (written.equals(now.email(role))) {
			return;
		}
		if (!written.isEmpty()) {
			fields.put(name, written);
		}
		else if (coming == null) {
			without.add(now.ids(role, null));
		}
	}

	private static boolean sameIds(String written, String now) {
		return Set.copyOf(ids(written)).equals(Set.copyOf(ids(now)));
	}

	private static List<String> ids(String written) {
		return Arrays.stream(written.split("[\\s,;]+")).filter((id) -> !id.isEmpty()).distinct().toList();
	}

}
