/*
 * What every form can do: what it is about, its variable, drafts, dates and texts. Forms are deployed with the model
 * and stay as they were when a case began, while this comes with the application. So `formsV1` is a contract: add to
 * it, but take nothing away and change no meaning. What would break the forms of running cases becomes `formsV2`
 * beside it, in a file of its own. ModelConventionsTest holds the forms against the names returned here.
 */
window.samtalepakker = window.samtalepakker || {};

const DRAFTS = 'samtalepakker:draft:';
const DRAFT_DAYS = 30;

// what leaves nothing on the screen; the server calls a text of it alone empty, see PlainText
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

// the letters and rules of EmailAddress
const MAIL_LETTER = 'a-z0-9ß-öø-ÿ\u0101-\u0130\u0135-\u0137\u0139-\u013e\u0141-\u0148\u014b-\u017e';
const MAIL_WORD = '[' + MAIL_LETTER + "!#$%&'*+/=?^_`{|}~-]+";
const MAIL_LABEL = '[' + MAIL_LETTER + '](?:[' + MAIL_LETTER + '-]*[' + MAIL_LETTER + '])?';
const MAIL_ADDRESS = new RegExp('^(?=.{1,254}$)(?=[^@]{1,64}@)' + MAIL_WORD + '(?:\\.' + MAIL_WORD + ')*@(?!.*xn--)(?:(?=[^.]{1,63}\\.)' + MAIL_LABEL + '\\.)+[a-zß-öø-ÿ]{2,63}$');

const MONTH_STARTS = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'];

// how people may talk, for whoever leads the conversation
const WAYS_TO_TALK = [
  {
    code: 'ROUND_TABLE', name: 'En runde rundt bordet', short: 'Alle får ordet etter tur.',
    lines: ['Still spørsmålet, og la alle svare etter tur i ett til to minutter. Ingen avbryter.', 'Det er lov å si «pass». Ta gjerne en runde til når alle har snakket.', 'Passer når dere vil høre alle, eller når noen få pleier å snakke mest.']
  },
  {
    code: 'IPG', name: 'Alene, i par og i gruppe (IPG)', short: 'Tenk først alene, så to og to, så sammen.',
    lines: ['Tenk alene i to minutter, snakk to og to i fem, og del så det viktigste med gruppa.', 'La hvert par trekke fram én ting, så går det fort og alle er med.', 'Passer til vanskelige spørsmål, og når noen er nye eller usikre.']
  },
  {
    code: 'GROUPS_THEN_PLENARY', name: 'Først i grupper, så alle sammen', short: 'Små grupper oppsummerer for alle.',
    lines: ['Del dere i grupper på fem til ti, og gi hver gruppe det samme spørsmålet.', 'Hver gruppe velger to–tre punkter og forteller dem til de andre.', 'Passer når dere er mer enn ti, og når dere har god tid.']
  },
  {
    code: 'PLENARY', name: 'Alle sammen (plenum)', short: 'Én samtale med alle i rommet.',
    lines: ['Still spørsmålet til alle, og la noen minutter gå i stillhet før den første svarer.', 'Spør direkte: «Hva tenker dere som ikke har sagt noe ennå?»', 'Passer når dere er få og trygge på hverandre, og til å oppsummere til slutt.']
  }
];

// Tasklist says nothing about a form that was held back
const PREVENTED = 'camForm submission prevented';

// the task a link from a mail was meant for; Tasklist keeps the link's words when another task is chosen
let linkedTask;

