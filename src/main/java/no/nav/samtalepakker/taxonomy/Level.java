package no.nav.samtalepakker.taxonomy;

/** Where in the organisation an obstacle has its cause. */
public enum Level {

	MIKRO, MESO, MAKRO

}
