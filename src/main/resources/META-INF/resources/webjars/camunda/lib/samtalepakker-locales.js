/*
 * English for browsers that ask for it, Norwegian for all others: forms and messages are Norwegian, so whoever reads
 * another language must read Norwegian anyway. Bokmål serves nb, no and nn. The fallback is always the language
 * chosen; any other would fetch a second file, and the later of the two would decide how dates are written.
 */
const asked = (navigator.languages || [navigator.language]).map((tag) => tag.split('-')[0].toLowerCase());
const locale = asked.find((language) => ['nb', 'no', 'nn', 'en'].includes(language)) === 'en' ? 'en' : 'nb';

document.documentElement.lang = locale;

export default {availableLocales: ['nb', 'en'], fallbackLocale: locale};

const base = document.querySelector('base');

/** A script of ours, as the engine wants it named: from the folder of the web application. */
export const script = (path) => '../..' + base.getAttribute('files').slice(base.getAttribute('app-root').length) + '/camunda' + path;

/*
 * The words are asked for while the engine's scripts are still on their way, and no web application starts without
 * them: it would show the names of its texts. Without an answer it tries for itself.
 */
export const words = await fetch(new URL('../app/' + base.getAttribute('app-name') + '/locales/' + locale + '.json', import.meta.url))
  .then((answer) => (answer.ok ? answer.json() : null), () => null);
