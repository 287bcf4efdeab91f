package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is done to a rollout without a task (design §6). Bodies are read by {@link Forms},
 * for the same messages.
 */
@RestController
@RequestMapping("/api/rollouts")
class RolloutController {

	private static final String SECRETARIAT = Identities.SECRETARIAT;

	private static final int PROPOSED_MONTHS = 4;

	private final Rollouts rollouts;

	private final CountyDecisions decisions;

	private final Reach reach;

	private final Packages packages;

	private final Units units;

	private final Forms forms;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Patience patience;

	RolloutController(Rollouts rollouts, CountyDecisions decisions, Reach reach, Packages packages, Units units,
			Forms forms, NorwegianCalendar calendar, CurrentUser currentUser, Patience patience) {
		this.rollouts = rollouts;
		this.decisions = decisions;
		this.reach = reach;
		this.packages = packages;
		this.units = units;
		this.forms = forms;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.patience = patience;
	}

	/** What the start form chooses from. */
	@GetMapping("/options")
	Options options() {
		this.currentUser.mustBeIn(SECRETARIAT);
		LocalDate today = this.calendar.today();
		return new Options(today, today.plusMonths(PROPOSED_MONTHS),
				this.packages.newest()
					.stream()
					.map((version) -> new PackageOption(version.key(), version.name(), version.version(),
							version.targetGroup(), version.decidedByCounty(), version.purpose()))
					.toList(),
				this.units.all()
					.stream()
					.filter((unit) -> unit.type() == UnitType.COUNTY)
					.sorted(NorwegianAlphabet.by(Unit::name))
					.map((unit) -> new County(unit.id(), unit.name()))
					.toList());
	}

	@GetMapping("/preview")
	Reach.Preview preview(@RequestParam List<String> packageKeys, @RequestParam(required = false) List<String> counties,
			@RequestParam(required = false) List<String> unitIds) {
		this.currentUser.mustBeIn(SECRETARIAT);
		return this.reach.preview(packageKeys, (counties != null) ? counties : List.of(),
				(unitIds != null) ? unitIds : List.of());
	}

	@PatchMapping("/{id}")
	Rollout changeDates(@PathVariable String id, @RequestBody String body) {
		this.currentUser.mustBeIn(SECRETARIAT);
		NewDates dates = this.forms.read(body, NewDates.class);
		return this.rollouts.changeDates(id, dates.closesOn(), dates.cutOffOn());
	}

	@PostMapping("/{id}/cancel")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void cancel(@PathVariable String id) {
		this.currentUser.mustBeIn(SECRETARIAT);
		this.patience.insist(() -> this.rollouts.cancel(id));
	}

	@PostMapping("/{id}/stop")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stop(@PathVariable String id, @RequestBody String body) {
		this.currentUser.mustBeIn(SECRETARIAT);
		String message = this.forms.read(body, Stop.class).message();
		this.patience.insist(() -> this.rollouts.stop(id, message));
	}

	@PostMapping("/{id}/message")
	Sent message(@PathVariable String id, @RequestBody String body) {
		this.currentUser.mustBeIn(SECRETARIAT);
		return new Sent(this.rollouts.message(id, this.forms.read(body, Message.class).text()));
	}

	@PostMapping("/{id}/counties/{countyId}/decision")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void decide(@PathVariable String id, @PathVariable String countyId, @RequestBody String body) {
		this.currentUser.mustBeIn(GroupKind.COUNTY.of(countyId));
		this.decisions.revise(id, countyId, this.forms.read(body, DecideParticipation.class));
	}

	@PostMapping("/{id}/wishes")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void wish(@PathVariable String id, @RequestBody String body) {
		this.decisions.wish(id, this.forms.read(body, Wish.class).unitId());
	}

	record NewDates(LocalDate closesOn, LocalDate cutOffOn) {
	}

	record Stop(@Required("Melding") @Text(Text.LONG) String message) {
	}

	record Message(@Required("Melding") @Text(Text.LONG) String text) {
	}

	record Wish(@Required("Enhet") @Id String unitId) {
	}

	record Sent(int units) {
	}

	record Options(LocalDate today, LocalDate proposedClosesOn, List<PackageOption> packages, List<County> counties) {
	}

	record PackageOption(String key, String name, int version, TargetGroup targetGroup, boolean decidedByCounty,
			List<String> purpose) {
	}

	record County(String id, String name) {
	}

}
