package no.nav.samtalepakker.rollout;

import java.util.Arrays;
import java.util.List;

/**
 * What the counties have answered to one rollout, as it stands now. They answer the
 * secretariat, which sees each of them on the rollout's page.
 *
 * @param asked counties that decide for offices of the rollout
 * @param yes take part, some of their offices at least
 * @param no do not
 * @param later answer on a date of their own
 * @param notAnswered have said nothing
 * @param reasons how often each was given with a no or a later
 */
public record CountyAnswers(int asked, int yes, int no, int later, int notAnswered, List<Reason> reasons) {

	static CountyAnswers of(List<CountyDecisions.Latest> latest) {
		int yes = count(latest, DecideParticipation.Participation.YES);
		int no = count(latest, DecideParticipation.Participation.NO);
		int later = count(latest, DecideParticipation.Participation.LATER);
		return new CountyAnswers(latest.size(), yes, no, later, latest.size() - yes - no - later,
				Arrays.stream(DecideParticipation.Reason.values())
					.map((reason) -> new Reason(reason.name(), reason.words(),
							(int) latest.stream().filter((one) -> one.codes().contains(reason.name())).count()))
					.filter((reason) -> reason.times() > 0)
					.toList());
	}

	private static int count(List<CountyDecisions.Latest> latest, DecideParticipation.Participation participation) {
		return (int) latest.stream().filter((one) -> one.participation() == participation).count();
	}

	/**
	 * A reason.
	 *
	 * @param code of the reason
	 * @param words as the county chose them
	 * @param times how many counties gave it
	 */
	public record Reason(String code, String words, int times) {
	}

}
