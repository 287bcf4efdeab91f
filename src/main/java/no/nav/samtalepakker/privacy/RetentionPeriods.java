package no.nav.samtalepakker.privacy;

import java.time.Period;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data are kept (design §11). The real periods are the archive
 * authority's decision, hence settings.
 *
 * @param texts what people wrote, after the rollout's cut-off
 * @param audit who did what, after the act
 * @param addresses e-mail addresses of participants, after the meeting, and of those who
 * led or stood in, after their role
 */
@ConfigurationProperties("samtalepakker.retention")
public record RetentionPeriods(@DefaultValue("P24M") Period texts, @DefaultValue("P24M") Period audit,
		@DefaultValue("P30D") Period addresses) {

	public RetentionPeriods {
		if (isTooShort(texts) || isTooShort(audit) || isTooShort(addresses)) {
			throw new IllegalArgumentException("samtalepakker.retention: every period must be at least one day");
		}
	}

	/** For people, such as «30 dager». */
	public String addressesInWords() {
		return Retention.inWords(this.addresses);
	}

	private static boolean isTooShort(Period period) {
		return period.isNegative() || period.isZero();
	}

}
