package no.nav.samtalepakker.security;

/**
 * What our cookies are called. Over https a browser takes a cookie with the prefix
 * {@code __Host-} from this host alone, over https and for all of it, so that no
 * neighbour in the same domain can put one in its place.
 *
 * @param secure whether people come over https, as in {@code prod}
 */
record CookieNames(boolean secure) {

	String of(String name) {
		return this.secure ? "__Host-" + name : name;
	}

}
