/*
 * Drafts: what is typed is kept in this browser as one types and when the page is left, until the task is done. One
 * for each user and task; those of others and old ones do not stay in a shared browser.
 */
import { clock, day } from './dates.js';
import { plain, withDates, withDateTexts } from './values.js';

const DRAFTS = 'samtalepakker:draft:';
const DRAFT_DAYS = 30;

// name: of the form, for a draft without a task; load: fills an untouched form from the server
export function draftsOf($scope, camForm, { tellDraft }, name, load) {
  const { angular } = window;
  const initial = angular.copy($scope.m);
  const draft = storedFor($scope, camForm, name);
  let untouched, saved, soon, isDone = false;

  return {
    begin, keep, end, tellNothing: () => tellDraft(''), beginHere: () => { untouched = written(); },
    isDone: () => isDone, isRestored: () => Boolean(saved), isKept: () => Boolean(saved) || written() === untouched
  };

  function begin() {
    untouched = written();
    restore(draft.read());
    $scope.$watch(written, function () {
      clearTimeout(soon);
      soon = setTimeout(keep, 700);
    });
    window.addEventListener('pagehide', keep);
    $scope.$on('$destroy', function () {
      keep();
      window.removeEventListener('pagehide', keep);
    });
  }

  function written() { return angular.toJson(withDateTexts($scope.m)); }

  function keep() {
    clearTimeout(soon);
    const now = written();
    if (isDone || now === (saved || untouched)) return;
    if (now === untouched) {
      saved = null;
      draft.remove();
      tellDraft('');
    } else if (draft.write(plain($scope.m))) {
      saved = now;
      tellDraft('Utkast lagret kl. ' + clock(new Date()) + ' i denne nettleseren.', 'Forkast utkast', discard);
    } else {
      tellDraft('Nettleseren lar oss ikke lagre utkast. Fullfør før du går ut av siden.');
    }
  }

  // the task is done
  function end() {
    isDone = true;
    draft.remove();
  }

  function restore(found) {
    if (!found) return;
    $scope.m = angular.extend(angular.copy(initial), withDates(found.model));
    saved = written();
    const savedAt = new Date(found.savedAt);
    tellDraft('Dette er utkastet ditt fra ' + day(savedAt) + ' kl. ' + clock(savedAt) + '.', 'Forkast utkast', discard);
  }

  function discard() {
    const thrown = { savedAt: Date.now(), model: plain($scope.m) };
    draft.remove();
    $scope.$apply(function () {
      saved = null;
      $scope.m = angular.copy(initial);
      untouched = written();
      if ($scope.form) $scope.form.$setPristine();
      load();
    });
    tellDraft('Utkastet er forkastet.', 'Angre', function () {
      draft.write(thrown.model);
      $scope.$apply(() => restore(thrown));
    });
  }
}

function storedFor($scope, camForm, name) {
  const user = (($scope.$root || {}).authentication || {}).name || '';
  const mine = DRAFTS + user + ':';
  const key = mine + (camForm.taskId || name);
  // as long as nobody is known, all would look like another's
  if (user) attempt(() => Object.keys(localStorage).filter((other) => other.startsWith(DRAFTS)).forEach(function (other) {
    const age = Date.now() - (parsed(localStorage.getItem(other)) || {}).savedAt;
    if (!other.startsWith(mine) || !(age < DRAFT_DAYS * 24 * 60 * 60 * 1000)) localStorage.removeItem(other);
  }));
  return {
    read: () => attempt(() => parsed(localStorage.getItem(key))),
    write: (model) => attempt(function () {
      localStorage.setItem(key, JSON.stringify({ savedAt: Date.now(), model }));
      return true;
    }),
    remove: () => attempt(() => localStorage.removeItem(key))
  };
}

function parsed(text) { return attempt(() => JSON.parse(text)); }

// storage may be full or forbidden
function attempt(act) {
  try {
    return act();
  } catch (error) {
    return null;
  }
}
