/* How often each rule of a decision table has hit, and what no rule could send anywhere. */
import { bar, table } from './charts.js';
import { counted, element, part, read } from './elements.js';

const hits = (rule) => element('td', { class: rule.hits === null ? 'sp-number sp-hidden' : 'sp-number' },
  rule.hits === null ? 'vises ikke' : String(rule.hits));

function rules(version) {
  const most = Math.max(1, ...version.rules.map((rule) => rule.hits || 0));
  // what has no figure keeps the table's order, which tells nothing
  const sorted = [...version.rules].sort((one, other) => (other.hits ?? -1) - (one.hits ?? -1));
  return sorted.map((rule) => [
    element('th', { scope: 'row', class: 'sp-name' }, rule.description || rule.id,
      rule.sentence ? element('span', { class: 'sp-sentence sp-muted' }, rule.sentence) : null),
    element('td', { class: 'sp-name' }, rule.to), hits(rule),
    element('td', { class: 'sp-picture' }, bar(most, ['done', rule.hits]))]);
}

function triage(version) {
  return [element('h3', {}, 'Gikk til vurdering hos sekretariatet'),
    version.triage.length === 0 ? element('p', {}, 'Ingenting med denne versjonen.')
      : table('Hvorfor tabellen ikke fant noen å spørre', [['Årsak'], ['Hindringer', 'number']],
        version.triage.map((one) => [element('th', { scope: 'row', class: 'sp-name' }, one.why),
          element('td', { class: 'sp-number' }, String(one.number))]))];
}

function show(version, sends) {
  const known = version.rules.filter((rule) => rule.hits !== null);
  const never = known.filter((rule) => rule.hits === 0).length;
  return [
    ...(sends ? triage(version) : []),
    element('h3', {}, 'Reglene'),
    element('p', {}, never === 0 ? 'Alle reglene som har tall, har truffet.' : `${never} av ${counted(known.length, 'én regel', '%d regler')} har aldri truffet.`),
    known.length < version.rules.length ? element('p', { class: 'sp-muted' },
      'Der én person svarer alene, vises det ikke hvor ofte regelen har truffet.') : null,
    table('Treff per regel', [['Regel'], [sends ? 'Mottaker' : 'Hva som skjer'], ['Treff', 'number'], ['Søyle', 'picture']],
      rules(version))].filter(Boolean);
}

/** The engine's id of a decision is its key, its version and a number of its own. */
function opened(definition) {
  const [key, version] = decodeURIComponent(definition).split(':');
  return { key, version: Number(version) };
}

export default [{
  id: 'samtalepakker-hits',
  pluginPoint: 'cockpit.decisionDefinition.tab',
  priority: 5,
  properties: { label: 'Treff per regel' },
  render(node, { decisionDefinitionId }) {
    const page = element('div', { class: 'sp-desk sp-tab', lang: 'nb' });
    node.append(page);
    const { key, version } = opened(decisionDefinitionId);
    part(page, 'sp-hits-heading', 'Treff per regel', read(`/api/decisions/${encodeURIComponent(key)}/hits`), (versions) => {
      const sends = versions.some((one) => one.rules.some((rule) => rule.sentence));
      const body = element('div', {});
      const choice = element('select', { id: 'sp-hits-version', class: 'form-control sp-version' }, versions.map((one) =>
        element('option', { value: String(one.version), selected: one.version === version }, `Versjon ${one.version}`)));
      const update = () => body.replaceChildren(...show(versions.find((one) => String(one.version) === choice.value), sends));
      choice.addEventListener('change', update);
      update();
      return [element('p', {}, element('label', { for: 'sp-hits-version' }, 'Versjon av tabellen '), choice), body];
    });
  },
  unmount() {}
}];
