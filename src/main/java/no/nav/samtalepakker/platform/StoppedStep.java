package no.nav.samtalepakker.platform;

import java.time.OffsetDateTime;
import java.util.Map;

/**
 * A step of the background that has used up its tries.
 *
 * @param stopId the engine's id of this stop; another if the same step stops again
 * @param jobId the engine's id of what is to be done
 * @param instanceId the process instance, or null outside all cases
 * @param process name of the process, or null outside all cases
 * @param step name of what failed, as it stands in the model, or null
 * @param variables the ids that say which case it is, as far as it has them
 * @param since when it stopped
 * @param reason why, where the application has said so itself; else null
 * @param fault the kind of fault, for those who run the application; null if none was
 * kept
 */
public record StoppedStep(String stopId, String jobId, String instanceId, String process, String step,
		Map<String, Object> variables, OffsetDateTime since, String reason, String fault) {

	/** The id of this kind that belongs to the case, or null. */
	public String id(String variable) {
		return (String) this.variables.get(variable);
	}

}
