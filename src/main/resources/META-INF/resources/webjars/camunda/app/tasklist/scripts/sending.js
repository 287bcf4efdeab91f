/*
 * A form on its way to the server, over a network that may be slow or lost. The engine's client says nothing when no
 * answer comes, and leaves «Fullfør» dead; here that counts as a failure, which the form tells. Where the answer was
 * lost, the server is asked whether it has the form all the same: then it counts as sent, and nothing is sent twice.
 */
import { API } from './visitor.js';

const tasklist = window.angular.module('cam.tasklist');

const SUBMIT = /^(?:task\/([^/]+)|process-definition\/.+)\/submit-form$/;

/** Whoever has waited that long is told; should the answer still come, the receipt knows. */
const PATIENCE = 60000;

/** Tasks whose form may have arrived although nobody said so. */
const unanswered = new Set();

/** Whether the user has completed the task; undefined if nobody can be asked. */
async function isCompleted(task) {
  try {
    const answer = await fetch(API + '/tasks/' + encodeURIComponent(task) + '/receipt',
      { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok || (answer.status === 404 ? false : undefined);
  } catch (error) {
    return undefined;
  }
}

/** What became of the form; the error says it in words of its own. */
async function outcome(error, task) {
  const isLost = !error.status;
  if (!task || (!isLost && error.status !== 404)) {
    return { ...told(error), isLost };
  }
  if (isLost) {
    unanswered.add(task);
  }
  const isSent = await isCompleted(task);
  if (isSent && unanswered.has(task)) {
    unanswered.delete(task);
    return null;
  }
  return { ...told(error), isLost, isSent };
}

function told(error) {
  return { status: error.status, message: error.message };
}

tasklist.decorator('camAPIHttpClient', ['$delegate', '$rootScope', function (Client, $rootScope) {
  const post = Client.prototype.post;
  Client.prototype.post = function (path, options) {
    const [isForm, task] = SUBMIT.exec(path) || [];
    if (!isForm) {
      return post.call(this, path, options);
    }
    const done = options.done || window.angular.noop;
    let isSettled = false;
    function settle(error, result) {
      if (isSettled) {
        return;
      }
      isSettled = true;
      clearTimeout(waiting);
      if (error && error.status === 401) {
        // Tasklist goes to the login; the draft is there afterwards
        return;
      }
      if (!error) {
        done(null, result);
        return;
      }
      outcome(error, task).then((failed) => $rootScope.$evalAsync(() => done(failed, {})));
    }
    const waiting = setTimeout(() => settle({ message: 'no answer' }), PATIENCE);
    const sent = post.call(this, path, { ...options, done: settle });
    sent.then(null, settle);
    return sent;
  };

  return Client;
}]);
