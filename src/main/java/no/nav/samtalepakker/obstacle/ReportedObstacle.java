package no.nav.samtalepakker.obstacle;

import jakarta.validation.Valid;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.taxonomy.Level;

/**
 * An obstacle as a unit reports it (design §6).
 *
 * @param category code of the taxonomy, absent for «vet ikke»
 * @param subcategory code of the taxonomy, absent for «vet ikke»
 * @param level taken from the taxonomy when absent
 * @param involved who should be involved
 * @param contactOk whether a recipient may see the unit's name
 * @param joinsId id of an obstacle other units have raised, to share its answers
 */
public record ReportedObstacle(@Required("Hindringen") @Text String text,
		@Required("Kan dere løse det selv") Obstacle.Solvable solvableLocally,
		@Required("Handler det om regler, systemer, styring eller organisering") Boolean structural,
		@Id String category, @Id String subcategory, Level level, @Text String assistance, @Text String involved,
		@Valid Regulation regulation, Boolean quoteConsent, Boolean contactOk, @Id String joinsId) {

	public ReportedObstacle {
		regulation = (regulation != null) ? regulation : new Regulation(null, null, null);
		quoteConsent = Boolean.TRUE.equals(quoteConsent);
		contactOk = Boolean.TRUE.equals(contactOk);
	}

	/**
	 * Which rules stand in the way.
	 *
	 * @param which the rules
	 * @param how they stand in the way
	 * @param consequence for users and staff
	 */
	public record Regulation(@Text String which, @Text String how, @Text String consequence) {
	}

}
