// The engine asks for this file anew each time. What it names carries the release in its address and is kept.
const { default: configuration } = await import(document.querySelector('base').getAttribute('files')
  + '/camunda/app/tasklist/scripts/configuration.js');

// on a slow line the engine's loader would give up after seven seconds and leave nothing but a spinner
window.require?.config?.({ waitSeconds: 0 });

export default configuration;
