package no.nav.samtalepakker.meeting;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Every night, participants' addresses that are no longer needed go (design §11). */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AddressErasure {

	private final Meetings meetings;

	AddressErasure(Meetings meetings) {
		this.meetings = meetings;
	}

	@Scheduled(cron = "0 15 4 * * *", zone = "Europe/Oslo")
	void eraseAddresses() {
		this.meetings.eraseAddresses();
	}

}
