package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the secretariat does about obstacles, one or several, whoever has them: where they
 * wait for triage it completes that task, where recipients have them it takes them back
 * by a message. Each act is told before it is done. What a unit is reading is the unit's
 * own.
 */
@Component
@Transactional
class Interventions {

	/** At once; more is not looked at. */
	static final int MOST = 25;

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final ObstacleList list;

	private final Routings routings;

	private final Triage triage;

	private final Delivery delivery;

	private final Answers answers;

	private final Wordings wordings;

	private final Reading reading;

	private final Notices notices;

	private final Recipients recipients;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	Interventions(JdbcClient jdbc, Obstacles obstacles, ObstacleList list, Routings routings, Triage triage,
			Delivery delivery, Answers answers, Wordings wordings, Reading reading, Notices notices,
			Recipients recipients, Processes processes, NorwegianCalendar calendar, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.list = list;
		this.routings = routings;
		this.triage = triage;
		this.delivery = delivery;
		this.answers = answers;
		this.wordings = wordings;
		this.reading = reading;
		this.notices = notices;
		this.recipients = recipients;
		this.processes = processes;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
	}

	// merge

	/** Who will read the answer, and who is asked no more. */
	Preview previewMerge(Merge merge) {
		Obstacle target = target(merge);
		// its words are shown, and it need not be among those chosen
		this.audit.record(Act.OBSTACLE_SEEN, target.id(), target.unitId(), "sak");
		List<String> lines = new ArrayList<>();
		Set<String> units = new LinkedHashSet<>(unitsReading(target.id()));
		units.add(target.unitId());
		for (Obstacle obstacle : movable(merge.others())) {
			lines.add("%s blir slått sammen med den andre.".formatted(named(obstacle)));
			addAskedNoMore(lines, obstacle);
			units.add(obstacle.unitId());
			units.addAll(unitsReading(obstacle.id()));
		}
		lines.add("Svaret på %s leses da av %s.".formatted(named(target), units(units.size())));
		lines.add(hasAnswer(target)
				? "Svaret er gitt. Andre enheter leser teksten når dere har sett på den under «Ordlyd»."
				: "De får svaret samtidig, og leser det hver for seg.");
		if (this.routings.waitsForRedaction(target.id())) {
			lines.add(
					"Det er meldt fra om personopplysninger i den. Ingen nye leser teksten, men svaret kan la vente på seg.");
		}
		lines.add("Enhetene som får dele svaret, leser begrunnelsen.");
		return new Preview("Slå sammen", lines, true);
	}

	void merge(Merge merge) {
		lock(Stream.concat(merge.others().stream(), Stream.of(merge.mergeInto())).toList());
		target(merge);
		movable(merge.others()).forEach((obstacle) -> decide(obstacle, new TriageObstacle(TriageObstacle.Decision.MERGE,
				List.of(), merge.mergeInto(), merge.reason(), null, null)));
	}

	private Obstacle target(Merge merge) {
		if (merge.others().isEmpty()) {
			throw new InvalidInput("mergeInto", "Velg en annen hindring enn den som skal slås sammen");
		}
		return this.obstacles.find(merge.mergeInto())
			.filter(this.delivery::canTakeIn)
			.orElseThrow(() -> new InvalidInput("mergeInto",
					"Denne hindringen kan ikke ta imot andre. Velg en som er på vei eller har svar"));
	}

	private List<String> unitsReading(String obstacleId) {
		return this.jdbc.sql("select distinct unit_id from obstacle where merged_into = ? and state <> 'WITHDRAWN'")
			.param(obstacleId)
			.query(String.class)
			.list();
	}

	private boolean hasAnswer(Obstacle obstacle) {
		return this.answers.of(obstacle.id()).stream().anyMatch((answer) -> answer.answer() != Answer.Kind.FORWARD);
	}

	// send to another

