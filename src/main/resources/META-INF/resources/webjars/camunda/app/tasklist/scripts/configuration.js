// one login for everything, see there
import '../../../lib/samtalepakker-login.js';
import '../../../lib/samtalepakker-frame.js';
import './narrow.js';
import './notices.js';
import './engine-controls.js';
// before the first form opens; here it comes beside the engine's scripts, and not after them
import './forms-v1.js';
import locales, { script } from '../../../lib/samtalepakker-locales.js';

export default {
  customScripts: [script('/lib/samtalepakker-dates.js'), script('/app/tasklist/scripts/tasks.js')],
  locales,
  // Camunda's own greeting asks for a page that is not there
  disableWelcomeMessage: true,
  // the header shows our name; what is open stands in the title, see samtalepakker-frame.js
  app: { vendor: 'Samtalepakker', name: ' ' },
  shortcuts: {
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'går til det første filteret'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'går til den første oppgaven i listen'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'går til det første feltet i skjemaet'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'åpner vinduet for å starte en prosess'
    }
  }
};
