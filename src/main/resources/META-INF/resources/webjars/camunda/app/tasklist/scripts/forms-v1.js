/*
 * What every form can do: what it is about, its variable, drafts, dates and texts; each of these has a file in forms/.
 * Forms are deployed with the model and stay as they were when a case began, while this comes with the application.
 * So `formsV1` is a contract: add to it, but take nothing away and change no meaning. What would break the forms of
 * running cases becomes `formsV2` beside it, in a file of its own. ModelConventionsTest holds the forms against the
 * names returned here, and FormerFormsTest uses forms of an earlier release.
 */
import { addresses } from './forms/addresses.js';
import { caseFacts, caseOfObstacle, closingFacts, heldFacts, meetingFacts, pointFacts, showObstacleOn, unitType } from './forms/cases.js';
import { dateOf, dateText, day, plusDays, timeOf, toDate } from './forms/dates.js';
import { draftsOf } from './forms/drafts.js';
import { watchFields } from './forms/fields.js';
import { meetingChangesOn } from './forms/meetings.js';
import { pageOf } from './forms/page.js';
import { refusalsOf } from './forms/refusals.js';
import { serverOf } from './forms/server.js';
import { watchTexts } from './forms/texts.js';
import { any, chosen, counted, left, pick, plain, withDates, withoutBlanks } from './forms/values.js';

window.samtalepakker = window.samtalepakker || {};

// Tasklist says nothing about a form that was held back
const PREVENTED = 'camForm submission prevented';

// the task a link from a mail was meant for; Tasklist keeps the link's words when another task is chosen
let linkedTask;

window.samtalepakker.formsV1 = function ($scope, camForm) {
  const angular = window.angular;
  const page = pageOf(camForm);
  const { get, post } = serverOf($scope);
  const { refuse, notSent, tellSending } = refusalsOf($scope, camForm, page);
  const ways = [];

  return {
    setUp, get, post, showObstacle, caseOfObstacle, caseFacts, closingFacts, meetingFacts, heldFacts, firstFollowUp,
    unitType, pick, chosen, any, left, day, plusDays, dateText, toDate, withDates, withoutBlanks, plain, waysToTalk, meetingChanges,
    addresses, dateOf, timeOf, counted
  };

  // form: {name, model, url, links: {ingenting, noe}, facts(context), onContext(context, typed), result(model), receipt(result)}
  // receipt: what has happened now and what comes next, in a sentence or two; shown when the task is done
  // exact: the result goes as it is, so that an empty list can tell that there is nobody left
  function setUp(form) {
    const variable = () => camForm.variableManager.variable(form.name);
    setToday(dateText(new Date()));
    angular.extend($scope, { m: form.model, context: {}, load, day, left, counted, any, add, remove, pointFacts });
    const draft = draftsOf($scope, camForm, page, form.name, load);

    camForm.on('form-loaded', function () {
      camForm.variableManager.createVariable({ name: form.name, type: 'Json', value: {} });
      draft.begin();
      follow();
      watchTexts($scope, page, post);
      watchFields($scope, page);
      load();
    });
    // Tasklist's own drafts know no user, ours do
    camForm.on('store', function () {
      camForm.storePrevented = true;
      draft.keep();
    });
    camForm.on('submit', function () {
      refuse();
      // without a network there is nothing to wait for
      camForm.submitPrevented = navigator.onLine === false;
      if (camForm.submitPrevented) return;
      tellSending();
      const result = plain(form.result($scope.m));
      variable().value = form.exact ? result : withoutBlanks(result) || {};
      window.samtalepakker.receipt = form.receipt ? form.receipt(variable().value) : '';
      window.samtalepakker.starting = !camForm.taskId;
    });
    camForm.on('submit-success', function () {
      tellSending(false);
      draft.end();
    });
    camForm.on('submit-failed', function (failed, [error]) {
      window.samtalepakker.receipt = '';
      tellSending(false);
      draft.keep();
      if (error.isSent) over(error); else refuse(error, camForm.submitPrevented || error.isLost ? notSent(error, draft.isKept()) : null);
      // told here, so Tasklist need not tell it again: its box would lie over «Fullfør» and outlive the fault
      error.message = PREVENTED;
    });
    // somebody else has done it, or it is no longer asked for
    $scope.$on('taskremoved', function () {
      if (!draft.isDone()) get('/api/tasks/' + camForm.taskId + '/receipt', () => over({ isSent: true }), () => over({ status: 404 }));
    });

    // nothing can be sent any more
    function over(error) {
      if (error.isSent) {
        draft.end();
        draft.tellNothing();
      }
      refuse(error);
    }

    function load() {
      $scope.failed = false;
      get(form.url || '/api/tasks/' + camForm.taskId + '/context', function (context) {
        const typed = draft.isRestored() || ($scope.form || {}).$dirty;
        $scope.context = context;
        setToday(context.today || $scope.today);
        ways.splice(0, ways.length, ...((context.package || {}).ways || []));
        $scope.facts = form.facts ? form.facts(context).filter((fact) => fact.text) : [];
        if (form.onContext) form.onContext(context, typed);
        if (!($scope.form || {}).$dirty) follow();
        if (!typed) draft.beginHere();
      }, () => { $scope.failed = true; });
    }

    // a link in a mail may say how it went; the person still completes
    function follow() {
      const asked = new URLSearchParams(window.location.hash.split('?')[1] || '');
      const answer = (form.links || {})[asked.get('svar')];
      if (!answer || asked.get('task') !== camForm.taskId) return;
      linkedTask = linkedTask || camForm.taskId;
      if (linkedTask === camForm.taskId) angular.extend($scope.m, answer);
    }
  }

  function setToday(today) {
    $scope.today = today;
    $scope.tomorrow = plusDays(today, 1);
  }

  // the group's own date: after the conversation and not in the past
  function firstFollowUp(context) {
    const heldOn = (context.meeting || {}).heldOn;
    return heldOn >= $scope.today ? plusDays(heldOn, 1) : $scope.today;
  }

  function showObstacle() { showObstacleOn($scope); }
  function meetingChanges() { return meetingChangesOn($scope); }

  // they come with the context, so that their words stand in one place only
  function waysToTalk() { return ways; }

  function add(list, item, id) {
    list.push(item);
    setTimeout(() => document.querySelector('#' + id + ' > :last-child').querySelector('input, textarea').focus());
  }

  function remove(list, index, id) {
    list.splice(index, 1);
    document.getElementById(id + '-add').focus();
  }
};
