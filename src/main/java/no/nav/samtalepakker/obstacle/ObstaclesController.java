package no.nav.samtalepakker.obstacle;

import java.util.List;

import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.taxonomy.Suggestions;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Acts on obstacles that need no task, and the taxonomy the forms offer. */
@RestController
class ObstaclesController {

	private final Reading reading;

	private final Taxonomy taxonomy;

	private final Suggestions suggestions;

	private final SharedObstacles shared;

	private final Forecasts forecasts;

	private final CurrentUser user;

	private final Forms forms;

	ObstaclesController(Reading reading, Taxonomy taxonomy, Suggestions suggestions, SharedObstacles shared,
			Forecasts forecasts, CurrentUser user, Forms forms) {
		this.reading = reading;
		this.taxonomy = taxonomy;
		this.suggestions = suggestions;
		this.shared = shared;
		this.forecasts = forecasts;
		this.user = user;
		this.forms = forms;
	}

	@GetMapping("/api/taxonomy")
	List<Taxonomy.Category> taxonomy() {
		return this.taxonomy.categories();
	}

	/** What the obstacle being written could be about. Nothing is stored or logged. */
	@PostMapping("/api/obstacles/suggestions")
	List<Suggestions.Suggestion> suggestions(@RequestBody String body) {
		mustReport();
		return this.suggestions.forText(this.forms.read(body, Writing.class).text());
	}

	/** What others have raised that is like it. Nothing is stored or logged. */
	@PostMapping("/api/obstacles/similar")
	List<SharedObstacles.Similar> similar(@RequestBody String body) {
		mustReport();
		return this.shared.like(this.forms.read(body, Writing.class).text());
	}

	/** What will become of the obstacle being written. Nothing is stored or logged. */
	@PostMapping("/api/obstacles/forecast")
	Forecasts.Forecast forecast(@RequestBody String body) {
		mustReport();
		return this.forecasts.of(this.forms.read(body, Forecasts.Question.class));
	}

	private void mustReport() {
		if (this.user.groups().stream().noneMatch((group) -> Unit.ofGroup(group) != null)) {
			throw new Refused("Bare den som melder for en enhet, kan gjøre dette.");
		}
	}

	@PostMapping("/api/obstacles/{id}/withdraw")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void withdraw(@PathVariable String id, @RequestBody String body) {
		this.reading.withdraw(id, this.forms.read(body, Withdrawal.class).reason());
	}

	/**
	 * Body of a question about a text.
	 *
	 * @param text as far as it is written
	 */
	record Writing(@Required("Teksten") @Text(unkept = true) String text) {
	}

	/**
	 * Body of a withdrawal.
	 *
	 * @param reason voluntary: nobody owes an explanation for changing their mind
	 */
	record Withdrawal(@Text String reason) {
	}

}
