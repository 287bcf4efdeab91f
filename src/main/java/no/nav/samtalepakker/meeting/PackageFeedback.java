package no.nav.samtalepakker.meeting;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

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
 * next one. No unit is named, and nobody is counted.
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
				select m.conversation_id, c.unit_id, c.package_version, m.worked, m.improve
				from meeting m join conversation c on c.id = m.conversation_id
				where c.package_key = ? and (m.worked is not null or m.improve is not null)
				order by m.conversation_id
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
			.map((version) -> new OfVersion(version, texts(all, version, Feedback::worked),
					texts(all, version, Feedback::improve)))
			.filter((version) -> !version.worked().isEmpty() || !version.improve().isEmpty())
			.toList();
	}

	private static List<String> texts(List<Feedback> all, int version, Function<Feedback, String> text) {
		return all.stream()
			.filter((feedback) -> feedback.packageVersion() == version)
			.map(text)
			.filter((found) -> found != null && !Redactions.isGone(found))
			.toList();
	}

	/**
	 * What leaders say of one version.
	 *
	 * @param version the version
	 * @param worked what worked
	 * @param improve what should be another way
	 */
	public record OfVersion(int version, List<String> worked, List<String> improve) {
	}

}
