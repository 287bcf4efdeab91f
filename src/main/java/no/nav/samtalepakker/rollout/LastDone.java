package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.audit.AuditEntry;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/** What the secretariat has done on its pages lately, as the audit tells it. */
@Component
class LastDone {

	private static final int MOST = 8;

	private static final Set<Act> OF_ROLLOUT = EnumSet.of(Act.ROLLOUT_ORDERED, Act.ROLLOUT_DATES_CHANGED,
			Act.MILESTONE_ADDED, Act.MILESTONE_CORRECTED, Act.MILESTONE_REMOVED, Act.ROLLOUT_CANCELLED,
			Act.ROLLOUT_STOPPED);

	private static final Set<Act> OF_UNIT = EnumSet.of(Act.PEOPLE_CHANGED, Act.PLANNED_PEOPLE_WITHDRAWN,
			Act.UNIT_CLOSED);

	private static final Set<Act> OF_RECIPIENT = EnumSet.of(Act.CONTACTS_CHANGED, Act.RECIPIENT_ADDED,
			Act.RECIPIENT_RENAMED, Act.RECIPIENT_DEPRECATED, Act.RECIPIENT_QUESTIONS_MOVED, Act.RECIPIENT_REINSTATED);

	private static final Set<Act> OF_CATEGORY = EnumSet.of(Act.CATEGORY_ADDED, Act.CATEGORY_RENAMED,
			Act.CATEGORY_DEPRECATED, Act.CATEGORY_REINSTATED);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	/** Former and new closing and cut-off date. */
	private static final Pattern DATES = Pattern.compile("(\\S+) (\\S+) -> (\\S+) (\\S+)");

	private final Audit audit;

	private final Rollouts rollouts;

	private final Units units;

	private final Recipients recipients;

	private final Taxonomy taxonomy;

	private final Identities identities;

	LastDone(Audit audit, Rollouts rollouts, Units units, Recipients recipients, Taxonomy taxonomy,
			Identities identities) {
		this.audit = audit;
		this.rollouts = rollouts;
		this.units = units;
		this.recipients = recipients;
		this.taxonomy = taxonomy;
		this.identities = identities;
	}

	/** On any page, the newest first. */
	List<Done> everywhere() {
		Set<Act> acts = EnumSet.copyOf(OF_ROLLOUT);
		acts.addAll(OF_UNIT);
		acts.addAll(OF_RECIPIENT);
		acts.addAll(OF_CATEGORY);
		return this.audit.latest(acts, null, MOST).stream().map(this::done).toList();
	}

	/** To this rollout, the newest first. */
	List<Done> to(String rolloutId) {
		return this.audit.latest(OF_ROLLOUT, rolloutId, MOST).stream().map(this::done).toList();
	}

	private Done done(AuditEntry entry) {
		return new Done(entry.at().atZoneSameInstant(ApplicationClock.OSLO).toOffsetDateTime(), who(entry.userId()),
				entry.act().words(), about(entry), more(entry));
	}

	/** Colleagues know each other by their initials. */
	private String who(String userId) {
		if (userId == null) {
			return "Systemet";
		}
		String name = this.identities.nameOf(userId).orElse(userId);
		return Arrays.stream(name.split("[ -]+"))
			.filter((part) -> !part.isEmpty())
			.map((part) -> part.substring(0, part.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
			.collect(Collectors.joining());
	}

	private String about(AuditEntry entry) {
		if (OF_ROLLOUT.contains(entry.act())) {
			try {
				return this.rollouts.get(entry.subjectId()).name();
			}
			catch (NotFound gone) {
				return null;
			}
		}
		if (OF_UNIT.contains(entry.act())) {
			return this.units.find(entry.subjectId()).map(Unit::name).orElse(null);
		}
		if (OF_CATEGORY.contains(entry.act())) {
			return this.taxonomy.find(entry.subjectId())
				.map(Taxonomy.Subcategory::name)
				.or(() -> this.taxonomy.nameOfCategory(entry.subjectId()))
				.orElse(entry.subjectId());
		}
		return this.recipients.find(entry.subjectId()).map(Recipient::name).orElse(null);
	}

	/** The former dates, so that they can be moved back. */
	private static String more(AuditEntry entry) {
		Matcher dates = DATES.matcher((entry.detail() != null) ? entry.detail() : "");
		if (entry.act() != Act.ROLLOUT_DATES_CHANGED || !dates.matches()) {
			return null;
		}
		return "Lukkes %s, før %s. Avsluttes %s, før %s.".formatted(day(dates.group(3)), day(dates.group(1)),
				day(dates.group(4)), day(dates.group(2)));
	}

	private static String day(String date) {
		return DAY.format(LocalDate.parse(date));
	}

	/**
	 * Something that was done.
	 *
	 * @param at when
	 * @param who initials
	 * @param what to be read after who did it
	 * @param about name of the rollout, unit, recipient or category, or null
	 * @param more how it was before, or null
	 */
	record Done(OffsetDateTime at, String who, String what, String about, String more) {
	}

}
