/*
 * The secretariat's first page in Cockpit: what needs a hand, a picture of each rollout, and the one case somebody has
 * asked about. Units stand here as counts; only the search for one case names one.
 */
import { element } from './elements.js';
import { needs } from './needs.js';
import { rollouts } from './rollouts.js';
import { search } from './search.js';

export default [{
  id: 'samtalepakker-dashboard',
  pluginPoint: 'cockpit.dashboard',
  priority: 100,
  render(node) {
    const page = element('div', { class: 'sp-desk', lang: 'nb' });
    node.append(page);
    // Cockpit puts what is not its own last; what people come for stands first, also for those who listen
    requestAnimationFrame(() => {
      const own = page.closest('section');
      own?.parentElement.prepend(own);
    });
    needs(page);
    rollouts(page);
    search(page);
  },
  unmount() {}
}];
