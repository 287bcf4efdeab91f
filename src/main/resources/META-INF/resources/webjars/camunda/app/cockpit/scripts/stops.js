/* From a stop in Cockpit to where it is told in plain words, tried again or handed over. */
const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

export default [{
  id: 'samtalepakker-stop',
  pluginPoint: 'cockpit.incident.action',
  priority: 10,
  render(node) {
    const link = document.createElement('a');
    link.className = 'btn btn-default action-button sp-stop';
    link.href = root + '/stopp';
    link.textContent = 'Se stopp';
    node.append(link);
  },
  unmount() {}
}];
