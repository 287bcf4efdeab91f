package no.nav.samtalepakker.followup;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * The form of the same name: what became of the action points, and whether the group
 * meets again.
 *
 * @param actionPoints those the leader has something to say about
 * @param nextFollowUpOn after today; null when the group is done
 * @param arena where the group takes it up
 * @param learned what others could learn from it
 * @param shareAsExample whether others may see it
 * @param nameUnit whether the unit may be named there
 */
record FollowUpActions(List<@Valid Progress> actionPoints, LocalDate nextFollowUpOn, @Text(Text.NAME) String arena,
		@Text(Text.SHORT) String learned, Boolean shareAsExample, Boolean nameUnit) {

	FollowUpActions {
		actionPoints = (actionPoints != null) ? List.copyOf(actionPoints) : List.of();
	}

	boolean shares() {
		return Boolean.TRUE.equals(this.shareAsExample);
	}

	boolean namesUnit() {
		return shares() && Boolean.TRUE.equals(this.nameUnit);
	}

	/**
	 * @param known ids of the conversation's action points
	 */
	void check(Set<String> known, LocalDate today) {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < this.actionPoints.size(); i++) {
			String id = this.actionPoints.get(i).id();
			if (!known.contains(id)) {
				throw new InvalidInput("actionPoints[" + i + "].id", "Handlingspunktet hører ikke til denne samtalen");
			}
			if (!seen.add(id)) {
				throw new InvalidInput("actionPoints[" + i + "].id", "Handlingspunktet står to ganger");
			}
		}
		if (this.nextFollowUpOn != null && !this.nextFollowUpOn.isAfter(today)) {
			throw new InvalidInput("nextFollowUpOn", "Neste dato må være etter i dag");
		}
	}

	/**
	 * Where one action point stands.
	 *
	 * @param id of the action point
	 * @param status where it stands
	 * @param note or null
	 */
	record Progress(@Required("Handlingspunkt") @Id String id, @Required("Status") ActionPoint.Status status,
			@Text(Text.SHORT) String note) {
	}

}
