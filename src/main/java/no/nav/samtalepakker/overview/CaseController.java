package no.nav.samtalepakker.overview;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.agreement.Agreements;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.meeting.JointMeetings;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.Journeys;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.ObstacleDesk;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.Routings;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The addresses that stand in e-mails. A task is replaced by the next one, a case keeps
 * its address: it says how it stands, and leads to whatever the reader has to do in it
 * now.
 */
@Controller
class CaseController {

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	/** Choices a link may make in a form beforehand; the reader still sends it in. */
	private static final Set<String> CHOICES = Set.of("ingenting", "noe");

	private final UnitCases cases;

	private final ConversationDesk conversationDesk;

	private final Agreements agreements;

	private final JointMeetings jointMeetings;

	private final CaseTasks tasks;

	private final Obstacles obstacles;

	private final ObstacleDesk desk;

	private final Routings routings;

	private final Journeys journeys;

	private final Units units;

	private final Recipients recipients;

	private final CurrentUser currentUser;

	CaseController(UnitCases cases, ConversationDesk conversationDesk, Agreements agreements,
			JointMeetings jointMeetings, CaseTasks tasks, Obstacles obstacles, ObstacleDesk desk, Routings routings,
			Journeys journeys, Units units, Recipients recipients, CurrentUser currentUser) {
		this.cases = cases;
		this.conversationDesk = conversationDesk;
		this.agreements = agreements;
		this.jointMeetings = jointMeetings;
		this.tasks = tasks;
		this.obstacles = obstacles;
		this.desk = desk;
		this.routings = routings;
		this.journeys = journeys;
		this.units = units;
		this.recipients = recipients;
		this.currentUser = currentUser;
	}

	/**
	 * The page of a conversation; a link that carries an answer leads straight to the
	 * form, with the answer chosen. The secretariat has another page of the same
	 * conversation, with nothing the unit has written.
	 */
	@GetMapping("/samtaler/{id}")
	ModelAndView conversation(@PathVariable String id, @RequestParam(required = false) String svar, Model model) {
		if (this.currentUser.isIn(Identities.SECRETARIAT) && !this.cases.isOwn(id)) {
			model.addAttribute("case", this.conversationDesk.open(id));
			return new ModelAndView("conversation-case", model.asMap());
		}
		if (svar != null && CHOICES.contains(svar)) {
			Optional<UnitCase.OpenTask> task = this.cases.taskOf(id);
			if (task.isPresent()) {
				return to(TASK + task.get().id() + "&svar=" + svar);
			}
		}
		model.addAttribute("case", this.cases.open(id, "samtale"));
		Conversation own = this.cases.own(id);
		model.addAttribute("agreed", this.agreements.isOffered(own));
		model.addAttribute("joint", this.jointMeetings.of(own).orElse(null));
		return new ModelAndView("conversation", model.asMap());
	}

	@GetMapping("/hindringer/{id}")
	ModelAndView obstacle(@PathVariable String id, @RequestParam(defaultValue = "false") boolean apnet, Model model) {
		if (this.currentUser.isIn(Identities.SECRETARIAT)) {
			return new ModelAndView(this.desk.show(id, apnet, model), model.asMap());
		}
		Optional<CaseTask> task = this.tasks.workableIn(id).stream().findFirst();
		if (task.isPresent()) {
			return to(TASK + task.get().id());
		}
		Obstacle obstacle = this.obstacles.find(id)
			.filter((found) -> isOurs(found.unitId()) || isAsked(found))
			.orElseThrow(() -> new NotFound("Hindringen finnes ikke."));
		boolean ours = isOurs(obstacle.unitId());
		model.addAttribute("obstacle", obstacle);
		model.addAttribute("ours", ours);
		Journey journey = this.journeys.of(obstacle);
		model.addAttribute("next", ours ? journey.next() : null);
		model.addAttribute("answers", ours ? List.of() : own(journey.answers()));
		return new ModelAndView("obstacle", model.asMap());
	}

	private boolean isOurs(String unitId) {
		return this.currentUser.id() != null && this.units.isMember(unitId, this.currentUser.id());
	}

	/** Whether one of the user's groups has ever been asked about it. */
	private boolean isAsked(Obstacle obstacle) {
		return this.routings.of(obstacle.id()).stream().anyMatch((asked) -> isOfUser(asked.recipient()));
	}

	/** What the user's own recipients have answered. */
	private List<Journey.Given> own(List<Journey.Given> answers) {
		return answers.stream().filter((given) -> isOfUser(given.answer().recipient())).toList();
	}

	private boolean isOfUser(String recipient) {
		return this.currentUser.isIn(this.recipients.get(recipient).group());
	}

	private static ModelAndView to(String address) {
		return new ModelAndView(new RedirectView(address, true, true, false));
	}

}
