package no.nav.samtalepakker.incident;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.BackgroundSteps;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.StoppedStep;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What has stopped, and what people do about it. Callers have checked who may. */
@Component
@Transactional
public class Stops {

	private final BackgroundSteps steps;

	private final StopNotices notices;

	private final Units units;

	private final Conversations conversations;

	private final Rollouts rollouts;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	private final JdbcClient jdbc;

	Stops(BackgroundSteps steps, StopNotices notices, Units units, Conversations conversations, Rollouts rollouts,
			NorwegianCalendar calendar, Audit audit, JdbcClient jdbc) {
		this.steps = steps;
		this.notices = notices;
		this.units = units;
		this.conversations = conversations;
		this.rollouts = rollouts;
		this.calendar = calendar;
		this.audit = audit;
		this.jdbc = jdbc;
	}

	/** Everything that stands, the oldest first. */
	List<Stop> all() {
		Map<String, OffsetDateTime> handedOver = handedOver();
		Map<String, String> names = this.rollouts.all().stream().collect(Collectors.toMap(Rollout::id, Rollout::name));
		return this.steps.stopped()
			.stream()
			.map((step) -> new Stop(step.jobId(), step.instanceId(), step.process(), step.step(), about(step, names),
					step.since(), step.reason(), step.fault(), handedOver.get(step.stopId())))
			.toList();
	}

	private Map<String, OffsetDateTime> handedOver() {
		Map<String, OffsetDateTime> at = new HashMap<>();
		this.jdbc.sql("select stop_id, handed_over_at from stop where handed_over_at is not null").query((row) -> {
			at.put(row.getString("stop_id"), row.getObject("handed_over_at", OffsetDateTime.class));
		});
		return at;
	}

	private String about(StoppedStep step, Map<String, String> names) {
		Optional<Conversation> conversation = Optional.ofNullable(step.id(CaseVariables.CONVERSATION_ID))
			.flatMap(this.conversations::find);
		String unit = Optional.ofNullable(step.id(CaseVariables.UNIT_ID))
			.flatMap(this.units::find)
			.map(Unit::name)
			.orElse(null);
		String rollout = Optional.ofNullable(step.id(CaseVariables.ROLLOUT_ID))
			.or(() -> conversation.map(Conversation::rolloutId))
			.map(names::get)
			.orElse(null);
		String about = Stream.of(unit, rollout).filter(Objects::nonNull).collect(Collectors.joining(", "));
		return about.isEmpty() ? null : about;
	}

	/** How it stands, in two figures. */
	public StopStatus status() {
		BackgroundSteps.Waiting waiting = this.steps.waiting();
		return new StopStatus(this.steps.stopped().size(), waiting.steps(), waiting.since());
	}

	/** Has a stopped step tried again. */
	void retry(String jobId) {
		StoppedStep step = stopped(jobId);
		if (!this.steps.retry(jobId)) {
			throw gone();
		}
		this.audit.record(Act.ENGINE_MENDED, jobId, step.id(CaseVariables.UNIT_ID), "job retries");
	}

	/** Has everything that stands tried again; gives how many steps that is. */
	int retryAll() {
		List<StoppedStep> tried = this.steps.stopped()
			.stream()
			.filter((step) -> this.steps.retry(step.jobId()))
			.toList();
		this.audit.record(Act.ENGINE_MENDED,
				tried.stream()
					.map((step) -> new Audit.Subject(step.jobId(), step.id(CaseVariables.UNIT_ID), "job retries"))
					.toList());
		return tried.size();
	}

	/**
	 * Tells those who run the application, once.
	 * @return false if nobody knows where to reach them
	 */
	boolean handOver(String jobId) {
		this.notices.waitForOthers();
		StoppedStep step = stopped(jobId);
		if (handedOver().containsKey(step.stopId())) {
			return true;
		}
		if (this.notices.handOver(step) == 0) {
			return false;
		}
		this.notices.remember(List.of(step));
		this.jdbc.sql("update stop set handed_over_at = ? where stop_id = ?")
			.params(this.calendar.now(), step.stopId())
			.update();
		this.audit.record(Act.STOP_HANDED_OVER, jobId, step.id(CaseVariables.UNIT_ID), null);
		return true;
	}

	private StoppedStep stopped(String jobId) {
		return this.steps.stopped()
			.stream()
			.filter((step) -> step.jobId().equals(jobId))
			.findFirst()
			.orElseThrow(Stops::gone);
	}

	private static NotFound gone() {
		return new NotFound("Steget står ikke lenger.");
	}

}
