/*
 * Pictures of figures. A bar stands in the table it is a picture of; a line has its table behind it. A figure is a
 * number, or says why it is hidden: FEW (below five) or COVER (it would give away another).
 */
import { day, drawing, element } from './elements.js';

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

/** A table whose heads are words; those of figures stand to the right. */
export function table(caption, heads, rows) {
  return element('div', { class: 'sp-scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    element('table', { class: heads.length > 4 ? 'sp-table sp-wide' : 'sp-table' }, element('caption', {}, caption),
      element('thead', {}, element('tr', {}, heads.map(([text, kind]) =>
        element('th', { scope: 'col', class: kind ? 'sp-' + kind : null }, text)))),
      element('tbody', {}, rows.map((cells) => element('tr', {}, cells)))));
}

/** What has been done week by week, with its table behind. */
export function lines(caption, whole, series) {
  const [width, height] = [640, 200];
  const count = series[0].points.length;
  const x = (index) => count === 1 ? width : Math.round(index * width / (count - 1));
  const y = (units) => Math.round(height - units * height / whole);
  const drawn = series.flatMap((line, index) => {
    const points = line.points.map((point, at) => [x(at), point.units]).filter(([, units]) => isShown(units));
    return points.length === 0 ? [] : [
      drawing('polyline', { class: 'sp-line sp-line-' + index, points: points.map(([at, units]) => at + ',' + y(units)).join(' ') }),
      drawing('text', { class: 'sp-line-name', x: width + 8, y: y(points.at(-1)[1]) + 5 }, line.words + ' ' + points.at(-1)[1])];
  });
  const picture = drawing('svg', { class: 'sp-lines', viewBox: `0 -10 ${width + 220} ${height + 40}`, role: 'img', 'aria-label': caption },
    drawing('line', { class: 'sp-axis', x1: 0, x2: width, y1: height, y2: height }),
    drawing('text', { class: 'sp-line-name', x: 0, y: height + 22 }, day(series[0].points[0].until)),
    drawing('text', { class: 'sp-line-name', x: width, y: height + 22, 'text-anchor': 'end' }, day(series[0].points.at(-1).until)),
    drawn);
  return [picture, element('details', {}, element('summary', {}, 'Vis tallene uke for uke'),
    table(caption, [['Til og med'], ...series.map((line) => [line.words, 'number'])],
      series[0].points.map((point, at) => [element('th', { scope: 'row' }, day(point.until)),
        ...series.map((line) => number(line.points[at].units))])))];
}
