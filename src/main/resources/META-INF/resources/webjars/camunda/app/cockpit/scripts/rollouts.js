/* A picture of each rollout: how far the units have come, what counties have answered, and who owes whom an answer. */
import { counted, day, element, link, part, read } from './elements.js';
import { bar, isShown, legend, lines, number, sum, table } from './charts.js';

/** The figure of a class, or of one of its parts. */
function figure(classes, name) {
  const found = classes.flatMap((one) => [one, ...one.parts]).find((one) => one.name === name);
  return found ? found.units : null;
}

const has = (classes, name) => figure(classes, name) !== null;

/** From what everybody got to what few have done yet; whoever is in a step is in those above it. */
function steps(of) {
  const held = sum(figure(of.classes, 'HELD_ONLY'), figure(of.classes, 'REPORTED'));
  return [
    ['Fikk pakken', 'started', of.started],
    has(of.classes, 'PLANNED') ? ['Har dato eller har holdt samtalen', 'planned', sum(figure(of.classes, 'PLANNED'), held)] : null,
    has(of.classes, 'PREPARED') ? ['– har dato og har forberedt', 'prepared', figure(of.classes, 'PREPARED')] : null,
    ['Har holdt samtalen', 'held', held],
    ['Har rapportert', 'reported', figure(of.classes, 'REPORTED')],
    has(of.classes, 'FOLLOWING_UP') ? ['– har dato for oppfølging', 'following', figure(of.classes, 'FOLLOWING_UP')] : null,
    has(of.classes, 'FOLLOWED_UP') ? ['– har fulgt opp', 'followed', figure(of.classes, 'FOLLOWED_UP')] : null,
    ['Holdes ikke', 'not-held', figure(of.classes, 'NOT_HELD')],
    [silent(of.classes), 'unknown', figure(of.classes, 'UNKNOWN')]
  ].filter(Boolean);
}

const silent = (classes) => classes.find((one) => one.name === 'UNKNOWN').words;

function funnel(one) {
  return table(one.name, [['Så langt er enhetene kommet'], ['', 'picture'], ['Enheter', 'number']],
    steps(one).map(([text, name, units]) => [
      element('th', { scope: 'row', class: text.startsWith('–') ? 'sp-step-part' : null }, text),
      element('td', {}, bar(one.started, [name, units])), number(units)]));
}

function counties(one) {
  const shown = one.counties.filter((county) => county.started > 0);
  return shown.length < 2 ? null : element('details', {}, element('summary', {}, one.name + ': fylke for fylke'),
    legend(['reported', 'Rapportert'], ['held', 'Holdt'], ...(has(one.classes, 'PLANNED') ? [['planned', 'Har dato']] : []),
      ['not-held', 'Holdes ikke'], ['unknown', silent(one.classes)]),
    table(one.name + ', fylke for fylke. Tall under fem vises ikke, og heller ikke tall som ville røpet dem.',
      [['Fylke'], ['', 'picture'], ['Fikk pakken', 'number'], ...(has(one.classes, 'PLANNED') ? [['Har dato', 'number']] : []),
        ['Holdt', 'number'], ['Rapportert', 'number'], ['Holdes ikke', 'number'], [silent(one.classes), 'number']],
      shown.map((county) => {
        const of = (name) => figure(county.classes, name);
        return [element('th', { scope: 'row' }, county.name),
          element('td', {}, bar(county.started, ['reported', of('REPORTED')], ['held', of('HELD_ONLY')],
            ['planned', of('PLANNED')], ['not-held', of('NOT_HELD')], ['unknown', of('UNKNOWN')])),
          number(county.started), ...(has(one.classes, 'PLANNED') ? [number(of('PLANNED'))] : []),
          number(of('HELD_ONLY')), number(of('REPORTED')), number(of('NOT_HELD')), number(of('UNKNOWN'))];
      })));
}

/** What the counties that decide have said; a county is no unit, so all of it is shown. */
function answers(asked) {
  return [element('h4', {}, `${asked.yes} av ${counted(asked.asked, 'ett fylke', '%d fylker')} har sagt ja`),
    table('Fylkenes svar', [['Svar'], ['', 'picture'], ['Fylker', 'number']],
      [['Ja', 'reported', asked.yes], ['Nei', 'not-held', asked.no], ['Svarer senere', 'planned', asked.later],
        ['Ikke svart', 'unknown', asked.notAnswered]].map(([text, name, count]) =>
        [element('th', { scope: 'row' }, text), element('td', {}, bar(asked.asked, [name, count])), number(count)])),
    asked.reasons.length === 0 ? null : table('Grunner fylkene har gitt', [['Grunn'], ['Fylker', 'number']],
      asked.reasons.map((reason) => [element('th', { scope: 'row' }, reason.words), number(reason.times)]))];
}

