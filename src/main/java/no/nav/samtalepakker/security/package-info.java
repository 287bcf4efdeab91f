/**
 * Who may come in and what they may reach: login, request filters, grants, demo users.
 */
package no.nav.samtalepakker.security;
