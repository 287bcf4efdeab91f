// what we make of Tasklist's lists and tasks; modules that others import must not be named in the configuration,
// which would load them a second time
import './connection.js';
import './sending.js';
import './details.js';
import './lists.js';
import './cards.js';
import './handover.js';
import './completion.js';
import './failures.js';
import './forms/blocks.js';
