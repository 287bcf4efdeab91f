/*
 * A task is done: what happened, in the form's own words, and the next step of the same case if there already is one.
 */
import { act, subject } from './cards.js';
import { announce } from './dialog.js';
import { API, ENGINE, get, visitor } from './visitor.js';

const tasklist = window.angular.module('cam.tasklist');

function linkTo(task, search) {
  const link = document.createElement('a');
  link.href = '#/?' + new URLSearchParams({ ...search, task: task.id });
  link.textContent = act(task);
  return link.outerHTML;
}

/** Whether the task is a unit's: what bears the same subject is then the unit's own too. */
async function isOfUnit(task) {
  const links = await get(ENGINE + '/task/' + encodeURIComponent(task.id) + '/identity-links?type=candidate');
  return (links || []).some((link) => String(link.groupId).startsWith('enhet-'));
}

/** The next task of the same case. To recipients and the secretariat many cases bear the same subject. */
async function nextStep(done) {
  const mine = await get(ENGINE + '/task?sortBy=created&sortOrder=desc&maxResults=15&assignee='
    + encodeURIComponent(visitor.id));
  const alike = (mine || []).filter((task) => task.id !== done.id && subject(task) === subject(done));
  const same = alike.find((task) => task.processInstanceId === done.processInstanceId);
  return same || (alike.length && (await isOfUnit(alike[0])) ? alike[0] : undefined);
}

/** A rollout has been ordered: where it is steered, which Tasklist cannot know. */
async function ordered(instance) {
  const started = await get(ENGINE + '/process-instance/' + encodeURIComponent(instance));
  const link = document.createElement('a');
  link.href = API.replace(/\/api$/, '') + '/styring' + (started && started.businessKey ? '/utrullinger/' + encodeURIComponent(started.businessKey) : '');
  link.textContent = 'Se utrullingen';
  const receipt = window.samtalepakker.receipt;
  window.samtalepakker.receipt = '';
  announce(receipt);
  return { status: receipt, message: link.outerHTML, unsafe: true, duration: 20000 };
}

/**
 * What has been done is out of the way; the keyboard goes on in the list, once that no longer holds it.
 *
 * @returns whether there is nothing left to do about it
 */
function goOn(id) {
  if (document.activeElement && document.activeElement !== document.body) {
    return !document.activeElement.closest('.task-details');
  }
  const next = document.querySelector('[cam-tasks] .tasks-list a') || document.querySelector('[cam-tasks] .sp-no-tasks');
  if (!next || document.querySelector('[cam-tasks] .tasks-list a[href*="' + id + '"]')) {
    return false;
  }
  next.focus();
  return true;
}

tasklist.decorator('assignNotification', ['$delegate', '$location', '$rootScope', '$interval', 'Notifications',
  function ($delegate, $location, $rootScope, $interval, Notifications) {
    return function (completed) {
      const id = $location.search().task;
      const search = { ...$location.search() };
      if (window.samtalepakker.starting) {
        window.samtalepakker.starting = false;
        ordered(completed.processInstanceId).then((message) => $rootScope.$applyAsync(() => Notifications.addMessage(message)));
        return;
      }
      if (!completed.assignee || document.querySelector('.modal-dialog')) {
        return;
      }
      const receipt = window.samtalepakker.receipt || 'Oppgaven er fullført.';
      window.samtalepakker.receipt = '';
      announce('Takk! ' + receipt);
      // whoever has gone on meanwhile has no card any more, and is only thanked
      const name = document.querySelector('.task-card h2.task')?.textContent.trim() ?? '';
      nextStep({ id, name, processInstanceId: completed.processInstanceId }).then((next) => {
        $rootScope.$applyAsync(() => Notifications.addMessage({
          status: 'Takk!',
          message: window.angular.element('<i>').text(receipt).html() + (next ? ' Neste steg: ' + linkTo(next, search) : ''),
          unsafe: true,
          duration: 12000
        }));
      });
      const again = $interval(() => goOn(id) && $interval.cancel(again), 300, 30, false);
    };
  }]);
