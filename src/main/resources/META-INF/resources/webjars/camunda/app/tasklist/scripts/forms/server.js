/*
 * Our server, asked by a form: what comes back reaches the form in Angular's own time.
 */
export function serverOf($scope) {
  return { get, post };

  function get(url, done, failed) {
    fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      .then((response) => response.ok ? response.json() : Promise.reject(response.status))
      .then((body) => $scope.$evalAsync(() => done(body)), () => $scope.$evalAsync(failed || (() => {})));
  }

  function post(url, body, done, failed) {
    fetch(url, { method: 'POST', credentials: 'same-origin', body: JSON.stringify(body),
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token() } })
      .then((response) => response.ok ? response.json() : Promise.reject(response.status))
      .then((answer) => $scope.$evalAsync(() => done(answer)), () => $scope.$evalAsync(failed));
  }
}

// Tasklist's own token of the same session, or ours
export function token() {
  return decodeURIComponent((document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1] || '');
}