window.samtalepakker.formsV1 = function ($scope, camForm) {
  const angular = window.angular;
  const sending = [];

  return {
    setUp, get, post, showObstacle, caseOfObstacle, caseFacts, closingFacts, meetingFacts, heldFacts, firstFollowUp,
    unitType, pick, chosen, any, left, day, plusDays, dateText, toDate, withDates, withoutBlanks, plain, waysToTalk, meetingChanges,
    addresses, dateOf, timeOf
  };

  // form: {name, model, url, links: {ingenting, noe}, facts(context), onContext(context, typed), result(model), receipt(result)}
  // receipt: what has happened now and what comes next, in a sentence or two; shown when the task is done
  // exact: the result goes as it is, so that an empty list can tell that there is nobody left
  function setUp(form) {
    const variable = () => camForm.variableManager.variable(form.name);
    const initial = angular.copy(form.model);
    const draft = draftOf(form.name);
    let untouched, saved, soon, isDone = false;
    setToday(dateText(new Date()));
    angular.extend($scope, { m: form.model, context: {}, load, day, left, any, add, remove, pointFacts });

    camForm.on('form-loaded', function () {
      camForm.variableManager.createVariable({ name: form.name, type: 'Json', value: {} });
      untouched = written();
      restore(draft.read());
      follow();
      watchTexts();
      watchFields();
      $scope.$watch(written, function () {
        clearTimeout(soon);
        soon = setTimeout(keep, 700);
      });
      window.addEventListener('pagehide', keep);
      $scope.$on('$destroy', function () {
        keep();
        window.removeEventListener('pagehide', keep);
      });
      load();
    });
    // Tasklist's own drafts know no user, ours do
    camForm.on('store', function () {
      camForm.storePrevented = true;
      keep();
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
    });
    camForm.on('submit-success', function () {
      isDone = true;
      tellSending(false);
      draft.remove();
    });
    camForm.on('submit-failed', function (failed, [error]) {
      window.samtalepakker.receipt = '';
      tellSending(false);
      keep();
      if (error.isSent) over(error); else refuse(error, camForm.submitPrevented || error.isLost ? notSent(error, saved || written() === untouched) : null);
      // told here, so Tasklist need not tell it again: its box would lie over «Fullfør» and outlive the fault
      error.message = PREVENTED;
    });
    // somebody else has done it, or it is no longer asked for
    $scope.$on('taskremoved', function () {
      if (!isDone) get('/api/tasks/' + camForm.taskId + '/receipt', () => over({ isSent: true }), () => over({ status: 404 }));
    });

    // nothing can be sent any more
    function over(error) {
      if (error.isSent) {
        isDone = true;
        draft.remove();
        tellDraft('');
      }
      refuse(error);
    }

    function load() {
      $scope.failed = false;
      get(form.url || '/api/tasks/' + camForm.taskId + '/context', function (context) {
        const typed = Boolean(saved) || ($scope.form || {}).$dirty;
        $scope.context = context;
        setToday(context.today || $scope.today);
        $scope.facts = form.facts ? form.facts(context).filter((fact) => fact.text) : [];
        if (form.onContext) form.onContext(context, typed);
        if (!($scope.form || {}).$dirty) follow();
        if (!typed) untouched = written();
      }, () => { $scope.failed = true; });
    }

    function written() { return angular.toJson(withDateTexts($scope.m)); }

    // a link in a mail may say how it went; the person still completes
    function follow() {
      const asked = new URLSearchParams(window.location.hash.split('?')[1] || '');
      const answer = (form.links || {})[asked.get('svar')];
      if (!answer || asked.get('task') !== camForm.taskId) return;
      linkedTask = linkedTask || camForm.taskId;
      if (linkedTask === camForm.taskId) angular.extend($scope.m, answer);
    }

    // what is typed is kept as one types, and when the page is left
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

  // one draft for each user and task; those of others and old ones do not stay in a shared browser
  function draftOf(name) {
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

  function tellDraft(message, act, whenActed) {
    const line = part('sp-draft');
    line.textContent = '';
    if (!message) return;
    line.appendChild(document.createElement('span')).textContent = message;
    if (!act) return;
    line.appendChild(button(act, 'sp-link', function () {
      whenActed();
      (line.querySelector('button') || line).focus();
    }));
  }

  function button(text, className, act) {
    const made = angular.extend(document.createElement('button'), { type: 'button', className, textContent: text });
    made.addEventListener('click', act);
    return made;
  }

  // the parts at the end of every form, in this order
  function part(className) {
    const parts = ['sp-refused', 'sp-missing', 'sp-draft', 'sp-sending'];
    if (!root().querySelector(':scope > .' + parts[0])) {
      parts.forEach(function (name) {
        const made = angular.extend(document.createElement('div'), { className: name, tabIndex: -1 });
        if (name !== 'sp-draft') made.setAttribute('role', name === 'sp-refused' ? 'alert' : 'status');
        root().appendChild(made);
      });
    }
    return root().querySelector(':scope > .' + className);
  }

  function setToday(today) {
    $scope.today = today;
    $scope.tomorrow = plusDays(today, 1);
  }

  function get(url, done, failed) {
    fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      .then((response) => response.ok ? response.json() : Promise.reject(response.status))
      .then((body) => $scope.$evalAsync(() => done(body)), () => $scope.$evalAsync(failed || angular.noop));
  }

  // Tasklist's own token of the same session, or ours
  function post(url, body, done, failed) {
    const token = (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1] || '';
    fetch(url, { method: 'POST', credentials: 'same-origin', body: JSON.stringify(body),
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token) } })
      .then((response) => response.ok ? response.json() : Promise.reject(response.status))
      .then((answer) => $scope.$evalAsync(() => done(answer)), () => $scope.$evalAsync(failed));
  }

  function caseFacts(context) {
    const unit = context.unit || {}, rollout = context.rollout || {};
    return [
      { label: 'Enhet', text: unit.name },
      { label: 'Samtalepakke', text: (context.package || {}).name },
      { label: 'Utrulling', text: rollout.name }
    ];
  }

  function closingFacts(context) { return [{ label: 'Siste dag', text: day((context.rollout || {}).closesOn) }]; }
  function meetingFacts(context) {
    const meeting = context.meeting || {};
    const undelivered = meeting.undelivered || [];
    return [
      { label: 'Møte', text: meeting.meetingDate && day(meeting.meetingDate) + (meeting.meetingTime ? ' kl. ' + meeting.meetingTime.slice(0, 5).replace(':', '.') : '') },
      { label: 'Kom ikke fram', text: undelivered.length && 'E-posten til ' + undelivered.join(', ') + '. Sjekk adressen, eller si fra på en annen måte.' }
    ];
  }
  function heldFacts(context) { return [{ label: 'Samtalen ble holdt', text: day((context.meeting || {}).heldOn) }]; }

  // the group's own date: after the conversation and not in the past
  function firstFollowUp(context) {
    const heldOn = (context.meeting || {}).heldOn;
    return heldOn >= $scope.today ? plusDays(heldOn, 1) : $scope.today;
  }
  function pointFacts(point) {
    return [point.responsible && 'Ansvarlig: ' + point.responsible, point.dueOn && 'Frist: ' + day(point.dueOn)].filter(Boolean).join(' · ');
  }

  // a copy, for the forms to show
  function waysToTalk() { return angular.copy(WAYS_TO_TALK); }

  function unitType(code) {
    return { RESULT_UNIT: 'Resultatenhet', OFFICE: 'Nav-kontor', USER_COUNCIL: 'Brukerutvalg', MBA: 'Medbestemmelsesapparat', COUNTY: 'Fylke', UNIT: 'Enheter og Nav-kontor' }[code];
  }

  // tells what keeps «Fullfør» from being pressed, as it comes on the screen, and what is wrong with each field
  function watchFields() {
    const fields = () => Array.from(root().querySelectorAll('[name]'))
      .map((element) => ({ element, control: ($scope.form || {})[element.name] })).filter((field) => field.control);
    $scope.$watch(() => fields().map(watchYear).map(watchBlank).map((field) => [field.element.name, field.control.$dirty, Object.keys(field.control.$error)].join()).join(';'),
      () => setTimeout(function () {
        fields().forEach(mark);
        list(fields().filter((field) => field.control.$invalid));
      }));

    function list(invalid) {
      const box = part('sp-missing'), labels = invalid.map(labelOf);
      const told = labels.join(' · ');
      if (box.dataset.told === told) return;
      box.dataset.told = told;
      box.textContent = '';
      if (!labels.length) return;
      box.appendChild(document.createElement('b')).textContent = 'Dette gjenstår før du kan fullføre';
      const rows = box.appendChild(document.createElement('ul'));
      labels.forEach(function (label, index) {
        if (labels.indexOf(label) === index) rows.appendChild(document.createElement('li')).appendChild(button(label, 'sp-link', () => show(invalid[index].element)));
      });
    }
  }

  function labelOf(field) {
    const error = field.control.$error, item = field.element.closest('.sp-item');
    return (item ? item.querySelector('.sp-title').textContent.trim() + ': ' : '')
      + field.element.closest('.sp-field').querySelector('.sp-label').textContent.trim()
      + (error.required ? '' : error.identityNumber ? ' (fødselsnummer)' : error.maxlength ? ' (for lang)' : error.nothing ? ' (ingenting er skrevet)' : ' (ikke gyldig)');
  }

  // 0026 and 20260 are slips of the pen, and the server refuses such years, too
  function watchYear(field) {
    const { element, control } = field, kind = element.getAttribute('type');
    if (kind === 'time' && !element.takesNorwegian) {
      element.takesNorwegian = true;
      takeNorwegian(field, timeOf);
    }
    if (kind === 'date' && !element.dateMessage) {
      takeNorwegian(field, dateOf);
      echoDate(field);
      element.dateMessage = angular.extend(document.createElement('p'),
        { className: 'sp-error ng-hide', textContent: 'Skriv hele datoen, med dag, måned og riktig år.' });
      element.insertAdjacentElement('afterend', element.dateMessage);
      control.$validators.year = (date) => !angular.isDate(date) || (date.getFullYear() >= 2000 && date.getFullYear() <= 2100);
      control.$validate();
    }
    return field;
  }

  // a date or an hour may be pasted as it stands in a mail; without a date field of its own the browser takes it typed
  function takeNorwegian(field, read) {
    const { element } = field;
    element.addEventListener('paste', function (event) {
      const text = read((event.clipboardData || { getData: () => '' }).getData('text'));
      if (!text) return;
      event.preventDefault();
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    });
    if (element.type === 'text') element.addEventListener('change', function () {
      const text = read(element.value);
      if (!text || text === element.value) return;
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  // 7.9.2026, 07.09.26, 7. september, mandag 7. sept. 2026 or 2026-09-07; without a year the next such day
  function dateOf(text) {
    const iso = /^\s*(\d{4})-(\d\d?)-(\d\d?)\s*$/.exec(text || '');
    const found = /^\s*(?:\p{L}+dag,?\s+)?(?:den\s+)?(\d\d?)\s*[.\/ -]\s*(\d\d?|\p{L}{3,9}\.?)(?:\s*[.\/ -]\s*(\d{4}|\d\d))?\.?\s*$/iu.exec(text || '');
    if (!iso && !found) return '';
    const day = iso ? iso[3] : found[1], word = iso ? iso[2] : found[2].toLowerCase();
    const month = /^\d/.test(word) ? Number(word) : MONTH_STARTS.indexOf(word.slice(0, 3)) + 1;
    const given = iso ? iso[1] : found[3];
    const year = !given ? Number(dateText(new Date()).slice(0, 4)) : given.length === 2 ? 2000 + Number(given) : Number(given);
    const made = year + '-' + two(month) + '-' + two(day);
    if (month < 1 || month > 12 || dateText(toDate(made)) !== made) return '';
    return !given && made < dateText(new Date()) ? dateOf(day + '.' + month + '.' + (year + 1)) : made;
  }

  // 12.30, kl. 9 or 0930
  function timeOf(text) {
    const found = /^\s*(?:kl\.?\s*)?(\d\d?)(?:[.:]?(\d\d))?\s*$/i.exec(text || '');
    return found && found[1] < 24 && (found[2] || 0) < 60 ? two(found[1]) + ':' + two(found[2] || 0) : '';
  }

  // browsers in another language show month and day the other way round
  function echoDate(field) {
    const { element, control } = field;
    if (/^(nb|nn|no)\b/i.test(navigator.language || '')) return;
    const told = angular.extend(document.createElement('p'), { className: 'sp-hint sp-below' });
    element.insertAdjacentElement('afterend', told);
    $scope.$watch(() => angular.isDate(control.$modelValue) ? control.$modelValue.getTime() : 0, function (time) {
      told.textContent = time ? ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'][new Date(time).getDay()] + ' ' + day(new Date(time)) : '';
    });
  }

  // what nobody can see does not fill a field that must be filled
  function watchBlank(field) {
    const { control } = field;
    if (!control.isEmptyBefore) {
      control.isEmptyBefore = control.$isEmpty;
      control.$isEmpty = (value) => control.isEmptyBefore(value) || (angular.isString(value) && isBlank(value));
      control.$validate();
    }
    return field;
  }

  function isBlank(text) { return text.replace(INVISIBLE, '').trim() === ''; }

  // what somebody has pasted as e-mail addresses, one of each person, and which of them mail cannot go to
  function addresses(pasted) {
    const all = new Map();
    (pasted || '').replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n').replace(INVISIBLE, '').replace(/\p{Zs}/gu, ' ').normalize('NFC').toLowerCase()
      .split(/[;\n]/).forEach(function (part) {
        let done = 0, named = false;
        Array.from(part.matchAll(/<([^<>]*)>/g)).forEach(function (brackets) {
          take(part.slice(done, brackets.index), true);
          take(brackets[1], false);
          done = brackets.index + brackets[0].length;
          named = true;
        });
        take(part.slice(done), named);
      });
    const found = Array.from(all.values());
    return { all: found, odd: found.filter((address) => !MAIL_ADDRESS.test(address)) };

    function take(words, named) {
      words.split(/[\s,]+/).map((word) => word.replace(/^(?:[\s"'«»“”„‘’()[\]•·▪–—:*-]|mailto:)+|[\s"'«»“”‘’()[\].,:]+$/g, ''))
        .filter((address) => address && (!named || address.includes('@')))
        .forEach((address) => { if (!all.has(personOf(address))) all.set(personOf(address), address); });
    }
  }

  function personOf(address) {
    const at = address.lastIndexOf('@'), name = address.slice(0, Math.max(0, at)).replace(/(.)\+.*/, '$1'), domain = address.slice(at + 1);
    return /^g(oogle)?mail\.com$/.test(domain) ? name.replaceAll('.', '') + '@gmail.com' : name + '@' + domain;
  }

  // where the form itself says nothing better
  function tellDate(field) {
    const { dateMessage } = field.element, error = field.control.$error;
    if (!dateMessage) return;
    const others = field.element.closest('.sp-field').querySelectorAll('.sp-error:not(.ng-hide)');
    dateMessage.classList.toggle('ng-hide', !(error.year || error.date) || error.min || error.max || Array.from(others).some((other) => other !== dateMessage));
  }

  // an empty field is not wrong before somebody has been there
  function mark(field) {
    const element = field.element, error = field.control.$error, names = Object.keys(error);
    tellDate(field);
    const isWrong = element.isRefused || names.some((name) => name !== 'required') || (names.length > 0 && field.control.$dirty);
    if (isWrong) element.setAttribute('aria-invalid', 'true'); else element.removeAttribute('aria-invalid');
    const messages = Array.from((element.closest('.sp-field') || element).querySelectorAll('.sp-error'));
    messages.forEach((message, index) => { message.id = message.id || (element.id || element.name) + '-error-' + index; });
    const shown = messages.filter((message) => !message.classList.contains('ng-hide')).map((message) => message.id);
    const others = (element.getAttribute('aria-describedby') || '').split(' ').filter((id) => id && !messages.some((message) => message.id === id));
    const described = others.concat(shown).join(' ');
    if (described) element.setAttribute('aria-describedby', described); else element.removeAttribute('aria-describedby');
  }

  function show(element) {
    for (let folded = element.closest('details'); folded; folded = folded.parentElement.closest('details')) folded.open = true;
    element.focus();
    element.scrollIntoView({ block: 'center' });
  }

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

  function leaveTask() {
    const place = new URLSearchParams(window.location.hash.split('?')[1] || '');
    place.delete('task');
    window.location.hash = '#/?' + place;
  }

  function partsOf(path) { return /^(\w+)(?:\[(\d+)])?\.?(.*)$/.exec(path) || []; }

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

  function root() { return camForm.formElement ? camForm.formElement[0] : document; }

  // Texts that may hold personal data are shown to our server, which keeps nothing. It refuses
  // identity numbers on «Fullfør» too; phone numbers and e-mail addresses are the writer's choice,
  // and so are names of units and persons, where the form says why not to write them (data-names).
  function watchTexts() {
    const known = new Map();
    let soon;
    $scope.$watch(() => texts().map((field) => field.element.name + ' ' + field.text).join('\n'), function () {
      show();
      clearTimeout(soon);
      soon = setTimeout(ask, 600);
    });
    root().addEventListener('focusout', ask);
    $scope.$on('$destroy', () => clearTimeout(soon));

    function ask() {
      texts().filter(isSuspect).map((field) => field.text).filter((text) => !known.has(text)).forEach(function (text) {
        known.set(text, null);
        post('/api/texts/check', { text }, (found) => { known.set(text, found); show(); }, () => { known.delete(text); });
      });
    }

    function show() {
      texts().forEach(function (field) {
        if (known.get(field.text) || !isSuspect(field)) field.element.found = known.get(field.text);
        tell(field, field.element.found || { identityNumbers: [], phoneNumbers: [], emails: [] });
      });
    }
  }

  function texts() {
    return Array.from(root().querySelectorAll('textarea[name], input[type=text][name]'))
      .map((element) => ({ element, control: ($scope.form || {})[element.name] }))
      .filter((field) => field.control)
      .map((field) => angular.extend(field, { text: String(field.control.$viewValue || '') }));
  }

  function isSuspect(field) {
    return field.text.includes('@') || (field.text.match(/\p{N}/gu) || []).length >= 7
      || field.element.hasAttribute('data-names') && /\p{Lu}/u.test(field.text);
  }

  function tell(field, found) {
    const element = field.element, numbers = found.identityNumbers;
    const contacts = found.phoneNumbers.map((place) => [place, 'et telefonnummer'])
      .concat(element.hasAttribute('data-emails') ? [] : found.emails.map((place) => [place, 'en e-postadresse']));
    const where = (place) => 'tegn ' + (Array.from(field.text.slice(0, place.from)).length + 1) + '–' + Array.from(field.text.slice(0, place.to)).length;
    let message = '';
    if (numbers.length) {
      message = 'Dette ser ut som et fødselsnummer eller lignende: ' + numbers.map(where).join(', ') + '. Ta det ut før du fullfører. Er det et kontonummer, skriv det som 1234.56.78901.';
    } else if (contacts.length) {
      const named = contacts.map((contact) => where(contact[0]) + ' som ' + contact[1]).join(', ');
      message = named[0].toUpperCase() + named.slice(1).replace(' som ', ' ser ut som ') + '. Gjelder det en enkeltperson, bør du ta det ut.';
    }
    const names = element.hasAttribute('data-names') ? (found.units || []).concat(found.persons || []) : [];
    if (!numbers.length && names.length) {
      const words = names.map((place) => '«' + field.text.slice(place.from, place.to) + '»').filter((word, i, all) => all.indexOf(word) === i);
      message = (message ? message + ' ' : '') + element.getAttribute('data-names') + ' ' + words.join(', ')
        + (words.length > 1 ? ' ser ut som navn på enheter eller personer.' : ' ser ut som navnet på en enhet eller en person.') + ' Skriv det heller uten.';
    }
    field.control.$setValidity('identityNumber', !numbers.length);

    const box = foundBox(element);
    box.classList.toggle('sp-wrong', numbers.length > 0);
    if (box.dataset.message === message) return;
    box.dataset.message = message;
    box.textContent = '';
    if (!message) return;
    box.appendChild(document.createElement('p')).textContent = message;
    box.appendChild(button('Vis i teksten', 'btn btn-default sp-remove', function () {
      const places = element.found.identityNumbers.concat(element.found.phoneNumbers, element.found.emails, names);
      const start = Math.max(element.value.indexOf(field.text), 0);
      element.focus();
      element.setSelectionRange(start + places[0].from, start + places[0].to);
    }));
  }

  // stands there from the start, so that screen readers notice what comes into it
  function foundBox(element) {
    const id = element.id + '-found';
    if (!document.getElementById(id)) {
      const box = document.createElement('div');
      angular.extend(box, { id, className: 'sp-found' });
      box.setAttribute('role', 'status');
      element.insertAdjacentElement('afterend', box);
      element.setAttribute('aria-describedby', (element.getAttribute('aria-describedby') || '') + ' ' + id);
    }
    return document.getElementById(id);
  }

  function add(list, item, id) {
    list.push(item);
    setTimeout(() => document.querySelector('#' + id + ' > :last-child').querySelector('input, textarea').focus());
  }

  function remove(list, index, id) {
    list.splice(index, 1);
    document.getElementById(id + '-add').focus();
  }

  function left(text, limit) {
    const rest = limit - Array.from(text || '').length;
    return rest < 0 ? -rest + ' tegn for mye' : rest + ' tegn igjen';
  }

  // check boxes are kept as {code: true}
  function chosen(boxes) { return Object.keys(boxes || {}).filter((code) => boxes[code]); }
  function any(boxes) { return chosen(boxes).length > 0; }
  function pick(model, names) { return Object.fromEntries(names.map((name) => [name, model[name]])); }

  // dates are Date objects in the fields and plain local dates (yyyy-MM-dd, HH:mm) everywhere else
  function two(number) { return String(number).padStart(2, '0'); }
  function dateText(date) { return String(date.getFullYear()).padStart(4, '0') + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()); }
  function clock(date) { return timeText(date).replace(':', '.'); }
  function timeText(date) { return two(date.getHours()) + ':' + two(date.getMinutes()); }
  function toDate(text) {
    const part = text.split('-'), date = new Date(2000, 0, 1);
    date.setFullYear(part[0], part[1] - 1, part[2]);
    return date;
  }
  function toTime(text) { const part = text.split(':'); return new Date(1970, 0, 1, part[0], part[1]); }
  function plusDays(text, days) { const date = toDate(text); date.setDate(date.getDate() + days); return dateText(date); }
  function day(text) {
    const months = ['januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember'];
    const date = !text || angular.isDate(text) ? text : toDate(text);
    return date ? date.getDate() + '. ' + months[date.getMonth()] + ' ' + date.getFullYear() : '';
  }

  function plain(value) { return JSON.parse(angular.toJson(withDateTexts(value))); }
  function withDateTexts(value, name) {
    if (angular.isDate(value)) return /Time$/.test(name) ? timeText(value) : dateText(value);
    return mapped(value, name, withDateTexts);
  }
  function withDates(value, name) {
    if (/(On|Date|^date)$/.test(name) && /^\d{4,6}-\d\d-\d\d$/.test(value)) return toDate(value);
    if (/Time$/.test(name) && /^\d\d:\d\d/.test(value)) return toTime(value);
    return mapped(value, name, withDates);
  }
  function mapped(value, name, change) {
    if (angular.isArray(value)) return value.map((item) => change(item, name));
    if (!angular.isObject(value) || angular.isDate(value)) return value;
    return Object.fromEntries(Object.keys(value).map((key) => [key, change(value[key], key)]));
  }
  function withoutBlanks(value) {
    if (angular.isArray(value)) {
      const items = value.map(withoutBlanks).filter(angular.isDefined);
      return items.length ? items : undefined;
    }
    if (angular.isObject(value)) {
      const entries = Object.keys(value).map((key) => [key, withoutBlanks(value[key])]).filter((entry) => angular.isDefined(entry[1]));
      return entries.length ? Object.fromEntries(entries) : undefined;
    }
    return value === null || (angular.isString(value) && isBlank(value)) ? undefined : value;
  }


  // what a leader may change in a meeting that is planned: fills the fields, and gives only what differs
  function meetingChanges() {
    $scope.meetingForms = [{ code: 'PHYSICAL', name: 'I samme rom' }, { code: 'HYBRID', name: 'Noen på skjerm' }, { code: 'DIGITAL', name: 'Alle på skjerm' }];
    function fillIn(meeting) {
      const now = { newMeetingDate: meeting.meetingDate, newMeetingTime: meeting.meetingTime, newDurationMinutes: meeting.durationMinutes, newForm: meeting.form };
      if (now.newMeetingDate < $scope.today) delete now.newMeetingDate;
      angular.extend($scope.m, withDates(withoutBlanks(now)), { newParticipantEmails: (meeting.participantEmails || []).join('\n') });
    }
    function changes(m) {
      const meeting = $scope.context.meeting || {}, result = {};
      const asked = plain(pick(m, ['newMeetingDate', 'newMeetingTime', 'newDurationMinutes', 'newForm', 'newLastMeetingDate']));
      const former = { newMeetingDate: meeting.meetingDate, newMeetingTime: (meeting.meetingTime || '').slice(0, 5), newDurationMinutes: meeting.durationMinutes, newForm: meeting.form };
      Object.keys(asked).forEach((name) => { if (asked[name] && asked[name] !== former[name]) result[name] = asked[name]; });
      const people = participants().all;
      const same = (meeting.participantEmails || []).map((email) => email.toLowerCase());
      if (people.length !== same.length || people.some((email) => !same.includes(email))) result.newParticipantEmails = people;
      return result;
    }
    const participants = () => addresses($scope.m.newParticipantEmails);
    $scope.oddEmails = () => participants().odd.join(', ');
    // the server takes no others, see Participants
    $scope.$watch(function () {
      const control = ($scope.form || {}).newParticipantEmails;
      if (control) control.$setValidity('email', !$scope.oddEmails());
    });
    $scope.whoHears = function () {
      const meeting = $scope.context.meeting || {}, count = meeting.calendars;
      if ((meeting.lastMeetingDate || meeting.meetingDate) < $scope.today) return 'Møtedagen er over, så ingen får e-post om det.';
      return !count ? 'Ingen har fått invitasjon ennå, så ingen får beskjed.'
        : (count === 1 ? 'Én har' : count + ' har') + ' fått invitasjon. ' + (count === 1 ? 'Den personen' : 'Alle') + ' får e-post om at møtet ikke blir holdt da, og avtalen går ut av kalenderen.';
    };
    return { fillIn, changes };
  }

  function showObstacle() {
    // forms of before 2026-11-28 look up the words of an answer here, by its code
    $scope.answerNames = {};
    $scope.$watch('context', function (context) {
      const { obstacle, openObstacles } = context || {};
      [obstacle].concat(openObstacles).filter(Boolean).flatMap((each) => each.answers || [])
        .forEach((answer) => { $scope.answerNames[answer.answer] = answer.words; });
    });
    $scope.routeStatus = (route) => route.words + (route.state === 'OPEN' && route.dueOn ? ', frist ' + day(route.dueOn) : '');
    $scope.categoryText = () => [$scope.context.obstacle.categoryName, $scope.context.obstacle.subcategoryName].filter(Boolean).join(' – ');
    $scope.answerFacts = (answer) => [answer.coveredBy && 'Del av: ' + answer.coveredBy, answer.responsible && 'Ansvarlig: ' + answer.responsible,
      answer.nextUpdateOn && 'Nytt svar ' + day(answer.nextUpdateOn)].filter(Boolean).join(' · ');
  }

  function caseOfObstacle(context) {
    const unit = context.unit || {};
    return [
      { label: 'Fra', text: unit.name || unitType(unit.type) },
      { label: 'Fylke', text: unit.county },
      { label: 'Frist', text: day((context.task || {}).due) }
    ];
  }
};
