package no.nav.samtalepakker.example;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.followup.Lesson;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Names;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What groups have learned, for everybody: as long as the unit lets it be shared, in the
 * words the secretariat has approved. They stand in the row of what they tell of, so they
 * go when that is redacted, erased or told anew.
 */
@Component
@Transactional
public class Examples {

	private static final String PAGE = "eksempler";

	private final FollowUps followUps;

	private final Packages packages;

	private final Units units;

	private final Names names;

	private final Identities identities;

	private final Redactions redactions;

	private final CurrentUser user;

	private final Audit audit;

	Examples(FollowUps followUps, Packages packages, Units units, Names names, Identities identities,
			Redactions redactions, CurrentUser user, Audit audit) {
		this.followUps = followUps;
		this.packages = packages;
		this.units = units;
		this.names = names;
		this.identities = identities;
		this.redactions = redactions;
		this.user = user;
		this.audit = audit;
	}

	/** What everybody may read about a package, the newest first. */
	public List<Example> of(String packageKey) {
		String reader = this.user.id();
		return published().stream()
			.filter((lesson) -> lesson.packageKey().equals(packageKey))
			.map((lesson) -> new Example(lesson.conversationId(), lesson.publishedText(),
					lesson.nameUnit() ? this.units.get(lesson.unitId()).name() : null,
					reader != null && this.units.isMember(lesson.unitId(), reader)))
			.toList();
	}

	/**
	 * The unit does not let it be shared any more. {@link NotFound} for everybody else.
	 */
	public void withdraw(String conversationId) {
		Lesson lesson = this.followUps.lesson(conversationId)
			.filter((found) -> this.user.id() != null && this.units.isMember(found.unitId(), this.user.id()))
			.orElseThrow(() -> new NotFound("Eksempelet finnes ikke."));
		takeBack(lesson, () -> this.followUps.shareNoMore(conversationId));
	}

	// the desk

	/**
	 * What units want to share and nobody has approved, in a stable order. That it has
	 * been looked at is remembered.
	 */
	List<Shown> waiting() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		List<Lesson> waiting = lessons((lesson) -> lesson.publishedText() == null);
		Set<String> seen = this.audit.seenToday(Act.EXAMPLE_SEEN, PAGE);
		this.audit.record(Act.EXAMPLE_SEEN,
				waiting.stream()
					.filter((lesson) -> !seen.contains(lesson.conversationId()))
					.map((lesson) -> new Audit.Subject(lesson.conversationId(), lesson.unitId(), PAGE))
					.toList());
		return waiting.stream().map((lesson) -> shown(lesson, lesson.learned())).toList();
	}

	/** What everybody can read now, the newest first. */
	List<Shown> approved() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return published().stream().map((lesson) -> shown(lesson, lesson.publishedText())).toList();
	}

	/** How many wait. */
	public int numberWaiting() {
		return lessons((lesson) -> lesson.publishedText() == null).size();
	}

	/**
	 * Lets everybody read it in these words. {@link Refused} if it is not any more as it
	 * was shown: the unit may have changed its mind, or personal data have been taken
	 * out.
	 * @param version of the text that was shown
	 */
	void approve(String conversationId, String version, Wording wording) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Lesson lesson = open(conversationId);
		if (!versionOf(lesson.learned()).equals(version)
				|| !this.followUps.publish(conversationId, lesson.learned(), wording.text())) {
			throw new Refused("Eksempelet er endret siden du så det. Se på det på nytt.");
		}
		this.audit.record(Act.EXAMPLE_APPROVED, conversationId, lesson.unitId(), null);
	}

	/** Nobody reads it any more. {@link Conflict} if nobody does. */
	void takeBack(String conversationId) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Lesson lesson = open(conversationId);
		if (lesson.publishedText() == null) {
			throw new Conflict("Eksempelet er alt tatt tilbake.");
		}
		takeBack(lesson, () -> this.followUps.unpublish(conversationId));
	}

	private void takeBack(Lesson lesson, Runnable overwriting) {
		this.redactions.takeBack(FreeText.FOLLOW_UP, lesson.conversationId(), "published_text", overwriting);
		this.audit.record(Act.EXAMPLE_TAKEN_BACK, lesson.conversationId(), lesson.unitId(), null);
	}

	private Lesson open(String conversationId) {
		return this.followUps.lesson(conversationId)
			.filter((lesson) -> !Redactions.isGone(lesson.learned()))
			.orElseThrow(() -> new NotFound("Eksempelet finnes ikke, eller enheten vil ikke dele det lenger."));
	}

	private List<Lesson> published() {
		return lessons((lesson) -> lesson.publishedText() != null && !Redactions.isGone(lesson.publishedText()))
			.stream()
			.sorted(Comparator.comparing(Lesson::publishedAt).reversed())
			.toList();
	}

	private List<Lesson> lessons(Predicate<Lesson> which) {
		return this.followUps.lessons()
			.stream()
			.filter((lesson) -> !Redactions.isGone(lesson.learned()))
			.filter(which)
			.toList();
	}

	private Shown shown(Lesson lesson, String text) {
		Unit unit = this.units.get(lesson.unitId());
		return new Shown(lesson.conversationId(),
				this.packages.newest(lesson.packageKey()).map(ConversationPackage::name).orElse(lesson.packageKey()),
				text, lesson.nameUnit() ? unit.name() : null, named(text, unit));
	}

	private List<String> named(String text, Unit unit) {
		return this.names.telling(text, List.of(unit),
				this.units.people(unit.id())
					.stream()
					.flatMap((person) -> this.identities.nameOf(person.userId()).stream())
					.toList());
	}

	private static String versionOf(String text) {
		return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/**
	 * As everybody reads it.
	 *
	 * @param id of the conversation
	 * @param text the approved words
	 * @param unit name of the unit, or null if it is not to be named
	 * @param ours whether the reader belongs to the unit
	 */
	public record Example(String id, String text, String unit, boolean ours) {
	}

	/**
	 * On the desk.
	 *
	 * @param id of the conversation
	 * @param about name of the package
	 * @param text in the group's words, or the approved ones
	 * @param unit name of the unit where it may stand, or null
	 * @param named what in the text could name a unit or a person
	 */
	record Shown(String id, String about, String text, String unit, List<String> named) {

		/** Another one when the text is another one. */
		public String version() {
			return versionOf(this.text);
		}

	}

	/**
	 * What is approved.
	 *
	 * @param text without anything that tells which person it is about
	 */
	record Wording(@Required("Eksempelet") @Text String text) {
	}

}
