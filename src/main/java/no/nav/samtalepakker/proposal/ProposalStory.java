package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.Story.Chapter;
import no.nav.samtalepakker.conversation.StoryPart;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.stereotype.Component;

/** What comes of what the unit has proposed. */
@Component
class ProposalStory implements StoryPart {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private final Proposals proposals;

	private final ProposalQuestions questions;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	ProposalStory(Proposals proposals, ProposalQuestions questions, Recipients recipients, NorwegianCalendar calendar) {
		this.proposals = proposals;
		this.questions = questions;
		this.recipients = recipients;
		this.calendar = calendar;
	}

	@Override
	public void addTo(Story story) {
		this.proposals.ofConversation(story.conversation().id())
			.stream()
			.filter((proposal) -> !Redactions.isGone(proposal.text()))
			.forEach((proposal) -> story.tell(Chapter.PROPOSALS, proposal.text(),
					proposal.isAnswered() ? answer(proposal) : waiting(proposal)));
	}

	private List<String> answer(Proposal proposal) {
		String by = proposal.answer().words() + " – "
				+ (proposal.isAnsweredBySecretariat() ? "svar fra sekretariatet"
						: "svar fra " + this.recipients.get(proposal.recipient()).name())
				+ " " + day(this.calendar.dateOf(proposal.answeredAt())) + ((proposal.correctedAt() != null)
						? ", rettet " + day(this.calendar.dateOf(proposal.correctedAt())) : "");
		return Stream.of(by, proposal.answerText()).toList();
	}

	private List<String> waiting(Proposal proposal) {
		return this.questions.open(proposal.id())
			.map((question) -> "Sendt til " + this.recipients.get(question.recipient()).name()
					+ ". Vi venter svar innen " + day(question.dueOn()) + ".")
			.stream()
			.toList();
	}

	private static String day(LocalDate date) {
		return DAY.format(date);
	}

}
