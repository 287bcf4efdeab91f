package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.conversation.Conversations;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How conversations are started.
 *
 * @param lanes jobs that start side by side, 1 to 12
 * @param chunkSize conversations per transaction
 */
@ConfigurationProperties("samtalepakker.rollout")
record RolloutSettings(@DefaultValue("1") int lanes, @DefaultValue("100") int chunkSize) {

	RolloutSettings {
		if (lanes < 1 || lanes > Conversations.LANES || chunkSize < 1) {
			throw new IllegalArgumentException(
					"samtalepakker.rollout: lanes must be 1 to " + Conversations.LANES + ", chunk-size at least 1");
		}
	}

}
