/*
 * Who has come, and what they may do: asked before Tasklist is drawn, so that nothing is shown and then taken away.
 */
const root = document.querySelector('base').getAttribute('app-root');

/** The engine's interface behind Tasklist. */
export const ENGINE = root + '/api/engine/engine/default';

/** Our own interface. */
export const API = root.replace(/\/camunda$/, '') + '/api';

/** What the address answers, or null if it does not. */
export async function get(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    return null;
  }
}

const [user, startable] = await Promise.all([
  get(root + '/api/admin/auth/user/default'),
  get(ENGINE + '/process-definition/count?latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true')
]);

export const visitor = {
  id: user ? user.userId : null,
  /** Looks up cases: the secretariat and whoever runs the application. */
  looksUpCases: Boolean(user && user.authorizedApps && user.authorizedApps.includes('cockpit')),
  /** Orders rollouts. */
  startsProcesses: Boolean(startable && startable.count > 0)
};
