package no.nav.samtalepakker.browser;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.browser.FormCase.OpenForm;
import no.nav.samtalepakker.organisation.UnitType;

/** Where each of the seventeen forms is met, and what people do there. */
abstract class EveryForm extends BrowserTest {

	protected Stream<FormCase> forms() {
		return Stream.of(startRollout(), decideParticipation(), planMeeting(), prepareMeeting(), confirmExecution(),
				reportConversation(), approveReport(), setFollowUpDate(), followUpActions(), triageObstacle(),
				answerObstacle(), updateAnswer(), resolveOverdueAnswer(), readAnswer(), reviewSummary(),
				answerProposal(), resolveOverdueProposal());
	}

	private FormCase startRollout() {
		Supplier<OpenForm> opened = () -> opened("sekretariat", Person::startsARollout);
		return new FormCase("start-rollout", opened, List.of("Navn på utrullingen", "Samtalepakker"), (form) -> {
			form.fill("Navn på utrullingen", "Prøve " + System.nanoTime()).tick("Tillit i brukerutvalget");
			// no click: one county only, always the same, leaves the other councils to
			// other tests
			form.unfoldsEverything().options("Fylker", AriaRole.CHECKBOX).last().check();
		}, (form) -> {
			form.tick("Tillit i egen enhet").tick("Bruk av rådgivende lege").unfoldsEverything();
			form.fill("Enheter", "Nav").press("Søk");
			form.shows("Her er de 10 første av");
		});
	}

	private FormCase decideParticipation() {
		Supplier<OpenForm> opened = () -> {
			String unit = unit(UnitType.OFFICE);
			String rollout = rollout("rol", unit);
			return opened("fylke-" + countyOf(unit), (person) -> person.takes("decideParticipation", rollout));
		};
		return new FormCase("decide-participation", opened, List.of("Skal kontorene være med?"),
				(form) -> form.choose("Skal kontorene være med?", "Ja, kontorene blir med"),
				(form) -> form.choose("Skal kontorene være med?", "Vi vil ta stilling senere"));
	}

	private FormCase planMeeting() {
		return new FormCase("plan-meeting", () -> opened(unitThat((unit) -> {
		}), "planMeeting"), List.of("Møtedato", "Antall deltakere"),
				(form) -> form.fill("Møtedato", today().plusDays(30)).fill("Antall deltakere", 8),
				(form) -> form.choose("Hva vil dere gjøre?", "Planlegge samtalen")
					.fill("Møtedato", today().plusDays(300))
					.fill("Varighet i minutter", 30)
					.fill("Antall deltakere", 40)
					.fill("Antall grupper", 2)
					.choose("Møteform", "Noen på skjerm"));
	}

	private FormCase prepareMeeting() {
		return new FormCase("prepare-meeting", () -> opened(unitThat(this::plans), "prepareMeeting"), List.of(),
				(form) -> {
				},
				(form) -> form.choose("Blir møtet som planlagt?", "Vi endrer tid, form eller deltakere")
					.unfold("Flere opplysninger")
					.choose("Har dere hatt et kort møte på forhånd?", "Ja"));
	}

	private FormCase confirmExecution() {
		return new FormCase("confirm-execution", () -> opened(unitThat((unit) -> {
			plans(unit);
			leaderOf(unit).complete("prepareMeeting", "{'newMeetingDate': '%s'}".formatted(today()));
		}), "confirmExecution"), List.of("Hvordan gikk det?"),
				(form) -> form.choose("Hvordan gikk det?", "Gjennomført, vi vil melde noe"),
				(form) -> form.choose("Hvordan gikk det?", "Gjennomført, vi vil melde noe"));
	}

	private FormCase reportConversation() {
		return new FormCase("report-conversation", () -> opened(conversationHeld(), "reportConversation"),
				List.of("Har dere noe å melde?"), (form) -> {
					form.choose("Har dere noe å melde?", "Ja").unfold("Hindringer").press("Legg til en hindring");
					form.part("Hindring 1")
						.fill("Hva står i veien?", "Brevene er vanskelige å forstå")
						.choose("Kan dere løse dette selv?", "Nei")
						.choose("Handler det om regler", "Regler, systemer");
				}, (form) -> {
					form.choose("Har dere noe å melde?", "Ja").unfoldsEverything();
					form.press("Legg til et punkt").press("Legg til et handlingspunkt").press("Legg til en hindring");
					form.part("Hindring 1")
						.fill("Hva står i veien?", "Vi tolker reglene ulikt")
						.choose("Kan dere løse dette selv?", "Delvis")
						.choose("Handler det om regler", "Regler, systemer")
						.choose("Kan det være ett av disse?", "Noe annet")
						.select("Hva handler det mest om?", "Regelverk")
						.select("Hva ligner mest?", "Regler tolkes ulikt");
				});
	}

