package no.nav.samtalepakker.overview;

import java.nio.charset.StandardCharsets;

import no.nav.samtalepakker.meeting.CalendarEntry;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * A unit's conversations, where a login leads its people; and what they take from one to
 * their calendar and their next meeting.
 */
@Controller
class AnswersController {

	private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

	private final UnitCases cases;

	private final MailSettings mail;

	private final NorwegianCalendar calendar;

	AnswersController(UnitCases cases, MailSettings mail, NorwegianCalendar calendar) {
		this.cases = cases;
		this.mail = mail;
		this.calendar = calendar;
	}

	@GetMapping("/samtaler")
	String conversations(Model model) {
		model.addAttribute("cases", this.cases.all());
		return "conversations";
	}

	/** Where the answers stood before they had their place on the conversation's page. */
	@GetMapping("/samtaler/{conversationId}/svar")
	String answers(@PathVariable String conversationId) {
		this.cases.own(conversationId);
		return "redirect:/samtaler/{conversationId}#hindringer";
	}

	@GetMapping("/samtaler/{conversationId}/neste-mote")
	String nextMeeting(@PathVariable String conversationId, Model model) {
		model.addAttribute("case", this.cases.open(conversationId, "neste-mote"));
		return "next-meeting";
	}

	/** The day ahead as a file for the reader's own calendar. */
	@GetMapping("/samtaler/{conversationId}/kalender")
	ResponseEntity<String> calendar(@PathVariable String conversationId) {
		UnitCase.NextDate next = this.cases.nextDateOf(conversationId)
			.orElseThrow(() -> new NotFound("Samtalen har ingen dato nå."));
		CalendarEntry entry = new CalendarEntry(conversationId + (next.meeting() ? "" : "-oppfolging"), next.sequence(),
				this.calendar.now(), next.on(), next.at(), next.minutes(), next.lastOn(), next.title(),
				this.mail.baseUrl() + "/samtaler/" + conversationId);
		return ResponseEntity.ok()
			.contentType(CALENDAR)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("samtalepakker.ics").build().toString())
			.body(entry.publication());
	}

}
