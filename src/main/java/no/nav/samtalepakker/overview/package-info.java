/** What people look at: the context of a task, lists for forms, and the status page. */
package no.nav.samtalepakker.overview;