	Preview previewSend(Send send) {
		String name = recipient(send.to());
		List<String> lines = new ArrayList<>();
		for (Obstacle obstacle : movable(send.list())) {
			checkNew(obstacle, send.to());
			lines.add("%s går til %s, med ny frist.".formatted(named(obstacle), name));
			addAskedNoMore(lines, taken(obstacle, send.from()));
		}
		lines.add("%s får en oppgave for hver hindring og en e-post om det.".formatted(name));
		lines.add("Enheten leser begrunnelsen din der det står hvor hindringen er sendt.");
		return new Preview("Send til " + name, lines, false);
	}

	void send(Send send) {
		lock(send.list());
		recipient(send.to());
		for (Obstacle obstacle : movable(send.list())) {
			checkNew(obstacle, send.to());
			List<AskedRecipient> taken = taken(obstacle, send.from());
			if (taken.isEmpty()) {
				decide(obstacle, new TriageObstacle(TriageObstacle.Decision.ROUTE, List.of(send.to()), null,
						send.reason(), null, null));
				continue;
			}
			this.audit.record(Act.OBSTACLE_TRIAGED, obstacle.id(), obstacle.unitId(), "REROUTE");
			taken.forEach((asked) -> this.routings.mark(asked, AskedRecipient.State.REROUTED));
			this.routings.ask(obstacle, Routings.DecidedBy.REROUTE, List.of(send.to()), send.reason(),
					taken.get(0).hops());
			tell(obstacle, taken.get(0), send.to());
			taken.stream().skip(1).forEach((asked) -> tell(obstacle, asked, asked.recipient()));
		}
	}

	// ask one more

	/** Who gets the question besides those who have it. */
	Preview previewOneMore(OneMore more) {
		String name = recipient(more.to());
		LocalDate dueOn = this.calendar.answerDue(this.calendar.today(), this.recipients.get(more.to()).answerDays());
		List<String> lines = new ArrayList<>();
		for (Obstacle obstacle : askable(more)) {
			lines.add("%s får også %s, med frist %s.".formatted(name, named(obstacle), inWords(dueOn)));
			lines.add("%s beholder spørsmålet og fristen sin.".formatted(names(this.routings.openOf(obstacle.id()))));
			int shared = this.delivery.sharedBy(obstacle.id());
			if (shared > 0) {
				lines.add("%s til leser de samme svarene.".formatted(units(shared)));
			}
		}
		lines.add("%s får en oppgave for hver hindring og en e-post om det.".formatted(name));
		lines.add(
				"Enheten og mottakeren leser begrunnelsen din der det står hvor hindringen er sendt. Enheten får ingen e-post om det.");
		return new Preview("Spør " + name + " også", lines, false);
	}

	void askOneMore(OneMore more) {
		lock(more.list());
		recipient(more.to());
		for (Obstacle obstacle : askable(more)) {
			this.routings.ask(obstacle, Routings.DecidedBy.ADDITION, List.of(more.to()), more.reason(), 0);
			this.audit.record(Act.ONE_MORE_ASKED, obstacle.id(), obstacle.unitId(), more.to());
			this.processes.open(ObstacleProcess.ONE_MORE_ASKED, obstacle.processInstanceId(),
					Map.of(CaseVariables.RECIPIENT, new RecipientCode(more.to()).inEngine()));
		}
	}

	private List<Obstacle> askable(OneMore more) {
		List<Obstacle> askable = movable(more.list());
		for (Obstacle obstacle : askable) {
			if (waitsForTriage(obstacle)) {
				throw new Conflict("%s er til vurdering. Send den til mottakeren i stedet.".formatted(named(obstacle)));
			}
			checkNew(obstacle, more.to());
			if (!this.processes.isAwaited(ObstacleProcess.ONE_MORE_ASKED, obstacle.id())) {
				throw new Conflict("%s følger en eldre modell, der ingen kan spørres i tillegg. Send den til en annen."
					.formatted(named(obstacle)));
			}
		}
		return askable;
	}

	private String recipient(String code) {
		if (!this.routings.canAnswer(code)) {
			throw new InvalidInput("to", "Denne mottakeren har ingen som kan svare");
		}
		return this.recipients.get(code).name();
	}

