/*
 * A task in the list: what to do on the first line, for whom on the second, then when and who has it. A task's name
 * carries both parts (to a recipient never the unit). Only what waits for a recipient's answer would look alike: its
 * first words and the kind of unit are no part of a name, and are asked for.
 */
import { unitType } from './forms/cases.js';
import { API, ENGINE, get, visitor } from './visitor.js';

const tasklist = window.angular.module('cam.tasklist');

const BETWEEN = ' – ';

/** What to do. */
export function act(task) {
  return String(task.name || '').split(BETWEEN)[0];
}

/** Unit and package, or the category of an obstacle. */
export function subject(task) {
  return String(task.name || '').split(BETWEEN).slice(1).join(BETWEEN);
}

/** The due date in words; nobody is hurried by it. */
export function due(task) {
  if (!task.due) {
    return 'Ingen frist';
  }
  const date = new Date(String(task.due).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  const inOslo = (options) => new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', ...options }).format(date);
  const sameYear = inOslo({ year: 'numeric' })
    === new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', year: 'numeric' }).format(new Date());
  const day = inOslo({ day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
  return (date < new Date() ? 'Fristen var ' : 'Frist ') + day;
}

/** What a recipient answers to. */
const QUESTIONS = ['userTask_answerObstacle', 'userTask_updateAnswer', 'userTask_answerProposal'];

const cards = new Map();

/** Asked once for each task: the words of a question change when it is redacted, and then the task is another. */
async function learnCards(tasks) {
  const unknown = tasks.filter((task) => QUESTIONS.includes(task.taskDefinitionKey) && !cards.has(task.id))
    .map((task) => task.id);
  if (unknown.length) {
    unknown.forEach((id) => cards.set(id, {}));
    const known = await get(API + '/tasks/cards?ids=' + unknown.map(encodeURIComponent).join());
    if (known) {
      known.forEach((card) => cards.set(card.id, card));
    } else {
      unknown.forEach((id) => cards.delete(id));
    }
  }
}

function words(task) {
  return (cards.get(task.id) || {}).words;
}

/** From what kind of unit, where, and from how many if they are not few. */
function asking(task) {
  const card = cards.get(task.id) || {};
  const unit = card.type && unitType(card.type) + (card.county ? ' i ' + card.county : '');
  return [unit, /^\d+$/.test(card.units || '') && card.units + ' enheter'].filter(Boolean).join(' · ');
}

const names = new Map();

let askingForNames;

/** The people one shares tasks with change seldom; asked again when somebody unknown turns up. */
function learnNames() {
  askingForNames = askingForNames || get(API + '/colleagues').then((people) => {
    (people || []).forEach((person) => names.set(person.userId, person.name));
  });
  return askingForNames;
}

/** Whether the visitor has conversations to look at where there is no task; the engine knows. */
const belonging = { toUnit: false };

let learning;

function learnUnit() {
  learning = learning || get(ENGINE + '/identity/groups?userId=' + encodeURIComponent(visitor.id)).then((answer) => {
    belonging.toUnit = Boolean(answer && answer.groups.some((group) => group.id.startsWith('enhet-')));
  });
  return learning;
}

function holder(task) {
  if (!task.assignee) {
    return 'Ingen har tatt oppgaven';
  }
  return task.assignee === visitor.id ? 'Du har oppgaven' : (names.get(task.assignee) || task.assignee) + ' har oppgaven';
}

const CARDS = `
<div ng-show="!state.$loaded && !state.$error" class="loader">{{ 'LOADING' | translate }}</div>
<div ng-show="state.$error" class="alert alert-danger" role="alert">{{ 'FAILURE' | translate }}: {{ error.message }}</div>
<div ng-if="state.$loaded && !state.$error" sp-cards>
  <p class="sp-no-tasks" tabindex="-1" ng-if="!totalItems">{{ nothing() }}
    <a ng-if="belonging.toUnit" ng-href="{{ conversations }}">Se hvordan det står til i Samtalene våre</a></p>
  <p class="sp-no-tasks" ng-if="totalItems && !tasks">
    {{ 'RESTRICTION_NOTICE' | translate }} <a href ng-click="resetPage()">{{ 'RESET_PAGE' | translate }}</a>
  </p>
  <div ng-if="totalItems" ng-keydown="handleKeydown($event)">
    <ol class="tasks-list list-unstyled">
      <li class="task" ng-repeat="task in tasks track by task.id" ng-class="{active: currentTaskId === task.id}">
        <div class="clickable sp-card" ng-click="focus($event, task)">
          <h4 class="task">
            <a ng-href="{{ getHrefUrl(task) }}" ng-click="focus($event, task); $event.stopPropagation()"
               ng-attr-aria-current="{{ currentTaskId === task.id ? 'true' : undefined }}">{{ act(task) }}<span
               class="sr-only" ng-if="subject(task)">, {{ subject(task) }}</span><span
               class="sr-only" ng-if="words(task)">: {{ words(task) }}</span></a>
          </h4>
          <p class="sp-card-subject" aria-hidden="true" ng-if="subject(task)">{{ subject(task) }}</p>
          <p class="sp-card-words" aria-hidden="true" ng-if="words(task)">«{{ words(task) }}»</p>
          <p class="sp-card-asking" ng-if="asking(task)">{{ asking(task) }}</p>
          <p class="sp-card-facts"><span class="due-date">{{ due(task) }}</span>
            <span class="assignee" ng-class="{'sp-other': task.assignee && task.assignee !== me}">{{ holder(task) }}</span></p>
        </div>
      </li>
    </ol>
  </div>
</div>
<ul uib-pagination ng-show="state.$loaded && totalItems > pageSize" total-items="totalItems" items-per-page="pageSize"
    max-size="5" boundary-links="true" class="pagination-sm" ng-model="pageNum" ng-change="pageChange()"
    next-text="&rsaquo;" last-text="&raquo;" previous-text="&lsaquo;" first-text="&laquo;"></ul>`;

tasklist.decorator('camTasksDirective', ['$delegate', function ($delegate) {
  $delegate[0].template = CARDS;
  return $delegate;
}]);

tasklist.directive('spCards', ['$rootScope', function ($rootScope) {
  return {
    scope: true,
    link: function (scope) {
      const data = scope.tasklistData.newChild(scope);
      let list;
      Object.assign(scope, {
        act, subject, words, asking, due, holder, belonging, me: visitor.id, conversations: API.replace(/\/api$/, '/samtaler')
      });
      scope.nothing = function () {
        return list === 'Mine oppgaver' ? 'Du har ingen oppgaver nå.' : 'Det er ingen oppgaver her nå.';
      };
      data.observe('currentFilter', function (filter) { list = filter && filter.name; });
      scope.$watch('totalItems', function (total) {
        // «choose a task in the list» is no help where there is none
        document.body.classList.toggle('sp-empty-list', !total);
        if (total === 0) {
          learnUnit().then(() => $rootScope.$applyAsync());
        }
      });
      scope.$watchCollection('tasks', function (tasks) {
        learnCards(tasks || []).then(() => $rootScope.$applyAsync());
        if ((tasks || []).some((task) => task.assignee && task.assignee !== visitor.id && !names.has(task.assignee))) {
          learnNames().then(() => $rootScope.$applyAsync());
        }
      });
    }
  };
}]);
