package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.meeting.Meeting;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.obstacle.Journeys;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.Routings;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.preparation.Reopenings;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The addresses that stand in e-mails. A task is replaced by the next one, a case keeps
 * its address: it leads to whatever the reader has to do in it now, or says how it
 * stands.
 */
@Controller
class CaseController {

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	/** Choices a link may make in a form beforehand; the reader still sends it in. */
	private static final Set<String> CHOICES = Set.of("ingenting", "noe");

	private final CaseTasks tasks;

	private final Conversations conversations;

	private final Meetings meetings;

	private final FollowUps followUps;

	private final Obstacles obstacles;

	private final Routings routings;

	private final Journeys journeys;

	private final Reopenings reopenings;

	private final Units units;

	private final Recipients recipients;

	private final CurrentUser currentUser;

	CaseController(CaseTasks tasks, Conversations conversations, Meetings meetings, FollowUps followUps,
			Obstacles obstacles, Routings routings, Journeys journeys, Reopenings reopenings, Units units,
			Recipients recipients, CurrentUser currentUser) {
		this.tasks = tasks;
		this.conversations = conversations;
		this.meetings = meetings;
		this.followUps = followUps;
		this.obstacles = obstacles;
		this.routings = routings;
		this.journeys = journeys;
		this.reopenings = reopenings;
		this.units = units;
		this.recipients = recipients;
		this.currentUser = currentUser;
	}

	@GetMapping("/samtaler/{id}")
	ModelAndView conversation(@PathVariable String id, @RequestParam(required = false) String svar, Model model) {
		Conversation conversation = this.conversations.find(id)
			.filter((found) -> isOurs(found.unitId()))
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
		Optional<CaseTask> task = this.tasks.workableIn(id).stream().findFirst();
		if (task.isPresent()) {
			return to(TASK + task.get().id() + (svar != null && CHOICES.contains(svar) ? "&svar=" + svar : ""));
		}
		model.addAttribute("conversation", conversation);
		model.addAttribute("packageName", this.conversations.packageOf(id).name());
		model.addAttribute("meetingDate", this.meetings.find(id).map(Meeting::meetingDate).orElse(null));
		model.addAttribute("followUpOn", nextFollowUp(id));
		model.addAttribute("obstacles", !this.obstacles.of(id).isEmpty());
		model.addAttribute("mayReopen", this.reopenings.isPossible(conversation));
		return new ModelAndView("conversation", model.asMap());
	}

	private LocalDate nextFollowUp(String conversationId) {
		return this.followUps.find(conversationId).map(FollowUp::followUpOn).orElse(null);
	}

	@GetMapping("/hindringer/{id}")
	ModelAndView obstacle(@PathVariable String id, Model model) {
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
		model.addAttribute("next", ours ? this.journeys.of(obstacle).next() : null);
		return new ModelAndView("obstacle", model.asMap());
	}

	private boolean isOurs(String unitId) {
		return this.currentUser.id() != null && this.units.isMember(unitId, this.currentUser.id());
	}

	/** Whether one of the user's groups has ever been asked about it. */
	private boolean isAsked(Obstacle obstacle) {
		Set<String> groups = Set.copyOf(this.currentUser.groups());
		return this.routings.of(obstacle.id())
			.stream()
			.anyMatch((asked) -> groups.contains(this.recipients.get(asked.recipient()).group()));
	}

	private static ModelAndView to(String address) {
		return new ModelAndView(new RedirectView(address, true, true, false));
	}

}
