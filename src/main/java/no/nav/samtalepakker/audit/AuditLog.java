package no.nav.samtalepakker.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The audit as lines a log collector understands: Common Event Format, one event a line,
 * ids and codes only. The logger is called {@code audit}, so that it can be sent to a
 * place of its own.
 */
@Component
public class AuditLog {

	private static final Logger log = LoggerFactory.getLogger("audit");

	void write(AuditEntry entry) {
		log.info(line(entry));
	}

	/** Somebody tried to come in and did not; the address is null if it is unknown. */
	public void failedLogin(String address) {
		StringBuilder line = new StringBuilder("CEF:0|NAV|Samtalepakker|1|LOGIN_FAILED|innlogging mislyktes|5|");
		if (address != null) {
			add(line, "src", address);
		}
		log.info(line.append("outcome=failure").toString());
	}

	/**
	 * Version, vendor, product, product version, event class, name, severity, details.
	 */
	static String line(AuditEntry entry) {
		Act act = entry.act();
		StringBuilder line = new StringBuilder("CEF:0|NAV|Samtalepakker|1|").append(act.name())
			.append('|')
			.append(header(act.words()))
			.append("|3|");
		add(line, "end", String.valueOf(entry.at().toInstant().toEpochMilli()));
		add(line, "suid", (entry.userId() != null) ? entry.userId() : "system");
		add(line, "act", act.kind().name());
		add(line, "externalId", entry.id());
		add(line, "cs1Label", "subject");
		add(line, "cs1", act.subject() + "/" + entry.subjectId());
		if (entry.unitId() != null) {
			add(line, "cs2Label", "unit");
			add(line, "cs2", entry.unitId());
		}
		if (entry.detail() != null) {
			add(line, "cs3Label", "detail");
			add(line, "cs3", entry.detail());
		}
		return line.toString().stripTrailing();
	}

	private static void add(StringBuilder line, String key, String value) {
		line.append(key)
			.append('=')
			.append(value.replace("\\", "\\\\").replace("=", "\\=").replaceAll("\\R", " "))
			.append(' ');
	}

	private static String header(String text) {
		return text.replace("\\", "\\\\").replace("|", "\\|");
	}

}
