package no.nav.samtalepakker.browser;

/**
 * What people look at.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Screen(int width, int height) {

	static final Screen DESKTOP = new Screen(1280, 900);

	static final Screen PHONE = new Screen(360, 740);

	/** A desktop of 1280 by 1024 at 400 % zoom. */
	static final Screen ZOOMED = new Screen(320, 256);

}
