/*
 * Leaves out what Cockpit offers and nobody here may do, so that no button answers with a refusal: cases are never
 * deleted, paused or rewritten by hand, and there are no batches, reports or external tasks. Only those who run the
 * application mend in Cockpit; the secretariat does so at /stopp, and sees no task of a unit. Read by Cockpit as it
 * starts, which is why the role has to be known before.
 */
const base = document.querySelector('base');

const NOBODYS = {
  'cockpit.navigation': ['batch', 'reports'],
  'cockpit.processDefinition.runtime.action':
    ['update-suspension-state-action', 'bulk-job-definition-override-job-priority-action'],
  'cockpit.processInstance.runtime.action':
    ['cancel-process-instance-action', 'update-suspension-state-action', 'add-variable-action'],
  'cockpit.processInstance.runtime.tab': ['external-tasks-process-instance-runtime'],
  'cockpit.jobDefinition.action': ['job-definition-override-job-priority-action', 'update-suspension-state'],
  'cockpit.incident.action': ['increase-incident-external-task-retry'],
  'cockpit.repository.deployment.action': ['delete-deployment']
};

const OPERATORS = {
  'cockpit.processDefinition.runtime.action': ['job-retry-action'],
  'cockpit.processInstance.runtime.action': ['job-retry-action'],
  'cockpit.processInstance.runtime.tab': ['user-tasks-tab'],
  'cockpit.incident.action': ['increase-incident-job-retry']
};

const names = (plugins) => Object.entries(plugins).flatMap(([point, ids]) => ids.map((id) => point + ':' + id));

/** Whether this user runs the application; whoever does may open Admin. */
async function isOperator() {
  const answer = await fetch(base.getAttribute('admin-api') + 'auth/user/default',
    { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  return answer.ok && (await answer.json()).authorizedApps.includes('admin');
}

const operator = await isOperator().catch(() => false);

base.setAttribute('cam-exclude-plugins', [...names(NOBODYS), ...(operator ? [] : names(OPERATORS))].join(','));
// what is no plug-in is left out by words.js and styles/user-styles.css
document.documentElement.classList.toggle('sp-operator', operator);
