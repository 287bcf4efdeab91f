/*
 * English for browsers that ask for it, Norwegian for all others: forms and messages are Norwegian, so whoever reads
 * another language must read Norwegian anyway. Bokmål serves nb, no and nn. The fallback is always the language
 * chosen; any other would fetch a second file, and the later of the two would decide how dates are written.
 */
const asked = (navigator.languages || [navigator.language]).map((tag) => tag.split('-')[0].toLowerCase());
const locale = asked.find((language) => ['nb', 'no', 'nn', 'en'].includes(language)) === 'en' ? 'en' : 'nb';

document.documentElement.lang = locale;

export default {availableLocales: ['nb', 'en'], fallbackLocale: locale};
