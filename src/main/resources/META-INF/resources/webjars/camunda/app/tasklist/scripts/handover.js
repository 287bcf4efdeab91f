/*
 * Tasks change hands: in place of the engine's own controls, which would ask nobody and need rights our users do not
 * have, a task shows its due date, who has it, and what one may do about that.
 */
import { due } from './cards.js';
import { whenBack } from './connection.js';
import { announce, ask, whileSending } from './dialog.js';
import { token } from './forms/server.js';
import { API, get, visitor } from './visitor.js';

const tasklist = window.angular.module('cam.tasklist');

/** Each of these acts may be done twice without harm, so whoever hears no answer may try again. */
const PATIENCE = 60000;

async function post(task, act, body) {
  let answer;
  try {
    answer = await fetch(API + '/tasks/' + task.id + '/' + act, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token() },
      body: JSON.stringify(body || {}),
      signal: AbortSignal.timeout(PATIENCE)
    });
  } catch (error) {
    throw new Error('Vi fikk ikke kontakt med Samtalepakker. Sjekk nettet og prøv igjen. Det gjør ikke noe om du trykker to ganger.');
  }
  if (!answer.ok) {
    const refusal = await answer.json().catch(() => ({}));
    throw new Error(refusal.message || 'Noe gikk galt hos oss. Prøv igjen om litt.');
  }
}

const HANDOVER = `
<section class="sp-handover" aria-label="Frist og hvem som har oppgaven" ng-if="task">
  <p class="sp-handover-due">{{ due(task) }}</p>
  <div ng-if="people">
    <p class="sp-handover-who" tabindex="-1">{{ who() }}</p>
    <p class="sp-handover-hint" ng-if="hint()">{{ hint() }}</p>
    <div class="sp-handover-acts">
      <button type="button" class="btn btn-primary" ng-if="isFree()" ng-click="take()" ng-disabled="busy">Ta oppgaven</button>
      <button type="button" class="btn btn-primary" ng-if="isAnothers()" ng-click="takeOver()">Ta over</button>
      <button type="button" class="btn btn-default" ng-if="mayHandOver()" ng-click="handOver()">{{ handOverText() }}</button>
      <button type="button" class="btn btn-default" ng-if="mayRelease()" ng-click="release()" ng-disabled="busy">Legg tilbake</button>
    </div>
    <p class="sp-handover-sending" role="status">{{ sending }}</p>
    <p class="sp-handover-error" role="alert">{{ error }}</p>
  </div>
</section>`;

function link($timeout, scope, element) {
  const data = scope.taskData.newChild(scope);
  let groups = [];
  let settling = false;

  const isMine = () => scope.task.assignee === visitor.id;
  const others = () => scope.people.filter((person) => person.userId !== visitor.id);
  const isOfUnit = () => groups.some((group) => String(group.id).startsWith('enhet-'));
  const holder = () => (scope.people.find((person) => person.hasTask) || { name: scope.task.assignee }).name;

  async function learnPeople(task) {
    const people = await get(API + '/tasks/' + task.id + '/candidates');
    if (!people) {
      whenBack(() => scope.task && scope.task.id === task.id && learnPeople(task));
    }
    if (scope.task && scope.task.id === task.id) {
      scope.people = people || [];
      scope.mayWork = people !== null;
      scope.$applyAsync();
      $timeout(settle);
    }
  }

  /** After a change the focus stands where the change is told. */
  function settle() {
    const who = element[0].querySelector('.sp-handover-who');
    if (settling && who) {
      settling = false;
      who.focus();
    }
  }

  function changed(text) {
    settling = true;
    scope.error = null;
    announce(text);
    data.changed('task');
    data.changed('taskList');
  }

  /** An act that needs no question. */
  async function act(name, text) {
    scope.busy = true;
    scope.error = null;
    try {
      await whileSending(post(scope.task, name), (told) => {
        scope.sending = told;
        scope.$applyAsync();
      });
      changed(text);
    } catch (failure) {
      scope.error = failure.message;
      // it may have been done all the same
      data.changed('task');
      data.changed('taskList');
    }
    scope.busy = false;
    scope.$applyAsync();
  }

  data.observe('task', function (task) {
    if (!task || !scope.task || scope.task.id !== task.id) {
      scope.people = null;
      scope.error = null;
    }
    scope.task = task;
    if (task) {
      learnPeople(task);
    }
  });
  data.observe('groups', function (found) { groups = found || []; });

  scope.due = due;
  scope.isFree = () => scope.mayWork && !scope.task.assignee;
  scope.isAnothers = () => scope.mayWork && Boolean(scope.task.assignee) && !isMine();
  scope.who = function () {
    if (!scope.task.assignee) {
      return 'Ingen har tatt oppgaven ennå.';
    }
    return isMine() ? 'Du har oppgaven.' : holder() + ' har oppgaven.';
  };
  scope.hint = function () {
    if (scope.isFree()) {
      return 'Ta oppgaven for å fylle ut skjemaet.';
    }
    return scope.isAnothers() ? 'Bare den som har oppgaven, kan fylle ut skjemaet.' : null;
  };
  scope.mayHandOver = () => scope.mayWork && isMine() && (isOfUnit() || others().length > 0);
  scope.handOverText = () => (isOfUnit() ? 'Gi til stedfortreder' : 'Gi til en kollega');
  scope.mayRelease = () => scope.mayWork && isMine()
    && !scope.people.some((person) => person.getsItBack && person.userId === visitor.id);

  scope.take = () => act('take-over', 'Du har tatt oppgaven. Skjemaet kan fylles ut.');
  scope.release = () => act('release', 'Oppgaven er lagt tilbake.');
  scope.takeOver = function () {
    ask({
      heading: holder() + ' har oppgaven nå. Vil du ta den over?',
      paragraphs: ['Et utkast som er lagret, ligger i nettleseren til den som skrev det, og følger ikke med.'],
      confirm: 'Ta over',
      act: () => post(scope.task, 'take-over')
    }).then((done) => done && scope.$applyAsync(() => changed('Du har tatt over oppgaven. Skjemaet kan fylles ut.')));
  };
  scope.handOver = function () {
    const colleagues = others();
    if (!colleagues.length) {
      ask({
        heading: 'Ingen stedfortreder er registrert',
        paragraphs: ['Sekretariatet for tillitsreformen kan registrere stedfortredere for enheten.']
      });
      return;
    }
    let name;
    ask({
      heading: scope.handOverText(),
      legend: 'Hvem skal få oppgaven?',
      paragraphs: ['Et utkast du har lagret, blir liggende i nettleseren din og følger ikke med.'],
      people: colleagues,
      confirm: 'Gi oppgaven',
      act: (userId) => {
        name = colleagues.find((person) => person.userId === userId).name;
        return post(scope.task, 'hand-over', { userId });
      }
    }).then((done) => done && scope.$applyAsync(() => changed(name + ' har fått oppgaven.')));
  };
}

tasklist.decorator('camTasklistTaskMetaDirective', ['$delegate', '$timeout', function ($delegate, $timeout) {
  const linked = (scope, element) => link($timeout, scope, element);
  Object.assign($delegate[0], { template: HANDOVER, link: linked, compile: () => linked });
  return $delegate;
}]);
