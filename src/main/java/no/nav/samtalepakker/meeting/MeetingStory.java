package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.Story.Chapter;
import no.nav.samtalepakker.conversation.StoryPart;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.ChecklistItem;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.WayToTalk;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.stereotype.Component;

/**
 * Who is with the unit in its conversation, how the meeting was planned and prepared, and
 * how it went.
 */
@Component
class MeetingStory implements StoryPart {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb-NO");

	private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d. MMMM yyyy", NORWEGIAN);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy", NORWEGIAN);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm", NORWEGIAN);

	private final Meetings meetings;

	private final Conversations conversations;

	private final Units units;

	private final Identities identities;

	MeetingStory(Meetings meetings, Conversations conversations, Units units, Identities identities) {
		this.meetings = meetings;
		this.conversations = conversations;
		this.units = units;
		this.identities = identities;
	}

	@Override
	public void addTo(Story story) {
		if (story.conversation().startedAt() == null) {
			return;
		}
		tellPeople(story);
		story.tell(Chapter.PREPARATION, "Hvorfor dere ikke holder samtalen",
				this.conversations.notHeldReason(story.conversation().id()).stream().toList());
		this.meetings.find(story.conversation().id()).ifPresent((meeting) -> {
			tellOthers(story, meeting);
			tellPlan(story, meeting);
			tellPreparation(story, meeting);
			if (story.conversation().held() == Held.YES) {
				tellHeld(story, meeting);
			}
		});
	}

	private void tellPeople(Story story) {
		String unitId = story.conversation().unitId();
		List<Person> people = this.units.people(unitId);
		if (this.units.get(unitId).type() == UnitType.MBA) {
			story.tell(Chapter.PEOPLE, "Arbeidsgiversiden", side(people, Party.EMPLOYER));
			story.tell(Chapter.PEOPLE, "Arbeidstakersiden", side(people, Party.EMPLOYEE));
		}
		else {
			story.tell(Chapter.PEOPLE, "Leder", named(people.stream().filter((person) -> !person.isDeputy())));
			story.tell(Chapter.PEOPLE, "Stedfortredere", named(people.stream().filter(Person::isDeputy)));
		}
	}

	private List<String> side(List<Person> people, Party party) {
		return people.stream()
			.filter((person) -> person.party() == party)
			.map((person) -> nameOf(person) + (person.isDeputy() ? " (stedfortreder)" : ""))
			.toList();
	}

	private List<String> named(Stream<Person> people) {
		String names = people.map(this::nameOf).collect(Collectors.joining(", "));
		return names.isEmpty() ? List.of() : List.of(names);
	}

	private String nameOf(Person person) {
		return this.identities.nameOf(person.userId()).orElse(person.userId());
	}

	private void tellOthers(Story story, Meeting meeting) {
		String id = meeting.conversationId();
		story.tell(Chapter.PEOPLE, "Leder samtalen sammen med dere", meeting.coLead());
		story.tell(Chapter.PEOPLE, "Rådgivende lege", meeting.medicalAdviser());
		int participants = this.meetings.participants(id).size();
		story.tell(Chapter.PEOPLE, "Deltakere",
				(meeting.participantCount() != null) ? meeting.participantCount() + " ventet" : null,
				(participants == 0) ? null : meeting.materialSent() ? "Invitasjonen er sendt til " + participants
						: participants + " får invitasjon når materialet sendes ut");
		String also = Stream
			.of(Boolean.TRUE.equals(meeting.unionRepsInvited()) ? "tillitsvalgte" : null,
					Boolean.TRUE.equals(meeting.safetyRepsInvited()) ? "verneombud" : null,
					Boolean.TRUE.equals(meeting.userRepsInvited()) ? "brukerrepresentanter" : null)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		story.tell(Chapter.PEOPLE, "Også bedt om å være med", also.isEmpty() ? null : capitalised(also));
		story.tell(Chapter.PEOPLE, "Holdes sammen med",
				this.meetings.jointUnits(id)
					.stream()
					.map((unit) -> this.units.find(unit).map(Unit::name).orElse(null))
					.toList());
	}

	private static void tellPlan(Story story, Meeting meeting) {
		if (meeting.meetingDate() != null) {
			story.tell(Chapter.PREPARATION, "Når",
					capitalised(when(meeting.meetingDate(), meeting.meetingTime(), meeting.lastMeetingDate())));
		}
		story.tell(Chapter.PREPARATION, "Planlagt varighet", minutes(meeting.durationMinutes()));
		story.tell(Chapter.PREPARATION, "Hvor dere sitter", form(meeting.form()), meeting.formReason());
		story.tell(Chapter.PREPARATION, "Sted eller møtelenke", meeting.place());
		story.tell(Chapter.PREPARATION, "Ramme", arena(meeting.arena()));
		if (meeting.groupCount() != null && meeting.groupCount() > 1) {
			story.tell(Chapter.PREPARATION, "Grupper", String.valueOf(meeting.groupCount()));
		}
		story.tell(Chapter.PREPARATION, "Hvorfor gruppene er store", meeting.sizeReason());
		story.tell(Chapter.PREPARATION, "Slik tilpasser dere samtalen", meeting.localAdaptation());
	}

	private void tellPreparation(Story story, Meeting meeting) {
		story.tell(Chapter.PREPARATION, "Formøte", preparationMeeting(meeting));
		story.tell(Chapter.PREPARATION, "Hvem gjør hva", meeting.roles());
		story.tell(Chapter.PREPARATION, "Eksempel fra egen hverdag",
				Boolean.TRUE.equals(meeting.caseReady()) ? "Klart" : null);
		Map<String, Boolean> done = this.meetings.checklist(meeting.conversationId());
		story.tell(Chapter.PREPARATION, "Gjort på sjekklisten",
				pack(story.conversation()).checklist()
					.stream()
					.filter((item) -> Boolean.TRUE.equals(done.get(item.key())))
					.map(ChecklistItem::text)
					.toList());
		story.tell(Chapter.PREPARATION, "Deltakerne fikk materialet",
				(meeting.materialSentOn() != null) ? capitalised(DAY.format(meeting.materialSentOn())) : null);
	}

	private void tellHeld(Story story, Meeting meeting) {
		story.tell(Chapter.HELD, "Varighet", minutes(meeting.actualDurationMinutes()));
		story.tell(Chapter.HELD, "Deltakere",
				(meeting.actualParticipants() != null) ? meeting.actualParticipants() + " var med" : null);
		story.tell(Chapter.HELD, "Slik snakket dere sammen",
				(meeting.dialogue() != null) ? WayToTalk.valueOf(meeting.dialogue()).title() : null);
		Map<String, String> treated = this.meetings.questions(meeting.conversationId());
		tellQuestions(story, treated, "DISCUSSED", "Spørsmål dere snakket om");
		tellQuestions(story, treated, "MERGED", "Spørsmål tatt sammen med et annet");
		tellQuestions(story, treated, "OMITTED", "Spørsmål som ikke ble tatt med");
		story.tell(Chapter.HELD, "Hvorfor spørsmål ikke ble tatt med", meeting.omittedReason());
		story.tell(Chapter.HELD, "Vist hvor på Navet det står mer", yesOrNo(meeting.navetShown()));
		story.tell(Chapter.HELD, "Brukt eksempler fra egen hverdag", yesOrNo(meeting.examplesUsed()));
		story.tell(Chapter.HELD, "Gjort på en annen måte enn i pakken", meeting.adaptation());
	}

	private void tellQuestions(Story story, Map<String, String> treated, String how, String label) {
		story.tell(Chapter.HELD, label,
				pack(story.conversation()).questions(Use.CONVERSATION)
					.stream()
					.filter((question) -> how.equals(treated.get(question.key())))
					.map(Question::text)
					.toList());
	}

	private ConversationPackage pack(Conversation conversation) {
		return this.conversations.packageOf(conversation.id());
	}

	private static String when(LocalDate date, LocalTime time, LocalDate last) {
		return WEEKDAY.format(date) + ((time != null) ? " kl. " + TIME.format(time) : "")
				+ ((last != null && last.isAfter(date)) ? ", siste gruppe " + WEEKDAY.format(last) : "");
	}

	private static String preparationMeeting(Meeting meeting) {
		return switch ((meeting.preparationMeeting() != null) ? meeting.preparationMeeting() : "") {
			case "YES" -> (meeting.preparationDate() != null) ? "Ja, " + DAY.format(meeting.preparationDate()) : "Ja";
			case "NO" -> "Nei";
			case "NOT_APPLICABLE" -> "Ikke aktuelt";
			default -> null;
		};
	}

	static String form(String form) {
		return switch ((form != null) ? form : "") {
			case "PHYSICAL" -> "I samme rom";
			case "HYBRID" -> "Noen på skjerm";
			case "DIGITAL" -> "Alle på skjerm";
			default -> null;
		};
	}

	static String arena(String arena) {
		return switch ((arena != null) ? arena : "") {
			case "OWN_MEETING" -> "Eget møte";
			case "PROFESSIONAL_DEVELOPMENT_DAY" -> "Del av fagdag";
			case "REGULAR_MEETING" -> "Fast møte";
			default -> null;
		};
	}

	static String treatment(String treatment) {
		return switch (treatment) {
			case "DISCUSSED" -> "Snakket om";
			case "MERGED" -> "Tatt sammen med et annet";
			default -> "Ikke tatt med";
		};
	}

	private static String yesOrNo(Boolean said) {
		return (said == null) ? null : said ? "Ja" : "Nei";
	}

	private static String minutes(Integer minutes) {
		return (minutes != null) ? Counted.of(minutes, "1 minutt", "%d minutter") : null;
	}

	private static String capitalised(String text) {
		return text.substring(0, 1).toUpperCase(NORWEGIAN) + text.substring(1);
	}

}
