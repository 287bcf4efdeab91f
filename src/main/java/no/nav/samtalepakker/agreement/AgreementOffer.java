package no.nav.samtalepakker.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.notification.Delivery;
import no.nav.samtalepakker.notification.Preview;

/**
 * What can be sent to participants, for those who lead the conversation.
 *
 * @param conversationId the conversation
 * @param unit name of the unit
 * @param packageName what they talked about
 * @param agreement all there is
 * @param chosen ids of what is ticked
 * @param mail as it would be sent
 * @param participants addresses that would get it
 * @param leading those who lead, and get it too
 * @param lastDay the last day there are addresses, or null if nobody has said when it was
 * @param over whether that day is over
 * @param sendings what has been sent, the newest first
 */
record AgreementOffer(String conversationId, String unit, String packageName, Agreement agreement, Set<String> chosen,
		Preview mail, List<String> participants, List<String> leading, LocalDate lastDay, boolean over,
		List<Sending> sendings) {

	/**
	 * One time it was sent.
	 *
	 * @param on the day
	 * @param recipients to how many
	 * @param mails what has become of each; none once the addresses are erased
	 */
	record Sending(LocalDate on, int recipients, List<Delivery> mails) {
	}

}