	private void checkNew(Obstacle obstacle, String recipient) {
		boolean hasIt = this.routings.open(obstacle.id(), recipient).isPresent();
		if (hasIt || !waitsForTriage(obstacle) && this.routings.hasHad(obstacle.id(), recipient)) {
			throw new InvalidInput("to", "Mottakeren har alt hatt " + named(obstacle));
		}
	}

	/** Those who have it now, or the one of them that is named. */
	private List<AskedRecipient> taken(Obstacle obstacle, String from) {
		List<AskedRecipient> open = this.routings.openOf(obstacle.id());
		if (from == null) {
			return open;
		}
		List<AskedRecipient> named = open.stream().filter((asked) -> asked.recipient().equals(from)).toList();
		if (named.isEmpty()) {
			throw new Conflict("Mottakeren har ikke hindringen lenger. Last siden på nytt.");
		}
		return named;
	}

	// answer, and so bring to an end

	Preview previewReply(Reply reply) {
		List<String> lines = new ArrayList<>();
		for (Obstacle obstacle : movable(reply.list())) {
			lines.add("%s får begrunnelsen som svar.".formatted(named(obstacle)));
			addAskedNoMore(lines, obstacle);
			int shared = this.delivery.sharedBy(obstacle.id());
			if (shared > 0) {
				lines.add("%s til leser det samme.".formatted(units(shared)));
			}
		}
		lines.add("Enheten leser svaret og lukker saken selv, eller spør en gang til.");
		return new Preview("Svar og avslutt", lines, true);
	}

	void reply(Reply reply) {
		lock(reply.list());
		movable(reply.list()).forEach((obstacle) -> decide(obstacle,
				new TriageObstacle(TriageObstacle.Decision.NONE, List.of(), null, reply.reason(), null, null)));
	}

	// remind

	Preview previewReminder(Chosen chosen) {
		List<String> lines = new ArrayList<>();
		withRecipients(chosen.list()).forEach((obstacle) -> this.routings.openOf(obstacle.id())
			.forEach((asked) -> lines.add("%s minnes på %s, frist %s."
				.formatted(this.recipients.get(asked.recipient()).name(), named(obstacle), inWords(asked.dueOn())))));
		lines.add("De får en e-post i dag, men aldri mer enn én om dagen om samme hindring.");
		lines.add("Enheten får ingen påminnelse.");
		return new Preview("Minn mottakeren", lines, false);
	}

	void remind(Chosen chosen) {
		lock(chosen.list());
		withRecipients(chosen.list()).forEach((obstacle) -> this.routings.openOf(obstacle.id()).forEach((asked) -> {
			this.notices.remindToday(asked);
			this.audit.record(Act.RECIPIENT_REMINDED, obstacle.id(), obstacle.unitId(), asked.recipient());
		}));
	}

	private List<Obstacle> withRecipients(List<String> ids) {
		return each(ids, (obstacle) -> {
			if (!obstacle.state().isRunning() || this.routings.openOf(obstacle.id()).isEmpty()) {
				throw new Conflict("%s ligger ikke hos noen mottaker nå.".formatted(named(obstacle)));
			}
		});
	}

	// a wording for others

	Preview previewWording(NewWording wording) {
		String id = one(wording.list());
		Wordings.Shown shown = waiting(id);
		return new Preview("Godkjenn ordlyden", List.of(
				"Andre enheter som skriver om noe som ligner, ser ordlyden, hvem som er spurt, og hva slags svar som er gitt.",
				"De ser ikke det enheten skrev: «%s»".formatted(shown.text()),
				"Teksten i svarene ser de først når du har sett på dem under «Ordlyd»."), false);
	}

	void approve(NewWording wording) {
		String id = one(wording.list());
		lock(List.of(id));
		try {
			this.wordings.approve(id, waiting(id).version(), new Wordings.Wording(wording.wording()), List.of());
		}
		catch (Refused changed) {
			throw new Conflict(changed.getMessage());
		}
	}