function recipients(rows) {
  const most = Math.max(1, ...rows.map((row) => (row.answered || 0) + (row.waiting || 0)));
  return [element('h4', {}, 'Svar på hindringene'),
    rows.length === 0 ? null : legend(['reported', 'Besvart'], ['unknown', 'Venter']),
    rows.length === 0 ? element('p', {}, 'Ingen hindringer er sendt til noen ennå.')
      : table('Mottakerne, de med mest som venter øverst. Der én person svarer alene, vises ingen tall.',
        [['Mottaker'], ['', 'picture'], ['Besvart', 'number'], ['Venter', 'number'], ['Over fristen', 'number'], ['Eldste fra'], ['Neste frist']],
        rows.map((row) => [element('th', { scope: 'row', class: 'sp-name' }, row.name),
          element('td', {}, bar(most, ['reported', row.answered], ['unknown', row.waiting])),
          number(row.answered), number(row.waiting), number(row.late),
          element('td', {}, day(row.oldest) || '–'), element('td', {}, day(row.due) || '–')]))];
}

function time({ state, opensOn, closesOn, cutOffOn, daysLeft }) {
  const until = state === 'CUT_OFF' ? 'avsluttet ' + day(cutOffOn) : 'lukkes ' + day(closesOn);
  return `Åpnet ${day(opensOn)}, ${until}` + (daysLeft > 0 ? '. ' + counted(daysLeft, '1 dag', '%d dager') + ' igjen' : '') + '.';
}

/** An order of very many units comes in by and by. */
function progress({ added, units }) {
  return element('p', { class: 'sp-lead' }, element('progress', { max: units, value: added, 'aria-hidden': 'true' }),
    ` Blir satt opp: ${added} av ${units} enheter er lagt inn.`);
}

function panel(rollout, settingUp) {
  const packages = rollout.packages.filter((one) => one.started > 0);
  const drawn = rollout.weeks && rollout.weeks.lines.some((line) => line.points.some((point) => isShown(point.units) && point.units > 0));
  const { held } = rollout;
  return [element('p', {}, time(rollout), ' ', link('/styring/utrullinger/' + rollout.id, 'Styr utrullingen'), ' · ',
    link('/oversikt', 'Oversikten alle ser')),
  settingUp && progress(settingUp),
  packages.length === 0 ? element('p', {}, 'Ingen har fått pakken ennå.')
    : element('p', { class: 'sp-lead' }, held.number === null ? 'Tallene kan ikke vises, fordi noen av gruppene har færre enn fem enheter.'
      : `${held.atLeast ? 'Minst ' : ''}${held.number} av ${counted(held.started, 'én enhet', '%d enheter')} har holdt samtalen.`),
  ...packages.map(funnel), ...packages.map(counties),
  ...(rollout.counties ? answers(rollout.counties) : []),
  ...(drawn ? [element('h4', {}, 'Uke for uke'), ...lines(rollout.name + ', uke for uke', rollout.weeks)] : []),
  ...recipients(rollout.recipients)].filter(Boolean);
}

/** What is under way stands open, what is over can be opened. */
function show(rollout, underWay) {
  const settingUp = underWay.find((one) => one.rolloutId === rollout.id);
  const title = [rollout.name + ' ', element('span', { class: 'sp-tag' }, rollout.stateInWords)];
  return rollout.state === 'RUNNING' || rollout.state === 'PLANNED' || rollout.state === 'CLOSED'
    ? element('section', { class: 'sp-rollout' }, element('h3', {}, title), panel(rollout, settingUp))
    : element('details', { class: 'sp-rollout' }, element('summary', {}, element('h3', {}, title)), panel(rollout, settingUp));
}

export function rollouts(page) {
  part(page, 'sp-rollouts', 'Utrullingene', read('/api/figures/rollouts'), (figures) => figures.rollouts.length === 0
    ? [element('p', {}, 'Ingen utrullinger ennå. ', link('/styring', 'Start en utrulling'))] : [figures.counted && element('p', {}, figures.counted), ...figures.rollouts.map((rollout) => show(rollout, figures.settingUp))].filter(Boolean));
}
