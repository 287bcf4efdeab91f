/*
 * A form on its way: that it takes long, that it was lost, and the server's no, next to what it is about.
 */
import { button } from './page.js';

export function refusalsOf($scope, camForm, { root, part, show }) {
  const sending = [];

  return { tellSending, notSent, refuse };

  // what one sees while the answer is on its way, if it takes longer than a moment
  function tellSending(isSending) {
    const line = part('sp-sending');
    sending.splice(0).forEach(clearTimeout);
    line.textContent = '';
    if (isSending === false) return;
    sending.push(setTimeout(() => { line.textContent = 'Sender …'; }, 1000),
      setTimeout(() => { line.textContent = 'Sender … Det tar lengre tid enn vanlig. Vent litt til, det du har skrevet, er trygt.'; }, 15000));
  }

  // a network that was lost: what has happened, what is kept and what to do, as far as anybody knows
  function notSent(error, isKept) {
    const kept = isKept ? 'Det du har skrevet, er lagret i denne nettleseren.' : 'Det du har skrevet, står her så lenge du ikke går ut av siden.';
    const again = 'Trykk «' + (camForm.taskId ? 'Fullfør' : 'Start') + '» igjen når nettet er tilbake.';
    if (error.isLost && error.isSent === undefined) {
      return { heading: 'Vi fikk ikke svar', text: 'Nettet falt ut før vi fikk vite om skjemaet kom fram. ' + kept + ' ' + again + ' Det blir ikke sendt to ganger.' };
    }
    return { heading: error.isLost ? 'Vi fikk ikke kontakt med Samtalepakker' : 'Du er uten nett', text: 'Ingenting er sendt. ' + kept + ' ' + again };
  }

  // the server's no, next to what it is about; what was typed stays
  function refuse(error, lost) {
    const box = part('sp-refused');
    box.textContent = '';
    root().querySelectorAll('[name]').forEach(function (element) {
      if (element.isRefused) element.removeAttribute('aria-invalid');
      element.isRefused = false;
    });
    if (!error) return;
    const { message } = error;
    const told = /^(.*?) ?\(([\w.[\]-]+)\)\.?$/s.exec(message || '');
    if (told && unfold(told[2])) {
      setTimeout(() => refuse({ ...error, message }));
      return;
    }
    const gone = error.isSent ? { heading: 'Oppgaven er allerede sendt', text: 'Du har fullført den, kanskje i en annen fane eller uten at svaret vårt kom fram til deg. Ingenting er sendt to ganger.' }
      : error.status === 404 ? { heading: 'Oppgaven er ikke åpen lenger', text: 'Noen har fullført den, eller den er ikke aktuell nå. Det du har skrevet, er ikke sendt, men det står her, så du kan kopiere det.' } : null;
    const { heading, text } = gone || lost || { heading: 'Vi fikk ikke sendt inn skjemaet', text: told ? told[1].replace(/\.?$/, '.') : message || 'Noe gikk galt hos oss. Prøv igjen om litt.' };
    box.appendChild(document.createElement('b')).textContent = heading;
    box.appendChild(document.createElement('p')).textContent = text;
    if (gone && camForm.taskId) box.appendChild(button('Til oppgavelisten', 'sp-link', leaveTask));
    const element = told && elementOf(told[2]);
    if (element) {
      element.isRefused = true;
      element.setAttribute('aria-invalid', 'true');
      element.addEventListener('input', () => refuse(), { once: true });
      box.appendChild(button('Gå til feltet', 'sp-link', () => show(element)));
    }
    setTimeout(() => element ? show(element) : box.focus());
  }

  // a row of a list that is done stands there without its fields
  function unfold(path) {
    const [, head, index] = partsOf(path);
    const row = ($scope.m[head] || [])[index];
    if (!row || !row.done) return false;
    $scope.$evalAsync(() => { row.done = false; });
    return true;
  }

  // the field of a path such as obstacles[0].text, as far as it is on the screen
  function elementOf(path) {
    const [, head, index, rest] = partsOf(path);
    const last = (rest || '').split('.').pop();
    const all = Array.from(root().querySelectorAll('[ng-model]'));
    const row = root().querySelectorAll('[ng-repeat$="in m.' + head + '"]')[index];
    if (row) return Array.from(row.querySelectorAll('[ng-model]')).find((element) => element.getAttribute('ng-model').endsWith('.' + last));
    const named = (name) => all.find((element) => element.getAttribute('ng-model') === 'm.' + name);
    return named(path) || named(head) || all.find((element) => last && element.name.endsWith(last))
      || all.find((element) => element.name === head || element.getAttribute('ng-model').startsWith('m.' + head));
  }
}

function leaveTask() {
  const place = new URLSearchParams(window.location.hash.split('?')[1] || '');
  place.delete('task');
  window.location.hash = '#/?' + place;
}

function partsOf(path) { return /^(\w+)(?:\[(\d+)])?\.?(.*)$/.exec(path) || []; }
