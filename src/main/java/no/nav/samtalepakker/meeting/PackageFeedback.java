package no.nav.samtalepakker.meeting;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What leaders say of a package, version by version, for the secretariat that writes the
 * next one. No unit is named.
 */
@Component
@Transactional
public class PackageFeedback {

	private final JdbcClient jdbc;

	private final CurrentUser user;

	private final Audit audit;

	PackageFeedback(JdbcClient jdbc, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.user = user;
		this.audit = audit;
	}

	/**
	 * The newest version first, only those that somebody has said something of. That it
	 * has been read is remembered.
	 */
	public List<OfVersion> of(String packageKey) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		// in an order that tells neither who nor when
		List<Feedback> all = this.jdbc.sql("""
				select c.id as conversation_id, c.unit_id, c.package_version, m.worked, m.improve, m.adaptation,
					m.omitted_reason, c.not_held_reason
				from conversation c left join meeting m on m.conversation_id = c.id
				where c.package_key = ? and c.id in (
					select conversation_id from meeting where worked is not null or improve is not null
						or adaptation is not null or omitted_reason is not null
					union all select id from conversation where not_held_reason is not null)
				order by c.id
				""").param(packageKey).query(Rows.of(Feedback.class)).list();
		Set<String> seen = this.audit.seenToday(Act.FEEDBACK_SEEN, packageKey);
		this.audit.record(Act.FEEDBACK_SEEN,
				all.stream()
					.filter((feedback) -> !seen.contains(feedback.conversationId()))
					.map((feedback) -> new Audit.Subject(feedback.conversationId(), feedback.unitId(), packageKey))
					.toList());
		Set<Integer> versions = new TreeSet<>(Comparator.reverseOrder());
		all.forEach((feedback) -> versions.add(feedback.packageVersion()));
		return versions.stream()
			.map((version) -> new OfVersion(version,
					Stream
						.of(texts("Dette virket", all, version, Feedback::worked),
								texts("Dette bør endres", all, version, Feedback::improve),
								texts("Dette gjorde de på en annen måte", all, version, Feedback::adaptation),
								texts("Derfor tok de ikke med alle spørsmålene", all, version, Feedback::omittedReason),
								texts("Derfor holdt de ikke samtalen", all, version, Feedback::notHeldReason))
						.filter((texts) -> !texts.texts().isEmpty())
						.toList()))
			.filter((version) -> !version.said().isEmpty())
			.toList();
	}

	private static Texts texts(String title, List<Feedback> all, int version, Function<Feedback, String> text) {
		return new Texts(title,
				all.stream()
					.filter((feedback) -> feedback.packageVersion() == version)
					.map(text)
					.filter((found) -> found != null && !Redactions.isGone(found))
					.distinct()
					.toList());
	}

	/**
	 * What is known of one version.
	 *
	 * @param version the version
	 * @param said what leaders wrote, by what they were asked
	 */
	public record OfVersion(int version, List<Texts> said) {
	}

	/**
	 * What leaders wrote about one thing.
	 *
	 * @param title what they were asked
	 * @param texts their words
	 */
	public record Texts(String title, List<String> texts) {
	}

}
