package no.nav.samtalepakker.keyfigures;

import java.util.List;

import no.nav.samtalepakker.figures.Figure;

/**
 * A measure with its counts, as anybody who may see it reads it.
 *
 * @param measure what is counted
 * @param unit what a number counts, or what it measures
 * @param of the denominator of every row; null where each has its own
 * @param rows the classes
 */
record KeyFigure(Measure measure, String unit, Figure of, List<Row> rows) {

	/**
	 * A class.
	 *
	 * @param code names it in this table
	 * @param name as people read it
	 * @param number how many
	 * @param of of how many, null where that is no whole
	 */
	record Row(String code, String name, Figure number, Figure of) {

		/** Between 0 and 1; null where it cannot be told. */
		public Double share() {
			return (this.of != null && this.of.isShown() && this.number.isShown() && this.of.number() > 0)
					? (double) this.number.number() / this.of.number() : null;
		}

		/** In whole per cent, or null. */
		public Long percent() {
			Double share = share();
			return (share != null) ? Math.round(share * 100) : null;
		}

	}

}