	private FormCase approveReport() {
		Supplier<OpenForm> opened = () -> {
			String unit = conversationStarted(UnitType.MBA);
			coSignerOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
			coSignerOf(unit).complete("reportConversation",
					"{'outcome': 'WITH_INPUT', 'positive': 'Vi snakket sammen', 'obstacles': [" + obstacle(null)
							+ "], 'actionPoints': [{'text': 'Møtes oftere'}]}");
			return opened(leaderOf(unit).user(), (person) -> person.takes("approveReport", conversationOf(unit)));
		};
		return new FormCase("approve-report", opened, List.of("Står dere bak rapporten?"),
				(form) -> form.choose("Står dere bak rapporten?", "Ja, vi bekrefter den"),
				(form) -> form.choose("Står dere bak rapporten?", "Nei, vi ønsker en endring"));
	}

	private FormCase setFollowUpDate() {
		return new FormCase("set-follow-up-date", () -> opened(unitThat((unit) -> {
			leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
			leaderOf(unit).complete("reportConversation",
					"{'outcome': 'WITHOUT_INPUT', 'actionPoints': [{'text': 'Kortere møter', 'responsible': 'Fagleder'}]}");
		}), "setFollowUpDate"), List.of("Dato for oppfølging"),
				(form) -> form.fill("Dato for oppfølging", today().plusDays(30)),
				(form) -> form.choose("Vil dere velge en dato?", "Vi trenger ingen dato")
					.choose("Vil dere velge en dato?", "Ja, vi velger en dato"));
	}

	private FormCase followUpActions() {
		return new FormCase("follow-up-actions", () -> opened(unitThat((unit) -> {
			leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
			leaderOf(unit).complete("reportConversation", """
					{'outcome': 'WITHOUT_INPUT', 'followUpOn': '%s',
					'actionPoints': [{'text': 'Kortere møter', 'responsible': 'Fagleder'}, {'text': 'Prøve nytt'}]}
					""".formatted(today().plusDays(30)));
			fire("timer_followUp", conversationOf(unit));
		}), "followUpActions"), List.of(), (form) -> form.part("Kortere møter").choose("Hvor står dere?", "Ferdig"),
				(form) -> form.part("Prøve nytt").choose("Hvor står dere?", "Ikke aktuelt lenger"));
	}

	private FormCase triageObstacle() {
		Supplier<OpenForm> opened = () -> {
			String obstacle = obstaclesOf(obstaclesReported(obstacle(null))).get(0);
			return opened("sekretariat", (person) -> person.takes("triageObstacle", obstacle));
		};
		return new FormCase("triage-obstacle", opened, List.of("Hva gjør vi med hindringen?"),
				(form) -> form.choose("Hva gjør vi med hindringen?", "Enheten kan løse den selv")
					.fill("Begrunnelse til enheten", "Dette kan dere avgjøre selv"),
				(form) -> form.choose("Hva gjør vi med hindringen?", "Send den til noen som kan svare"));
	}

	private FormCase answerObstacle() {
		Supplier<OpenForm> opened = () -> {
			String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
			return opened("mottaker-rundskriv", (person) -> person.takes("answerObstacle", obstacle));
		};
		return new FormCase("answer-obstacle", opened, List.of("Hva svarer dere?"),
				(form) -> form.choose("Hva svarer dere?", "Vi kan ikke løse det")
					.fill("Hvorfor kan det ikke løses?", "Loven gir oss ikke rom for det"),
				(form) -> form.choose("Hva svarer dere?", "Vi setter i gang et tiltak"));
	}

