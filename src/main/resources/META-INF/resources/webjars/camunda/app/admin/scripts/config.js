// one login for everything, see there
import '../../../lib/samtalepakker-login.js';
import locales from '../../../lib/samtalepakker-locales.js';

export default {
  locales
};