	private Wordings.Shown waiting(String id) {
		return this.wordings.withoutWording(id)
			.orElseThrow(() -> new Conflict("Hindringen har alt en ordlyd, eller den kan ikke vises for andre."));
	}

	// withdraw

	Preview previewWithdrawal(Withdrawal withdrawal) {
		Obstacle obstacle = get(one(withdrawal.list()));
		if (!obstacle.state().isRunning()) {
			throw new Conflict("Hindringen er alt lukket eller trukket.");
		}
		List<String> lines = new ArrayList<>(
				List.of("Alle tekster om hindringen slettes, også begrunnelser og svar som bare gjelder den.",
						"Oppgavene om den forsvinner, og ingen svarer på den. Den telles fortsatt som trukket."));
		int shared = this.delivery.sharedBy(obstacle.id());
		if (shared > 0) {
			lines.add("%s til venter på det samme svaret, og må få det et annet sted fra.".formatted(units(shared)));
		}
		return new Preview("Trekk hindringen", lines, true);
	}

	void withdraw(Withdrawal withdrawal) {
		this.reading.withdraw(one(withdrawal.list()), withdrawal.reason());
	}

	// what they share

	/**
	 * Obstacles somebody can still decide about: for triage, or with recipients, and
	 * without a text that must be redacted first.
	 */
	private List<Obstacle> movable(List<String> ids) {
		return each(ids, (obstacle) -> {
			if (obstacle.state() == Obstacle.State.MERGED) {
				throw new Conflict("%s venter på svaret til en annen. Gjør det der.".formatted(named(obstacle)));
			}
			if (!obstacle.state().isRunning()) {
				throw new Conflict("%s er alt lukket eller trukket.".formatted(named(obstacle)));
			}
			if (!waitsForTriage(obstacle) && this.routings.openOf(obstacle.id()).isEmpty()) {
				throw new Conflict(
						"%s er besvart. Enheten leser svaret og avgjør om saken er ferdig.".formatted(named(obstacle)));
			}
			if (this.routings.waitsForRedaction(obstacle.id())) {
				throw new Conflict("%s har personopplysninger som må tas ut først.".formatted(named(obstacle)));
			}
		});
	}

