/*
 * Pictures of figures. A bar stands in the table it is a picture of; a line has its table behind it. A figure is a
 * number, or says why it is hidden: FEW (below five) or COVER (it would give away another).
 */
import { day, dayAndMonth, drawing, element } from './elements.js';

const HIDDEN = { FEW: 'færre enn fem', COVER: 'vises ikke' };

export const isShown = (figure) => typeof figure === 'number';

/** As people read it; what is null has no figures at all. */
export const words = (figure) => isShown(figure) ? String(figure) : HIDDEN[figure] || '–';

/** Together; known only if each is. */
export const sum = (...figures) => figures.every(isShown) ? figures.reduce((all, one) => all + one, 0) : 'COVER';

/** One bar, of parts that are [class, figure]; what is hidden is not drawn. */
export function bar(whole, ...parts) {
  let from = 0;
  const drawn = parts.filter(([, figure]) => isShown(figure) && figure > 0).map(([name, figure]) => {
    const width = 100 * figure / whole;
    const part = drawing('rect', { class: 'sp-' + name, x: from, y: 0, width, height: 20 });
    from += width;
    return part;
  });
  return drawing('svg', { class: 'sp-bar', viewBox: '0 0 100 20', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    drawing('rect', { class: 'sp-none', x: 0, y: 0, width: 100, height: 20 }), drawn);
}

/** What the parts of a bar mean, in their order. */
export function legend(...parts) {
  return element('ul', { class: 'sp-legend' }, parts.map(([name, text]) => element('li', {}, bar(1, [name, 1]), text)));
}

export function number(figure) {
  return element('td', { class: isShown(figure) ? 'sp-number' : 'sp-number sp-hidden' }, words(figure));
}

/** A table whose heads are words; those of figures stand to the right. On a phone each row of a wide one is a list. */
export function table(caption, heads, rows) {
  rows.forEach((cells) => cells.forEach((cell, at) => {
    if (cell.localName === 'td' && heads[at]?.[0]) {
      cell.dataset.label = heads[at][0];
    }
  }));
  return element('div', { class: 'sp-scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    element('table', { class: heads.length > 3 ? 'sp-table sp-wide' : 'sp-table' }, element('caption', {}, caption),
      element('thead', {}, element('tr', {}, heads.map(([text, kind]) =>
        element('th', { scope: 'col', class: kind ? 'sp-' + kind : null }, text)))),
      element('tbody', {}, rows.map((cells) => element('tr', {}, cells)))));
}

/* of the picture of lines: pixels downwards, percent across, so that its words are as large on a phone */
const [HEIGHT, TOP, BOTTOM, BETWEEN_NAMES, LEFT, RIGHT] = [260, 34, 224, 20, 9, 98];

/** To an even number one likes to read. */
function roundUp(most) {
  const step = most <= 20 ? 10 : most <= 100 ? 20 : most <= 1000 ? 100 : 1000;
  return Math.ceil(most / step) * step;
}

/**
 * What has been done week by week since the opening, with its table behind, as on /oversikt: lines differ in dashes
 * and marks as well as in colour, and each has its name at its end.
 */
export function lines(caption, { opensOn, lines: series }) {
  const top = roundUp(Math.max(...series.flatMap((line) => line.points.map((point) => point.units)).filter(isShown)));
  const y = (units) => BOTTOM - Math.round((BOTTOM - TOP) * units / top);
  const taken = [];
  const last = (line) => line.points.at(-1).units;
  const drawn = [...series].sort((one, other) => last(other) - last(one)).flatMap((line) => {
    const look = ' sp-line-' + line.name.toLowerCase();
    const weeks = line.points.length;
    const marks = [{ x: LEFT, y: y(0) }, ...line.points.map(({ units }, week) => isShown(units)
      && { x: LEFT + (RIGHT - LEFT) * (week + 1) / weeks, y: y(units) }).filter(Boolean)];
    const stretches = marks.slice(1).map((mark, at) => drawing('line', { class: 'sp-line' + look,
      x1: marks[at].x + '%', y1: marks[at].y, x2: mark.x + '%', y2: mark.y }));
    const name = taken.reduce((at, other) => at < other + BETWEEN_NAMES ? other + BETWEEN_NAMES : at, marks.at(-1).y - 10);
    taken.push(name);
    return [...stretches, ...marks.slice(1).map((mark) => drawing('circle', { class: 'sp-mark' + look, cx: mark.x + '%', cy: mark.y, r: 4 })),
      drawing('text', { class: 'sp-line-name' + look, x: RIGHT + '%', y: name, 'text-anchor': 'end' }, line.words + ' ' + words(last(line)))];
  });
  const levels = [0, top / 2, top].flatMap((units) => [
    drawing('line', { class: 'sp-axis', x1: LEFT + '%', x2: RIGHT + '%', y1: y(units), y2: y(units) }),
    drawing('text', { class: 'sp-level', x: 0, y: y(units) + 5 }, String(units))]);
  const told = series.map((line) => line.words.toLowerCase() + ' ' + words(last(line))).join(', ');
  const picture = drawing('svg', { class: 'sp-lines', width: '100%', height: HEIGHT, role: 'img',
    'aria-label': `${caption}. Til nå: ${told}. Tallene for hver uke står i tabellen under.` }, levels, drawn,
  drawing('text', { class: 'sp-level', x: LEFT + '%', y: BOTTOM + 22 }, dayAndMonth(opensOn)),
  drawing('text', { class: 'sp-level', x: RIGHT + '%', y: BOTTOM + 22, 'text-anchor': 'end' }, dayAndMonth(series[0].points.at(-1).until)));
  return [picture, element('p', { class: 'sp-muted' }, 'Hvor mange enheter til sammen. Uker der vi ikke kan vise tallet, har ikke noe merke.'),
    element('details', {}, element('summary', {}, 'Vis tallene uke for uke'),
    table(caption, [['Til og med'], ...series.map((line) => [line.words, 'number'])],
      series[0].points.map((point, at) => [element('th', { scope: 'row' }, day(point.until)),
        ...series.map((line) => number(line.points[at].units))])))];
}
