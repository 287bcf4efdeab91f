// one login for everything, see there
import '../../../lib/samtalepakker-login.js';
import '../../../lib/samtalepakker-frame.js';
import './controls.js';
import './figures.js';
import locales, { script } from '../../../lib/samtalepakker-locales.js';

export default {
  customScripts: [script('/lib/samtalepakker-dates.js'), script('/app/cockpit/scripts/words.js'), script('/app/cockpit/scripts/stops.js'),
    script('/app/cockpit/scripts/dashboard.js'), script('/app/cockpit/scripts/trail.js'),
    script('/app/cockpit/scripts/heat.js'), script('/app/cockpit/scripts/ended.js'), script('/app/cockpit/scripts/hits.js')],
  locales,
  // Camunda's own greeting asks for a page that is not there
  disableWelcomeMessage: true,
  // the header shows our name; what is open stands in the title, see samtalepakker-frame.js
  app: { vendor: 'Samtalepakker', name: ' ' }
};