	private List<Obstacle> each(List<String> ids, Consumer<Obstacle> check) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (ids.isEmpty() || ids.size() > MOST) {
			throw new InvalidInput("ids", "Velg fra én til %d hindringer".formatted(MOST));
		}
		List<Obstacle> found = ids.stream().map(this::get).toList();
		found.forEach(check);
		return found;
	}

	private Obstacle get(String id) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.obstacles.find(id)
			.filter((obstacle) -> obstacle.raisedAt() != null)
			.orElseThrow(() -> new NotFound("Hindringen finnes ikke."));
	}

	private static String one(List<String> ids) {
		if (ids.size() != 1) {
			throw new InvalidInput("ids", "Velg én hindring");
		}
		return ids.get(0);
	}

	private void lock(List<String> ids) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		this.obstacles.lock(ids.stream().distinct().toList());
	}

	private boolean waitsForTriage(Obstacle obstacle) {
		return !this.processes.openTasks(obstacle.id(), ObstacleProcess.TRIAGE).isEmpty();
	}

	/** Completes the task of triage, or takes it back from those who have it. */
	private void decide(Obstacle obstacle, TriageObstacle decision) {
		List<Processes.OpenTask> tasks = this.processes.openTasks(obstacle.id(), ObstacleProcess.TRIAGE);
		if (!tasks.isEmpty()) {
			this.processes.complete(tasks.get(0).id(), decision);
			return;
		}
		List<AskedRecipient> open = this.routings.openOf(obstacle.id());
		this.routings.withdrawOpen(obstacle.id());
		this.triage.decide(obstacle.id(), decision);
		open.forEach((asked) -> tell(obstacle, asked, asked.recipient()));
	}

	/** The recipient's task goes, and the case goes on with the other if there is one. */
	private void tell(Obstacle obstacle, AskedRecipient asked, String next) {
		if (this.processes.tell(ObstacleProcess.RECONSIDERED, obstacle.id(), CaseVariables.RECIPIENT,
				new RecipientCode(asked.recipient()).inEngine(), new RecipientCode(next).inEngine()) == 0) {
			throw new Conflict(
					"%s følger en eldre modell, der oppgaven ikke kan tas tilbake. Bruk «Svar mangler» når fristen er ute."
						.formatted(named(obstacle)));
		}
	}

	private void addAskedNoMore(List<String> lines, Obstacle obstacle) {
		addAskedNoMore(lines, this.routings.openOf(obstacle.id()));
	}

	private void addAskedNoMore(List<String> lines, List<AskedRecipient> open) {
		if (!open.isEmpty()) {
			lines.add("%s skal ikke lenger svare, og mister oppgaven.".formatted(names(open)));
		}
	}

	private String names(List<AskedRecipient> asked) {
		return asked.stream()
			.map((one) -> this.recipients.get(one.recipient()).name())
			.collect(Collectors.joining(" og "));
	}

	private String named(Obstacle obstacle) {
		return this.list.nameOf(obstacle);
	}

	private String inWords(LocalDate date) {
		return date.getDayOfMonth() + "." + date.getMonthValue() + "." + date.getYear();
	}

	private static String units(int number) {
		return Counted.of(number, "én enhet", "%d enheter");
	}

	private static List<String> split(String ids) {
		return Arrays.stream(ids.split(",")).filter((id) -> !id.isBlank()).distinct().toList();
	}

	/**
	 * What is chosen.
	 *
	 * @param ids of obstacles, with commas between
	 */
	record Chosen(@Required("Hindringene") @Text(unkept = true, value = Text.LONG) String ids) {

		List<String> list() {
			return split(this.ids);
		}

	}

	/**
	 * Let them share an answer.
	 *
	 * @param mergeInto whose answer; it may be among those chosen
	 * @param reason what the units read
	 */
	record Merge(@Required("Hindringene") @Text(unkept = true, value = Text.LONG) String ids,
			@Required("Hindringen de slås sammen med") @Id String mergeInto,
			@Required("Begrunnelsen") @Text String reason) {

		List<String> others() {
			return split(this.ids).stream().filter((id) -> !id.equals(this.mergeInto)).toList();
		}

	}

	/**
	 * Send them to another.
	 *
	 * @param to code of the recipient
	 * @param from whose question it takes over; null for all who have it
	 * @param reason what the unit reads
	 */
	record Send(@Required("Hindringene") @Text(unkept = true, value = Text.LONG) String ids,
			@Required("Mottakeren") @Id String to, @Id String from, @Required("Begrunnelsen") @Text String reason) {

		List<String> list() {
			return split(this.ids);
		}

	}

	/**
	 * Ask another besides those who have them.
	 *
	 * @param to code of the recipient
	 * @param reason what the unit and the recipient read
	 */
	record OneMore(@Required("Hindringene") @Text(unkept = true, value = Text.LONG) String ids,
			@Required("Mottakeren") @Id String to, @Required("Begrunnelsen") @Text String reason) {

		List<String> list() {
			return split(this.ids);
		}

	}

	/**
	 * Answer them.
	 *
	 * @param reason what the unit reads
	 */
	record Reply(@Required("Hindringene") @Text(unkept = true, value = Text.LONG) String ids,
			@Required("Begrunnelsen") @Text String reason) {

		List<String> list() {
			return split(this.ids);
		}

	}

	/**
	 * Let others see it.
	 *
	 * @param wording without anything that tells which unit or person it is about
	 */
	record NewWording(@Required("Hindringen") @Text(unkept = true) String ids,
			@Required("Ordlyden") @Text String wording) {

		List<String> list() {
			return split(this.ids);
		}

	}

	/**
	 * Take it back.
	 *
	 * @param reason voluntary
	 */
	record Withdrawal(@Required("Hindringen") @Text(unkept = true) String ids, @Text String reason) {

		List<String> list() {
			return split(this.ids);
		}

	}

}
