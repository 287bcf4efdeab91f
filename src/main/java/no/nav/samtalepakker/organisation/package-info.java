/**
 * Units, their people and the recipients of obstacles: who leads, deputises, co-signs and
 * answers.
 */
package no.nav.samtalepakker.organisation;
