/*
 * The lists of tasks: where one comes in, how they are sorted, what one finds again, and how many tasks each holds.
 */
import { ENGINE, get, visitor } from './visitor.js';

const tasklist = window.angular.module('cam.tasklist');

/** Tasks without a due date come last; among equals, what has waited longest comes first. */
const SOONEST_FIRST = JSON.stringify([
  { sortBy: 'dueDate', sortOrder: 'asc' },
  { sortBy: 'created', sortOrder: 'asc' }
]);

const REMEMBERED = ['filter', 'sorting', 'page', 'task'];

const PLACE = 'samtalepakker.tasklist.' + visitor.id;

/** Other people change the lists too; Tasklist itself looks every ten seconds, at the open list only. */
const COUNT_AGAIN_AFTER = 60000;

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(PLACE)) || {};
  } catch (error) {
    return {};
  }
}

/** Who cannot choose an order has no use for one. */
function sortingOf(place) {
  return (visitor.looksUpCases && place.sorting) || SOONEST_FIRST;
}

function remember(search) {
  const place = {};
  REMEMBERED.filter((name) => search[name]).forEach((name) => { place[name] = search[name]; });
  try {
    localStorage.setItem(PLACE, JSON.stringify(place));
  } catch (error) {
    // without storage one starts afresh each time
  }
}

// coming in -----------------------------------------------------------------------------------------------------

function priority(list) {
  return (list.properties && list.properties.priority) || 0;
}

/** The first list that holds something, else the first. */
async function firstWithTasks(lists) {
  for (const list of lists) {
    const counted = await get(ENGINE + '/filter/' + list.id + '/count');
    if (counted && counted.count > 0) {
      return list;
    }
  }
  return lists[0];
}

/** Fills in what the address leaves open: a link goes before what one had, that before what we propose. */
async function arrive() {
  const hash = window.location.hash;
  const asked = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '');
  const before = remembered();
  const lists = ((await get(ENGINE + '/filter?resourceType=Task')) || []).sort((a, b) => priority(a) - priority(b));
  if (!lists.length || !/^(#\/?(\?.*)?)?$/.test(hash)) {
    return;
  }
  const linked = asked.has('task') || asked.has('filter');
  if (!asked.has('filter')) {
    const list = lists.find((known) => known.id === before.filter) || (await firstWithTasks(lists));
    asked.set('filter', list.id);
    if (!linked && list.id === before.filter && before.page) {
      asked.set('page', before.page);
    }
  }
  if (!linked && before.task && (await get(ENGINE + '/task/' + encodeURIComponent(before.task)))) {
    asked.set('task', before.task);
  }
  if (!asked.has('sorting')) {
    asked.set('sorting', sortingOf(before));
  }
  window.history.replaceState(window.history.state, '', '#/?' + asked);
}

if (visitor.id) {
  await arrive();
}

tasklist.run(['$rootScope', '$location', function ($rootScope, $location) {
  $rootScope.$on('$locationChangeStart', function () {
    if (visitor.id && $location.path() === '/' && !$location.search().sorting) {
      $location.search('sorting', sortingOf(remembered())).replace();
    }
  });
  $rootScope.$on('$locationChangeSuccess', function () {
    if (visitor.id && $location.path() === '/' && $location.search().filter) {
      remember($location.search());
    }
  });
}]);

// how many ------------------------------------------------------------------------------------------------------

const LISTS = `
<div ng-show="!state.$loaded && !state.$error" class="loader">{{ 'LOADING' | translate }}</div>
<div ng-show="state.$error" class="alert alert-danger" role="alert">{{ 'FILTERS_LOADING_FAILURE' | translate }}</div>
<nav class="sp-lists" aria-label="Oppgavelister" ng-show="state.$loaded && !state.$error" sp-counted-lists>
  <ul class="list-unstyled">
    <li class="item task-filter" ng-repeat="filter in filters track by filter.id" ng-class="{active: isFocused(filter)}">
      <h4 class="name">
        <a href class="sp-list" ng-click="focus(filter)" title="{{ filter.properties.description }}"
           ng-attr-aria-current="{{ isFocused(filter) ? 'true' : undefined }}">
          <span class="sp-list-name">{{ filter.name }}</span>
          <span class="counter" ng-if="counts[filter.id] !== undefined">{{ counts[filter.id] }}</span>
        </a>
      </h4>
    </li>
  </ul>
</nav>`;

tasklist.decorator('camTasklistFiltersDirective', ['$delegate', function ($delegate) {
  $delegate[0].template = LISTS;
  return $delegate;
}]);

tasklist.directive('spCountedLists', ['$http', '$interval', function ($http, $interval) {
  return {
    link: function (scope) {
      const data = scope.filtersData.newChild(scope);
      scope.counts = {};

      function count() {
        (scope.allFilters || []).forEach(function (list) {
          $http.get(ENGINE + '/filter/' + list.id + '/count').then(function (answer) {
            scope.counts[list.id] = answer.data.count;
          }, window.angular.noop);
        });
      }

      let shown;
      data.observe('filters', count);
      data.observe('taskList', function (list) {
        // a task that has come, gone or changed hands may have moved in the other lists as well
        const tasks = JSON.stringify(((list && list._embedded && list._embedded.task) || [])
          .map((task) => [task.id, task.assignee, task.due]));
        if (shown !== undefined && shown !== tasks) {
          count();
        }
        shown = tasks;
      });
      const again = $interval(function () {
        if (!document.hidden) {
          count();
        }
      }, COUNT_AGAIN_AFTER);
      scope.$on('$destroy', function () { $interval.cancel(again); });
    }
  };
}]);
