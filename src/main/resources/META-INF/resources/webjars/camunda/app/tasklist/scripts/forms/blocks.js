/*
 * What several forms show alike, as elements of their own: `<sp-opening>` and so on. They share the scope of the form.
 * Part of the contract of formsV1: forms of running cases use them, so none is taken away. Templates stand here and
 * not in files, so that a form that is open needs no network for them and nothing moves while it comes.
 */
const BLOCKS = {
  // that the case could not be fetched, and what it is about
  spOpening: `
<div class="sp-note sp-warning sp-field" role="alert" ng-if="failed">
  <p>Vi fikk ikke hentet opplysningene om saken. Du kan fylle ut skjemaet likevel.</p>
  <button type="button" class="btn btn-default" ng-click="load()">Prøv igjen</button>
</div>
<dl class="sp-facts" ng-if="facts.length">
  <div ng-repeat="fact in facts"><dt>{{fact.label}}</dt><dd>{{fact.text}}</dd></div>
</dl>`,

  // the obstacle a recipient or the secretariat works on, with the answers so far
  spObstacle: `
<section ng-if="context.obstacle">
  <h3 class="sp-heading">Hindringen</h3>
  <div class="sp-quote">
    <p class="sp-text">{{context.obstacle.text}}</p>
    <p class="sp-meta">{{categoryText()}}</p>
    <p class="sp-meta" ng-if="context.obstacle.units">Enheter som har meldt det: {{context.obstacle.units}}</p>
  </div>
  <p class="sp-note sp-above" ng-if="context.obstacle.question"><b>Enheten spør en gang til:</b> <span class="sp-text">{{context.obstacle.question}}</span></p>
  <details ng-if="context.obstacle.assistance || context.obstacle.involved || context.obstacle.regulation">
    <summary>Mer om hindringen</summary>
    <div ng-if="context.obstacle.assistance"><h4>Trenger hjelp til</h4><p class="sp-text">{{context.obstacle.assistance}}</p></div>
    <div ng-if="context.obstacle.involved"><h4>Må være med</h4><p class="sp-text">{{context.obstacle.involved}}</p></div>
    <div ng-if="context.obstacle.regulation.which"><h4>Regler det gjelder</h4><p class="sp-text">{{context.obstacle.regulation.which}}</p></div>
    <div ng-if="context.obstacle.regulation.how"><h4>Slik tolkes de ulikt</h4><p class="sp-text">{{context.obstacle.regulation.how}}</p></div>
    <div ng-if="context.obstacle.regulation.consequence"><h4>Det fører til</h4><p class="sp-text">{{context.obstacle.regulation.consequence}}</p></div>
  </details>
  <section class="sp-field" ng-if="context.obstacle.answers.length">
    <h3 class="sp-heading">Svar så langt</h3>
    <ul class="sp-list">
      <li ng-repeat="answer in context.obstacle.answers">
        <b>{{answer.name || answer.words}}</b>
        <p class="sp-meta">{{[answer.words, day(answer.givenOn)].join(' · ')}}</p>
        <p class="sp-text sp-below">{{answer.text}}</p>
        <p class="sp-meta">{{answerFacts(answer)}}</p>
        <p ng-if="answer.link"><a ng-href="{{answer.link}}" target="_blank" rel="noopener">Les mer (åpnes i ny fane)</a></p>
      </li>
    </ul>
  </section>
</section>`,

  // what a recipient writes, as the unit will read it
  spReading: `
<section class="sp-field" ng-if="reading().text" aria-labelledby="sp-reading-title">
  <h4 class="sp-label" id="sp-reading-title">Slik leser enheten svaret</h4>
  <ul class="sp-list">
    <li>
      <b>{{reading().name}}</b>
      <p class="sp-meta">{{[reading().words, day(today)].join(' · ')}}</p>
      <p class="sp-text sp-below">{{reading().text}}</p>
      <p class="sp-meta sp-below" ng-if="answerFacts(reading())">{{answerFacts(reading())}}</p>
      <p class="sp-below" ng-if="reading().link"><span class="sp-link">Les mer (åpnes i ny fane)</span></p>
    </li>
  </ul>
</section>`,

  // whom it has been sent to, and what has become of that
  spRouting: `
<section class="sp-field" ng-if="context.obstacle.routing.length">
  <h3 class="sp-heading">Hvor er hindringen sendt?</h3>
  <ul class="sp-list sp-plain">
    <li ng-repeat="route in context.obstacle.routing">
      <b>{{route.name || route.recipient}}</b>
      <p class="sp-text">{{route.reason}}</p>
      <p class="sp-meta">{{routeStatus(route)}}</p>
    </li>
  </ul>
</section>`
};

const tasklist = window.angular.module('cam.tasklist');

Object.entries(BLOCKS).forEach(([name, template]) => tasklist.directive(name, () => ({ restrict: 'E', template })));