	private FormCase updateAnswer() {
		Supplier<OpenForm> opened = () -> {
			String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
			recipient("RUNDSKRIV").complete("answerObstacle", obstacle,
					"{'answer': 'OWN_MEASURE', 'text': 'Vi skriver det om', 'responsible': 'Fagseksjonen', 'nextUpdateOn': '%s'}"
						.formatted(today().plusDays(20)));
			fire("timer_updateDue", obstacle);
			return opened("mottaker-rundskriv", (person) -> person.takes("updateAnswer", obstacle));
		};
		return new FormCase("update-answer", opened, List.of("Hva har skjedd siden sist?"),
				(form) -> form.fill("Hva har skjedd siden sist?", "Nå er det skrevet om"),
				(form) -> form.fill("Hva har skjedd siden sist?", "Vi er i gang"));
	}

	private FormCase resolveOverdueAnswer() {
		Supplier<OpenForm> opened = () -> {
			String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
			fire("timer_answerOverdue", obstacle);
			return opened("sekretariat", (person) -> person.takes("resolveOverdueAnswer", obstacle));
		};
		return new FormCase("resolve-overdue-answer", opened, List.of("Hva gjør vi nå?"),
				(form) -> form.choose("Hva gjør vi nå?", "Gi mottakeren mer tid"),
				(form) -> form.choose("Hva gjør vi nå?", "Spør noen andre"));
	}

	private FormCase readAnswer() {
		Supplier<OpenForm> opened = () -> {
			String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
			String obstacle = obstaclesOf(unit).get(0);
			recipient("RUNDSKRIV").complete("answerObstacle", obstacle, """
					{'answer': 'INCLUDED_IN_ONGOING', 'text': 'Vi tar det med', 'coveredBy': 'Nytt rundskriv',
					'nextUpdateOn': '%s'}
					""".formatted(today().plusDays(20)));
			return opened(leaderOf(unit).user(), (person) -> person.opens("readAnswer", obstacle));
		};
		return new FormCase("read-answer", opened, List.of("Hva vil dere gjøre?"),
				(form) -> form.choose("Hva vil dere gjøre?", "Vi er ferdige"),
				(form) -> form.choose("Hva vil dere gjøre?", "Vi vil spørre mer"));
	}

	private FormCase reviewSummary() {
		Supplier<OpenForm> opened = () -> {
			String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
			fire("timer_closes", rollout);
			fire("timer_cutOff", rollout);
			return opened("sekretariat", (person) -> person.takes("reviewSummary", rollout));
		};
		return new FormCase("review-summary", opened, List.of("Kan oppsummeringen publiseres?"),
				(form) -> form.choose("Kan oppsummeringen publiseres?", "Ja, publiser"),
				(form) -> form.choose("Kan oppsummeringen publiseres?", "Nei, noe må endres"));
	}

	private FormCase answerProposal() {
		Supplier<OpenForm> opened = () -> {
			String proposal = proposalSent("RUNDSKRIV");
			return opened("mottaker-rundskriv", (person) -> person.takes("answerProposal", proposal));
		};
		return new FormCase("answer-proposal", opened, List.of("Hva skjer med forslaget?"),
				(form) -> form.choose("Hva skjer med forslaget?", "Det gjennomføres ikke")
					.fill("Hvorfor gjennomføres det ikke?", "Loven gir oss ikke rom for det"),
				(form) -> form.choose("Hva skjer med forslaget?", "Noen andre kan svare bedre"));
	}

	private FormCase resolveOverdueProposal() {
		Supplier<OpenForm> opened = () -> {
			String proposal = proposalSent("RUNDSKRIV");
			fire("timer_answerOverdue", proposal);
			return opened("sekretariat", (person) -> person.takes("resolveOverdueProposal", proposal));
		};
		return new FormCase("resolve-overdue-proposal", opened, List.of("Hva gjør vi nå?"),
				(form) -> form.choose("Hva gjør vi nå?", "Gi mottakeren mer tid"),
				(form) -> form.choose("Hva gjør vi nå?", "Svar selv nå"));
	}

	// cases

	private OpenForm opened(String user, Function<Person, Form> opening) {
		Person person = person(user);
		return new OpenForm(person, opening.apply(person));
	}

	private OpenForm opened(String unit, String form) {
		return opened(leaderOf(unit).user(), (person) -> person.opens(form));
	}

	private String unitThat(Consumer<String> does) {
		String unit = conversationStarted(UnitType.OFFICE);
		does.accept(unit);
		return unit;
	}

	private void plans(String unit) {
		leaderOf(unit).complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8}".formatted(today().plusDays(40)));
	}

	protected String countyOf(String unit) {
		return this.jdbc.sql("select county_id from unit where id = ?").param(unit).query(String.class).single();
	}

}
